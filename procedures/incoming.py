"""Papers that came in: transfer letters, the procuratorate's opinions, test reports, each an act with its own number.

A received number is the sender's: it stands in `values` of the act under `number` and never among the numbers the
office draws. The scanned paper is a piece of evidence that the act names in `values` under `evidence`.
"""

from dataclasses import dataclass
from datetime import date

from procedures.case import Case, Evidence

RECEIVED = "paper_received"
NUMBER, EVIDENCE = "number", "evidence"


@dataclass(frozen=True, slots=True)
class ReceivedPaper:
    """One paper that came in; `evidence` is its scan, None where none is kept, or where it was withdrawn since."""

    act: str
    on: date
    sender: str
    title: str
    number: str
    note: str
    evidence: Evidence | None


def received_papers(case: Case) -> tuple[ReceivedPaper, ...]:
    """The papers a case received, by the day on which they came, oldest first."""
    pieces = {piece.id: piece for piece in case.evidence}
    papers = [
        ReceivedPaper(
            act=act.id,
            on=act.on,
            sender=str(act.get("from") or ""),
            title=str(act.get("title") or ""),
            number=str(act.values.get(NUMBER) or ""),
            note=act.note,
            evidence=pieces.get(str(act.values.get(EVIDENCE) or "")),
        )
        for act in case.live_acts()
        if act.kind == RECEIVED
    ]
    return tuple(sorted(papers, key=lambda paper: paper.on))


def proving(case: Case) -> tuple[Evidence, ...]:
    """The evidence of a case: a scan of a paper that came in counts once it is said what it proves.

    An approval or an answer is kept with its scan, and proves no fact of the case.
    """
    scans = {str(act.values.get(EVIDENCE) or "") for act in case.live_acts() if act.kind == RECEIVED}
    return tuple(piece for piece in case.evidence if piece.proves or piece.id not in scans)
