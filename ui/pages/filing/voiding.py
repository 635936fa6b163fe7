"""作废一条记载: what was recorded wrongly of a matter no longer counts, with a reason, and stays visible."""

from functools import partial

from models.matters import MatterNote
from models.operations.matters import void_matter_event
from procedures.matters import EVENT_WORDS
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, voiding
from ui.pages.case.keeping import open_dialog
from ui.pages.filing.content import Content
from ui.pages.filing.panel import FilingPanel

CONSEQUENCE = "作废后期限和状态按其余的记载重新计算；这一条留在经过里，带作废理由。"
FOR_ALL = "向两处的备案一并受影响"


def ask_void(desk: Desk, content: Content, event_id: str, panel: FilingPanel) -> None:
    """Ask why a record of a matter is wrong, then void it; the panel tells what was done."""
    matter = content.matter
    note = next((each for each in matter.notes if each.event.id == event_id), None) if matter is not None else None
    if note is None or note.void_reason:
        return
    title = content.line.title
    facts = [("名称", title), ("日期", f"{note.event.on}"), ("备案机关", _with_whom(content, note))]
    dialog = ReasonDialog(voiding(f"“{EVENT_WORDS[note.event.kind]}”的记载", CONSEQUENCE, facts), panel.window())
    dialog.answered.connect(partial(_void, desk, content, note, panel))
    open_dialog(dialog)


def _with_whom(content: Content, note: MatterNote) -> str:
    return content.line.recipient_name if note.event.recipient else FOR_ALL


def _void(desk: Desk, content: Content, note: MatterNote, panel: FilingPanel, reason: Reason) -> None:
    session, matter = desk.session, content.matter
    assert matter is not None
    what = EVENT_WORDS[note.event.kind]
    desk.perform(
        lambda *, actor, now: void_matter_event(
            session, matter.matter.id, matter.seen, note.event.id, reason.text, actor=actor, now=now
        ),
        owner=panel,
        then=lambda _change: panel.recorded.emit(f"已作废“{what}”的记载：{content.line.title}"),
        title=f"“{what}”的记载没有作废",
    )
