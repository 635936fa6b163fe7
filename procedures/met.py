"""What meets a time limit, and what gives a right up; named for the data to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from procedures.case import Act
from procedures.deadline_rules import DeadlineRule
from procedures.filing_acts import handed_in
from procedures.money import paid_in_full_on
from procedures.triggers import DECISION_PAPER, NOTICE_PAPERS, REMINDER_PAPER, Start, named, of_start, paper_of
from procedures.view import CaseView, revoked_by

# The papers that kinds of act serve without naming one.
SERVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"decision_served": (DECISION_PAPER,), "notice_served": NOTICE_PAPERS, "reminder_served": (REMINDER_PAPER,)}
)


@dataclass(frozen=True, slots=True)
class Met:
    """The act that met a duty, and its day."""

    on: date
    act: str


MetBy = Callable[[CaseView, DeadlineRule, Start, str], Met | None]
MET: dict[str, MetBy] = {}


@named(MET, "first_act")
def _first_act(view: CaseView, rule: DeadlineRule, start: Start, recipient: str) -> Met | None:
    """The first act of the kinds named, not before the trigger, for the same party, decision and recipient."""
    return next((_met(act) for act in _answering(view, rule, start) if recipient in ("", act.get("recipient"))), None)


def _answering(view: CaseView, rule: DeadlineRule, start: Start) -> Iterable[Act]:
    """The acts that may meet a limit: not before the trigger, naming what set it running or nothing."""
    known = {act.id for act in (start.act, start.decision) if act}
    for act in of_start(view, start, *rule.met_by):
        if act.on >= (start.decision or start.act or act).on and (not known or not act.ref or act.ref in known):
            yield act


def _met(act: Act) -> Met:
    return Met(act.on, act.id)


@named(MET, "seizure_ended")
def _seizure_ended(view: CaseView, rule: DeadlineRule, start: Start, _: str) -> Met | None:
    """The release of a seizure, or a decision that confiscates goods (行政强制法 第二十七条)."""
    for act in _answering(view, rule, start):
        if act.kind != "decision_made" or act.get("confiscated_goods") or act.values.get("confiscated_items"):
            return _met(act)
    return None


@named(MET, "served")
def _served(view: CaseView, rule: DeadlineRule, start: Start, _: str) -> Met | None:
    """The first service of a decision; of public notices only one of a decision."""
    for act in _answering(view, rule, start):
        if act.kind != "public_notice_issued" or paper_of(act) == DECISION_PAPER:
            return _met(act)
    return None


@named(MET, "handed_in")
def _handed_in(view: CaseView, _: DeadlineRule, start: Start, recipient: str) -> Met | None:
    """The first filing of a decision, or of its change, with a recipient, whatever it leaves out."""
    filed = handed_in(view, start.act, recipient) if start.act else ()
    return _met(filed[0]) if filed else None


@named(MET, "served_otherwise")
def _served_otherwise(view: CaseView, rule: DeadlineRule, start: Start, _: str) -> Met | None:
    """The service of the same paper into the party's hands while its public notice runs."""
    paper = paper_of(start.act) if start.act else ""
    for act in of_start(view, start, *rule.met_by):
        served = SERVES.get(act.kind, (act.get("paper"),))
        known = ("", start.act.id if start.act else "", start.decision.id if start.decision else "")
        if act.on >= start.on and paper in served and act.ref in known:
            return _met(act)
    return None


@named(MET, "notice_answered")
def _notice_answered(view: CaseView, rule: DeadlineRule, start: Start, _: str) -> Met | None:
    """The party's answer to a prior notice: posted, on the day of posting; handed in, on the day of receipt."""
    for act in of_start(view, start, *rule.met_by):
        if _about_notice(view, act, start):
            posted = act.get("sent") == "posted"
            return Met(act.on if posted else act.get("received_on") or act.on, act.id)
    return None


def waived_on(view: CaseView, rule: DeadlineRule, start: Start) -> date | None:
    """The day on which the party gave up the right that a limit gives it, or the decision behind a duty was revoked."""
    if rule.with_decision:
        decision = start.decision or start.act
        revoking = revoked_by(view, decision) if decision is not None else None
        return revoking.on if revoking is not None else None
    given_up = [
        act.on
        for act in of_start(view, start, "rights_waived")
        if act.get("which") in (rule.right, "both") and _about_notice(view, act, start)
    ]
    return given_up[0] if rule.right and given_up else None


def _about_notice(view: CaseView, act: Act, start: Start) -> bool:
    """Whether an act answers this prior notice: it names it, or it is the newest notice by the act's day."""
    notices = {notice.id: notice.on for notice in of_start(view, start, "notice_served") if notice.on <= act.on}
    if act.ref in notices:
        return start.act is not None and act.ref == start.act.id
    return start.on <= act.on and (not notices or max(notices.values()) <= start.on)


@named(MET, "amount_reached")
def _amount_reached(view: CaseView, rule: DeadlineRule, start: Start, _: str) -> Met | None:
    """The act with which the money moved on reaches what came in: by reference, else oldest first."""
    if start.act is None:
        return None
    moved = of_start(view, start, *rule.met_by)
    referring = [act for act in moved if act.ref == start.act.id]
    if referring:
        return _reached(referring, start.amount)
    referred = {act.ref for act in moved}
    earlier = 0
    for came in of_start(view, start, start.trigger):
        if came.id == start.act.id:
            break
        earlier += 0 if came.id in referred else came.get("amount") or 0
    return _reached([act for act in moved if not act.ref], earlier + start.amount)


def _reached(moved: Iterable[Act], needed: int) -> Met | None:
    total = 0
    for act in moved:
        total += act.get("amount") or 0
        if total >= needed:
            return Met(act.on, act.id)
    return None


@named(MET, "paid_in_full")
def _paid_in_full(view: CaseView, rule: DeadlineRule, start: Start, _: str) -> Met | None:
    day = paid_in_full_on(view, start.decision) if start.decision is not None else None
    if day is None:
        return None
    last = [act for act in of_start(view, start, *rule.met_by) if act.on == day]
    return Met(day, last[-1].id if last else "")


@named(MET, "discovered")
def _discovered(view: CaseView, _: DeadlineRule, start: Start, __: str) -> Met | None:
    """The day on which the breach was discovered: as recorded, else the first lead, else the first act of the case."""
    acts = view.of("lead_received") or view.acts
    recorded = start.conduct.discovered_on if start.conduct else None
    if recorded is not None:
        return Met(recorded, "")
    return Met(acts[0].on, acts[0].id) if acts else None
