"""Which paper a page issued that still waits for delivery, remembered so that the page shows it again."""

from ui.desk import Desk

UNDELIVERED = "undelivered"


def waiting(desk: Desk, stream: str) -> tuple[str, str] | None:
    """Case and document of the paper of this page that still waits for delivery."""
    known = desk.memory.get(UNDELIVERED, {}).get(stream)
    return (str(known[0]), str(known[1])) if known else None


def set_waiting(desk: Desk, stream: str, case_id: str = "", document_id: str = "") -> None:
    """Remember the paper that waits for delivery; nothing forgets it."""
    known = dict(desk.memory.get(UNDELIVERED, {}))
    known.pop(stream, None)
    if case_id:
        known[stream] = [case_id, document_id]
    desk.memory.set(UNDELIVERED, known or None)
