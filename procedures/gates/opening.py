"""Opening a case, and the order of days: approvals, acts before the opening, acts that answer what came later.

Sources: 行政处罚法 第五十四条; 农业行政处罚程序规定.
"""

from collections.abc import Iterator
from datetime import date, time

from procedures.case import Act
from procedures.gates.registry import Context, Hit, predicate
from procedures.kinds import kinds
from procedures.pauses import pairs

ENDED = {"case_not_opened": "不予立案", "opening_cancelled": "撤销立案", "case_transferred": "移送管辖"}


def approval(act: Act) -> tuple[date, time | None]:
    """When an act was approved: as recorded, else on its own day and hour."""
    on = act.get("approved_on") or act.on
    return on, act.get("approved_at") or (act.at if on == act.on else None)


def approved_after(act: Act) -> bool:
    """Whether the approval came after the act; on one day only where both hours are recorded."""
    on, at = approval(act)
    return on > act.on or (on == act.on and at is not None and act.at is not None and at > act.at)


def approval_words(act: Act) -> str:
    """The day and, if recorded, the hour of an approval."""
    on, at = approval(act)
    return f"{on} {at:%H:%M}" if at else str(on)


@predicate("approval_missing", "what")
def _approval_missing(_: Context, act: Act) -> Iterator[Hit]:
    approver = act.get("approved_by")
    if not approver:
        # An empty name says that there was none; no name at all that it isn't recorded.
        yield Hit({"what": kinds()[act.kind].label}, certain=approver is not None)


@predicate("approved_after_act", "what", "approved", "day")
def _approved_after_act(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("approved_by") and approved_after(act):
        done = f"{act.on} {act.at:%H:%M}" if act.at else str(act.on)
        yield Hit({"what": kinds()[act.kind].label, "approved": approval_words(act), "day": done})


@predicate("case_not_opened_before", "what")
def _case_not_opened_before(context: Context, act: Act) -> Iterator[Hit]:
    """A step of the general procedure in a case of which no opening is recorded at all."""
    if not context.of(act, "case_opened"):
        yield Hit({"what": kinds()[act.kind].label}, certain=False)


@predicate("before_opening", "what", "opened")
def _before_opening(context: Context, act: Act) -> Iterator[Hit]:
    opened = context.of(act, "case_opened")
    if opened and act.on < opened[0].on:
        yield Hit({"what": kinds()[act.kind].label, "opened": str(opened[0].on)})


@predicate("opened_before_lead", "lead")
def _opened_before_lead(context: Context, act: Act) -> Iterator[Hit]:
    leads = context.view.of("lead_received")
    if leads and act.on < leads[0].on:
        yield Hit({"lead": str(leads[0].on)})


@predicate("before_what_it_answers", "what", "other", "day")
def _before_what_it_answers(context: Context, act: Act) -> Iterator[Hit]:
    other = context.act(act.ref) if act.ref else None
    if other is not None and act.on < other.on:
        yield Hit({"what": kinds()[act.kind].label, "other": kinds()[other.kind].label, "day": str(other.on)})


@predicate("ends_before_it_begins", "begin", "end")
def _ends_before_it_begins(_: Context, act: Act) -> Iterator[Hit]:
    if act.at is not None and isinstance(act.until, time) and act.until < act.at:
        yield Hit({"begin": f"{act.at:%H:%M}", "end": f"{act.until:%H:%M}"})


@predicate("case_ended_before", "ending", "day")
def _case_ended_before(context: Context, act: Act) -> Iterator[Hit]:
    ended = context.before(act, *ENDED)
    reopened = context.before(act, "case_opened")
    if ended and not (reopened and reopened[-1].on > ended[-1].on):
        yield Hit({"ending": ENDED[ended[-1].kind], "day": str(ended[-1].on)})


@predicate("suspended_still", "since")
def _suspended_still(context: Context, act: Act) -> Iterator[Hit]:
    begun, ended = (context.before(act, f"investigation_{what}") for what in ("suspended", "resumed"))
    since = [str(suspended.on) for suspended, resumed in pairs(begun, ended) if resumed is None]
    if since:
        yield Hit({"since": since[0]})


@predicate("crime_question_open", "since", "missing")
def _crime_question_open(context: Context, act: Act) -> Iterator[Hit]:
    """A crime is suspected and the transfer neither declined nor carried out (行政处罚法 第二十七条)."""
    suspected = context.before(act, "crime_suspected")
    if not suspected:
        return
    since = suspected[-1].on
    decided = [a for a in context.before(act, "crime_transfer_approved", "crime_transfer_declined") if a.on >= since]
    if not decided:
        yield Hit({"since": str(since), "missing": "没有决定是否移送公安机关"})
    elif decided[-1].kind == "crime_transfer_approved" and not context.before(act, "crime_transferred"):
        yield Hit({"since": str(since), "missing": f"{decided[-1].on}批准移送后没有移送公安机关"})


@predicate("complaint_not_answered", "received")
def _complaint_not_answered(context: Context, act: Act) -> Iterator[Hit]:
    """A complaint whose result nobody was told of when the case was closed; said once, at the first of the two ends."""
    if context.of(act, "case_closed") and act.kind != "case_closed":
        return
    complaints = [lead for lead in context.before(act, "lead_received") if _is_complaint(lead)]
    answered = {other.ref for other in context.before(act, "complaint_answered")}
    for lead in complaints:
        if lead.id not in answered and "" not in answered:
            yield Hit({"received": str(lead.on)})


def _is_complaint(lead: Act) -> bool:
    """Whether a lead is a complaint: as recorded, else by its source."""
    recorded = lead.get("complaint")
    return bool(recorded) if recorded is not None else lead.get("source") == "complaint"
