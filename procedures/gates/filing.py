"""Filing (备案): all its parts, in order, a correction that rests on a paper, nothing owed when the file is put away.

Source: 附件2 第三条至第七条.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from procedures.case import Act
from procedures.filing import DUTY, Filing, filings
from procedures.filing_acts import FILING_PARTS, correction_of, missing_after, problems_before, subject_of
from procedures.gates.registry import Context, Hit, predicate
from procedures.kinds import kinds
from procedures.view import DECISIONS, CaseView


@predicate("filing_incomplete", "missing")
def _filing_incomplete(context: Context, act: Act) -> Iterator[Hit]:
    """Parts that a filing and those before it leave out.

    None where a later one supplied them within the limit, or the decision was revoked within it.
    """
    found = _filing_with(context, act)
    filed = _filed(context, found, act) if found else [act]
    missing = missing_after(filed)
    ended = (found.complete_on or found.clock.waived_on) if found else None
    if not missing or (found and ended and ended <= found.clock.due):
        return
    supplied = f"（{found.complete_on}才补齐）" if found and found.complete_on else ""
    yield Hit({"missing": _parts(missing) + supplied})


def _filing_with(context: Context, act: Act) -> Filing | None:
    """The filing that an act hands parts in for: the newest, where it names none and may be for several."""
    found = _filings_with(context, act)
    return found[-1] if found else None


def _filings_with(context: Context, act: Act) -> Sequence[Filing]:
    return [
        filing
        for filing in filings(context.view, context.clocks)
        if any(event.act == act.id for event in filing.events)
    ]


def _filed(context: Context, filing: Filing, act: Act) -> Sequence[Act]:
    """What was handed in for a filing, up to an act."""
    ids = [event.act for event in filing.events if event.kind == act.kind]
    return [context.view.by_id[each] for each in ids[: ids.index(act.id) + 1]]


def _parts(keys: Sequence[str]) -> str:
    return "、".join(FILING_PARTS[key] for key in keys)


@predicate("recipient_unknown", "told", "known")
def _recipient_unknown(context: Context, act: Act) -> Iterator[Hit]:
    """A body with which nothing is filed, or none: what is done with it counts for nothing."""
    named, known = act.get("recipient") or "", context.view.rulebook.recipients
    if named not in known:
        told = f"备案机关“{named}”不在名单中" if named else "没有记明备案机关"
        yield Hit({"told": told, "known": "、".join(body.name for body in known.values())})


@predicate("filing_before_decision", "decided")
def _filing_before_decision(context: Context, act: Act) -> Iterator[Hit]:
    """A filing that is older than what it files: it counts for nothing."""
    named = subject_of(context.view, act)
    decided = [context.act(named)] if named else context.of(act, *DECISIONS)
    days = [decision.on for decision in decided if decision is not None]
    if days and act.on < min(days):
        yield Hit({"decided": str(min(days))})


@predicate("filing_names_none", "decided")
def _filing_names_none(context: Context, act: Act) -> Iterator[Hit]:
    """A filing that doesn't say which of several decisions it files."""
    found = {filing.refiles or filing.decision for filing in _filings_with(context, act)}
    if len(found) > 1:
        days = [str(decision.on) for decision in context.of(act, *DECISIONS) if decision.id in found]
        yield Hit({"decided": "、".join(days)})


@predicate("filing_owed", "who", "recipient", "due")
def _filing_owed(context: Context, act: Act) -> Iterator[Hit]:
    for filing in _owed(context, act):
        if filing.state == "due":
            yield Hit(_owed_words(context, filing) | {"due": str(filing.clock.due)})


@predicate("filing_part_owed", "who", "recipient", "missing")
def _filing_part_owed(context: Context, act: Act) -> Iterator[Hit]:
    for filing in _owed(context, act):
        if filing.state == "incomplete":
            yield Hit(_owed_words(context, filing) | {"missing": _parts(filing.missing)})


def _owed(context: Context, act: Act) -> Iterator[Filing]:
    """The filings still owed at the end of the day of an act: what was handed in later does not count."""
    view = CaseView(context.view.case.until(act.on), context.view.rulebook)
    known = [
        replace(clock, waived_on=clock.waived_on if clock.waived_on and clock.waived_on <= act.on else None)
        for clock in context.clocks
        if clock.id == DUTY
    ]
    return (filing for filing in filings(view, known) if filing.is_owed and view.concerns(act, filing.party))


def _owed_words(context: Context, filing: Filing) -> dict[str, str]:
    names = {party.id: party.name for party in context.view.parties()}
    who = f"{names.get(filing.party, '')}：" if len(names) > 1 else ""
    return {"who": who, "recipient": filing.recipient_name}


@predicate("not_filed_before", "recipient", "what")
def _not_filed_before(context: Context, act: Act) -> Iterator[Hit]:
    """An answer to a filing that is not recorded."""
    named = subject_of(context.view, act)
    filed = [
        other
        for other in context.before(act, "major_filed")
        if other.get("recipient") == act.get("recipient")
        and (not named or subject_of(context.view, other) in ("", named))
    ]
    if not filed:
        yield Hit({"recipient": context.recipient(act), "what": kinds()[act.kind].label})


@predicate("no_problems_found", "recipient", "what")
def _no_problems_found(context: Context, act: Act) -> Iterator[Hit]:
    """A correction or an objection where no review by this recipient found anything."""
    if problems_before(context.view, act) is None:
        yield Hit({"recipient": context.recipient(act), "what": kinds()[act.kind].label})


@predicate("corrected_without_paper", "reviewed")
def _corrected_without_paper(context: Context, act: Act) -> Iterator[Hit]:
    """A correction that no corrected paper and no changed decision since the review shows."""
    found = problems_before(context.view, act)
    if found is not None and correction_of(context.view, act) is None:
        yield Hit({"reviewed": str(found.on)})


@predicate("correction_not_served", "corrected")
def _correction_not_served(context: Context, act: Act) -> Iterator[Hit]:
    """A correction reported before the party had the corrected paper in hand."""
    correction = correction_of(context.view, act)
    if correction is None:
        return
    served = context.before(act, "paper_served", "decision_served", "public_notice_issued")
    if not any(other.on >= correction.on for other in served):
        yield Hit({"corrected": f"{correction.on}的{kinds()[correction.kind].label}"})


@predicate("file_not_called", "recipient")
def _file_not_called(context: Context, act: Act) -> Iterator[Hit]:
    called = context.before(act, "case_file_called")
    if not any(other.get("recipient") == act.get("recipient") for other in called):
        yield Hit({"recipient": context.recipient(act)})
