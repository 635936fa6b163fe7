"""Saving what is typed on the pages of a case, and telling refusals without stopping the window."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from models.operations.drafts import discard_draft, save_draft
from models.queries.drafts import draft
from procedures.problems import RuleError
from ui import tasks
from ui.desk import Desk
from ui.dialogs.blocked import BlockedDialog, refusal_of


def kept_draft(desk: Desk, stream: str, page: str) -> Mapping[str, Any]:
    """What this officer typed on a page and has not recorded yet."""
    found = draft(desk.session, stream, page, actor=desk.actor)
    return found.content if found else {}


def keep_draft(desk: Desk, stream: str, page: str, content: Mapping[str, Any], owner: QWidget) -> None:
    """Save what is typed; an empty content forgets the draft."""
    session, actor = desk.session, desk.actor

    def work(_progress: tasks.Progress) -> None:
        if content:
            save_draft(session, stream, page, content, actor=actor, now=desk.now())
        else:
            discard_draft(session, stream, page, actor=actor)

    tasks.run(
        work,
        then=lambda _done: desk.stored.emit(desk.now()),
        failed=lambda error: desk.tell(error, owner, "草稿没有存下来"),
        owner=owner,
    )


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window without waiting for the answer."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def tell_refusal(error: RuleError, title: str, owner: QWidget) -> None:
    """Tell that the law or the case forbids it, and why."""
    open_dialog(BlockedDialog(refusal_of(error, title), owner.window()))
