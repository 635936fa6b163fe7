"""What a case owes by way of filing, what was judged not major and which findings are proposed, as rows."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from models.casefile import CaseFile, PackageNote
from models.clocks import clock_text
from models.database import Row
from procedures.case import Act, Party
from procedures.clocks import Clock
from procedures.filing import Filing, filings
from procedures.findings import Proposal, proposals
from procedures.objections import all_objections
from procedures.thresholds import HEAD_WORDS, Comparison, comparisons, major_grounds
from procedures.view import PENALTY_WORDS, CaseView, Penalty, decision_meant, grouped, penalty_after

PROPOSING = ("opinion_submitted", "notice_served")
# What a recipient asked for or found: the next step is the office's.
OURS = frozenset({"file_called", "problems"})


@dataclass(frozen=True, slots=True)
class FilingRows:
    """The rows of one case or matter, each in the order of its table's fields."""

    filings: tuple[Row, ...] = ()
    judged: tuple[Row, ...] = ()
    proposals: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is filed: a decision of a case or a matter, the same for all recipients. `fine` in fen."""

    source: str
    source_id: str
    kind: str
    number: str
    title: str
    party_name: str = ""
    cause: str = ""
    penalty: str = ""
    grounds: str = ""
    fine: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who took a filing in, when, and under which number; empty until known."""

    on: str | None = None
    receiver: str = ""
    number: str = ""


def case_filing_rows(case_id: str, number: str, file: CaseFile, view: CaseView, running: Sequence[Clock]) -> FilingRows:
    """The rows of a case from its folded file, prepared view and clocks: functions of these and the rules.

    `number` is the one that the case is known by.
    """
    made = filings(view, running)
    return FilingRows(
        tuple(_filings(case_id, file, view, made)),
        tuple(_judged(case_id, view)),
        tuple(_proposals(case_id, number, view, running)),
    )


def subject_rows(
    subject: Subject,
    found: Iterable[Filing],
    recipients: Iterable[str],
    receipts: Mapping[str, Receipt],
    returned: Mapping[str, PackageNote],
) -> Iterator[Row]:
    """The rows of the filings of one subject, recipients in the order of the rule set.

    `receipts` and `returned` by recipient.
    """
    order = {recipient: number for number, recipient in enumerate(recipients)}
    ordered = sorted(found, key=lambda filing: (order.get(filing.recipient, len(order)), filing.recipient))
    is_open = any(filing.is_open for filing in ordered)
    place = _desk_place(ordered, is_open)
    for position, filing in enumerate(ordered):
        receipt = receipts.get(filing.recipient, Receipt())
        note = returned.get(filing.recipient)
        yield _filing_row(subject, position, filing, receipt, note, (int(is_open), place))


def proposal_row(subject: Subject, proposal: Proposal, party_name: str, recipient_name: str) -> Row:
    """The row of a proposed finding."""
    return (
        subject.source,
        subject.source_id,
        proposal.key,
        proposal.article,
        proposal.item,
        proposal.rule,
        proposal.party,
        party_name,
        proposal.recipient,
        recipient_name,
        _json(proposal.acts),
        proposal.because,
        int(proposal.certain),
        int(proposal.established),
        proposal.since.isoformat(),
        subject.number,
        subject.title,
    )


def standing_return(file: CaseFile, decision: str, recipient: str) -> PackageNote | None:
    """The package that was sent back and neither built anew nor handed in since."""
    notes = [note for note in file.packages if (note.decision, note.recipient) == (decision, recipient)]
    if not notes or notes[-1].kind != "returned":
        return None
    handed_in = (
        file.entries[act.id].stream_seq
        for act in file.case.live_acts()
        if act.kind == "major_filed" and act.get("recipient") == recipient and act.ref in ("", decision)
    )
    return None if any(seq > notes[-1].seq for seq in handed_in) else notes[-1]


def penalty_words(penalty: Penalty) -> str:
    """A penalty in words, amounts in yuan: 罚款60,000.00元，没收违法所得800.00元，吊销许可证件."""
    amounts = (("fine", penalty.fine), ("confiscated_gains", penalty.gains), ("confiscated_goods", penalty.goods))
    words = [f"{HEAD_WORDS[head]}{grouped(amount)}元" for head, amount in amounts if amount]
    kinds = dict.fromkeys((*(("warning",) if penalty.warning else ()), *penalty.kinds))
    return "，".join((*words, *(PENALTY_WORDS[kind] for kind in kinds)))


def _filings(case_id: str, file: CaseFile, view: CaseView, made: Sequence[Filing]) -> Iterator[Row]:
    decided = sorted(made, key=lambda filing: (filing.decided_on, filing.decision, filing.party))
    for (decision, party_id), group in groupby(decided, key=lambda filing: (filing.decision, filing.party)):
        found = tuple(group)
        act, party = view.by_id[decision], _party(view, party_id)
        yield from subject_rows(
            replace(_subject(case_id, view, act, party, "decision"), grounds=_grounds(view, act, party, found[0])),
            found,
            view.rulebook.recipients,
            {filing.recipient: _receipt(view, filing) for filing in found},
            {
                filing.recipient: note
                for filing in found
                if filing.is_owed and (note := standing_return(file, decision, filing.recipient)) is not None
            },
        )


def _grounds(view: CaseView, act: Act, party: Party | None, filing: Filing) -> str:
    """The comparisons that make it major; of a change that leaves nothing major, what was so before."""
    compared = comparisons(view, party, act) if party else ()
    reached = [comparison.text for comparison in compared if comparison.reached]
    return "；".join(reached or (ground.text for ground in filing.grounds))


def _subject(case_id: str, view: CaseView, act: Act, party: Party | None, kind: str) -> Subject:
    penalty = penalty_after(view, act)
    return Subject(
        source="case",
        source_id=case_id,
        kind=kind,
        number=_number(view, act),
        title=view.case.title,
        party_name=party.name if party else "",
        cause=view.case.cause,
        penalty=penalty_words(penalty),
        fine=penalty.fine,
    )


def _number(view: CaseView, act: Act) -> str:
    """The number of the paper of a decision; a change without one of its own goes by that of its decision."""
    own = act.document.number if act.document else ""
    decision = decision_meant(view, act) if act.kind == "decision_changed" and not own else None
    return decision.document.number if decision and decision.document else own


def _receipt(view: CaseView, filing: Filing) -> Receipt:
    """From the receipt that came back, else from who took the package when it was handed in."""
    acts = [view.by_id[event.act] for event in filing.events if event.act in view.by_id]
    handed_to = [str(act.values.get("handed_to") or "") for act in acts if act.kind == "major_filed"]
    received = [act for act in acts if act.kind == "filing_received"]
    if not received:
        return Receipt(receiver=handed_to[-1] if handed_to else "")
    newest = received[-1]
    receiver = str(newest.values.get("receiver") or "") or (handed_to[-1] if handed_to else "")
    return Receipt(newest.on.isoformat(), receiver, str(newest.get("receipt_no") or ""))


def _filing_row(
    subject: Subject,
    position: int,
    filing: Filing,
    receipt: Receipt,
    returned: PackageNote | None,
    desk: tuple[int, str],
) -> Row:
    clock = filing.clock
    last = filing.events[-1] if filing.events else None
    return (
        subject.source,
        subject.source_id,
        filing.decision,
        filing.party,
        filing.recipient,
        position,
        filing.recipient_name,
        subject.kind,
        subject.number,
        subject.title,
        subject.party_name,
        subject.cause,
        filing.decided_on.isoformat(),
        subject.penalty,
        subject.grounds,
        subject.fine,
        filing.state,
        _json(filing.missing),
        _json(filing.next_acts),
        filing.refiles,
        _day(filing.filed_on),
        _day(filing.complete_on),
        receipt.on,
        receipt.receiver,
        receipt.number,
        int(filing.is_open),
        int(filing.is_owed),
        clock.plain_due.isoformat(),
        clock.due.isoformat(),
        _day(clock.notice_from),
        _day(clock.yellow_from),
        _day(clock.red_from),
        _day(clock.met_on),
        _day(clock.waived_on),
        (last.on if last else filing.decided_on).isoformat(),
        last.words if last else "",
        _day(returned.on) if returned else None,
        returned.by if returned else "",
        returned.reason if returned else "",
        *desk,
        clock_text(clock),
    )


def _desk_place(found: Sequence[Filing], is_open: bool) -> str:
    """What is owed by its day, then what recipients asked or found, then what waits for them; closed: its last day."""
    if not is_open:
        return max(_last_day(filing) for filing in found).isoformat()
    return min(_place_of(filing) for filing in found if filing.is_open)


def _place_of(filing: Filing) -> str:
    if filing.is_owed:
        return f"0{filing.clock.due}"
    return f"1{_last_day(filing)}" if filing.state in OURS else f"2{filing.clock.due}"


def _last_day(filing: Filing) -> date:
    return filing.events[-1].on if filing.events else filing.decided_on


def _judged(case_id: str, view: CaseView) -> Iterator[Row]:
    """Decisions judged not major; of a party without any, what was last proposed: opinion or notice."""
    for party in view.parties():
        decided = view.decisions(party.id)
        for act in decided or view.of(*PROPOSING, party=party.id)[-1:]:
            if not major_grounds(view, party, penalty_after(view, act)):
                yield _judged_row(case_id, view, party, act, bool(decided))


def _judged_row(case_id: str, view: CaseView, party: Party, act: Act, decided: bool) -> Row:
    subject, compared = _subject(case_id, view, act, party, act.kind), comparisons(view, party, act)
    return (
        case_id,
        act.id,
        party.id,
        act.kind,
        int(decided),
        act.on.isoformat(),
        subject.number,
        subject.title,
        subject.party_name,
        subject.cause,
        subject.penalty,
        "；".join(comparison.text for comparison in compared if comparison.threshold is not None),
        _json([_told(comparison) for comparison in compared]),
    )


def _told(comparison: Comparison) -> tuple[Any, ...]:
    """The fields in their order; `asdict` copies each value, which is most of the work of this row."""
    return tuple(getattr(comparison, name) for name in Comparison.__dataclass_fields__)


def _proposals(case_id: str, number: str, view: CaseView, running: Sequence[Clock]) -> Iterator[Row]:
    last = max((act.on for act in view.acts), default=date.min)
    for proposal in proposals(view, running, all_objections(view, running, last)):
        party, recipient = _party(view, proposal.party), view.rulebook.recipients.get(proposal.recipient)
        subject = Subject("case", case_id, "", number, view.case.title)
        yield proposal_row(subject, proposal, party.name if party else "", recipient.name if recipient else "")


def _party(view: CaseView, party_id: str) -> Party | None:
    return next((party for party in view.parties() if party.id == party_id), None)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
