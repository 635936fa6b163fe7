"""The ledger of the goods of a case, and where its quantities do not add up.

Everything that was found is sold, sampled, given back, confiscated, surrendered, handed on, or still there.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from procedures import goods_decisions as decisions
from procedures import goods_measures as measures
from procedures.case import Act, Case
from procedures.goods_book import GoodsBook
from procedures.goods_lines import GoodsLedger
from procedures.goods_rules import GoodsProblem

MOVES: Mapping[str, Callable[[GoodsBook, Act], None]] = MappingProxyType(
    {
        "sample_taken": measures.sample,
        "evidence_preserved": measures.take_in,
        "property_seized": measures.take_in,
        "goods_surrendered": measures.surrender,
        "preservation_decided": measures.decide_preservation,
        "seizure_released": measures.release,
        "goods_counted": measures.count,
        "opinion_submitted": decisions.propose,
        "notice_served": decisions.propose,
        "decision_made": decisions.decide,
        "decision_changed": decisions.change,
        "goods_disposed": decisions.dispose,
        "case_closed": decisions.close,
    }
)


def goods_ledger(case: Case, today: date) -> GoodsLedger:
    """Every kind of goods with what became of it up to the end of `today`, and the movements in the order of acts."""
    return goods_book(case.until(today)).ledger()


def goods_problems(case: Case) -> tuple[GoodsProblem, ...]:
    """Where quantities contradict each other, in the order of the acts; those of the list itself come first.

    A problem whose `act` is empty is one of the list. Only what contradicts what is recorded is told: a quantity that
    was not recorded raises nothing. Law cited: 行政处罚法, 行政强制法, by the day of the act.
    """
    return goods_book(case).problems()


def goods_book(case: Case) -> GoodsBook:
    """The books of a case with every act entered: its ledger and its problems."""
    book = GoodsBook(case)
    for act in book.acts.values():
        if act.kind in MOVES:
            MOVES[act.kind](book, act)
    book.compare_samples()
    return book
