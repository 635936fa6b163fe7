"""The line under the table and the charts: their words and numbers."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.make_ledger import make_ledger
from forms.ledger.counting import LedgerCount
from models.queries.ledger import LedgerTotals
from ui import tasks
from ui.desk import Desk
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.foot import Foot, FootContent, count_words, standing_words
from ui.pages.ledger.graphs import month_name, read_charts, yuan

Shown = Callable[[], LedgerPage]
SUMS = {"fine": 15856290, "confiscated": 2700540, "paid": 0, "unpaid": 1}


@pytest.mark.parametrize(
    ("count", "is_narrowed", "told"),
    [
        (LedgerCount("cases", 214, 214, 1120), True, "214 件，已筛选（共 1,120 件）"),
        (LedgerCount("cases", 236, 214, 214), False, "214 件 236 行"),
        (LedgerCount("certificates", 3, 3, 3), False, "3 个"),
    ],
)
def test_the_count_tells_what_was_left_out(count: LedgerCount, is_narrowed: bool, told: str) -> None:
    assert count_words(count, is_narrowed) == told


def test_cases_are_under_way_in_instalments_or_closed() -> None:
    standings = {"closed": 4, "instalments": 1, "execution": 3, "investigation": 5}
    assert standing_words("cases", standings) == "在办 8·分期 1·已结 4"
    assert standing_words("filings", {"no_objection": 2, "due": 1}) == "待报送 1·无异议 2"


def test_a_narrow_line_tells_how_many_sums_it_leaves_out(qtbot: QtBot) -> None:
    foot = Foot()
    qtbot.addWidget(foot)
    foot.resize(1100, 38)
    foot.show()
    content = FootContent(LedgerTotals(LedgerCount("cases", 13, 13, 13), SUMS), {"closed": 4, "decision": 9}, False)
    foot.show_content(content)
    assert not foot._hidden.isVisible()
    foot.resize(420, 38)
    assert "项合计" in foot._hidden.text()
    assert "罚款合计 158,562.90 元" in foot.told()
    assert "未缴合计 0.01 元" in foot.told()


def test_months_are_counted_with_those_that_have_none_and_the_running_one_is_open(shown: Shown, desk: Desk) -> None:
    page = shown()
    by_time, by_kind, spans = read_charts(desk.session, page.question())
    assert by_time.title == "立案数"
    assert sum(bar.size for bar in by_time.bars) == 4
    assert [bar.words for bar in by_kind.bars] == ["50,000", "20,000", "5,000", "1,000"]
    assert [bar.name for bar in spans.bars] == ["立案至决定", "决定至送达", "决定至备案", "决定至结案"]
    assert all(condition is not None for condition in by_time.conditions)


def test_each_source_has_its_charts(shown: Shown, desk: Desk) -> None:
    page = shown()
    page.choose_layout("shipped:备案登记")
    assert [chart.title for chart in read_charts(desk.session, page.question())] == ["决定数", "办理情况", "用时"]
    page.choose_layout("shipped:执法证件")
    assert page.sheet.graphs.cards[2].isHidden()


def test_months_have_names_and_sums_no_fen() -> None:
    assert [month_name(month) for month in (1, 10, 11, 12)] == ["一月", "十月", "十一月", "十二月"]
    assert [yuan(amount) for amount in (0, 1, 1606290, 6_000_000)] == ["0", "0.01", "16,063", "60,000"]


def test_only_the_newest_question_is_answered(qtbot: QtBot, shown: Shown, desk: Desk) -> None:
    make_ledger(desk.session, 2000)
    page = shown()
    tasks.run_inline(False)
    answered: list[object] = []
    page.reader.answered.connect(lambda answer: answered.append(answer.question.words))
    for words in ("种", "种子", "没有", ""):
        page.bar.search.setText(words)
        page.bar.words_changed.emit()
    qtbot.waitUntil(lambda: page.reader.totals(page.question()) is not None and bool(answered), timeout=10_000)
    assert answered == [""]
    assert page.sheet.foot.told().startswith("2,000 件")


def test_another_day_is_read_anew(shown: Shown, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown()
    first = page.question().today
    monkeypatch.setattr(type(desk), "today", lambda _desk: date(2030, 1, 1))
    page.refresh()
    assert page.question().today != first
    assert page.reader.totals(page.question()) is not None
