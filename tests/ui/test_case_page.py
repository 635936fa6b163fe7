"""The page of a case: header, tabs, deadlines, journal, and what it says where it can't be opened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.operations.cases import open_case, void_act
from tests.builders import DAY, make_act, make_case, make_conduct, make_simple_case
from tests.ui.case_desk import CaseDesk, delivered_case, imported_case, issued_case, opened, opened_desk, work_of
from ui.pages.case import CasePage
from ui.pages.case.deadlines import DeadlinesPage
from ui.pages.case.header import remark
from ui.pages.case.journal import JournalPage
from ui.pages.case.parts import DEADLINES, JOURNAL, PARTS
from ui.pages.case.why import why_of
from ui.pages.case.words import clock_doubt, clock_words, is_urgent, short_day
from ui.widgets.glyphs import State

MONDAY, WEDNESDAY = date(2026, 10, 12), date(2026, 10, 14)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path) as made:
        yield made


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def deadlines_of(page: CasePage) -> DeadlinesPage:
    made = page.page(DEADLINES)
    assert isinstance(made, DeadlinesPage)
    return made


def journal_of(page: CasePage) -> JournalPage:
    made = page.page(JOURNAL)
    assert isinstance(made, JournalPage)
    return made


def test_the_header_names_case_number_people_and_day(desk: CaseDesk) -> None:
    page = opened(desk, issued_case(desk).change.case_id, DAY)
    told = page.header.accessibleName()
    for words in ("王某销售未加施标识的畜禽案", "浏农（畜牧）当罚〔2026〕1号", "承办 陈某、李某", "第 1 日"):
        assert words in told
    shown = words_of(page.header)
    assert "畜牧" in shown and "简易程序" in shown and "构造" in shown
    assert page.windowTitle().startswith("王某 ")


def test_the_one_thing_not_to_be_forgotten_is_the_paper_not_delivered_then_what_is_overdue(desk: CaseDesk) -> None:
    waiting = opened(desk, issued_case(desk).change.case_id)
    assert waiting.opened is not None
    assert remark(waiting.opened) == "决定书浏农（畜牧）当罚〔2026〕1号已签发未交付"
    late = opened(desk, delivered_case(desk), WEDNESDAY)
    assert late.opened is not None
    assert remark(late.opened) == "当场收缴的罚款交至行政机关已逾期 2 日"


def test_a_low_window_keeps_what_must_not_be_forgotten(desk: CaseDesk) -> None:
    page = opened(desk, issued_case(desk).change.case_id)
    page.resize(1290, 640)
    assert not page.header.second.isVisible()
    assert page.header._low_remark.isVisible()
    page.resize(1290, 800)
    assert page.header.second.isVisible()
    assert not page.header._low_remark.isVisible()


@pytest.mark.parametrize("size", [(1204, 648), (1290, 696), (1364, 828)])
def test_no_page_asks_for_more_room_than_the_window(desk: CaseDesk, size: tuple[int, int]) -> None:
    page = opened(desk, imported_case(desk), WEDNESDAY)
    page.resize(*size)
    for part in PARTS:
        page.show_page(part.id)
        least = page.minimumSizeHint()
        assert (least.width() <= size[0], least.height() <= size[1]) == (True, True)


def test_the_tabs_go_by_shortcut_and_carry_counts(desk: CaseDesk) -> None:
    page = opened(desk, imported_case(desk), WEDNESDAY)
    keys = {each.key().toString(): each for each in page.header.segments.findChildren(QShortcut)}
    keys["Ctrl+2"].activated.emit()
    assert PARTS[page.header.segments.current()].id == "particulars"
    labels = [part.text() for part in page.header.segments._parts]
    assert [each for each in labels if each in ("办理", "文书 1", "期限 5", "办案日志 11")] == [
        "办理",
        "文书 1",
        "期限 5",
        "办案日志 11",
    ]


def test_a_case_that_is_not_there_says_so_in_words(desk: CaseDesk) -> None:
    page = opened(desk, "nowhere")
    assert "数据库里没有这件案件" in words_of(page)


def test_a_general_case_shows_the_stages_of_its_procedure_and_its_next_step(desk: CaseDesk) -> None:
    lead = make_act("lead_received", DAY, source="inspection", complaint=False)
    case = make_case(lead, make_act("case_opened", DAY, approved_by="B"))
    change = open_case(desk.session, case, actor="A", now=desk.now())
    page = opened(desk, change.case_id)
    assert page.opened is not None
    assert [stage.name for stage in page.opened.stages][:3] == ["线索立案", "调查取证", "保存查扣"]
    assert "普通程序" in words_of(page.header)
    assert "下一步 收集证据" in words_of(page.header)


def test_in_a_narrow_window_the_steps_fold_into_the_strip(desk: CaseDesk) -> None:
    page = opened(desk, imported_case(desk, "c03-expired-pesticide.toml"), date(2025, 6, 3))
    work = work_of(page)
    page.resize(1204, 648)
    assert work.steps.list.isVisible()
    page.resize(1120, 648)
    assert not work.steps.list.isVisible()
    names = [action.text() for action in work.steps._menu.actions()]
    assert any(name.startswith("归档") for name in names)


def test_acts_later_than_today_move_the_day_the_case_is_looked_at(desk: CaseDesk) -> None:
    page = opened(desk, imported_case(desk), date(2026, 10, 1))
    assert page.opened is not None and page.opened.today == WEDNESDAY


def test_the_timeline_and_the_list_have_every_clock_with_its_day(desk: CaseDesk) -> None:
    page = opened(desk, delivered_case(desk), WEDNESDAY)
    deadlines = deadlines_of(page)
    assert page.opened is not None
    names = {state.clock.label for state in page.opened.assessment.deadlines}
    assert deadlines.timeline.cell_count() == len(names)
    model = deadlines.table.model()
    told = {model.index(n, 0).data(): model.index(n, 4).data() for n in range(model.rowCount())}
    assert set(told) == names
    assert told["当场处罚材料交回机关"] == "逾期 2 日"
    assert told["申请行政复议"] == "当事人，剩 55 日"


def suspended_case(desk: CaseDesk) -> str:
    """A general case whose investigation stands still; its id."""
    acts = (
        make_act("lead_received", date(2026, 3, 2), source="inspection", complaint=False),
        make_act("case_opened", date(2026, 3, 3), approved_by="丙"),
        make_act("investigation_suspended", date(2026, 3, 20), reason="等待鉴定", approved_by="丙"),
    )
    conduct = make_conduct(on=date(2025, 6, 1), discovered_on=date(2026, 3, 2))
    case = make_case(*acts, conducts=(conduct,))
    desk.day = date(2026, 4, 20)
    return open_case(desk.session, case, actor="A", now=desk.now()).case_id


def test_days_that_are_left_out_are_hatched_and_a_standing_clock_says_so(desk: CaseDesk) -> None:
    page = opened(desk, suspended_case(desk), date(2026, 4, 20))
    deadlines = deadlines_of(page)
    line = next(each for each in deadlines.timeline._clocks if each.name == "作出处理决定")
    left_out = [part for part in line.stretches if part.kind == "pause"]
    assert [(part.start, part.end) for part in left_out] == [(date(2026, 3, 20), date(2026, 4, 19))]
    assert (line.state, line.word) == (State.PAUSED, "已中止")
    model = deadlines.table.model()
    rows = {model.index(n, 0).data(): n for n in range(model.rowCount())}
    assert model.row(rows["作出处理决定"])[3].sub == "暂计，恢复后再定"
    number = next(n for n, s in enumerate(deadlines._clocks) if s.clock.id == "decision")
    why = why_of(deadlines._clocks[number], desk.session.rulebook, "立案")
    assert any("不计入" in each.words for each in why.lines)


def test_a_limit_of_years_does_not_push_what_runs_out_of_the_time_line(desk: CaseDesk) -> None:
    page = opened(desk, suspended_case(desk), date(2026, 4, 20))
    timeline = deadlines_of(page).timeline
    assert {"追究时效", "作出处理决定"} <= {line.name for line in timeline._clocks}
    assert timeline._start > date(2026, 2, 1)
    assert all(timeline._start <= line.due <= timeline._end for line in timeline._clocks if line.name != "追究时效")


def test_why_a_day_is_that_day_quotes_a_source_for_each_line(desk: CaseDesk) -> None:
    page = opened(desk, delivered_case(desk), MONDAY)
    assert page.opened is not None
    state = next(s for s in page.opened.assessment.deadlines if s.clock.id == "simple_materials")
    why = why_of(state, desk.session.rulebook, "当场处罚")
    assert why.title == "为什么是 2026-10-12"
    assert why.doubt == "条文凭记忆整理，尚未核对原文"
    assert all(line.note for line in why.lines[:-1])
    assert any("星期六调休上班" in line.words for line in why.lines)
    assert (why.lines[-1].when, why.lines[-1].result) == ("2026-10-12", "今天届满")


def test_choosing_a_clock_opens_its_working_and_closing_it_unmarks_the_line(qtbot: QtBot, desk: CaseDesk) -> None:
    deadlines = deadlines_of(opened(desk, delivered_case(desk), MONDAY))
    deadlines.timeline.choose(0)
    assert deadlines.why is not None and deadlines.why.isVisible()
    assert deadlines.timeline._selected == 0
    deadlines.why.close()
    qtbot.waitUntil(lambda: deadlines.timeline._selected == -1)


def test_a_case_without_clocks_says_when_they_begin(desk: CaseDesk) -> None:
    change = open_case(desk.session, make_case(), actor="A", now=desk.now())
    deadlines = deadlines_of(opened(desk, change.case_id))
    assert "还没有要计算的期限" in words_of(deadlines._stack.currentWidget())


def test_the_journal_tells_every_entry_with_content_and_marks(desk: CaseDesk) -> None:
    desk.day = WEDNESDAY
    case_id = imported_case(desk)
    void_act(desk.session, case_id, desk.file(case_id).seen, "banked", "金额看错", actor="B", now=desk.now())
    journal = journal_of(opened(desk, case_id, WEDNESDAY))
    model = journal.table.model()
    rows = [[model.index(n, c).data() for c in range(6)] for n in range(model.rowCount())]
    assert len(rows) == 12
    assert rows[4][2] == "销售、收购应当加施标识而没有标识的畜禽案"
    assert rows[7][:3] == ["2026-10-09", "当场收缴", "金额 100.00 元；财政票据号 湘财通字（2026）0000001"]
    assert rows[7][5] == "补录"
    assert rows[10][5] == "作废"
    assert rows[11][4] == "李某"


def test_the_detail_of_an_entry_has_its_whole_digest(desk: CaseDesk) -> None:
    journal = journal_of(opened(desk, imported_case(desk), WEDNESDAY))
    journal.table.selectRow(5)
    told = words_of(journal._side)
    assert journal.lines()[5].digest in told.replace(" ", "")
    assert "市场日常检查" in told


def test_the_filter_finds_acts_and_says_when_there_is_nothing(desk: CaseDesk) -> None:
    journal = journal_of(opened(desk, imported_case(desk), WEDNESDAY))
    journal.filter.setText("缴付")
    assert [line.kind for line in journal.lines()] == ["fine_banked"]
    journal.filter.setText("没有这几个字")
    assert journal.lines() == ()
    assert journal._nothing.isVisible()


def test_another_page_of_the_same_case_learns_of_a_new_act(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    first, second = (opened(desk, case_id, MONDAY) for _ in range(2))
    before = len(journal_of(second).lines())
    page = work_of(first).middle()
    page.record()  # type: ignore[union-attr]
    assert len(journal_of(second).lines()) == before + 1


def test_words_of_days_and_clocks() -> None:
    from procedures.assess import assess
    from procedures.rulebook import load_rulebook

    assert short_day(MONDAY, MONDAY) == "今天"
    assert short_day(MONDAY, date(2026, 10, 11)) == "明天"
    assert short_day(MONDAY, DAY) == "10-12 周一"
    assert short_day(MONDAY, date(2027, 1, 1)) == "2026-10-12"
    assessed = assess(make_simple_case(), load_rulebook(), MONDAY)
    materials = next(s for s in assessed.deadlines if s.clock.id == "simple_materials")
    assert clock_words(materials) == "今天届满" and is_urgent(materials)
    unsure = replace(materials, clock=replace(materials.clock, gaps=(2027,)))
    assert clock_doubt(unsure.clock) == "2027年节假日安排没有公布，日期待定"
