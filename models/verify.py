"""Checking that nothing recorded was altered: entries, streams, log, signed heads, issued files, numbers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.checkpoints import Checkpoint, Device, is_genuine
from models.database import Database, Row
from models.entries import CASE_PREFIX, Entry, digest_of
from models.errors import StorageError
from models.folder import DataFolder
from models.journal import checkpoints, entry_from, next_log_hash
from models.objects import ObjectStore, evidence_store, paper_store
from models.upcasts import read_payload

BATCH = 5000
# the columns of an entry before its payload; `branch` is no part of the digest
HEAD = ("id", "stream", "stream_seq", "branch", "parent", "kind", "schema", "on", "recorded_at", "actor", "device")


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was recorded: where, and what is so."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found wrong. `head` is the newest head in short form, to be kept elsewhere."""

    entries: int
    places: int
    checkpoints: int
    documents: int
    objects: int
    head: str
    damages: tuple[Damage, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as it was recorded."""
        return not self.damages


def verify(
    database: Database, folder: DataFolder | None, device: Device | None, kept: Sequence[Checkpoint] = ()
) -> Verification:
    """Check everything there is; `kept` are heads that somebody else holds (on paper, on the office's server).

    A chain alone does not notice a cut tail or a chain made anew: what is older than a signed head is protected, what
    is newer is not. Nothing is changed. Raises StorageError only where the database can't be read at all.
    """
    damages = list(_file_damages(database))
    digests: list[str] = []
    issued: list[Mapping[str, object]] = []
    evidence: dict[str, tuple[str, str]] = {}
    damages += _stream_damages(_entries(database), digests, issued, evidence)
    hashes = {0: ""}
    damages += _log_damages(database, digests, hashes)
    heads = checkpoints(database)
    damages += _checkpoint_damages([*heads, *kept], hashes, device)
    damages += _document_damages(issued, folder)
    damages += _evidence_damages(database, evidence, folder)
    told = {row[0] for row in database.sql('SELECT "number" FROM "told_number"')}
    damages += _number_damages(issued, _reserved(database), told)
    last = max(hashes)
    return Verification(
        len(digests),
        len(hashes) - 1,
        len(heads),
        len(issued),
        len(evidence),
        f"{last}-{hashes[last][:16]}",
        tuple(damages),
    )


def _file_damages(database: Database) -> Iterator[Damage]:
    if database.dialect != "sqlite":
        return
    checks = ["integrity_check", "foreign_key_check"] + (["cipher_integrity_check"] if database.encrypted else [])
    for check in checks:
        for row in database.sql(f"PRAGMA {check}"):
            if row[0] != "ok":
                yield Damage(database.name, f"数据库文件校验不通过：{row[0]}")


def _entries(database: Database) -> Iterator[Row]:
    after: tuple[str, int, int] = ("", -1, 0)
    while True:
        rows = database.sql(
            'SELECT * FROM "entry" WHERE ("stream", "branch", "stream_seq") > (?, ?, ?) '
            'ORDER BY "stream", "branch", "stream_seq" LIMIT ?',
            (*after, BATCH),
        )
        yield from rows
        if len(rows) < BATCH:
            return
        after = (rows[-1][1], rows[-1][3], rows[-1][2])


def _stream_damages(
    entries: Iterable[Row],
    digests: list[str],
    issued: list[Mapping[str, object]],
    evidence: dict[str, tuple[str, str]],
) -> Iterator[Damage]:
    """Looks at the stored columns themselves, so that not a character can differ unseen.

    Notes the issued papers, and of each evidence file its digest with its stream and what it was first called.
    """
    stream, branch, seq, last = "", -1, 0, ""
    for row in entries:
        if (row[1], row[3]) != (stream, branch):
            stream, branch, seq, last = row[1], row[3], 0, ""
        where = f"{stream} 第 {row[2]} 条"
        digests.append(row[12])
        if digest_of(dict(zip(HEAD, row, strict=False)), row[11]) != row[12]:
            yield Damage(where, "内容与摘要不符：记载被改动过")
        if branch == 0 and row[2] != seq + 1:
            yield Damage(where, f"前面缺少第 {seq + 1} 条：记载被删除过")
        elif branch == 0 and row[4] != last:
            yield Damage(where, "与前一条接不上：记载被调换或插入过")
        seq, last = row[2], row[12]
        if row[5] == "document_issued":
            issued.append(_issued(entry_from(row)))
        elif row[5] == "evidence_recorded":
            told = read_payload(entry_from(row))["evidence"]
            if told.get("sha256"):
                evidence.setdefault(told["sha256"], (stream, told["name"]))


def _issued(entry: Entry) -> Mapping[str, object]:
    document: Mapping[str, object] = read_payload(entry)["document"]
    return document


def _log_damages(database: Database, digests: Sequence[str], hashes: dict[int, str]) -> Iterator[Damage]:
    seq, log_hash = 0, ""
    logged: set[str] = set()
    after = 0
    while True:
        rows = database.sql('SELECT * FROM "log" WHERE "seq" > ? ORDER BY "seq" LIMIT ?', (after, BATCH))
        for place, digest, stored in rows:
            if place != seq + 1:
                yield Damage(f"日志第 {place} 位", f"前面缺少第 {seq + 1} 位：日志被删除过")
            log_hash = next_log_hash(log_hash, place, digest)
            if log_hash != stored:
                yield Damage(f"日志第 {place} 位", "与前一位接不上：日志被改动过")
            seq, log_hash = place, stored
            hashes[place] = stored
            logged.add(digest)
        if len(rows) < BATCH:
            break
        after = rows[-1][0]
    for digest in sorted(set(digests) - logged):
        yield Damage(f"记载 {digest[:16]}", "不在日志里：记载是绕过程序加进来的")
    for digest in sorted(logged - set(digests)):
        yield Damage(f"日志中的 {digest[:16]}", "记载不见了：被删除或被替换过")


def _checkpoint_damages(
    heads: Iterable[Checkpoint], hashes: Mapping[int, str], device: Device | None
) -> Iterator[Damage]:
    for head in heads:
        where = f"签名点 {head.short()}"
        if device is not None and head.device == device.id and not is_genuine(head, device):
            yield Damage(where, "签名不对：签名点被改动过")
        elif head.seq not in hashes:
            yield Damage(where, "日志比签名时短：末尾被截掉，或放回了旧的数据库")
        elif hashes[head.seq] != head.log_hash:
            yield Damage(where, "日志与签名时不同：签名之前的记载被改写过")
        elif head.entries != head.seq:
            yield Damage(where, "签名点的条数不对")


def _document_damages(issued: Iterable[Mapping[str, object]], folder: DataFolder | None) -> Iterator[Damage]:
    for document in issued if folder is not None else ():
        assert folder is not None
        where = f"{document['title']} {document['number']}"
        for kind in ("docx", "pdf"):
            yield from _file_damage(paper_store(folder), str(document[kind]), where)


def _evidence_damages(
    database: Database, evidence: Mapping[str, tuple[str, str]], folder: DataFolder | None
) -> Iterator[Damage]:
    """Every evidence file ever recorded, withdrawn pieces included; a file is named with the case that had it first."""
    if folder is None:
        return
    for digest, (stream, name) in evidence.items():
        yield from _file_damage(evidence_store(folder), digest, f"{_case_name(database, stream)} 证据“{name}”")


def _file_damage(store: ObjectStore, digest: str, where: str) -> Iterator[Damage]:
    try:
        store.check(digest)
    except StorageError as error:
        yield Damage(where, f"{error.reason}（{error.file}）")


def _case_name(database: Database, stream: str) -> str:
    case_id = stream.removeprefix(CASE_PREFIX)
    rows = database.sql('SELECT "number", "title" FROM "case_row" WHERE "case_id" = ?', (case_id,))
    return next((number or title for number, title in rows if number or title), stream)


def _reserved(database: Database) -> list[tuple[str, int, int]]:
    rows = database.sql('SELECT "series", "first", "last" FROM "number_block"')
    return [(series, first, last) for series, first, last in rows]


def _number_damages(
    issued: Sequence[Mapping[str, object]], blocks: Sequence[tuple[str, int, int]], told: Collection[str]
) -> Iterator[Damage]:
    drawn: dict[str, dict[int, str]] = {}
    for document in issued:
        series, sequence, number = str(document["series"]), int(str(document["sequence"])), str(document["number"])
        if series and sequence in drawn.setdefault(series, {}):
            yield Damage(f"{series} 第 {sequence} 号", "同一号码用了不止一次")
        if series:
            drawn[series][sequence] = number
    reserved = {(series, sequence) for series, first, last in blocks for sequence in range(first, last + 1)}
    for series, numbers in drawn.items():
        last = max(numbers)
        for sequence in range(1, last):
            on_paper = str(sequence).join(numbers[last].rsplit(str(last), 1))
            if sequence not in numbers and (series, sequence) not in reserved and on_paper not in told:
                yield Damage(f"{series} 第 {sequence} 号", "号码缺失：登记簿里没有它，也不在任何号段里")
