"""Evidence as officers keep it: added with its file, corrected, withdrawn, checked; nothing lost by a kill."""

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from forms.schema import FormSet
from models.errors import StaleError, StorageError
from models.folder import DataFolder
from models.objects import evidence_store
from models.operations.cases import open_case
from models.operations.evidence import Added, add_evidence, correct_evidence, unique_name, withdraw_evidence
from models.operations.unit import CaseChange
from models.queries.cases import read_case
from models.queries.evidence import check_objects, evidence_bytes, evidence_lines
from models.queries.journal import journal_lines
from models.rebuild import rebuild
from models.session import Session, open_session
from models.verify import verify
from procedures.case import Evidence
from procedures.problems import RuleError
from procedures.rulebook import Rulebook
from tests.builders import DAY, make_case
from tests.models.conftest import NOW

CHILD = Path(__file__).with_name("adding_child.py")
KILLS = 4
PHOTO = b"\xff\xd8 a photo"
PIECE = Evidence("", "视听资料", "仔猪照片", 1, 1, "未加施标识", "IMG_1.jpg", maker="陈某", made_on=DAY)


@pytest.fixture
def opened(session: Session) -> CaseChange:
    """A case without evidence."""
    return open_case(session, make_case(), actor="A", now=NOW)


def _add(session: Session, change: CaseChange, source: Path | bytes | None = PHOTO, **changes: object) -> Added:
    piece = replace(PIECE, **changes)  # type: ignore[arg-type]
    return add_evidence(session, change.case_id, change.seen, source, piece, actor="A", now=NOW)


def test_piece_is_recorded_with_the_digest_of_its_file(session: Session, opened: CaseChange, tmp_path: Path) -> None:
    file = tmp_path / "IMG_1.jpg"
    file.write_bytes(PHOTO)
    added = _add(session, opened, file)
    assert added.change.file.case.evidence == (added.evidence,)
    assert added.evidence == replace(PIECE, id="e1", sha256=added.evidence.sha256)
    assert evidence_bytes(session, added.evidence.sha256) == PHOTO
    assert rebuild(session.database, session.rulebook).different == 0


def test_thing_without_a_file_is_recorded_too(session: Session, opened: CaseChange) -> None:
    added = _add(session, opened, None, kind="物证", name="假种子一袋", file="")
    [line] = evidence_lines(session, read_case(session, opened.case_id))
    assert (line.state, line.number, added.evidence.sha256) == ("none", 1, "")


def test_same_file_twice_is_kept_once_and_told(session: Session, opened: CaseChange) -> None:
    first = _add(session, opened)
    again = _add(session, first.change, name="同一张照片")
    assert [one.id for one in again.twins] == ["e1"] and again.evidence.id == "e2"
    assert again.evidence.file == first.evidence.file
    assert sum(file.is_file() for file in session.folder.objects.rglob("*")) == 1


def test_two_files_of_one_name_get_two_names(session: Session, opened: CaseChange) -> None:
    first = _add(session, opened)
    second = _add(session, first.change, b"another", file="img_1.JPG")
    assert (first.evidence.file, second.evidence.file) == ("IMG_1.jpg", "img_1-2.JPG")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\照片\\a.jpg", "a.jpg"),
        ("../../etc/passwd", "passwd"),
        ('a<b>:"c.jpg', "a_b___c.jpg"),
        ("CON.txt", "_CON.txt"),
        ("尾部. ", "尾部"),
        ("\u202egpj.exe", "_gpj.exe"),
        ("..", "文件"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
    ],
)
def test_file_names_fit_every_system(given: str, kept: str) -> None:
    assert unique_name(given, ()) == kept


def test_correction_keeps_the_file_and_the_first_row(session: Session, opened: CaseChange) -> None:
    added = _add(session, opened)
    corrected = replace(added.evidence, proves="三头仔猪未加施标识", file="other.jpg", sha256="0" * 64)
    change = correct_evidence(session, opened.case_id, added.change.seen, [corrected], actor="A", now=NOW)
    [piece] = change.file.case.evidence
    assert piece == replace(added.evidence, proves="三头仔猪未加施标识")
    again = correct_evidence(session, opened.case_id, change.seen, [piece], actor="A", now=NOW)
    assert again.entries == () and len(read_case(session, opened.case_id).entries) > len(change.entries)


def test_withdrawn_piece_no_longer_counts_and_stays_on_record(session: Session, opened: CaseChange) -> None:
    added = _add(session, opened)
    change = withdraw_evidence(session, opened.case_id, added.change.seen, "e1", "与本案无关", actor="A", now=NOW)
    assert change.file.case.evidence == ()
    stored = read_case(session, opened.case_id)
    [line] = evidence_lines(session, stored)
    assert (line.withdraw_reason, line.withdrawn_on, line.state) == ("与本案无关", DAY, "kept")
    assert journal_lines(session, stored)[-1].told == "仔猪照片：与本案无关"
    assert _add(session, change, b"next").evidence.id == "e2"
    assert rebuild(session.database, session.rulebook).different == 0


def test_refusals_leave_the_case_as_it_was(session: Session, opened: CaseChange) -> None:
    added = _add(session, opened)
    case_id, seen = opened.case_id, added.change.seen
    with pytest.raises(RuleError, match="理由"):
        withdraw_evidence(session, case_id, seen, "e1", "  ", actor="A", now=NOW)
    with pytest.raises(RuleError, match="不在本案中"):
        withdraw_evidence(session, case_id, seen, "e9", "错", actor="A", now=NOW)
    with pytest.raises(RuleError, match="不在本案中"):
        correct_evidence(session, case_id, seen, [replace(PIECE, id="e9")], actor="A", now=NOW)
    with pytest.raises(RuleError, match="编号已经用过"):
        _add(session, added.change, id="e1")
    with pytest.raises(StaleError):
        _add(session, opened, b"late")
    with pytest.raises(StorageError, match="原文件不见了"):
        _add(session, added.change, Path("no such photo.jpg"))
    assert read_case(session, case_id).seen == seen


def test_what_is_recorded_more_than_a_working_day_later_is_marked(session: Session, opened: CaseChange) -> None:
    on_time = _add(session, opened)
    late = _add(session, on_time.change, b"late", made_on=DAY - timedelta(30))
    undated = _add(session, late.change, b"undated", made_on=None)
    corrected = replace(on_time.evidence, note="改")
    correct_evidence(session, opened.case_id, undated.change.seen, [corrected], actor="A", now=NOW + timedelta(days=60))
    stored = read_case(session, opened.case_id)
    assert [line.backfilled for line in evidence_lines(session, stored)] == [False, True, False]
    marked = [line.told for line in journal_lines(session, stored) if line.backfilled]
    assert marked == ["仔猪照片"]


def test_altered_and_missing_files_are_found_and_named(session: Session, opened: CaseChange) -> None:
    first = _add(session, opened)
    second = _add(session, first.change, b"second", name="第二张")
    store = evidence_store(session.folder)
    altered, missing = first.evidence.sha256, second.evidence.sha256
    store.path(altered).chmod(0o600)
    store.path(altered).write_bytes(PHOTO + b"!")
    store.path(missing).unlink()
    stored = read_case(session, opened.case_id)
    assert dict(check_objects(session, [altered, missing])) == {altered: "altered", missing: "missing"}
    assert [line.state for line in evidence_lines(session, stored)] == ["kept", "missing"]
    found = verify(session.database, session.folder, session.device)
    assert found.objects == 2
    assert [(damage.where, damage.text.partition("（")[0]) for damage in found.damages] == [
        ("王某销售未加施标识的畜禽案 证据“仔猪照片”", "证据文件被改动或已损坏"),
        ("王某销售未加施标识的畜禽案 证据“第二张”", "证据文件不见了"),
    ]


def test_sixty_files_are_added_and_found_whole(local_session: Session) -> None:
    change = open_case(local_session, make_case(), actor="A", now=NOW)
    for number in range(60):
        change = _add(local_session, change, f"photo {number}".encode(), name=f"照片{number + 1}").change
    stored = read_case(local_session, change.case_id)
    lines = evidence_lines(local_session, stored)
    assert [line.number for line in lines] == list(range(1, 61))
    assert len({line.evidence.file for line in lines}) == 60
    told: list[tuple[int, int]] = []
    digests = [line.evidence.sha256 for line in lines]
    found = check_objects(local_session, digests, lambda done, total: told.append((done, total)))
    assert set(found.values()) == {"whole"} and len(found) == 60 and told[-1] == (59, 60)


def _added_until_killed(folder: DataFolder, prefix: str, after: int) -> Iterator[list[str]]:
    """What the child acknowledged before it was killed somewhere after so many pieces."""
    told = 0
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(folder.root), prefix], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            told += 1
            if told == after:
                threading.Timer(random.Random(prefix).random() / 50, child.kill).start()
            if line.endswith("\n") and len(line.split()) == 3:
                yield line.split()


def test_no_acknowledged_piece_is_lost_when_the_process_is_killed(
    folder: DataFolder, rulebook: Rulebook, forms: FormSet
) -> None:
    acknowledged: list[list[str]] = []
    for number in range(KILLS):
        acknowledged += _added_until_killed(folder, f"run{number}", 4 + number)
        with open_session(folder, lambda: rulebook, lambda: forms) as session:
            assert list(folder.objects.glob(".*.part")) == []
            assert verify(session.database, folder, session.device).ok
            for case_id, piece_id, digest in acknowledged:
                stored = read_case(session, case_id)
                assert digest in {one.sha256 for one in stored.file.case.evidence if one.id == piece_id}
                assert evidence_store(folder).condition(digest) == "whole"
    assert len(acknowledged) >= KILLS * 4
