"""The question of a transfer: amounts from conduct, goods or value, what is enough by conduct, and what answers it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.case import Act, Conduct, Evidence, Goods
from procedures.discretion import TransferQuestion, transfer_question
from procedures.discretion.transfer import transfer_facts
from tests.builders import make_act
from tests.procedures.discretion.cases import DECIDED, case_of, conduct, objected, penalty_act, seen


def question(*acts: Act, done: Conduct, goods: tuple[Goods, ...] = ()) -> TransferQuestion | None:
    view, party, _ = seen(case_of(*acts, conducts=(done,), goods=goods))
    return transfer_question(view, party, DECIDED)


def reached(done: Conduct, goods: tuple[Goods, ...] = ()) -> bool:
    found = question(done=done, goods=goods)
    return found is not None and bool(found.reached)


@pytest.mark.parametrize(
    ("facts", "over"),
    [
        ({"sales": 49999_99}, False),
        ({"sales": 50000_00}, True),
        ({"sales": 0, "unsold": 149999_99}, False),
        ({"sales": 0, "unsold": 150000_00}, True),
        ({"sales": 49999_00, "unsold": 2_00}, False),
        ({"sales": 49999_00, "unsold": 3_00}, True),
        ({"loss": 19999_99}, False),
        ({"loss": 20000_00}, True),
    ],
)
def test_amounts_of_the_conduct_are_compared_to_the_fen(facts: dict[str, Any], over: bool) -> None:
    assert reached(conduct(**facts)) is over


def test_sales_and_stock_come_from_the_goods_where_the_conduct_does_not_say_them() -> None:
    goods = (Goods("某农药", "1000", unit="瓶", sold="500", price=100_00, marked_price=100_00),)
    view, _, _ = seen(case_of(conducts=(conduct(),), goods=goods))
    facts = transfer_facts(view, view.case.conducts[0], alone=True)
    assert (facts.sales, facts.unsold) == (50000_00, 50000_00)
    assert reached(conduct(), goods)
    assert not reached(conduct(sales=0, unsold=0), goods)


def test_goods_without_a_price_are_not_counted_by_half() -> None:
    goods = (Goods("某农药", "1000", unit="瓶", sold="500"),)
    view, _, _ = seen(case_of(conducts=(conduct(),), goods=goods))
    assert transfer_facts(view, view.case.conducts[0], alone=True).sales is None


def test_value_and_gains_stand_in_for_sales_and_stock() -> None:
    view, _, _ = seen(case_of(conducts=(conduct(goods_value=160000_00, illegal_gains=1000_00),)))
    facts = transfer_facts(view, view.case.conducts[0], alone=True)
    assert (facts.sales, facts.unsold) == (1000_00, 159000_00)
    assert reached(view.case.conducts[0])


def test_crime_without_an_amount_is_told_and_holds_nothing_up() -> None:
    found = question(done=conduct("pig-31-1", goods_value=6400_00))
    assert found is not None and not found.is_open
    assert found.banner == "涉嫌犯罪核对：刑法第二百二十五条、刑法第一百四十三条"
    assert any("病死" in line.text for line in found.told)


def test_offence_whose_conduct_is_enough_raises_the_question_without_any_amount() -> None:
    found = question(done=conduct("pesticide-60-1-2"))
    assert found is not None and found.is_open and "没有数额要求" in found.banner


def test_case_without_a_crime_in_its_article_raises_nothing() -> None:
    assert question(done=conduct("seed-79-2", sales=10_000_000_00)) is None


@pytest.mark.parametrize(
    ("acts", "answered"),
    [
        ((), False),
        ((make_act("crime_transfer_declined", date(2026, 5, 1), approved_by="周某", reason="未达标准"),), True),
        ((make_act("crime_transfer_declined", date(2026, 5, 1), approved_by="周某", reason=""),), False),
        ((make_act("crime_transfer_approved", date(2026, 5, 1), approved_by="周某"),), False),
        (
            (
                make_act("crime_transfer_approved", date(2026, 5, 1), approved_by="周某"),
                make_act("crime_transferred", date(2026, 5, 1), to="公安局"),
            ),
            True,
        ),
        ((make_act("crime_transfer_declined", date(2026, 6, 12), approved_by="周某", reason="未达标准"),), False),
        ((make_act("paper_received", date(2026, 5, 1), **{"from": "检察院", "title": "不起诉决定书"}),), True),
        ((make_act("paper_received", date(2026, 5, 1), **{"from": "检察院", "title": "案件移送函"}),), False),
    ],
)
def test_only_a_decision_with_its_reason_or_the_prosecutors_paper_answers_it(
    acts: tuple[Act, ...], answered: bool
) -> None:
    found = question(*acts, done=conduct(sales=50000_00))
    assert found is not None and found.is_open is not answered


def test_piece_of_evidence_answers_it_too() -> None:
    case = case_of(conducts=(conduct(sales=50000_00),))
    view, party, _ = seen(replace(case, evidence=(Evidence("e1", "书证", "不起诉决定书"),)))
    found = transfer_question(view, party, DECIDED)
    assert found is not None and not found.is_open and found.answer is not None
    assert "不起诉决定书" in found.answer.text


def test_mere_fine_is_refused_while_the_question_is_open_and_a_recorded_one_only_proposed() -> None:
    case = case_of(conducts=(conduct(goods_value=60000_00, sales=50000_00),))
    act = penalty_act(fine=120000_00)
    assert objected(case, act, issuing=True)["transfer_not_decided"].severity == "blocking"
    told = objected(case, act)["transfer_not_decided"]
    assert (told.severity, told.certain, told.stops) == ("irregular", False, ("7", "29"))
    assert told.finding is not None and (told.finding.article, told.finding.item) == (9, 13)


def test_decision_without_a_fine_waits_for_nothing() -> None:
    case = case_of(conducts=(conduct(goods_value=60000_00, sales=50000_00),))
    assert "transfer_not_decided" not in objected(case, penalty_act(kinds=("warning",)), issuing=True)


@pytest.mark.parametrize(
    ("quantity", "unit", "over"),
    [("500", "千克", True), ("999.9", "斤", False), ("1000", "斤", True), ("0.5", "吨", True), ("600", "尾", False)],
)
def test_catch_is_weighed_in_the_units_of_the_list(quantity: str, unit: str, over: bool) -> None:
    done = conduct("fishery2013-38-1-c", on=date(2026, 4, 1))
    assert reached(done, (Goods("鲢鱼", quantity, unit=unit),)) is over


def test_offence_that_only_an_act_names_raises_the_question() -> None:
    act = penalty_act(fine=5000_00, offences=("pesticide-60-1-2",))
    view, party, _ = seen(case_of(act, conducts=()))
    found = transfer_question(view, party, DECIDED)
    assert found is not None and found.is_open and "刑法第一百四十四条" in found.reached[0].text


def test_crime_that_two_breaches_share_is_said_once() -> None:
    done = (conduct("vetdrug-63-b", sales=0), conduct("agriproduct-70-1-2", "c2", sales=0))
    view, party, _ = seen(case_of(conducts=done))
    found = transfer_question(view, party, DECIDED)
    assert found is not None and len(found.reached) == len({line.text for line in found.reached}) == 1


def test_decision_that_names_another_offence_than_the_opening_leaves_that_one_behind() -> None:
    opened = make_act("case_opened", date(2026, 4, 21), "opened", offences=("pesticide-60-1-2",))
    decided = penalty_act(fine=2000_00, offences=("pesticide-56",))
    view, party, _ = seen(case_of(opened, decided, conducts=()))
    before, after = (transfer_question(view, party, day) for day in (date(2026, 4, 21), DECIDED))
    assert before is not None and before.is_open
    assert after is None or not after.reached
