"""Issued records and notices as pieces of evidence: what such a paper tells is not typed again. Free of Qt."""

from collections.abc import Mapping
from types import MappingProxyType

from models.casefile import IssuedDocument
from procedures.case import Act, Case, Evidence
from procedures.evidence import DOCUMENTARY, RECORD, STATEMENT, TESTIMONY
from ui.pages.case.opened import OpenedCase

INTERVIEW = "11"
# Papers that prove what was found or done: records of the place are 勘验笔录、现场笔录, notices and lists 书证.
PROVING: Mapping[str, str] = MappingProxyType(
    {
        INTERVIEW: STATEMENT,
        "12": RECORD,
        "19": RECORD,
        **dict.fromkeys(("13", "14", "15", "16", "17", "18", "20", "21"), DOCUMENTARY),
    }
)
PARTIES_OWN = "当事人"


def record_pieces(opened: OpenedCase) -> tuple[Evidence, ...]:
    """The papers of the case that are not listed as evidence yet, as pieces without a file, oldest first."""
    case = opened.case
    acts = {act.id: act for act in case.live_acts()}
    listed = {(piece.name, piece.made_on) for piece in case.evidence}
    made = (
        _piece(paper, acts[paper.act], case)
        for paper in opened.stored.file.documents
        if paper.form in PROVING and paper.cancelled_on is None and paper.act in acts
    )
    return tuple(piece for piece in made if (piece.name, piece.made_on) not in listed)


def _piece(paper: IssuedDocument, act: Act, case: Case) -> Evidence:
    people = {officer.id: officer.name for officer in case.officers}
    kind = PROVING[paper.form]
    if paper.form == INTERVIEW and not str(act.get("role") or PARTIES_OWN).startswith(PARTIES_OWN):
        kind = TESTIMONY
    return Evidence(
        id="",
        kind=kind,
        name=paper.title,
        copies=1,
        maker="、".join(people.get(each, each) for each in act.officers),
        place=str(act.get("place") or act.values.get("place") or ""),
        made_on=act.on,
        note=paper.number,
    )
