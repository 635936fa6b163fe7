"""What the law says of a conduct while it is typed, and what its sums are by the list of goods. Free of Qt."""

from collections.abc import Iterator
from datetime import date

from procedures.case import Act, Case, Party
from procedures.goods_value import goods_value, illegal_gains
from procedures.rulebook import Rulebook
from procedures.view import CaseView
from ui.pages.case.particulars.effects import penalty_act
from ui.pages.case.range_told import case_answers
from ui.pages.intake.answer import Answer
from ui.pages.intake.asked_facts import GAINS, GOODS_VALUE

LIST = "物品清单"


def conduct_answers(case: Case, rulebook: Rulebook, party: Party, today: date) -> tuple[Answer, ...]:
    """What the law says of a party, with the fine of its newest penalty act, else with what the lead proposed."""
    act = penalty_act(case, rulebook, party, today)
    planned = act or Act("foreseen", "opinion_submitted", today, party=party.id)
    return case_answers(CaseView(case, rulebook), party, planned)


def sums_of_goods(case: Case) -> Iterator[tuple[str, int]]:
    """Value and gains by the list of goods, where it is of one party with one conduct and every price is known."""
    if len(case.parties) > 1 or len(case.conducts) > 1:
        return
    for key, sums in ((GOODS_VALUE, goods_value(case.goods)), (GAINS, illegal_gains(case.goods))):
        if sums.steps and sums.complete:
            yield key, sums.total
