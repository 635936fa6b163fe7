"""The head of a case tells that the question of a transfer is open, until it is answered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.operations.cases import open_case
from procedures.case import Act, Case
from tests.builders import DAY, make_act, make_case, make_company, make_conduct
from tests.ui.case_desk import CaseDesk, opened, opened_desk
from ui.pages.case.header import remark


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path) as made:
        yield made


def told(desk: CaseDesk, offence: str, *acts: Act, **facts: int) -> str:
    lead = make_act("lead_received", DAY, "lead", source="inspection")
    started = make_act("case_opened", DAY, "opened", approved_by="周某")
    case: Case = replace(
        make_case(lead, started, *acts, parties=(make_company(),)),
        conducts=(make_conduct(offence=offence, facts=facts),),
    )
    page = opened(desk, open_case(desk.session, case, actor="A", now=desk.now()).case_id, DAY)
    assert page.opened is not None
    return remark(page.opened)


def test_amount_that_is_reached_stands_above_the_case(desk: CaseDesk) -> None:
    shown = told(desk, "pesticide-56", sales=50000_00)
    assert "销售金额50000.00元，达到5万元" in shown and "没有负责人是否移送的决定，不得以罚款代替" in shown


def test_crime_to_be_thought_of_is_named_without_a_claim(desk: CaseDesk) -> None:
    assert told(desk, "pig-31-1", goods_value=6400_00) == "涉嫌犯罪核对：刑法第二百二十五条、刑法第一百四十三条"


def test_answered_question_is_no_longer_urged(desk: CaseDesk) -> None:
    declined = make_act("crime_transfer_declined", DAY, "declined", approved_by="周某", reason="经核实未达标准")
    shown = told(desk, "pesticide-56", declined, sales=50000_00)
    assert "不得以罚款代替" not in shown
