"""What an act does to the days of its case, in words: the days that it moves, old and new, and those it begins."""

from procedures.case import Act
from procedures.clocks import Clock
from procedures.moved import Moved, moved_by
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import clock_name

SERVING = frozenset({"decision_served", "public_notice_issued", "notice_served", "paper_served", "reminder_served"})
BY_SERVICE, BY_ACT, BEGUN = "因送达变化", "期限变化", "由此起算"


def moved_days(opened: OpenedCase, act: Act) -> tuple[tuple[str, str], ...]:
    """Label and words for the days that an act moves, and, of a service, for those that begin with it.

    Of an act that is recorded they are told as they stood on its day.
    """
    serves = act.kind in SERVING
    day = act.on if act.id in opened.view.by_id else opened.today
    moved = moved_by(opened.case, act, opened.session.rulebook, day)
    changed = [_changed(each, opened) for each in moved if each.before is not None]
    begun = [_begun(each.clock, opened) for each in moved if each.before is None and serves]
    told = ((BY_SERVICE if serves else BY_ACT, "；".join(changed)), (BEGUN, "；".join(begun)))
    return tuple((label, words) for label, words in told if words)


def _changed(moved: Moved, opened: OpenedCase) -> str:
    return f"{clock_name(moved.clock, opened.case)} {moved.before} → {moved.after}"


def _begun(clock: Clock, opened: OpenedCase) -> str:
    return f"{clock_name(clock, opened.case)} {clock.due}"
