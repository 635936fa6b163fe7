"""Building the package of a filing from what the office keeps (附件2 第四条)."""

import errno
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from exports.package import Cancel, Cover, Piece, PieceKind, Progress, write_package
from exports.package import Package as Package
from models.casefile import CaseFile, file_from_entries
from models.entries import case_stream
from models.errors import StorageError
from models.journal import read_stream
from models.objects import NO_ROOM
from models.operations.filing import record_package
from models.operations.unit import refuse
from models.packages import DECISION, EVIDENCE, NO_SCANS, REPORT, Copy, Gathered, PartKey, gather, page_count, wanting
from models.register import office_settings
from models.session import Session
from procedures.evidence import PAGES
from procedures.problems import Problem, RuleError
from procedures.view import CaseView, decision_meant

KINDS: Mapping[PartKey, PieceKind] = {REPORT: "report", DECISION: "decision", EVIDENCE: "evidence"}
IN_ORDER: tuple[PartKey, ...] = (REPORT, DECISION, EVIDENCE)
KEPT_TEXT = "（程序留存的文本）"
COPY = "复印件"
IN_USE = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})


def build_package(
    session: Session,
    case_id: str,
    decision: str,
    recipient: str,
    evidence_ids: Sequence[str] | None,
    out: Path,
    *,
    actor: str,
    now: datetime,
    scans: Mapping[PartKey, str] = NO_SCANS,
    replacing: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Package:
    """Write report, decision and evidence of one filing into `out` as a folder, a zip and one pdf, and record it.

    The evidence of `evidence_ids` (None: as chosen for the filing before) lies by its numbers in the case; `scans` are
    the pieces that hold a report or a decision made outside the program. `progress(done, total)` is told of steps and
    stops the work by raising, `cancel()` by saying True (PackageCancelledError). Raises RuleError where a part is
    wanting (附件2 第四条) or a package of the name is there and not to be replaced; StorageError where a file is
    missing or altered, the disk is full, or the target is in use. Then nothing is left behind and nothing recorded.
    """
    file = _case_file(session, case_id)
    gathered = gather(session, file, decision, recipient, evidence_ids, scans)
    if gathered is None:
        raise refuse("这份决定不在本案中，或者已经作废", where="decision", remedy="请刷新备案列表后重新选择")
    _refuse_incomplete(gathered)
    copies = [(key, copy) for key in IN_ORDER for copy in gathered.copies[key]]
    stores = {copy.digest: copy.store for _, copy in copies if copy.store is not None}
    try:
        package = write_package(
            _cover(session, file, gathered, recipient),
            [_piece(key, copy) for key, copy in copies],
            out,
            lambda digest, place: stores[digest].copy_to(digest, place),
            replacing=replacing,
            progress=progress,
            cancel=cancel,
        )
    except OSError as error:
        raise _unwritten(error, out) from error
    _record(session, case_id, decision, recipient, package.sha256, actor, now)
    return package


def report_attachments(
    session: Session, case_id: str, decision: str, recipient: str, evidence_ids: Sequence[str] | None = None
) -> tuple[Mapping[str, Any], ...]:
    """The attachments of a report with their pages counted, for its field `attachments`; reads the files.

    Raises StorageError where there is no such case, or a file is missing or altered.
    """
    gathered = gather(session, _case_file(session, case_id), decision, recipient, evidence_ids)
    if gathered is None:
        return ()
    rows = [_attached(f"{copy.title}{COPY}", [copy]) for copy in gathered.copies[DECISION]]
    evidence = gathered.copies[EVIDENCE]
    if evidence:
        rows.append(_attached(f"主要证据材料{COPY}{len(evidence)}件", evidence))
    return tuple(rows)


def _attached(name: str, copies: Sequence[Copy]) -> Mapping[str, Any]:
    """A line of attachments; the pages are left out where those of one copy are not known."""
    from exports.package_pdf import pages_of

    pages = [
        pages_of(copy.store.read(copy.digest)) if copy.store and copy.family == PAGES else page_count(copy)
        for copy in copies
    ]
    known = sum(count for count in pages if count)
    return {"name": name, "copies": 1, **({"pages": known} if all(pages) else {})}


def _record(
    session: Session, case_id: str, decision: str, recipient: str, sha256: str, actor: str, now: datetime
) -> None:
    """Record that the package was built, where the decision must be filed with this recipient."""
    from procedures.deadlines import clocks_of
    from procedures.filing import filings

    file = _case_file(session, case_id)
    view = CaseView(file.case, session.rulebook)
    if any((one.decision, one.recipient) == (decision, recipient) for one in filings(view, clocks_of(view))):
        record_package(session, case_id, file.seen, decision, recipient, sha256, actor=actor, now=now)


def _case_file(session: Session, case_id: str) -> CaseFile:
    entries = read_stream(session.database, case_stream(case_id))
    if not entries:
        raise StorageError(f"案件 {case_id}", "数据库里没有这件案件", "请刷新列表后重新打开")
    return file_from_entries(entries)


def _refuse_incomplete(gathered: Gathered) -> None:
    found = wanting(gathered)
    problems = [Problem(found[key], "附件2 第四条", REMEDIES[key], key) for key in IN_ORDER if key in found]
    if problems:
        raise RuleError(problems)


def _cover(session: Session, file: CaseFile, gathered: Gathered, recipient: str) -> Cover:
    case, decided = file.case, gathered.decision
    view = CaseView(case, session.rulebook)
    meant = decision_meant(view, decided) or decided
    known = session.rulebook.recipients.get(recipient)
    parties = {party.id: party.name for party in case.parties}
    return Cover(
        agency=str(office_settings(session.database).get("office.agency_name") or ""),
        recipient=known.name if known else recipient,
        party=parties.get(case.party_of(decided), ""),
        matter=case.cause.removeprefix("涉嫌"),
        decision_number=meant.document.number if meant.document else "",
        decided_on=decided.on,
        report_number=gathered.report.number if gathered.report else "",
    )


def _piece(key: PartKey, copy: Copy) -> Piece:
    from forms.dates import day

    piece = copy.evidence
    told = (
        ("证明内容", piece.proves if piece else ""),
        ("取证时间", day(piece.made_on) if piece and piece.made_on else ""),
        ("取证地点", piece.place if piece else ""),
        ("取证人", piece.maker if piece else ""),
        ("原件存放处", piece.original_at if piece else ""),
    )
    return Piece(
        kind=KINDS[key],
        title=copy.title + _addition(key, copy),
        digest=copy.digest,
        label=copy.label if key == EVIDENCE else "",
        number=copy.paper_number,
        suffix=copy.suffix,
        family=copy.family,
        caption=tuple((label, words) for label, words in told if words),
    )


def _addition(key: PartKey, copy: Copy) -> str:
    if copy.is_kept_text:
        return KEPT_TEXT
    return COPY if key == DECISION and not copy.evidence else ""


def _unwritten(error: OSError, out: Path) -> StorageError:
    place = str(error.filename or out)
    if error.errno in NO_ROOM:
        return StorageError(str(out), "磁盘空间不足，备案卷没有生成", "请腾出空间，或者换一个文件夹后重试")
    if error.errno in IN_USE:
        told = "文件正被其他程序使用，或者没有写入的权限，备案卷没有生成"
        return StorageError(place, told, "请关闭打开的文件，或者换一个文件夹后重试")
    return StorageError(place, f"备案卷不能写入（{error.strerror}），没有生成", "请换一个文件夹后重试")


REMEDIES: Mapping[PartKey, str] = {
    REPORT: "先制作并签发给这个机关的备案报告",
    DECISION: "把扫描件加入本案证据，再选它",
    EVIDENCE: "选择本案的主要证据",
}
