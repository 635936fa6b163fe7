"""How sure the data are of themselves: what the legal section still has to confirm."""

UNCONFIRMED = frozenset({"recalled", "convention"})
MARK = "待确认"


def mark(certainty: str) -> str:
    """待确认 for what is only recalled or a convention of the program, else nothing."""
    return MARK if certainty in UNCONFIRMED else ""
