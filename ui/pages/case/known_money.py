"""What is known of money in an act: what is open, what was collected, what was overpaid. Amounts in fen."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from procedures.account import Due
from ui.pages.case.filling import Filler, Filling

TOWARDS, SURCHARGE = "towards", "surcharge"
COLLECTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "fine_handed_in": ("fine_collected", "当场收缴"),
        "fine_banked": ("fine_handed_in", "缴至机关"),
        "fine_collected": ("on_the_spot_decision", "处罚决定"),
    }
)


def _collected(now: Filling) -> None:
    earlier, words = COLLECTED[now.kind.kind]
    act = now.newest(earlier)
    if act is not None:
        now.put("amount", act.get("amount", act.get("fine")), f"{words} {act.on:%m-%d}")


def _paid(now: Filling) -> None:
    """What falls due next, under its head."""
    surcharge = next_due(now, SURCHARGE) if now.step == SURCHARGE else None
    due = surcharge or next_due(now)
    if due is not None:
        now.put(TOWARDS, due.head, "下一笔应缴款")
        now.put("amount", due.open, due.label)


def next_due(now: Filling, head: str = "") -> Due | None:
    """The next sum of the party that is not paid in full, of one head where it is named."""
    if not now.party:
        return None
    dues = [due for due in now.opened.account(now.party).dues if due.open and head in ("", due.head)]
    return next(iter(dues), None)


def open_together(now: Filling) -> int:
    """Fine and gains that may come in as one payment, fen; nothing where not both of them are open."""
    if not now.party:
        return 0
    account = now.opened.account(now.party)
    fine, gains = account.open_of("fine"), account.open_of("gains")
    return fine + gains if fine and gains else 0


def _refund(now: Filling) -> None:
    if now.party:
        now.put("amount", now.opened.account(now.party).overpaid, "多缴的款项")


def _court(now: Filling) -> None:
    earlier = now.newest("court_application_filed")
    if earlier is not None:
        now.put("court", earlier.get("court"), f"申请强制执行 {earlier.on:%m-%d}")
    now.put("court", now.settings.get("office.court"), "机关设置")


def last_instalment(rows: tuple[Mapping[str, Any], ...] | None) -> Any:
    """The last day of a plan; None without rows."""
    return max((row["due_on"] for row in rows or () if row.get("due_on")), default=None)


FILLERS: Mapping[str, Filler] = MappingProxyType(
    {
        "fine_handed_in": _collected,
        "fine_banked": _collected,
        "fine_collected": _collected,
        "fine_paid": _paid,
        "refund_made": _refund,
        "court_application_filed": _court,
        "court_refused": _court,
    }
)
