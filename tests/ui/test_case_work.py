"""办理: each office act recorded on its page, objections, backfill, voiding, drafts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.operations.cases import record_act
from models.queries.cases import read_case
from models.queries.drafts import drafts
from models.queries.journal import journal_lines
from procedures.kinds import kinds
from tests.builders import DAY, make_act
from tests.ui.case_desk import (
    CaseDesk,
    answer,
    delivered_case,
    imported_case,
    issued_case,
    open_dialog_of,
    opened,
    opened_desk,
    work_of,
)
from ui.dialogs.blocked import BlockedDialog
from ui.pages.case.act_page import ActPage
from ui.pages.case.choosing import KindPage, VoidPage
from ui.pages.case.done_page import DonePage
from ui.pages.case.work import WorkPage
from ui.pages.case.work_steps import Place
from ui.pages.on_the_spot.delivery import DeliveryPanel
from ui.widgets.text import typeset

MONDAY, WEDNESDAY = date(2026, 10, 12), date(2026, 10, 14)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CaseDesk]:
    with opened_desk(tmp_path) as made:
        yield made


def words_of(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def act_page(work: WorkPage) -> ActPage:
    page = work.middle()
    assert isinstance(page, ActPage)
    return page


def type_into(page: ActPage, values: dict[str, Any]) -> None:
    """As an officer types: the values stand there and count as typed."""
    page.form.set_values(values)
    for key in values:
        page.form.box(key).editor.changed.emit()


def kinds_of(desk: CaseDesk, case_id: str) -> list[str]:
    return [act.kind for act in desk.file(case_id).case.live_acts()]


def test_an_issued_paper_waits_for_delivery_and_what_follows_waits_with_it(desk: CaseDesk) -> None:
    page = opened(desk, issued_case(desk).change.case_id)
    assert isinstance(work_of(page).middle(), DeliveryPanel)
    states = {step.id: step.state for step in page.opened.steps()} if page.opened else {}
    assert states["decide"] == "done"
    assert states["deliver"] == "current"
    assert states["collect"] == states["materials"] == "waiting"


def test_delivery_records_decision_and_collection_and_goes_on_to_the_hand_in(desk: CaseDesk) -> None:
    made = issued_case(desk)
    work = work_of(opened(desk, made.change.case_id))
    panel = work.middle()
    assert isinstance(panel, DeliveryPanel)
    panel._receipt.editor.set_value("湘0000009")
    panel.deliver()
    assert kinds_of(desk, made.change.case_id) == ["site_inspected", "on_the_spot_decision", "fine_collected"]
    assert act_page(work).kind.kind == "simple_materials_handed_in"
    assert desk.said.words == ["决定书已登记交付"]


def test_every_office_act_is_recorded_with_what_is_known(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    work = work_of(opened(desk, case_id, MONDAY))
    for kind in ("simple_materials_handed_in", "fine_handed_in", "fine_banked", "decision_published"):
        assert act_page(work).kind.kind == kind
        act_page(work).record()
    case = desk.file(case_id).case
    recorded = {act.kind: act for act in case.live_acts()}
    assert recorded["fine_handed_in"].get("amount") == 100_00
    assert recorded["fine_banked"].get("amount") == 100_00
    assert recorded["simple_materials_handed_in"].officers == ("A", "B")
    assert {act.on for kind, act in recorded.items() if kind.startswith("fine_b")} == {MONDAY}


def test_closing_and_archiving_end_the_case(desk: CaseDesk) -> None:
    case_id = imported_case(desk)
    work = work_of(opened(desk, case_id, WEDNESDAY))
    assert act_page(work).kind.kind == "case_closed"
    type_into(act_page(work), {"approved_by": "某局长"})
    act_page(work).record()
    type_into(act_page(work), {"archive_no": "2026-当罚-1"})
    act_page(work).record()
    closed, archived = desk.file(case_id).case.live_acts()[-2:]
    assert (closed.get("ground"), closed.get("approved_by")) == ("performed", "某局长")
    assert (archived.kind, archived.get("archive_no")) == ("case_archived", "2026-当罚-1")


def test_payment_at_the_bank_is_recorded_with_its_receipt(desk: CaseDesk) -> None:
    case_id = delivered_case(desk, collected_on_the_spot=False)
    work = work_of(opened(desk, case_id, MONDAY))
    work.go_to(Place("step", "payment"))
    type_into(act_page(work), {"receipt_no": "湘0000007"})
    act_page(work).record()
    paid = desk.file(case_id).case.live_acts()[-1]
    assert (paid.kind, paid.get("amount"), paid.get("receipt_no")) == ("fine_paid", 100_00, "湘0000007")


def test_a_late_hand_in_is_objected_to_at_its_day_and_still_recorded(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    work = work_of(opened(desk, case_id, WEDNESDAY))
    page = act_page(work)
    problem = page.form.box("on").problem()
    assert problem is not None
    assert "2026-10-12" in problem.text
    assert "待确认" in problem.basis
    page.record()
    assert kinds_of(desk, case_id)[-1] == "simple_materials_handed_in"


def test_the_landing_day_is_asked_only_when_money_was_taken_on_water(desk: CaseDesk) -> None:
    ashore = work_of(opened(desk, delivered_case(desk), MONDAY))
    assert "landed_on" not in set(act_page(ashore).form.keys())
    desk.day = DAY
    afloat = work_of(opened(desk, delivered_case(desk, on_water=True), MONDAY))
    afloat.go_to(Place("step", "materials"))
    assert "landed_on" in set(act_page(afloat).form.keys())


def test_what_is_long_past_asks_for_a_reason_and_a_second_person(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    work = work_of(opened(desk, case_id, WEDNESDAY))
    type_into(act_page(work), {"on": MONDAY})
    act_page(work).record()
    assert kinds_of(desk, case_id)[-1] == "fine_collected"
    answer("出差，未能当日登记", "B")
    stored = read_case(desk.session, case_id)
    line = journal_lines(desk.session, stored)[-1]
    assert (line.backfilled, line.backfill_reason, line.second_person) == (True, "出差，未能当日登记", "B")
    assert line.on == MONDAY


def test_one_working_day_later_needs_no_backfill(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    work = work_of(opened(desk, case_id, date(2026, 10, 13)))
    type_into(act_page(work), {"on": MONDAY})
    act_page(work).record()
    assert kinds_of(desk, case_id)[-1] == "simple_materials_handed_in"


def test_a_day_that_has_not_come_is_refused_at_the_field(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    page = act_page(work_of(opened(desk, case_id, MONDAY)))
    type_into(page, {"on": WEDNESDAY})
    problem = page.form.box("on").problem()
    assert problem is not None and "还没有到" in problem.text
    page.record()
    assert kinds_of(desk, case_id)[-1] == "fine_collected"


def test_what_is_wanting_is_named_beside_the_button_and_at_the_field_once_tried(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    work = work_of(opened(desk, case_id, MONDAY))
    page = work.act_page("paper_served")
    assert not page.record_button.isEnabled()
    assert page.form.box("paper").problem() is None
    assert "没有填送达的文书" in words_of(page)
    page.record()
    problem = page.form.box("paper").problem()
    assert problem is not None and problem.text == "没有填送达的文书"


def test_what_is_typed_survives_the_window_and_goes_once_recorded(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    first = opened(desk, case_id, MONDAY)
    page = work_of(first).act_page("interview_held")
    type_into(page, {"respondent": "赵某"})
    first.save()
    page = work_of(opened(desk, case_id, MONDAY)).act_page("interview_held")
    assert page.form.values()["respondent"] == "赵某"
    page.record()
    assert [each for each in drafts(desk.session, actor="A") if each.stream == f"case/{case_id}"] == []


def test_what_is_typed_stays_when_the_case_moves_on(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    page = opened(desk, case_id, MONDAY)
    typed = work_of(page).act_page("interview_held")
    type_into(typed, {"respondent": "赵某"})
    seen = desk.file(case_id).seen
    act = make_act("fine_handed_in", MONDAY, act_id="", amount=100_00)
    desk.perform(lambda *, actor, now: record_act(desk.session, case_id, seen, act, actor=actor, now=now), owner=page)
    assert work_of(page).middle() is typed
    assert typed.form.values()["respondent"] == "赵某"
    typed.record()
    assert kinds_of(desk, case_id)[-2:] == ["fine_handed_in", "interview_held"]


def test_an_act_is_voided_with_a_reason_and_stays_in_the_journal(desk: CaseDesk) -> None:
    case_id = imported_case(desk)
    work = work_of(opened(desk, case_id, WEDNESDAY))
    work.go_to(Place("void"))
    page = work.middle()
    assert isinstance(page, VoidPage)
    page.ask("banked")
    answer("金额看错")
    assert "fine_banked" not in kinds_of(desk, case_id)
    lines = journal_lines(desk.session, read_case(desk.session, case_id))
    assert [line.voided for line in lines if line.kind == "fine_banked"] == [True]
    states = {step.id: step.state for step in work._opened.steps()} if work._opened else {}
    assert states["fine_to_bank"] == "current"


def test_voiding_is_refused_where_another_act_rests_on_it(desk: CaseDesk) -> None:
    case_id = delivered_case(desk)
    work = work_of(opened(desk, case_id, MONDAY))
    decision = next(act for act in desk.file(case_id).case.acts if act.kind == "on_the_spot_decision")
    work._on_void_asked(decision.id)
    answer("记错了")
    dialog = open_dialog_of(BlockedDialog)
    assert "为依据" in words_of(dialog)
    dialog.reject()
    assert "on_the_spot_decision" in kinds_of(desk, case_id)


def test_a_done_step_shows_what_was_recorded(desk: CaseDesk) -> None:
    work = work_of(opened(desk, imported_case(desk), WEDNESDAY))
    work.go_to(Place("step", "collect"))
    page = work.middle()
    assert isinstance(page, DonePage)
    told = words_of(page)
    assert "100.00\u00a0元" in told
    assert "湘财通字（2026）0000001" in told


@pytest.mark.parametrize("step", ["officers", "evidence", "statement", "decide", "deliver", "publish", "payment"])
def test_every_step_has_a_page(desk: CaseDesk, step: str) -> None:
    work = work_of(opened(desk, imported_case(desk), WEDNESDAY))
    work.go_to(Place("step", step))
    assert isinstance(work.middle(), DonePage)


def test_any_kind_of_act_can_be_found_and_its_page_opened(desk: CaseDesk) -> None:
    work = work_of(opened(desk, delivered_case(desk), MONDAY))
    work.go_to(Place("kinds"))
    page = work.middle()
    assert isinstance(page, KindPage)
    page._filter.setText("扣押")
    page._open(0)
    assert act_page(work).kind.kind == "property_seized"
    for kind in kinds():
        if kind != "act_voided":
            assert work.act_page(kind).kind.kind == kind


def test_a_cancelled_decision_is_made_again_from_what_it_said(qtbot: QtBot, desk: CaseDesk) -> None:
    made = issued_case(desk)
    work = work_of(opened(desk, made.change.case_id))
    panel = work.middle()
    assert isinstance(panel, DeliveryPanel)
    panel.cancel_because("当事人类别填错")
    work.go_to(Place("step", "decide"))
    page = act_page(work)
    assert page.form.values()["fine"] == 100_00
    assert "已作废" in page.form.box("fine").editor.filled()
    with qtbot.waitSignal(work.paper_asked) as asked:
        page._ask_paper()
    assert asked.args is not None and asked.args[0] == "7"


def test_possible_findings_are_leads_without_colour(desk: CaseDesk) -> None:
    work = work_of(opened(desk, delivered_case(desk), WEDNESDAY))
    place = typeset("附件4 第九条第六项")
    assert "线索" in words_of(work.side)
    found = [label for label in work.side.findChildren(QLabel) if label.text() == place]
    assert [label.property("tone") for label in found] == ["ink"]
