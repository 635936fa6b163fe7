"""What a filing package is made of: the frozen report, the frozen decision, the evidence chosen (附件2 第四条)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

from models.casefile import CaseFile, IssuedDocument
from models.errors import StorageError
from models.objects import ObjectStore, evidence_store, paper_store
from models.session import Session
from procedures.case import Act, Evidence
from procedures.evidence import PAGES, PICTURE, family_of
from procedures.filing_acts import FILING_PARTS, handed_in, subject_of
from procedures.view import DECISIONS, CaseView, decision_meant

PartKey = Literal["report", "evidence_copies", "decision_copy"]
REPORT: PartKey = "report"
EVIDENCE: PartKey = "evidence_copies"
DECISION: PartKey = "decision_copy"
LABELS = FILING_PARTS
REPORT_FORM = "X4"
OWN_PAGE = re.compile(rb"/Type /Page\b")  # as our renderer writes the page objects of a pdf
DECISION_FORMS = ("29", "7")
CHOSEN = "evidence"  # the key of an act's values under which the evidence of a filing stands
FILED, CHANGE = "major_filed", "decision_changed"
# The three things that a report must say, by the keys of its fields.
POINTS: Mapping[str, str] = MappingProxyType(
    {"act_filing_recipient": "主送机关", "brief": "备案内容的简要说明", "document_day": "备案年月日"}
)
NO_SCANS: Mapping[PartKey, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Copy:
    """One paper or piece of evidence that a package holds.

    `id` is that of the issued paper or the piece; `store` keeps its file under `digest`, None for a piece that has no
    file and is added on paper. `number` is its number in the case's evidence, 0 for a paper and what was withdrawn;
    `is_kept_text`: not its own file but the text that the program kept of it, without signatures.
    """

    id: str
    title: str
    paper_number: str = ""
    number: int = 0
    digest: str = ""
    store: ObjectStore | None = None
    suffix: str = ".pdf"
    family: str = PAGES
    evidence: Evidence | None = None
    is_kept_text: bool = False

    @property
    def label(self) -> str:
        """证据3; nothing for a paper."""
        return f"证据{self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The copies of a package by part, the report as issued, and the ids of evidence that the case does not have."""

    decision: Act
    copies: Mapping[PartKey, tuple[Copy, ...]]
    report: IssuedDocument | None
    strangers: tuple[str, ...] = ()


def gather(
    session: Session,
    file: CaseFile,
    decision: str,
    recipient: str,
    evidence_ids: Sequence[str] | None = None,
    scans: Mapping[PartKey, str] = NO_SCANS,
) -> Gathered | None:
    """What the package of a decision, or a change of one, for a recipient is made of; None for an unknown act.

    Without `evidence_ids` those that were chosen before, else all that there was by the decision. `scans` names the
    piece of evidence that holds a report or a decision made outside the program.
    """
    view = CaseView(file.case, session.rulebook)
    decided = view.by_id.get(decision)
    if decided is None:
        return None
    report = report_of(file, view, decision, recipient)
    chosen = evidence_ids if evidence_ids is not None else chosen_evidence(file, view, decision, recipient)
    pieces = _pieces(file)
    scanned = {key: tuple(_copies(session, file, (scans.get(key, ""),))) for key in (REPORT, DECISION)}
    copies: dict[PartKey, tuple[Copy, ...]] = {
        REPORT: scanned[REPORT] or _papers(session, [report] if report else []),
        DECISION: (*_decisions(session, file, view, decided), *scanned[DECISION]),
        EVIDENCE: tuple(_copies(session, file, chosen)),
    }
    return Gathered(decided, copies, report, tuple(piece for piece in chosen if piece not in pieces))


def wanting(gathered: Gathered) -> Mapping[PartKey, str]:
    """What stands in the way of handing each part in, apart from damaged files; parts that are there are left out."""
    found: dict[PartKey, str] = {}
    report = gathered.report
    lacking = [label for key, label in POINTS.items() if report and not report.values.get(key)]
    if not gathered.copies[REPORT]:
        found[REPORT] = "还没有签发备案报告"
    elif lacking:
        found[REPORT] = f"备案报告没有写明{'、'.join(lacking)}"
    if gathered.strangers:
        found[EVIDENCE] = f"所选证据不在本案证据中：{'、'.join(gathered.strangers)}"
    elif not gathered.copies[EVIDENCE]:
        found[EVIDENCE] = "还没有选主要证据材料"
    if gathered.decision.kind == CHANGE and not any(copy.evidence for copy in gathered.copies[DECISION]):
        found[DECISION] = "变更的文书不是在程序里制作的，请选它的扫描件"
    elif not gathered.copies[DECISION]:
        found[DECISION] = "决定书不是在程序里签发的，请选它的扫描件"
    return found


def report_of(file: CaseFile, view: CaseView, decision: str, recipient: str) -> IssuedDocument | None:
    """The newest report that was issued on this decision to this recipient, its act recorded or planned."""
    found = [
        paper
        for paper in file.documents
        if paper.form == REPORT_FORM
        and paper.cancelled_on is None
        and (act := view.by_id.get(paper.act) or paper.planned) is not None
        and is_about(view, act, decision, recipient)
    ]
    return found[-1] if found else None


def is_about(view: CaseView, act: Act, decision: str, recipient: str) -> bool:
    """Whether an act of filing, recorded or planned, is about this decision, or change of one, and this recipient."""
    if act.kind != FILED or act.get("recipient") != recipient or decision not in view.by_id:
        return False
    named = subject_of(view, act)
    if named:
        return named == decision
    if act.id in view.by_id:
        return any(one.id == act.id for one in handed_in(view, view.by_id[decision], recipient))
    begun = [one for one in view.of(*DECISIONS, CHANGE, party=view.case.party_of(act)) if one.on <= act.on]
    return bool(begun) and begun[-1].id == decision


def chosen_evidence(file: CaseFile, view: CaseView, decision: str, recipient: str) -> tuple[str, ...]:
    """The evidence of the newest filing of this decision with this recipient, else of its issued report, else all."""
    filed = [act for act in view.of(FILED) if is_about(view, act, decision, recipient)]
    report = report_of(file, view, decision, recipient)
    planned = [report.planned] if report and report.planned else []
    for act in (*reversed(filed), *planned):
        if act.values.get(CHOSEN):
            return tuple(str(piece) for piece in act.values[CHOSEN])
    return main_evidence(file.case.evidence, view.by_id[decision].on)


def main_evidence(evidence: Sequence[Evidence], decided_on: date) -> tuple[str, ...]:
    """The ids of all that there was by the decision, the first proposal for what to hand in."""
    return tuple(piece.id for piece in evidence if piece.made_on is None or piece.made_on <= decided_on)


def lies_whole(copy: Copy, *, read: bool) -> str:
    """Why the file of a copy can't be used; empty where it can. With `read` all of it is read and compared."""
    if copy.store is None:
        return ""
    condition = copy.store.condition(copy.digest) if read else ("whole" if copy.store.holds(copy.digest) else "missing")
    return {"missing": "文件不见了，请从备份放回", "altered": "文件被改动或已损坏，请从备份放回"}.get(condition, "")


def page_count(copy: Copy) -> int | None:
    """How many pages a copy has, as far as it can be told without opening it: of a paper of our own its pages.

    Of a picture one, of other evidence what was recorded; None: nobody knows.
    """
    if copy.family == PICTURE and copy.store is not None:
        return 1
    if copy.store is None or not (copy.evidence is None or copy.is_kept_text):
        return copy.evidence.pages if copy.evidence else None
    try:
        return len(OWN_PAGE.findall(copy.store.read(copy.digest))) or None
    except StorageError:
        return None


def _papers(session: Session, papers: Sequence[IssuedDocument]) -> tuple[Copy, ...]:
    store = paper_store(session.folder)
    return tuple(Copy(paper.id, paper.title, paper.number, digest=paper.pdf, store=store) for paper in papers)


def _decisions(session: Session, file: CaseFile, view: CaseView, decided: Act) -> tuple[Copy, ...]:
    """The frozen decision; of a change the decision that was changed: the change itself is added as a scan."""
    meant = decision_meant(view, decided)
    wanted = {decided.id, meant.id if meant else decided.id}
    papers = [
        paper
        for paper in file.documents
        if paper.act in wanted and paper.form in DECISION_FORMS and paper.cancelled_on is None
    ]
    return _papers(session, papers)


def _pieces(file: CaseFile) -> Mapping[str, tuple[int, Evidence]]:
    """Every piece of evidence with its number; one withdrawn since may still be in a package that was filed."""
    counting = {piece.id: (number, piece) for number, piece in enumerate(file.case.evidence, 1)}
    return {one.evidence.id: (0, one.evidence) for one in file.withdrawn} | counting


def _copies(session: Session, file: CaseFile, ids: Sequence[str]) -> Iterator[Copy]:
    """Pieces of evidence by their numbers: the file of each, else the paper of the case that it is, else on paper."""
    pieces = _pieces(file)
    chosen = [pieces[piece_id] for piece_id in dict.fromkeys(ids) if piece_id in pieces]
    for number, piece in sorted(chosen, key=lambda each: (each[0] == 0, each[0])):
        paper = None if piece.sha256 else _paper_behind(file, piece)
        if piece.sha256:
            store, suffix = evidence_store(session.folder), PurePath(piece.file).suffix
            yield Copy(piece.id, piece.name, "", number, piece.sha256, store, suffix, family_of(piece.file), piece)
        elif paper is not None:
            (kept,) = _papers(session, [paper])
            yield Copy(
                piece.id, piece.name, paper.number, number, kept.digest, kept.store, evidence=piece, is_kept_text=True
            )
        else:
            yield Copy(piece.id, piece.name, "", number, suffix="", evidence=piece)


def _paper_behind(file: CaseFile, piece: Evidence) -> IssuedDocument | None:
    """The issued paper that was taken among the evidence: of its title, and of its day and number where it has them."""
    same = [
        paper
        for paper in file.documents
        if paper.cancelled_on is None
        and paper.title == piece.name
        and piece.note in ("", paper.number)
        and piece.made_on in (None, paper.issued_on)
    ]
    return same[0] if len(same) == 1 else None
