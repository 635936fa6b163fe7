"""案情: parties and conducts recorded as whole rows, with what is odd told at the field."""

from datetime import date
from typing import Any

import pytest

from models.operations.cases import open_case
from models.queries.cases import read_case
from models.queries.journal import journal_lines
from models.session import Session
from procedures.case import Goods
from tests.builders import IDENTITY_NO, make_act, make_case, make_conduct, make_party
from tests.ui.case_desk import answer
from tests.ui.pages.on_the_spot.conftest import NOW, RememberingWindow, clock, desk, session, window
from ui.desk import Desk
from ui.pages.case.opened import open_case as read_opened
from ui.pages.case.particulars import ParticularsPage
from ui.pages.case.particulars.rows import CONDUCT, HEAD, PARTY, RowKey
from ui.pages.intake.answer import Answer

__all__ = ["clock", "desk", "session", "window"]


@pytest.fixture
def case_id(session: Session) -> str:
    """A case with one party and one conduct."""
    opening = make_case(parties=(make_party("p1", name="王某"),), conducts=(make_conduct(),), cause="涉嫌经营劣质农药")
    return open_case(session, opening, actor="A", now=NOW).case_id


@pytest.fixture
def page(desk: Desk, case_id: str, qtbot: Any) -> ParticularsPage:
    """The page of that case."""
    made = ParticularsPage(desk)
    made.show_case(read_opened(desk.session, case_id, desk.today()))
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    return made


def enter(page: ParticularsPage, **values: Any) -> None:
    """Put values as the officer would."""
    assert page.sheet is not None
    for key, value in values.items():
        page.sheet.enter(key, value)


def test_second_party_is_recorded_beside_the_first(page: ParticularsPage, session: Session, case_id: str) -> None:
    page.choose(RowKey(PARTY, "p2"))
    enter(page, kind="citizen", name="李某", in_business=True, identity_no=IDENTITY_NO)
    page.record()
    parties = read_case(session, case_id).file.case.parties
    assert [(party.id, party.name) for party in parties] == [("p1", "王某"), ("p2", "李某")]
    assert (parties[1].gender, parties[1].born_on) == ("男", date(1979, 3, 12))


def test_wrong_check_digit_is_told_and_recorded(page: ParticularsPage, session: Session, case_id: str) -> None:
    page.choose(RowKey(PARTY, "p1"))
    enter(page, identity_no=IDENTITY_NO[:-1] + "4")
    assert page.sheet is not None
    problem = page.sheet.box("identity_no").problem()
    assert problem is not None and "最后一位应为 5" in problem.text
    page.record()
    assert read_case(session, case_id).file.case.parties[0].identity_no == IDENTITY_NO[:-1] + "4"


def test_conduct_keeps_the_facts_that_the_page_does_not_ask(
    page: ParticularsPage, session: Session, case_id: str
) -> None:
    page.choose(RowKey(CONDUCT, "c1"))
    enter(page, goods_value=84_00, offence="pesticide-56")
    page.record()
    [conduct] = read_case(session, case_id).file.case.conducts
    assert conduct.facts["goods_value"] == 84_00 and conduct.offence == "pesticide-56"
    assert conduct.party == "p1"


def test_end_before_the_beginning_is_refused_at_the_field(
    page: ParticularsPage, session: Session, case_id: str
) -> None:
    page.choose(RowKey(CONDUCT, "c1"))
    before = read_case(session, case_id).seen
    enter(page, on=date(2026, 9, 2), until=date(2026, 9, 1))
    page.record()
    assert page.sheet is not None
    problem = page.sheet.box("until").problem()
    assert problem is not None and "早于" in problem.text
    assert read_case(session, case_id).seen == before


def test_head_is_recorded_with_what_decides_review_and_discussion(
    page: ParticularsPage, session: Session, case_id: str
) -> None:
    page.choose(RowKey(HEAD))
    enter(page, complex=True, public_interest=True, title="王某经营劣质农药案")
    page.record()
    case = read_case(session, case_id).file.case
    assert (case.title, case.complex, case.public_interest) == ("王某经营劣质农药案", True, True)
    assert case.cause == "涉嫌经营劣质农药"


def test_what_is_typed_in_a_row_waits_there_while_another_is_looked_at(
    page: ParticularsPage, window: RememberingWindow
) -> None:
    page.choose(RowKey(PARTY, "p1"))
    enter(page, phone="13900000000")
    page.choose(RowKey(HEAD))
    page.choose(RowKey(PARTY, "p1"))
    assert page.sheet is not None and page.sheet.values()["phone"] == "13900000000"
    assert window.said == []


def test_a_change_that_ends_a_duty_is_told_and_asks_for_a_reason_that_the_journal_keeps(
    desk: Desk, session: Session, qtbot: Any
) -> None:
    opinion = make_act("opinion_submitted", NOW.date(), "opinion", party="p1", fine=1000_00)
    opening = make_case(opinion, parties=(make_party("p1", name="韩某", in_business=False),))
    case_id = open_case(session, opening, actor="A", now=NOW).case_id
    page = ParticularsPage(desk)
    page.show_case(read_opened(session, case_id, desk.today()))
    qtbot.addWidget(page)
    page.show()
    page.choose(RowKey(PARTY, "p1"))
    assert page.effects == ()
    enter(page, in_business=True)
    compared = ("非经营活动中对公民罚款1,000.00元，达到500.00元", "经营活动中罚款1,000.00元，未达20,000.00元")
    assert [effect.words for effect in page.effects] == [f"重大处罚备案：是 → 否（{' → '.join(compared)}）"]
    page.record()
    assert not read_case(session, case_id).file.case.parties[0].in_business
    answer("习惯性误选，核对询问笔录后改正")
    stored = read_case(session, case_id)
    assert stored.file.case.parties[0].in_business
    assert journal_lines(session, stored)[-1].told == "韩某：习惯性误选，核对询问笔录后改正"


PACKS = Goods("杀螺胺", "20", unit="包", sold="6", lawfully_sold="6", price=6_00, marked_price=6_00)


def conduct_page(desk: Desk, session: Session, qtbot: Any, *goods: Goods, **changes: Any) -> ParticularsPage:
    """The row of the only conduct of a case with goods."""
    conduct = make_conduct(offence="pesticide-56", **changes)
    opening = make_case(parties=(make_party("p1", name="何某"),), conducts=(conduct,), goods=goods)
    case_id = open_case(session, opening, actor="A", now=NOW).case_id
    made = ParticularsPage(desk)
    made.show_case(read_opened(session, case_id, desk.today()))
    qtbot.addWidget(made)
    made.resize(1290, 620)
    made.show()
    made.choose(RowKey(CONDUCT, "c1"))
    return made


def recorded_facts(page: ParticularsPage, session: Session) -> Any:
    assert page._opened is not None
    return read_case(session, page._opened.case_id).file.case.conducts[0].facts


def told(page: ParticularsPage) -> dict[str, Answer]:
    return {answer.id: answer for answer in page.panel.answers()}


def test_sums_come_from_the_list_of_goods_and_the_range_follows(desk: Desk, session: Session, qtbot: Any) -> None:
    page = conduct_page(desk, session, qtbot, PACKS)
    assert page.sheet is not None
    assert (page.sheet.values()["goods_value"], page.sheet.values()["illegal_gains"]) == (84_00, 0)
    assert told(page)["range"].verdict == "罚款 2,000 至 20,000 元"
    assert page.panel.isVisibleTo(page)
    page.record()
    assert recorded_facts(page, session) == {"goods_value": 84_00, "illegal_gains": 0}


def test_sum_that_was_typed_is_not_replaced_and_the_difference_is_told(
    desk: Desk, session: Session, qtbot: Any
) -> None:
    page = conduct_page(desk, session, qtbot, PACKS, facts={"goods_value": 90_00})
    assert page.sheet is not None and page.sheet.values()["goods_value"] == 90_00
    lines = told(page)["amounts"].lines
    assert any("案情中货值金额为90.00元，按物品清单为84.00元" in line for line in lines)


def test_value_that_can_not_be_established_is_recorded_as_such(desk: Desk, session: Session, qtbot: Any) -> None:
    page = conduct_page(desk, session, qtbot)
    enter(page, offence="vetdrug-56-b", goods_value="无法查明")
    assert told(page)["range"].verdict == "罚款 100,000 至 200,000 元"
    page.record()
    assert recorded_facts(page, session)["goods_value"] == "unknown"


def test_offence_whose_law_came_later_is_told_at_the_field(desk: Desk, session: Session, qtbot: Any) -> None:
    page = conduct_page(desk, session, qtbot)
    enter(page, on=date(2016, 3, 1))
    assert page.sheet is not None
    problem = page.sheet.box("offence").problem()
    assert problem is not None and "只用于 2022-05-01 起的行为" in problem.text


def test_panel_belongs_to_a_conduct_alone(desk: Desk, session: Session, qtbot: Any) -> None:
    page = conduct_page(desk, session, qtbot)
    page.choose(RowKey(HEAD))
    assert page.panel.isHidden()
