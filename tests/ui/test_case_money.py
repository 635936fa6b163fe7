"""缴款 at the side of a case: heads, instalments, receipts, surcharge; and what the page of a payment fills in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from models.operations.cases import open_case
from procedures.script import read_script
from resources import path
from tests.ui.case_desk import CaseDesk, opened, opened_desk, work_of
from ui.pages.case.act_page import ActPage
from ui.pages.case.money import money_parts
from ui.pages.case.page import CasePage
from ui.pages.case.work_steps import Place

SAMPLE = "c12-unlicensed-vetdrugs-instalments.toml"
BEFORE_DECISION, AFTER_TWO, LATE = date(2024, 6, 18), date(2024, 9, 2), date(2024, 10, 9)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path, AFTER_TWO) as made:
        yield made


def page_of(desk: CaseDesk, until: date, today: date) -> CasePage:
    case = read_script(path("samples", SAMPLE).read_text("utf-8"), SAMPLE)
    cut = replace(case, acts=tuple(act for act in case.acts if act.on <= until), as_of=until, expect={})
    desk.day = today
    return opened(desk, open_case(desk.session, cut, actor="A", now=desk.now()).case_id, today)


def words_of(widgets: list[QWidget]) -> list[str]:
    return [label.text().replace("\u00a0", " ") for each in widgets for label in each.findChildren(QLabel)]


def type_into(page: ActPage, **values: Any) -> None:
    page.form.set_values(values)
    for key in values:
        page.form.box(key).editor.changed.emit()


def test_nothing_is_owed_before_the_decision(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_DECISION, BEFORE_DECISION)
    assert page.opened is not None and money_parts(page.opened) == []


def test_each_instalment_has_its_day_and_what_is_open_of_it(desk: CaseDesk) -> None:
    page = page_of(desk, AFTER_TWO, AFTER_TWO)
    assert page.opened is not None
    words = words_of(money_parts(page.opened))
    third = words.index("罚款第3期")
    assert words[third + 1 : third + 4] == ["09-30 周一 前", "5,000.00", "5,000.00"]
    assert words[words.index("罚款第1期") + 1] == "07-30 缴清"
    assert words[words.index("合计") + 1 : words.index("合计") + 3] == ["17,775.30", "5,000.00"]
    assert any(word.startswith("07-05 没收违法所得，票据") for word in words)


def test_a_late_instalment_is_told_with_its_surcharge_so_far(desk: CaseDesk) -> None:
    page = page_of(desk, AFTER_TWO, LATE)
    assert page.opened is not None
    words = words_of(money_parts(page.opened))
    assert words[words.index("罚款第3期") + 1] == "逾期 9 日"
    assert words[words.index("加处罚款") + 2] == "1,350.00"
    assert any(word.startswith("待确认：加处罚款") for word in words)


def test_a_payment_is_filled_with_what_falls_due_next_and_follows_its_head(desk: CaseDesk) -> None:
    work = work_of(page_of(desk, AFTER_TWO, LATE))
    asked = work.act_page("fine_paid")
    assert (asked.form.values()["towards"], asked.form.values()["amount"]) == ("fine", 5000_00)
    type_into(asked, towards="surcharge")
    assert asked.form.values()["amount"] == 1350_00
    type_into(asked, receipt_no="湘财通字（2024）0001299")
    asked.record()
    assert work._opened is not None
    paid = work._opened.case.live_acts()[-1]
    assert (paid.get("amount"), paid.values["towards"]) == (1350_00, "surcharge")
    assert work._opened.account(paid.party).open_of("surcharge") == 0


def test_the_step_of_the_surcharge_asks_for_the_surcharge(desk: CaseDesk) -> None:
    work = work_of(page_of(desk, AFTER_TWO, LATE))
    work.go_to(Place("step", "surcharge"))
    asked = work.middle()
    assert isinstance(asked, ActPage)
    assert (asked.form.values()["towards"], asked.form.values()["amount"]) == ("surcharge", 1350_00)


def test_a_plan_must_come_to_the_open_fine_and_its_last_day_is_worked_out(desk: CaseDesk) -> None:
    work = work_of(page_of(desk, date(2024, 6, 28), date(2024, 7, 5)))
    asked = work.act_page("deferral_approved")
    rows = ({"amount": 6062_90, "due_on": date(2024, 7, 31)}, {"amount": 10500_00, "due_on": date(2024, 9, 30)})
    type_into(asked, instalments=rows)
    assert asked.form.values()["until"] == date(2024, 9, 30)
    told = [label.text() for label in asked.top.findChildren(QLabel)]
    assert any("多 500.00 元" in each.replace("\u00a0", " ") for each in told)
