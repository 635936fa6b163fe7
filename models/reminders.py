"""A person's own reminder of a filing: kept as a draft, outside the journal, never a day that the law sets."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

PAGE = "reminder:"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to remember on a day: `stream` of the case or matter, and which filing (empty: the whole of it).

    `title` names the case or matter where the reminder is shown. One reminder for each filing and person.
    """

    stream: str
    on: date
    words: str
    title: str
    decision: str = ""
    recipient: str = ""

    def content(self) -> Mapping[str, Any]:
        """The reminder as a draft keeps it."""
        told = asdict(self)
        del told["stream"]
        return {**told, "on": self.on.isoformat()}


def page_of(reminder: Reminder) -> str:
    """The page under which the draft is kept."""
    return f"{PAGE}{reminder.decision}/{reminder.recipient}"


def reminder_from(stream: str, content: Mapping[str, Any]) -> Reminder:
    """The reminder that a draft keeps."""
    return Reminder(
        stream=stream,
        on=date.fromisoformat(content["on"]),
        words=content["words"],
        title=content["title"],
        decision=content["decision"],
        recipient=content["recipient"],
    )
