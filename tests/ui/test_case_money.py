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
from ui.pages.case.documents import DocumentsPage
from ui.pages.case.drafting import DraftPage
from ui.pages.case.money import money_parts
from ui.pages.case.page import CasePage
from ui.pages.case.parts import DOCUMENTS
from ui.pages.case.work_steps import Place, when_words

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
    assert words[words.index("07-05 没收违法所得") + 1 : words.index("07-05 没收违法所得") + 3] == [
        "1,712.40",
        "票据 湘财通字（2024）0001201",
    ]


def test_a_late_instalment_is_told_with_its_surcharge_so_far(desk: CaseDesk) -> None:
    page = page_of(desk, AFTER_TWO, LATE)
    assert page.opened is not None
    words = words_of(money_parts(page.opened))
    assert words[words.index("罚款第3期") + 1] == "逾期 9 日"
    assert words[words.index("加处罚款") + 2] == "1,350.00"
    assert words[words.index("加处罚款") + 1] == "计至今天"
    assert "加处罚款：5,000.00×3%×9日＝1,350.00，每日 150.00 元" in words
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


def test_the_value_of_what_is_to_be_confiscated_follows_from_the_goods(desk: CaseDesk) -> None:
    page = page_of(desk, date(2024, 5, 24), date(2024, 5, 30))
    asked = work_of(page).act_page("opinion_submitted")
    assert asked.form.values()["confiscated_goods"] == 7649_00
    first = asked.form.values()["confiscated_items"][0]
    type_into(asked, confiscated_items=(first,))
    assert asked.form.values()["confiscated_goods"] == 21 * 16_00
    type_into(asked, confiscated_items=({"name": "没有登记的兽药", "quantity": "1"},))
    assert asked.form.values()["confiscated_goods"] is None
    type_into(asked, confiscated_goods=500_00)
    type_into(asked, confiscated_items=(first,))
    assert asked.form.values()["confiscated_goods"] == 500_00


def test_a_release_after_the_decision_knows_its_reason_and_asks_for_no_place(desk: CaseDesk) -> None:
    page = page_of(desk, BEFORE_DECISION, BEFORE_DECISION)
    before = work_of(page).act_page("seizure_released")
    assert before.form.values()["reason"] is None
    page = page_of(desk, date(2024, 6, 20), date(2024, 6, 20))
    asked = work_of(page).act_page("seizure_released")
    assert asked.form.values()["reason"] == "已作出处理决定，不再需要查封、扣押"
    assert not {"keep_place"} & set(asked.form.keys())


def test_the_step_of_payment_tells_the_day_of_the_next_instalment(desk: CaseDesk) -> None:
    page = page_of(desk, date(2024, 7, 5), date(2024, 7, 30))
    assert page.opened is not None
    pay = next(step for step in page.opened.steps() if step.id == "pay")
    assert when_words(pay, page.opened) == "第1期 07-31 前"
    page = page_of(desk, date(2024, 7, 5), date(2024, 8, 1))
    assert page.opened is not None
    assert when_words(pay, page.opened) == "第1期已逾期"


def test_the_surcharge_ends_with_the_day_on_which_the_fine_was_paid(desk: CaseDesk) -> None:
    page = page_of(desk, AFTER_TWO, date(2024, 10, 12))
    asked = work_of(page).act_page("fine_paid")
    asked.record()
    desk.day = date(2024, 10, 14)
    page = opened(desk, page.case_id, date(2024, 10, 14))
    assert page.opened is not None
    words = words_of(money_parts(page.opened))
    assert words[words.index("加处罚款") + 1 : words.index("加处罚款") + 3] == ["计至 10-12", "1,800.00"]


def test_fine_and_gains_may_come_in_as_one_payment_and_too_much_of_it_is_told(desk: CaseDesk) -> None:
    page = page_of(desk, date(2024, 6, 28), date(2024, 7, 4))
    asked = work_of(page).act_page("fine_paid")
    type_into(asked, towards="all")
    assert asked.form.values()["amount"] == 17775_30
    type_into(asked, amount=20000_00)
    asked.record()
    page = opened(desk, page.case_id, date(2024, 7, 4))
    assert page.opened is not None
    account = page.opened.account("p1")
    assert (account.open, account.overpaid) == (0, 2224_70)
    words = words_of(money_parts(page.opened))
    assert words[words.index("07-04 罚款、没收违法所得") + 1] == "20,000.00"
    assert "多缴 2,224.70 元，退还以后才能结案" in words


def test_one_payment_for_both_is_offered_only_while_both_are_open(desk: CaseDesk) -> None:
    page = page_of(desk, AFTER_TWO, LATE)
    field = next(each for each in work_of(page).act_page("fine_paid")._fields if each.key == "towards")
    assert [choice.value for choice in field.choices] == ["fine", "gains", "surcharge"]


def test_a_sum_that_differs_is_told_once_on_the_notice_of_the_plan(desk: CaseDesk) -> None:
    page = page_of(desk, date(2024, 6, 28), date(2024, 7, 5))
    asked = work_of(page).act_page("deferral_approved")
    type_into(asked, instalments=({"amount": 17000_00, "due_on": date(2024, 8, 30)},), approved_by="周某")
    asked.make_paper("36")
    documents = page.page(DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    draft = documents.middle()
    assert isinstance(draft, DraftPage)
    told = [each for each in draft.check.problems() if each.text.startswith("各期合计")]
    assert [each.severity for each in told] == ["blocking"]
