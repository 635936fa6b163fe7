"""The filing (备案) of major penalties: each decision, or change of one, with each body that it must be filed with.

Source: 附件2 第二条至第七条. Worked out of the acts alone, whatever day it is today.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from procedures.case import Act
from procedures.clocks import Clock
from procedures.filing_acts import (
    ANSWERING,
    FILING_PARTS,
    FOLLOWING,
    correction_of,
    handed_in,
    missing_after,
    party_of,
    problems_before,
    subject_of,
)
from procedures.kinds import kinds
from procedures.thresholds import Ground, filing_grounds
from procedures.view import CaseView

FilingState = Literal[
    "due",
    "incomplete",
    "filed",
    "received",
    "file_called",
    "file_handed_over",
    "problems",
    "corrected",
    "objection",
    "no_objection",
]
DUTY = "major_filing"
CLOSED: tuple[FilingState, ...] = ("no_objection", "corrected")
STATE_WORDS: Mapping[FilingState, str] = MappingProxyType(
    {
        "due": "待报送",
        "incomplete": "报送不完整",
        "filed": "已报送",
        "received": "已收件",
        "file_called": "调阅案卷",
        "file_handed_over": "已报送案卷",
        "problems": "审查有问题",
        "corrected": "已改正",
        "objection": "已提异议",
        "no_objection": "无异议",
    }
)
NEXT_ACTS: Mapping[FilingState, tuple[str, ...]] = MappingProxyType(
    {
        "due": ("major_filed",),
        "incomplete": ("major_filed",),
        "filed": ("filing_received", "case_file_called", "filing_reviewed"),
        "received": ("case_file_called", "filing_reviewed"),
        "file_called": ("case_file_handed_over",),
        "file_handed_over": ("filing_reviewed",),
        "problems": ("paper_corrected", "decision_changed", "filing_corrected", "objection_submitted"),
        "objection": ("filing_reviewed", "filing_corrected"),
        "corrected": (),
        "no_objection": (),
    }
)


@dataclass(frozen=True, slots=True)
class FilingEvent:
    """One act in the course of a filing, with what it did in words."""

    act: str
    on: date
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Filing:
    """The filing of one decision, or of a change of one, with one recipient.

    `decision` is the act that is filed, `refiles` the decision that it changes (else empty). `missing` are the keys of
    the parts that were not handed in yet, all three before any filing. `is_owed`: no complete filing was handed in, and
    the decision stands. `is_open`: something may still follow; False once corrected or without objection, or when the
    decision was revoked.
    """

    party: str
    decision: str
    decided_on: date
    recipient: str
    recipient_name: str
    clock: Clock
    grounds: tuple[Ground, ...]
    state: FilingState
    missing: tuple[str, ...]
    filed_on: date | None
    complete_on: date | None
    events: tuple[FilingEvent, ...]
    next_acts: tuple[str, ...]
    refiles: str
    is_open: bool
    is_owed: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed a filing: the event, and the state that it leads to (None: it changes nothing)."""

    event: FilingEvent
    state: FilingState | None


def filings(view: CaseView, clocks: Sequence[Clock]) -> tuple[Filing, ...]:
    """Every filing that the decisions of a case ask for, as they were made, then in the order of the recipients.

    `clocks` are those of the same view.
    """
    duties = [clock for clock in clocks if clock.id == DUTY and clock.act in view.by_id]
    made = {act.id: place for place, act in enumerate(view.acts)}
    order = list(view.rulebook.recipients)
    duties.sort(key=lambda clock: (made[clock.act], order.index(clock.recipient)))
    filed = {(duty.act, duty.recipient): handed_in(view, view.by_id[duty.act], duty.recipient) for duty in duties}
    return tuple(_filing(view, duty, duties, filed) for duty in duties)


def next_of(state: FilingState) -> tuple[str, ...]:
    """The kinds of act that may follow in a state, the likeliest first."""
    return NEXT_ACTS[state]


def state_after(missing: Sequence[str], filed: Iterable[date], followed: Iterable[Followed]) -> FilingState:
    """The state of a filing: what is missing comes first, then the newest of what followed."""
    if missing:
        return "incomplete" if any(True for _ in filed) else "due"
    state: FilingState = "filed"
    for step in followed:
        if step.state is not None and not (step.state == "received" and state != "filed"):
            state = step.state
    return state


def _filing(
    view: CaseView, duty: Clock, duties: Sequence[Clock], filed: Mapping[tuple[str, str], Sequence[Act]]
) -> Filing:
    own = filed[duty.act, duty.recipient]
    missing = missing_after(own)
    followed = [_followed(view, act) for act in _following(view, duty, duties, filed)]
    state = state_after(missing, (act.on for act in own), followed)
    is_revoked = duty.waived_on is not None
    subject = view.by_id[duty.act]
    party = party_of(view, subject)
    return Filing(
        party=duty.party,
        decision=duty.act,
        decided_on=subject.on,
        recipient=duty.recipient,
        recipient_name=view.rulebook.recipients[duty.recipient].name,
        clock=duty,
        grounds=filing_grounds(view, party, subject) if party else (),
        state=state,
        missing=missing,
        filed_on=own[0].on if own else None,
        complete_on=_complete_on(own),
        events=tuple(sorted((*_handed_in(own), *(step.event for step in followed)), key=_place)),
        next_acts=() if is_revoked else next_of(state),
        refiles=duty.decision,
        is_open=not is_revoked and state not in CLOSED,
        is_owed=not is_revoked and bool(missing),
    )


def _following(
    view: CaseView, duty: Clock, duties: Sequence[Clock], filed: Mapping[tuple[str, str], Sequence[Act]]
) -> Iterator[Act]:
    """The acts that follow this filing: they name it, or name none and it is the newest that was filed by their day.

    A correction or an objection that names none goes with the review that it answers.
    """
    same = [other for other in duties if (other.party, other.recipient) == (duty.party, duty.recipient)]
    for act in sorted(view.of(*FOLLOWING, party=duty.party or None), key=_place):
        if act.get("recipient") != duty.recipient:
            continue
        told = act if act.kind not in ANSWERING or subject_of(view, act) else problems_before(view, act) or act
        named = subject_of(view, told)
        if named == duty.act or (not named and _newest(told, same, filed) is duty):
            yield act


def _newest(act: Act, duties: Sequence[Clock], filed: Mapping[tuple[str, str], Sequence[Act]]) -> Clock | None:
    def was_filed(duty: Clock) -> bool:
        return any(each.on <= act.on for each in filed[duty.act, duty.recipient])

    begun = [duty for duty in duties if duty.trigger_on <= act.on]
    return next((duty for duty in reversed(begun) if was_filed(duty)), begun[-1] if begun else None)


def _handed_in(filed: Sequence[Act]) -> Iterator[FilingEvent]:
    for number, act in enumerate(filed, 1):
        missing = "、".join(FILING_PARTS[key] for key in missing_after(filed[:number]))
        verb = "补送" if number > 1 else "报送"
        words = f"{verb}，缺{missing}" if missing else f"{verb}{'后材料齐全' if number > 1 else '，材料齐全'}"
        yield FilingEvent(act.id, act.on, act.kind, words)


def _complete_on(filed: Sequence[Act]) -> date | None:
    complete = (act.on for number, act in enumerate(filed, 1) if not missing_after(filed[:number]))
    return next(complete, None)


def _followed(view: CaseView, act: Act) -> Followed:
    state = _state_of(view, act)
    words = _words(act) if state is not None else f"{_words(act)}（{_why_not(view, act)}）"
    return Followed(FilingEvent(act.id, act.on, act.kind, words), state)


def _state_of(view: CaseView, act: Act) -> FilingState | None:
    """Where an act leads; a correction or an objection leads nowhere without what it answers."""
    if act.kind == "filing_reviewed":
        return "problems" if act.get("outcome") == "problems" else "no_objection"
    if act.kind == "filing_corrected":
        return "corrected" if correction_of(view, act) else None
    if act.kind == "objection_submitted":
        return "objection" if problems_before(view, act) else None
    return _LEADS_TO[act.kind]


def _why_not(view: CaseView, act: Act) -> str:
    if problems_before(view, act) is None:
        return "没有审查有问题的记录"
    return "没有补正或者变更决定的记录，不算已改正"


def _words(act: Act) -> str:
    kind = kinds()[act.kind]
    if act.kind == "filing_reviewed":
        return f"{kind.label}：{kind.fields['outcome'].choices[act.get('outcome')]}"
    number = act.get("receipt_no") if act.kind == "filing_received" else ""
    return f"{kind.label}（{number}）" if number else kind.label


def _place(step: Act | FilingEvent) -> tuple[date, int]:
    """By day; within a day a filing first, then in the order in which recipients proceed."""
    return step.on, FOLLOWING.index(step.kind) if step.kind in FOLLOWING else -1


_LEADS_TO: Mapping[str, FilingState] = MappingProxyType(
    {
        "filing_received": "received",
        "case_file_called": "file_called",
        "case_file_handed_over": "file_handed_over",
    }
)
