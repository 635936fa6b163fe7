"""Keeps what is typed on a page as a draft while it is typed."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.operations.drafts import discard_draft, save_draft
from models.queries.drafts import Draft, draft
from ui import tasks
from ui.desk import Desk


class Keeping:
    """The draft of one page of one officer. Writing goes off the window's thread; nothing is kept once it has ended."""

    def __init__(self, desk: Desk, stream: str, page: str, owner: QWidget) -> None:
        self._desk, self._stream, self._page, self._owner = desk, stream, page, owner
        self._actor = desk.actor
        self._last: Mapping[str, Any] | None = None
        self._ended = False

    def stored(self) -> Draft | None:
        """What was kept before."""
        found = draft(self._desk.session, self._stream, self._page, actor=self._actor)
        self._last = found.content if found else None
        return found

    def save(self, content: Mapping[str, Any]) -> None:
        """Keep this content unless it is kept already."""
        if self._ended or content == self._last:
            return
        self._last = content
        now = self._desk.now()
        work = partial(save_draft, self._desk.session, self._stream, self._page, content, actor=self._actor, now=now)
        tasks.run(
            lambda _progress: work(),
            then=lambda _done: self._desk.stored.emit(now),
            failed=self._failed,
            owner=self._owner,
        )

    def _failed(self, error: Exception) -> None:
        self._last = None
        self._desk.tell(error, self._owner, "草稿没有保存")

    def end(self) -> None:
        """Forget the draft: what it held is recorded now."""
        self._ended = True
        work = partial(discard_draft, self._desk.session, self._stream, self._page, actor=self._actor)
        tasks.run(lambda _progress: work(), failed=self._failed, owner=self._owner)

    def begin_again(self) -> None:
        """Keep drafts again, after a paper was cancelled."""
        self._ended, self._last = False, None
