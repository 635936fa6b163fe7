"""What the report on a filing says: the decision that is filed, why it is major, how it came about.

Sources: 附件2 第二条至第四条.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from forms.dates import day
from forms.derived_closing import decision_service, recipient_name
from forms.derived_decisions import paper_number
from forms.derived_earlier import carrying_provisions, found_facts, legal_view
from forms.derived_investigation import SOURCE_CLAUSES
from forms.derived_notices import discussion, legal_review, notice_rights, party_reaction
from forms.derived_penalties import LISTED, decision_penalties, worded
from forms.derived_records import form_titles
from forms.kinds import show
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Act, Evidence
from procedures.incoming import proving

if TYPE_CHECKING:
    from procedures.clocks import Clock
    from procedures.view import CaseView

CHANGE, FILED, ON_THE_SPOT = "decision_changed", "major_filed", "on_the_spot_decision"
DECISIONS = ("decision_made", ON_THE_SPOT)
CHOSEN = "evidence"  # the key of an act's values under which the evidence of a filing stands
COPY = "复印件"
RULES: Mapping[str, str] = MappingProxyType(
    {
        FILED: "filing_rule",
        "filing_corrected": "filing_correction_rule",
        "objection_submitted": "filing_objection_rule",
    }
)
Row = Mapping[str, Any]


def filing_recipient(sources: Sources) -> str:
    """The body that the act is addressed to: fixed by the act, never typed."""
    return recipient_name(sources, sources.act) if sources.act.get("recipient") else ""


def filing_rule(sources: Sources) -> str:
    """The article by which the paper is handed in: a filing, a correction, an objection; nothing for other acts."""
    rule = RULES.get(sources.act.kind, "")
    return sentence(rule, sources) if rule else ""


def filed_number(sources: Sources) -> str:
    """The number of the decision that is filed; of a change that of the decision it changes."""
    decision = filed_decision(sources)
    return decision.document.number if decision and decision.document else ""


def filed_decided_on(sources: Sources) -> date | None:
    """The day of the decision that is filed."""
    decision = filed_decision(sources)
    return decision.on if decision else None


def filed_penalties(sources: Sources) -> str:
    """The penalties in a row, sums also in capitals; after a change as they stand with it."""
    subject, decision = filed_act(sources), filed_decision(sources)
    if subject is None or decision is None:
        return ""
    own = replace(sources, act=decision)
    if subject is decision:
        rows = decision_penalties(own) if decision.kind == "decision_made" else worded(own, decision)
    else:
        rows = worded(own, _as_changed(sources, decision, subject))
    return "".join(str(row["text"]).replace(LISTED, "") for row in rows)


def filed_total(sources: Sources) -> int | None:
    """Fine and confiscated gains together as they stand, fen; None where there are not both."""
    from procedures.view import penalty_after

    subject = filed_act(sources)
    penalty = penalty_after(_view(sources), subject) if subject else None
    return penalty.fine + penalty.gains if penalty and penalty.fine and penalty.gains else None


def major_ground(sources: Sources) -> str:
    """Why the decision is major, the fine beside the line it reaches: 责令关闭；较大数额罚款（…达到20000.00元）."""
    from procedures.thresholds import comparisons, filing_grounds

    subject = filed_act(sources)
    if subject is None or sources.party is None:
        return ""
    view = _view(sources)
    compared = {one.head: one.text for one in comparisons(view, sources.party, subject) if one.reached}
    told = []
    for ground in filing_grounds(view, sources.party, subject):
        # a sum on paper has no thousands separator
        words = compared.get(ground.head, ground.text).replace(",", "")
        told.append(ground.text if ground.head == "kind" else f"较大数额罚款（{words}）")
    return "；".join(told)


def refiled_note(sources: Sources) -> str:
    """That and when the decision was changed, and what it was before; nothing for a decision that stands unchanged."""
    subject, decision = filed_act(sources), filed_decision(sources)
    if subject is None or decision is None or subject is decision:
        return ""
    before = decision_penalties(replace(sources, act=decision)) if decision.kind == "decision_made" else ()
    words = "".join(str(row["text"]).replace(LISTED, "") for row in before).rstrip("。")
    note = f"，理由：{subject.note.rstrip('。')}" if subject.note else ""
    was = f"原处罚为：{words}。" if words else ""
    return f"{day(subject.on)}，本机关变更该决定{note}。{was}变更后的决定重新报送备案。"


def filing_brief(sources: Sources) -> str:
    """The short account that 附件2 第四条 asks for: as the report to the other recipient has it, else from the case."""
    return _typed_before(sources, "brief") or _brief(sources)


def filing_procedure(sources: Sources) -> str:
    """How the decision came about: notice, the party's answer, review, discussion, decision, service."""
    return _typed_before(sources, "procedure_brief") or _procedure(sources)


def filing_basis(sources: Sources) -> str:
    """The provisions that were broken, and those that carry the penalty."""
    return _typed_before(sources, "basis_brief") or _basis(sources)


def filing_attachments(sources: Sources) -> tuple[Row, ...]:
    """The copies that go with the report: as the other report lists them, else the decision and the evidence chosen."""
    typed = _typed_before(sources, "attachments")
    return tuple(typed) if typed else tuple(_attachments(sources))


def filed_act(sources: Sources) -> Act | None:
    """The decision, or change of one, that the paper's act is about: as it names it, else the newest to be filed."""
    from procedures.filing_acts import subject_of

    view = _view(sources)
    named = subject_of(view, sources.act)
    if named:
        return view.by_id.get(named)
    decided = [act for act in view.decisions(_party_id(sources)) if act.on <= sources.day]
    changes = [act for act in view.of(CHANGE, party=_party_id(sources)) if act.on <= sources.day]
    found = [act for act in (*decided, *changes) if _is_to_be_filed(sources, view, act)] or decided
    return max(found, key=lambda act: act.on, default=None)


def filed_decision(sources: Sources) -> Act | None:
    """The decision behind what is filed: itself, or the one that was changed."""
    from procedures.view import decision_meant

    subject = filed_act(sources)
    return decision_meant(_view(sources), subject) if subject and subject.kind == CHANGE else subject


def filing_clock(sources: Sources) -> "Clock | None":
    """The limit within which the paper's act files, as it runs without that act."""
    from procedures.deadlines import clocks_of
    from procedures.filing import DUTY

    subject = filed_act(sources)
    recipient = str(sources.act.get("recipient") or "")
    running = clocks_of(_view(sources)) if subject else ()
    return next((one for one in running if _names(one, DUTY, subject, recipient)), None)


def evidence_filed(sources: Sources) -> tuple[Evidence, ...]:
    """The evidence that is handed in: as it was chosen, else all that there was by the decision."""
    chosen = sources.act.values.get(CHOSEN)
    if chosen:
        return tuple(piece for piece in sources.case.evidence if piece.id in chosen)
    decision = filed_decision(sources)
    until = decision.on if decision else sources.day
    return tuple(piece for piece in proving(sources.case) if piece.made_on is None or piece.made_on <= until)


def _names(clock: "Clock", duty: str, subject: Act | None, recipient: str) -> bool:
    return clock.id == duty and subject is not None and clock.act == subject.id and clock.recipient == recipient


def _view(sources: Sources) -> "CaseView":
    from procedures.view import CaseView

    return CaseView(sources.case, sources.rules)


def _party_id(sources: Sources) -> str:
    return sources.party.id if sources.party else ""


def _is_to_be_filed(sources: Sources, view: "CaseView", act: Act) -> bool:
    from procedures.thresholds import filing_grounds

    return sources.party is not None and bool(filing_grounds(view, sources.party, act))


def _as_changed(sources: Sources, decision: Act, change: Act) -> Act:
    """The decision with the sums and kinds that stand after a change."""
    from procedures.view import penalty_after

    penalty = penalty_after(_view(sources), change)
    fields = {
        "fine": penalty.fine,
        "confiscated_gains": penalty.gains,
        "confiscated_goods": penalty.goods,
        "kinds": penalty.kinds,
    }
    return replace(decision, fields=MappingProxyType(fields), values=change.values)


def _typed_before(sources: Sources, key: str) -> Any:
    """What an earlier report on the same decision has under this key, to whichever recipient; None where none has."""
    subject = filed_act(sources)
    for act in reversed(sources.acts(FILED)):
        same = act.id != sources.act.id and act.values.get(key)
        if same and subject is not None and filed_act(replace(sources, act=act)) is subject:
            return act.values[key]
    return None


def _brief(sources: Sources) -> str:
    decision = filed_decision(sources)
    if decision is None:
        return ""
    own = replace(sources, act=decision)
    facts = str(decision.values.get("offence_facts") or "") or found_facts(own)
    return "\n".join(part for part in (facts, _opening(own)) if part)


def _opening(own: Sources) -> str:
    opened, lead = own.newest("case_opened"), own.newest("lead_received")
    if opened is None:
        return ""
    clause = SOURCE_CLAUSES.get(str(lead.get("source")), "") if lead else ""
    if lead is None or not clause:
        return f"本机关于{day(opened.on)}立案。"
    when = "同日" if lead.on == opened.on else f"于{day(opened.on)}"
    return f"{day(lead.on)}，本机关{clause}，{when}立案。"


def _procedure(sources: Sources) -> str:
    decision = filed_decision(sources)
    if decision is None:
        return ""
    own = replace(sources, act=decision)
    return "".join(_course(own, decision))


def _course(own: Sources, decision: Act) -> Iterator[str]:
    notice = own.newest("notice_served")
    if notice is not None:
        number = paper_number(own, "notice_served")
        named = f"《行政处罚事先告知书》（{number}）" if number else "《行政处罚事先告知书》"
        yield f"{day(notice.on)}，本机关向当事人送达{named}，告知拟作出的行政处罚和{notice_rights(own)}的权利。"
        yield party_reaction(own)
    if own.newest("legal_review_given") is not None:
        yield f"法制审核：{legal_review(own)}"
    if own.newest("discussion_held") is not None:
        yield f"集体讨论：{discussion(own)}"
    served = decision_service(own, decision)
    yield f"{day(decision.on)}作出决定{f'，{served}' if served else ''}。"


def _basis(sources: Sources) -> str:
    decision = filed_decision(sources)
    if decision is None:
        return ""
    own = replace(sources, act=decision)
    carried = show("citations", carrying_provisions(own))
    return legal_view(own) + (f"依据{carried}的规定作出处罚。" if carried else "")


def _attachments(sources: Sources) -> Iterator[Row]:
    subject, decision = filed_act(sources), filed_decision(sources)
    if subject is None or decision is None:
        return
    form = decision.document.form if decision.document else ("7" if decision.kind == ON_THE_SPOT else "29")
    if subject is not decision:
        yield {"name": f"变更行政处罚决定的文书{COPY}", "copies": 1, "pages": None}
    yield {"name": f"{form_titles().get(form, '行政处罚决定书')}{COPY}", "copies": 1, "pages": None}
    pieces = evidence_filed(sources)
    if pieces:
        yield {"name": f"主要证据材料{COPY}{len(pieces)}件", "copies": 1, "pages": _pages(pieces)}


def _pages(pieces: Sequence[Evidence]) -> int | None:
    known = [piece.pages for piece in pieces if piece.pages]
    return sum(known) if len(known) == len(pieces) else None
