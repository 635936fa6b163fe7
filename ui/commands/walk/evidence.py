"""The evidence of a sample as it comes into the file; where a sample tells of photographs, placeholders are drawn."""

from dataclasses import replace

from models.operations.evidence import add_evidence
from models.operations.unit import CaseChange
from models.session import Session
from procedures.case import Act, Case, Evidence
from ui.commands.walk.office import moment
from ui.commands.walk.pictures import placeholder

OPINION = "opinion_submitted"
MADE_DURING = frozenset({"site_inspected", "interview_held", "sample_taken"})
PHOTOGRAPHED = "照片"


def add_pieces(session: Session, change: CaseChange, sample: Case, act: Act, actor: str) -> CaseChange:
    """Add the evidence that was made by an act or before it; what bears no day with the opinion that rests on it."""
    known = {piece.id for piece in change.file.case.evidence}
    for piece in sample.evidence:
        if piece.id in known or not _is_there(piece, act):
            continue
        pictured = PHOTOGRAPHED in piece.name and not piece.file
        source = placeholder(f"{sample.title} {piece.name}") if pictured else None
        named = replace(piece, file=f"{piece.name}.png") if pictured else replace(piece, file="", sha256="")
        added = add_evidence(session, change.case_id, change.seen, source, named, actor=actor, now=moment(act))
        change = added.change
    return change


def _is_there(piece: Evidence, act: Act) -> bool:
    if piece.made_on is None:
        return act.kind == OPINION
    return piece.made_on < act.on or (piece.made_on == act.on and act.kind in MADE_DURING)
