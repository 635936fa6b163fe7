"""The list of the desk: its order and counts, what is found, how it is walked, what was judged not major."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from procedures.case import Act
from tests.builders import make_act
from tests.ui.case_desk import CaseDesk
from tests.ui.pages.filing.desks import CITY, SUPERIOR, TODAY, choose, decided, filed, followed, link, words_in
from ui import tasks
from ui.pages.filing import FilingPage
from ui.pages.filing.desk_parts import DeskQuestion
from ui.pages.filing.page import VIEWS
from ui.pages.filing.rows import DeskRows
from ui.widgets.buttons import RowButton
from ui.widgets.rows import NO_INDEX

Shown = Callable[[], FilingPage]
EARLY = date(2024, 9, 30)


def names(page: FilingPage) -> list[str]:
    rows = page.table.desk_rows()
    assert rows is not None
    return [rows.row(number)[0].text for number in range(rows.rowCount())]


def cell(page: FilingPage, number: int, column: int) -> str:
    rows = page.table.desk_rows()
    assert rows is not None
    return rows.row(number)[column].spoken()


def done(recipient: str) -> tuple[Act, Act]:
    return filed(recipient, date(2024, 9, 11)), followed(
        "filing_reviewed", recipient, date(2024, 10, 8), outcome="no_objection"
    )


def test_what_is_overdue_stands_first_whatever_was_recorded_last(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某兽药店", on=EARLY)
    decided(desk, "某种业有限公司")
    page = shown()
    assert names(page) == ["某兽药店·经营假种子", "某种业有限公司·经营假种子"]
    assert "红牌·逾期 13 日" in cell(page, 0, 1)
    assert "待报送，剩 3 日" in cell(page, 1, 2)


def test_each_recipient_has_a_state_of_its_own(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, more=[filed(CITY, date(2024, 10, 20))])
    page = shown()
    assert cell(page, 0, 1) == "已报送，10-20 报送"
    assert cell(page, 0, 2).startswith("待报送")


def test_a_last_day_on_a_saturday_is_told_with_the_day_it_moves_to(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, on=date(2024, 10, 11))
    assert "第 15 日 10-26 周六，顺延至 10-28" in cell(shown(), 0, 1)


def test_what_is_incomplete_says_what_it_lacks(desk: CaseDesk, shown: Shown) -> None:
    parts = {"report": True, "evidence_copies": False, "decision_copy": True}
    decided(desk, more=[filed(CITY, date(2024, 10, 20), parts=parts)])
    assert cell(shown(), 0, 1) == "不完整，剩 3 日，第 15 日 10-31 周四，缺证据"


def test_views_count_what_they_hold_and_all_is_their_sum(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某种业有限公司")
    decided(desk, "某饲料公司", on=date(2024, 9, 5), more=[*done(CITY), *done(SUPERIOR)])
    decided(desk, "某经营部", fine=16062_90)
    page = shown()
    labels = [part.text() for part in page.segments._parts]
    assert labels == ["进行中 1", "已办结 1", "不需备案 1", "全部 3", "其他备案 0"]
    page.segments.choose(VIEWS.index("all"))
    assert names(page) == ["某种业有限公司·经营假种子", "某饲料公司·经营假种子", "某经营部·经营假种子"]
    assert cell(page, 2, 1) == "不适用，不需备案"


def test_words_narrow_the_list_and_forgetting_them_shows_all(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某种业有限公司")
    decided(desk, "某兽药店")
    page = shown()
    page.search.setText("兽药")
    page.refresh()
    assert names(page) == ["某兽药店·经营假种子"]
    page.search.setText("没有这一家")
    page.refresh()
    link(page, "去掉查找条件").click()
    page.refresh()
    assert len(names(page)) == 2


def test_only_the_newest_question_is_answered_and_the_list_stays_meanwhile(
    qtbot: QtBot, desk: CaseDesk, shown: Shown
) -> None:
    decided(desk, "某种业有限公司")
    decided(desk, "某兽药店")
    page = shown()
    tasks.run_inline(False)
    answered: list[str] = []
    page.reader.answered.connect(lambda answer: answered.append(answer.question.words))
    for words in ("种业", "没有这一家", "兽药"):
        page.search.setText(words)
        page.refresh()
    assert len(names(page)) == 2
    qtbot.waitUntil(lambda: bool(answered), timeout=5_000)
    assert answered == ["兽药"]
    assert names(page) == ["某兽药店·经营假种子"]


def test_the_database_is_never_asked_for_the_list_in_the_thread_of_the_window(
    qtbot: QtBot, desk: CaseDesk, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk)
    page = shown()
    tasks.run_inline(False)
    asked: list[int] = []
    real = type(desk.session.database).sql

    def noted(*arguments: Any) -> Any:
        asked.append(threading.get_ident())
        return real(*arguments)

    monkeypatch.setattr(type(desk.session.database), "sql", noted)
    with qtbot.waitSignal(page.reader.answered):
        page.search.setText("种业")
        page.refresh()
    assert asked
    assert threading.get_ident() not in asked


def test_arrows_walk_decisions_and_recipients(qtbot: QtBot, desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某兽药店", on=EARLY)
    decided(desk, "某种业有限公司")
    page = shown()
    assert page.panel.line is not None
    assert page.panel.line.recipient == CITY
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert page.panel.line.recipient == SUPERIOR
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert (page.panel.line.party_name, page.panel.line.recipient) == ("某种业有限公司", SUPERIOR)
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.panel.line.recipient == CITY


def test_the_filing_that_is_looked_at_stays_when_the_list_is_read_again(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某兽药店", on=EARLY)
    decided(desk, "某种业有限公司")
    page = shown()
    choose(page, "某种业", SUPERIOR)
    decided(desk, "某农药店", on=date(2024, 9, 20))
    page.refresh()
    assert page.panel.line is not None
    assert (page.panel.line.party_name, page.panel.line.recipient) == ("某种业有限公司", SUPERIOR)


def test_what_was_judged_not_major_stands_below_with_its_comparison(desk: CaseDesk, shown: Shown) -> None:
    decided(desk)
    decided(desk, "某经营部", fine=16062_90)
    decided(desk, "某旧案", fine=300_00, on=TODAY - timedelta(40))
    page = shown()
    told = words_in(page.strip)
    assert "近 30 日 1 件" in told
    assert "经营活动中罚款 16,062.90 元，未达 20,000.00 元" in told
    assert "某旧案" not in told
    link(page.strip, "为什么").click()
    assert page.strip.why is not None
    assert "未达" in words_in(page.strip.why)


def test_a_decision_judged_not_major_shows_every_comparison_in_the_panel(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某经营部", fine=16062_90)
    page = shown()
    page.segments.choose(VIEWS.index("judged"))
    told = words_in(page.panel)
    assert "不需备案" in told
    assert "界限 20,000.00 元" in told
    assert page.panel.case_id()


def test_the_county_owes_is_told_for_each_recipient_and_leads_to_the_filing(desk: CaseDesk, shown: Shown) -> None:
    decided(desk, "某兽药店", on=EARLY, more=[filed(CITY, date(2024, 10, 10))])
    decided(desk, "某种业有限公司")
    page = shown()
    page.show_owed()
    assert page.owed is not None
    told = words_in(page.owed)
    assert "尚欠 1" in told
    assert "尚欠 2，逾期 1" in told
    overdue = next(each for each in page.owed.findChildren(RowButton) if "逾期 13 日" in each.accessibleName())
    overdue.click()
    assert page.panel.line is not None
    assert (page.panel.line.party_name, page.panel.line.recipient) == ("某兽药店", SUPERIOR)


def test_further_rows_are_read_only_when_the_reader_comes_to_the_end(
    desk: CaseDesk, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.filing.desk_parts.PAGE", 2)
    page = shown()
    answers: list[DeskRows] = []
    page.reader.answered.connect(lambda answer: answers.append(answer.rows))
    for number in range(5):
        decided(desk, f"某公司{number}", fine=20000_00 + number)
    decided(desk, "某经营部", fine=16062_90)
    page.reader.ask(DeskQuestion("all", "", TODAY))
    rows = answers[-1]
    assert rows.rowCount() == 2
    while rows.canFetchMore(NO_INDEX):
        rows.fetchMore(NO_INDEX)
    assert [rows.row(number)[0].text[:4] for number in range(rows.rowCount())][-1] == "某经营部"
    assert len({rows.row(number)[0].text for number in range(rows.rowCount())}) == 6


def test_a_changed_decision_is_filed_again_with_both(desk: CaseDesk, shown: Shown) -> None:
    change = make_act("decision_changed", date(2024, 10, 25), "change", ref="decision", how="changed", fine=30000_00)
    decided(desk, more=[filed(CITY, date(2024, 10, 20)), change])
    page = shown()
    rows = page.table.desk_rows()
    assert rows is not None
    again = next(number for number in range(rows.rowCount()) if "重新备案" in rows.row(number)[0].spoken())
    assert "罚款 30,000.00 元" in rows.row(again)[0].spoken()
    assert [cell(page, again, column).partition("，")[0] for column in (1, 2)] == ["待报送", "待报送"]


def test_enter_opens_the_case(desk: CaseDesk, shown: Shown) -> None:
    case_id = decided(desk)
    page = shown()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.said.opened == [case_id]


def test_nothing_to_file_says_what_belongs_here(shown: Shown) -> None:
    page = shown()
    assert "没有需要备案的决定" in words_in(page)
    assert page.panel.line is None
