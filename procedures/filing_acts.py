"""Which decision, or change of one, an act of a filing (备案) is about, and what it hands in.

Source: 附件2 第三条、第四条. An act names what it is about with `ref`, or answers an act that does.
"""

from collections.abc import Sequence

from procedures.case import Act, Party
from procedures.thresholds import filing_grounds
from procedures.view import DECISIONS, CaseView, decision_meant

CONTENTS_PAGE = "00-目录.pdf"  # the file name of the contents page of a package
FILING_PARTS = {"report": "备案报告", "evidence_copies": "主要证据材料复印件", "decision_copy": "处罚决定书复印件"}
# What follows a filing, in the order of a day.
FOLLOWING = (
    "filing_received",
    "case_file_called",
    "case_file_handed_over",
    "filing_reviewed",
    "filing_corrected",
    "objection_submitted",
)
# What answers a review that found problems.
ANSWERING = ("filing_corrected", "objection_submitted")
CORRECTING = ("paper_corrected", "decision_changed")


def party_of(view: CaseView, act: Act) -> Party | None:
    """The party that an act concerns; None for one of a case of several parties that names none."""
    party_id = view.case.party_of(act)
    return next((party for party in view.parties() if party.id == party_id), None)


def subject_of(view: CaseView, act: Act) -> str:
    """The id of the decision, or of the change filed again, that an act of a filing names; empty where it names none.

    A change that need not be filed stands for its decision. What no longer counts keeps its id, and so matches nothing.
    """
    seen: set[str] = set()
    ref = act.ref
    while ref and ref not in seen:
        seen.add(ref)
        named = view.by_id.get(ref)
        if named is None or named.kind in DECISIONS:
            return ref
        if named.kind == "decision_changed":
            return _changed(view, named)
        ref = named.ref
    return ""


def _changed(view: CaseView, change: Act) -> str:
    party, decision = party_of(view, change), decision_meant(view, change)
    if decision is None or (party is not None and filing_grounds(view, party, change)):
        return change.id
    return decision.id


def handed_in(view: CaseView, subject: Act, recipient: str) -> Sequence[Act]:
    """The filings of a decision, or a change, with a recipient, by day.

    One that names nothing counts as long as parts are missing.
    """
    missing, found = set(FILING_PARTS), []
    for act in view.of("major_filed", party=view.case.party_of(subject) or None):
        if act.get("recipient") != recipient or act.on < subject.on:
            continue
        named = subject_of(view, act)
        if named == subject.id or (not named and missing):
            found.append(act)
            missing -= parts_of(act)
    return found


def parts_of(act: Act) -> set[str]:
    """The keys of the parts that one filing hands in."""
    return {key for key in FILING_PARTS if act.get(key)}


def missing_after(filed: Sequence[Act]) -> tuple[str, ...]:
    """The keys of the parts that these filings together leave out, in the order of the regulation."""
    given = {key for act in filed for key in parts_of(act)}
    return tuple(key for key in FILING_PARTS if key not in given)


def correction_of(view: CaseView, corrected: Act) -> Act | None:
    """The correction of a paper, or the change of the decision, that a reported correction rests on.

    It is made between the review that found problems and the report; None where none is recorded, or no problems.
    """
    found = problems_before(view, corrected)
    if found is None:
        return None
    party = view.case.party_of(corrected) or None
    made = [act for act in view.of(*CORRECTING, party=party) if found.on <= act.on <= corrected.on]
    return made[-1] if made else None


def problems_before(view: CaseView, act: Act) -> Act | None:
    """The newest review up to an act in which its recipient found problems."""
    party, named = view.case.party_of(act) or None, subject_of(view, act)
    found = [
        other
        for other in view.of("filing_reviewed", party=party)
        if other.on <= act.on
        and other.get("recipient") == act.get("recipient")
        and other.get("outcome") == "problems"
        and (not named or subject_of(view, other) in ("", named))
    ]
    return found[-1] if found else None
