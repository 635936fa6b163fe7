"""Matters of the office's own that are filed like major penalties: normative documents and major licence decisions.

Source: 附件4 第十二条第七项. That the fifteen days and both recipients of 附件2 第三条 hold for them is a convention of
the office; a matter has no case, no party and no parts that a filing must hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from procedures.case import Case
from procedures.clocks import Clock
from procedures.deadlines import clocks_from
from procedures.filing import CLOSED, Filing, FilingEvent, FilingState, Followed, state_after
from procedures.findings import Proposal, grouped, signs_of_clock
from procedures.rulebook import Rulebook
from procedures.thresholds import Ground
from procedures.triggers import Start
from procedures.view import CaseView

MatterKind = Literal["normative_document", "licence_decision"]
MatterAct = Literal["matter_filed", "matter_received", "matter_reviewed", "matter_closed"]
Outcome = Literal["no_objection", "problems", ""]
MATTER_WORDS: Mapping[MatterKind, str] = MappingProxyType(
    {"normative_document": "规范性文件", "licence_decision": "重大行政许可决定"}
)
DUTIES: Mapping[MatterKind, str] = MappingProxyType(
    {"normative_document": "normative_document_filing", "licence_decision": "licence_decision_filing"}
)
EVENT_WORDS: Mapping[MatterAct, str] = MappingProxyType(
    {
        "matter_filed": "报送备案",
        "matter_received": "备案收件",
        "matter_reviewed": "备案审查结果",
        "matter_closed": "办结",
    }
)
ORDER = tuple(EVENT_WORDS)
NO_CLOCKS: Mapping[str, Sequence[Clock]] = MappingProxyType({})
# Nothing is laid down of what a filing of a matter must hold.
WHOLE = ("report",)
NEXT_ACTS: Mapping[FilingState, tuple[MatterAct, ...]] = MappingProxyType(
    {
        "due": ("matter_filed", "matter_closed"),
        "filed": ("matter_received", "matter_reviewed", "matter_closed"),
        "received": ("matter_reviewed", "matter_closed"),
        "problems": ("matter_closed", "matter_reviewed"),
    }
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter to be filed: what it is, its number and title, and the day on which it was made."""

    id: str
    kind: MatterKind
    title: str
    number: str
    made_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatterEvent:
    """One thing done about the filing of a matter with one recipient; one without a recipient is done with all.

    `outcome` is that of a review; `receipt_no` that of a receipt. A closing (`reason`) after a review that found
    problems says that they are mended; before any filing, that the matter was withdrawn and nothing is owed any more.
    """

    id: str
    kind: MatterAct
    on: date
    recipient: str = ""
    outcome: Outcome = ""
    receipt_no: str = ""
    reason: str = ""


def matter_clocks(matter: Matter, events: Sequence[MatterEvent], rulebook: Rulebook) -> tuple[Clock, ...]:
    """The clock of a matter for each recipient of its day, met by the first filing with it."""
    view = CaseView(Case(), rulebook)
    rule = rulebook.deadlines[DUTIES[matter.kind]]
    start = Start("", matter.made_on, matter.kind)
    return tuple(
        _met(clock, _events_with(events, clock.recipient)) for clock in clocks_from(view, rule, start, NO_CLOCKS)
    )


def matter_filings(matter: Matter, events: Sequence[MatterEvent], rulebook: Rulebook) -> tuple[Filing, ...]:
    """The filing of a matter with each recipient, in the shape of those of decisions: `party` and `decision` empty."""
    return tuple(
        _filing(matter, clock, _events_with(events, clock.recipient), rulebook)
        for clock in matter_clocks(matter, events, rulebook)
    )


def matter_proposals(matter: Matter, events: Sequence[MatterEvent], rulebook: Rulebook) -> tuple[Proposal, ...]:
    """The findings that an overdue or late filing of a matter proposes, by day; never more than possible.

    The days are a convention of the office, so that passing them establishes nothing.
    """
    rule = rulebook.deadlines[DUTIES[matter.kind]]
    signs = (
        replace(sign, certain=False, because=f"{MATTER_WORDS[matter.kind]}“{matter.title}”：{sign.because}")
        for clock in matter_clocks(matter, events, rulebook)
        for sign in signs_of_clock(clock, (rule.finding, rule.finding_undone), rulebook.calendar)
    )
    return tuple(sorted(grouped(signs, rulebook), key=lambda p: (p.since, p.key)))


def _events_with(events: Sequence[MatterEvent], recipient: str) -> Sequence[MatterEvent]:
    """The events with one recipient by day; within a day as a filing goes on."""
    own = [event for event in events if event.recipient in ("", recipient)]
    return sorted(own, key=lambda event: (event.on, ORDER.index(event.kind)))


def _met(clock: Clock, events: Sequence[MatterEvent]) -> Clock:
    """The clock with the filing that met it, or the closing that ended it before."""
    for event in events:
        if event.kind == "matter_filed" and event.on >= clock.trigger_on:
            return replace(clock, met_on=event.on, met_by=event.id)
        if event.kind == "matter_closed":
            return replace(clock, waived_on=event.on)
    return clock


def _filing(matter: Matter, clock: Clock, events: Sequence[MatterEvent], rulebook: Rulebook) -> Filing:
    missing = () if clock.met_on else WHOLE
    followed = [_followed(event, events) for event in events if event.kind != "matter_filed"]
    state = state_after(missing, (), followed)
    is_closed = any(event.kind == "matter_closed" for event in events)
    return Filing(
        party="",
        decision="",
        decided_on=matter.made_on,
        recipient=clock.recipient,
        recipient_name=rulebook.recipients[clock.recipient].name,
        clock=clock,
        grounds=(Ground(matter.kind, None, None, clock.basis, MATTER_WORDS[matter.kind]),),
        state=state,
        missing=missing,
        filed_on=clock.met_on,
        complete_on=clock.met_on,
        events=tuple(FilingEvent(event.id, event.on, event.kind, _words(event)) for event in events),
        next_acts=() if is_closed else NEXT_ACTS.get(state, ()),
        refiles="",
        is_open=not is_closed and state not in CLOSED,
        is_owed=not is_closed and bool(missing),
    )


def _followed(event: MatterEvent, events: Sequence[MatterEvent]) -> Followed:
    return Followed(FilingEvent(event.id, event.on, event.kind, _words(event)), _state_of(event, events))


def _state_of(event: MatterEvent, events: Sequence[MatterEvent]) -> FilingState | None:
    if event.kind == "matter_received":
        return "received"
    if event.kind == "matter_reviewed":
        return "problems" if event.outcome == "problems" else "no_objection"
    reviewed = [other for other in events[: events.index(event)] if other.kind == "matter_reviewed"]
    return "corrected" if reviewed and reviewed[-1].outcome == "problems" else None


def _words(event: MatterEvent) -> str:
    words = EVENT_WORDS[event.kind]
    if event.kind == "matter_reviewed":
        return f"{words}：{'有问题' if event.outcome == 'problems' else '无异议'}"
    more = event.receipt_no or event.reason
    return f"{words}（{more}）" if more else words
