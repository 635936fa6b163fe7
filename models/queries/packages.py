"""Whether a filing package is complete and whole, and whose a copy is (附件2 第四条)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.entries import CASE_PREFIX, case_stream
from models.errors import StorageError
from models.objects import Progress
from models.packages import (
    DECISION,
    EVIDENCE,
    LABELS,
    NO_SCANS,
    POINTS,
    REPORT,
    Copy,
    Gathered,
    PartKey,
    gather,
    lies_whole,
    page_count,
    wanting,
)
from models.queries.cases import StoredCase, read_case
from models.session import Session
from procedures.filing_acts import CONTENTS_PAGE

UNKNOWN = "这份决定不在本案中，或者已经作废"
ON_PAPER = "没有电子文件，复印后附在卷后"
KEPT_TEXT = "程序留存的文本，没有签名；签名件复印后附在卷后"


@dataclass(frozen=True, slots=True)
class PackageItem:
    """One copy of a part. `id`: the issued paper or the piece of evidence; `problem` is empty for a good one.

    `on_paper`: it has no file and is added by hand. `pages` as far as that is known without opening evidence.
    """

    id: str
    label: str
    title: str
    number: str
    digest: str
    family: str
    pages: int | None
    on_paper: bool
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PackagePoint:
    """One thing that the report must say, with its words; empty where it lacks them."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One of the three parts, there and whole where it has no `problems`; `key` as in `Filing.missing`.

    `note` says in short what it holds.
    """

    key: PartKey
    label: str
    note: str = ""
    problems: tuple[str, ...] = ()
    items: tuple[PackageItem, ...] = ()
    points: tuple[PackagePoint, ...] = ()

    @property
    def present(self) -> bool:
        """Whether it can be handed in."""
        return not self.problems


def package_check(
    session: Session,
    case_id: str,
    decision: str,
    recipient: str,
    evidence_ids: Sequence[str] | None = None,
    *,
    scans: Mapping[PartKey, str] = NO_SCANS,
    read: bool = False,
    progress: Progress | None = None,
) -> tuple[PackagePart, ...]:
    """The three parts of a package in the order of the regulation, each present or with the reason why not.

    `evidence_ids` and `scans` as in `build_package`. With `read` every file is read and compared with its digest, and
    `progress(done, total)` is told of files; what it raises stops the work. Raises StorageError where there is no such
    case.
    """
    gathered = gather(session, read_case(session, case_id).file, decision, recipient, evidence_ids, scans)
    if gathered is None:
        return tuple(PackagePart(key, LABELS[key], problems=(UNKNOWN,)) for key in _ORDER)
    items = _items(gathered, read, progress)
    return (
        _report(gathered, items[REPORT]),
        _evidence(gathered, items[EVIDENCE]),
        _decision(gathered, items[DECISION]),
    )


@dataclass(frozen=True, slots=True)
class CopyOwner:
    """A file of a folder that was handed in as a package: what it is a copy of, and what is wrong with it.

    `other_case` names the case to which it belongs where that is another one; `is_contents`: the contents page, which
    is made anew with every package and has no original.
    """

    file: Path
    title: str = ""
    other_case: str = ""
    problem: str = ""
    is_contents: bool = False


def check_copies(
    session: Session, case_id: str, files: Sequence[Path], *, progress: Progress | None = None
) -> tuple[CopyOwner, ...]:
    """Whose copies these files are: of this case's papers and evidence, of another case, or of none (domain: K27).

    Told by digest; `progress(done, total)` is told of files. Raises StorageError for a file that can't be read.
    """
    stored = read_case(session, case_id)
    own = {paper.pdf: f"{paper.title}{paper.number}" for paper in stored.file.documents}
    own |= {paper.docx: f"{paper.title}{paper.number}" for paper in stored.file.documents}
    own |= {piece.sha256: piece.name for piece in stored.file.case.evidence if piece.sha256}
    found: list[CopyOwner] = []
    for done, file in enumerate(files, 1):
        found.append(_owner(session, stored, own, file))
        if progress is not None:
            progress(done, len(files))
    return tuple(found)


def _items(gathered: Gathered, read: bool, progress: Progress | None) -> Mapping[PartKey, tuple[PackageItem, ...]]:
    total = sum(len(copies) for copies in gathered.copies.values())
    done = 0
    found: dict[PartKey, tuple[PackageItem, ...]] = {}
    for key, copies in gathered.copies.items():
        items: list[PackageItem] = []
        for copy in copies:
            items.append(_item(copy, read))
            done += 1
            if progress is not None:
                progress(done, total)
        found[key] = tuple(items)
    return found


def _item(copy: Copy, read: bool) -> PackageItem:
    on_paper = copy.store is None
    note = ON_PAPER if on_paper else (KEPT_TEXT if copy.is_kept_text else "")
    return PackageItem(
        id=copy.id,
        label=copy.label,
        title=copy.title,
        number=copy.paper_number,
        digest=copy.digest,
        family=copy.family,
        pages=page_count(copy),
        on_paper=on_paper,
        note=note,
        problem=lies_whole(copy, read=read),
    )


def _part(key: PartKey, gathered: Gathered, items: Sequence[PackageItem], note: str) -> PackagePart:
    lacking = wanting(gathered).get(key, "")
    damaged = tuple(f"{item.label}{item.title}：{item.problem}" for item in items if item.problem)
    return PackagePart(key, LABELS[key], note, (*((lacking,) if lacking else ()), *damaged), tuple(items))


def _report(gathered: Gathered, items: Sequence[PackageItem]) -> PackagePart:
    report = gathered.report
    points = tuple(PackagePoint(label, _words(report.values.get(key))) for key, label in POINTS.items() if report)
    told = "、".join(point.label for point in points if point.words)
    note = f"{report.number}，{told}已写明" if report and told else ""
    return replace(_part(REPORT, gathered, items, note), points=points)


def _evidence(gathered: Gathered, items: Sequence[PackageItem]) -> PackagePart:
    pages = [item.pages for item in items if item.pages]
    by_hand = sum(item.on_paper for item in items)
    told = [f"{len(items)}件", f"{sum(pages)}页" if len(pages) == len(items) else ""]
    told.append(f"其中{by_hand}件没有电子文件，另附复印件" if by_hand else "")
    return _part(EVIDENCE, gathered, items, "，".join(part for part in told if part) if items else "")


def _decision(gathered: Gathered, items: Sequence[PackageItem]) -> PackagePart:
    note = "；".join(f"{item.number or item.title}{f'，{item.pages}页' if item.pages else ''}" for item in items)
    return _part(DECISION, gathered, items, note)


def _words(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def _owner(session: Session, stored: StoredCase, own: Mapping[str, str], file: Path) -> CopyOwner:
    digest = _digest(file)
    if digest in own:
        return CopyOwner(file, own[digest])
    other = _other_case(session, stored.case_id, digest)
    if other:
        return CopyOwner(file, "", other, f"这是“{other}”的材料，不是本案的")
    if file.name == CONTENTS_PAGE:
        return CopyOwner(file, "备案材料目录", is_contents=True)
    return CopyOwner(file, problem="与本案的文书和证据都不相同")


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(str(file), f"文件读不出来（{error.strerror}）", "请确认文件还在，再核对一次") from error


def _other_case(session: Session, case_id: str, digest: str) -> str:
    """The title of another case that holds a file with this digest; rarely asked, so that no index is kept for it."""
    papers = session.database.sql(
        'SELECT "case_id" FROM "document_row" WHERE ("pdf" = ? OR "docx" = ?) AND "case_id" <> ? LIMIT 1',
        (digest, digest, case_id),
    )
    pieces = papers or session.database.sql(
        'SELECT "stream" FROM "entry" WHERE "kind" = ? AND "payload" LIKE ? AND "stream" <> ? LIMIT 1',
        ("evidence_recorded", f'%"{digest}"%', case_stream(case_id)),
    )
    if not pieces:
        return ""
    found = str(pieces[0][0]).removeprefix(CASE_PREFIX)
    return read_case(session, found).file.case.title


_ORDER: tuple[PartKey, ...] = (REPORT, EVIDENCE, DECISION)
