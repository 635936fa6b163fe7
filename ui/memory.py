"""What this device remembers of the window: theme, text size, tabs, who works here. Kept in the database, encrypted."""

from collections.abc import Mapping
from typing import Any

from models.operations.drafts import save_draft
from models.queries.drafts import draft
from models.session import Session
from ui import clock
from ui.look import DEFAULT, keep_look

STREAM, PAGE = "window", "memory"


class Memory:
    """A few plain JSON values under names; written at once, never in the journal."""

    def __init__(self, session: Session) -> None:
        self._session = session
        kept = draft(session, STREAM, PAGE, actor=session.device.id)
        self._values: dict[str, Any] = dict(kept.content) if kept else {}

    def get(self, key: str, default: Any = None) -> Any:
        """What is remembered under a name."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Remember a plain JSON value; None forgets it. Raises StorageError."""
        self.update({key: value})

    def update(self, values: Mapping[str, Any]) -> None:
        """Remember several values in one write. Raises StorageError."""
        changed = {key: value for key, value in {**self._values, **values}.items() if value is not None}
        look = {key: value for key, value in values.items() if key in DEFAULT}
        if look:
            keep_look(self._session.folder.look, {key: changed.get(key, DEFAULT[key]) for key in DEFAULT})
        if changed != self._values:
            self._values = changed
            save_draft(self._session, STREAM, PAGE, changed, actor=self._session.device.id, now=clock.now())
