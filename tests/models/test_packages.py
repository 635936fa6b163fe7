"""The package of a real filing: built from what the office keeps, checked, told what is wrong with it, built again."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from exports.package import Package, PackageCancelledError
from forms.schema import FormSet
from models.errors import StorageError
from models.folder import DataFolder
from models.objects import evidence_store, paper_store
from models.operations.cases import open_case, record_act
from models.operations.documents import cancel_document
from models.operations.evidence import add_evidence, correct_evidence, withdraw_evidence
from models.operations.packages import build_package, report_attachments
from models.packages import DECISION, EVIDENCE, REPORT
from models.queries.cases import StoredCase, read_case
from models.queries.packages import PackagePart, check_copies, package_check
from models.session import Session, open_session
from procedures.case import Evidence
from procedures.problems import RuleError
from procedures.rulebook import Rulebook
from procedures.script import read_script_file
from resources import path
from tests.builders import make_act, make_case
from ui.commands.walk.office import at_noon, prepare_office
from ui.commands.walk.samples import walk_sample

SAMPLE = "c09-closed-season-fishing"
CITY, SUPERIOR = "city_government", "superior_department"
NOW = datetime(2025, 6, 25, 2, 0, tzinfo=UTC)
REPORT_NUMBER = "浏农罚备〔2025〕1号"


@dataclass(frozen=True)
class Office:
    """An office that has walked C9, and the id of the case."""

    session: Session
    case_id: str

    @property
    def stored(self) -> StoredCase:
        return read_case(self.session, self.case_id)

    def check(
        self, recipient: str = CITY, *, evidence_ids: Sequence[str] | None = None, read: bool = False
    ) -> Mapping[str, PackagePart]:
        parts = package_check(self.session, self.case_id, "decision", recipient, evidence_ids, read=read)
        return {part.key: part for part in parts}

    def build(
        self, out: Path, recipient: str = CITY, evidence_ids: Sequence[str] | None = None, **given: Any
    ) -> Package:
        now = given.pop("now", NOW)
        return build_package(
            self.session, self.case_id, "decision", recipient, evidence_ids, out, actor="A", now=now, **given
        )


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook, forms: FormSet) -> tuple[Path, str]:
    """A data folder in which C9 was walked, and the id of the case."""
    folder = tmp_path_factory.mktemp("walked") / "data"
    sample = read_script_file(path("samples", f"{SAMPLE}.toml"))
    with open_session(DataFolder(folder), lambda: rulebook, lambda: forms) as session:
        registered = prepare_office(session, sample, at_noon(min(act.on for act in sample.acts)))
        return folder, walk_sample(session, sample, registered).change.case_id


@pytest.fixture
def office(walked: tuple[Path, str], tmp_path: Path, rulebook: Rulebook, forms: FormSet) -> Iterator[Office]:
    """A copy of that office."""
    folder = Path(shutil.copytree(walked[0], tmp_path / "data"))
    with open_session(DataFolder(folder), lambda: rulebook, lambda: forms) as session:
        yield Office(session, walked[1])


def left_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def spoil(file: Path, content: bytes | None = None) -> None:
    """Take a kept file away, or put other bytes in its place."""
    file.chmod(0o600)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)


def test_package_holds_the_frozen_report_and_decision_and_the_evidence_chosen(office: Office, tmp_path: Path) -> None:
    package = office.build(tmp_path / "out")
    papers = {paper.form: paper for paper in office.stored.file.documents if paper.number != "浏农罚备〔2025〕2号"}
    kept = paper_store(office.session.folder)
    report, decision, *evidence = package.parts
    assert (package.folder / report.name).read_bytes() == kept.read(papers["X4"].pdf)
    assert (package.folder / decision.name).read_bytes() == kept.read(papers["29"].pdf)
    assert papers["X4"].number == REPORT_NUMBER and REPORT_NUMBER in report.name
    assert [part.piece.label for part in evidence] == [f"证据{number}" for number in range(1, 9)]
    (photo,) = [part for part in evidence if part.piece.family == "picture"]
    assert (package.folder / photo.name).read_bytes() == evidence_store(office.session.folder).read(photo.piece.digest)
    assert [part.note for part in evidence if not part.first] == ["没有电子文件，复印后附在卷后"] * 2
    assert len(PdfReader(package.pdf).pages) == package.pages


def test_reports_to_both_recipients_have_the_same_evidence_and_numbers_of_their_own(
    office: Office, tmp_path: Path
) -> None:
    city, superior = office.build(tmp_path), office.build(tmp_path, SUPERIOR)
    assert city.parts[0].piece.digest != superior.parts[0].piece.digest
    assert [part.piece.digest for part in city.parts[1:]] == [part.piece.digest for part in superior.parts[1:]]
    assert len(left_in(tmp_path)) == 6 + 1  # the data folder lies there too


def test_building_is_recorded_with_its_digest(office: Office, tmp_path: Path) -> None:
    package = office.build(tmp_path / "out")
    (note,) = office.stored.file.packages
    assert (note.kind, note.decision, note.recipient) == ("built", "decision", CITY)
    assert note.sha256 == package.sha256
    office.build(tmp_path / "again")
    assert len(office.stored.file.packages) == 1


def test_package_of_a_filed_report_is_built_again_equal_though_evidence_moved_on(
    office: Office, tmp_path: Path
) -> None:
    first, stored = office.build(tmp_path / "one"), office.stored
    piece = stored.file.case.evidence[0]
    change = correct_evidence(
        office.session, office.case_id, stored.seen, [replace(piece, proves="改过的证明内容")], actor="A", now=NOW
    )
    change = withdraw_evidence(office.session, office.case_id, change.seen, "e4", "与本案无关", actor="A", now=NOW)
    add_evidence(
        office.session,
        office.case_id,
        change.seen,
        b"later",
        Evidence("", "书证", "后来的材料", file="a.txt"),
        actor="A",
        now=NOW,
    )
    second = office.build(tmp_path / "two")
    names = [part.piece.title for part in second.parts]
    assert "后来的材料" not in names
    assert first.sha256 == second.sha256


def test_same_package_has_the_same_bytes_on_another_day(office: Office, tmp_path: Path) -> None:
    one = office.build(tmp_path / "one")
    two = office.build(tmp_path / "two", now=datetime(2026, 1, 5, 2, 0, tzinfo=UTC))
    assert one.sha256 == two.sha256
    for first, second in ((one.pdf, two.pdf), (one.zip, two.zip)):
        assert first.read_bytes() == second.read_bytes()


def test_whole_package_is_checked_with_pages_and_what_the_report_says(office: Office) -> None:
    parts = office.check(read=True)
    assert list(parts) == [REPORT, EVIDENCE, DECISION]
    assert all(part.present for part in parts.values())
    assert {point.label: bool(point.words) for point in parts[REPORT].points} == {
        "主送机关": True,
        "备案内容的简要说明": True,
        "备案年月日": True,
    }
    assert parts[REPORT].points[0].words == "浏阳市人民政府"
    assert "3页" in parts[DECISION].note
    assert parts[EVIDENCE].note.startswith("8件") and "其中2件没有电子文件" in parts[EVIDENCE].note


def test_part_without_its_paper_is_wanting_and_nothing_is_built(office: Office, tmp_path: Path) -> None:
    stored = office.stored
    report = next(paper for paper in stored.file.documents if paper.number == REPORT_NUMBER)
    cancel_document(office.session, office.case_id, stored.seen, report.id, "文号有误", actor="A", now=NOW)
    parts = office.check()
    assert parts[REPORT].problems == ("还没有签发备案报告",) and parts[DECISION].present
    assert office.check(SUPERIOR)[REPORT].present
    with pytest.raises(RuleError, match="还没有签发备案报告"):
        office.build(tmp_path / "out")
    assert left_in(tmp_path / "out") == []


def test_package_without_evidence_or_with_that_of_another_case_is_refused(office: Office, tmp_path: Path) -> None:
    assert office.check(evidence_ids=[])[EVIDENCE].problems == ("还没有选主要证据材料",)
    assert office.check(evidence_ids=["e1", "e99"])[EVIDENCE].problems == ("所选证据不在本案证据中：e99",)
    for ids, told in (([], "主要证据材料"), (["e1", "e99"], "e99")):
        with pytest.raises(RuleError, match=told):
            office.build(tmp_path / "out", evidence_ids=ids)


def test_unknown_decision_has_no_part_and_is_refused(office: Office, tmp_path: Path) -> None:
    parts = package_check(office.session, office.case_id, "nothing", CITY)
    assert not any(part.present for part in parts)
    with pytest.raises(RuleError, match="不在本案中"):
        build_package(office.session, office.case_id, "nothing", CITY, None, tmp_path, actor="A", now=NOW)
    with pytest.raises(StorageError, match="没有这件案件"):
        package_check(office.session, "nothing", "decision", CITY)


@pytest.mark.parametrize("content", [None, b"other bytes"], ids=["missing", "altered"])
def test_damaged_file_is_told_and_stops_the_package(office: Office, tmp_path: Path, content: bytes | None) -> None:
    photo = next(piece for piece in office.stored.file.case.evidence if piece.sha256)
    spoil(evidence_store(office.session.folder).path(photo.sha256), content)
    (problem,) = office.check(read=True)[EVIDENCE].problems
    assert photo.name in problem and "从备份放回" in problem
    with pytest.raises(StorageError, match="从备份放回"):
        office.build(tmp_path / "out")
    assert left_in(tmp_path / "out") == [] and office.stored.file.packages == ()


def test_cancelled_package_leaves_nothing_and_is_not_recorded(office: Office, tmp_path: Path) -> None:
    with pytest.raises(PackageCancelledError):
        office.build(tmp_path / "out", cancel=lambda: True)
    assert left_in(tmp_path / "out") == [] and office.stored.file.packages == ()


def test_target_that_cannot_be_written_is_told_in_words(office: Office, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StorageError, match=r"备案卷不能写入.*请换一个文件夹"):
        office.build(tmp_path / "out")


def test_package_that_is_there_is_replaced_only_when_asked(office: Office, tmp_path: Path) -> None:
    office.build(tmp_path / "out")
    with pytest.raises(RuleError, match="已经有"):
        office.build(tmp_path / "out")
    assert office.build(tmp_path / "out", replacing=True).folder.is_dir()


def test_decision_made_outside_the_program_comes_as_a_scan(office: Office, tmp_path: Path) -> None:
    decided = make_act("decision_made", date(2025, 6, 1), fine=2000000, officers=())
    opened = open_case(office.session, make_case(decided, officers=()), actor="A", now=NOW)
    scan = Evidence("", "书证", "行政处罚决定书扫描件", file="决定书.pdf", pages=3)
    added = add_evidence(office.session, opened.case_id, opened.seen, b"%PDF-", scan, actor="A", now=NOW)
    ids = (office.session, opened.case_id, "decision_made", CITY)
    alone = {part.key: part for part in package_check(*ids)}
    assert alone[DECISION].problems == ("决定书不是在程序里签发的，请选它的扫描件",)
    scanned = {part.key: part for part in package_check(*ids, scans={DECISION: added.evidence.id})}
    assert scanned[DECISION].present and scanned[DECISION].items[0].title == "行政处罚决定书扫描件"


def test_change_that_is_filed_again_needs_its_paper_beside_the_decision(office: Office) -> None:
    change = make_act(
        "decision_changed", date(2025, 6, 24), "again", how="changed", fine=200000, ref="decision", officers=()
    )
    record_act(office.session, office.case_id, office.stored.seen, change, actor="A", now=NOW)
    parts = {part.key: part for part in package_check(office.session, office.case_id, "again", CITY)}
    assert parts[DECISION].problems == ("变更的文书不是在程序里制作的，请选它的扫描件",)
    assert [item.title for item in parts[DECISION].items] == ["行政处罚决定书"]
    assert parts[REPORT].problems == ("还没有签发备案报告",)
    assert office.check()[REPORT].present


def test_attachments_count_the_pages_of_papers_and_evidence(office: Office) -> None:
    decision, evidence = report_attachments(office.session, office.case_id, "decision", CITY)
    assert decision == {"name": "行政处罚决定书复印件", "copies": 1, "pages": 3}
    assert evidence["name"] == "主要证据材料复印件8件" and evidence["pages"] > 8
    (_, some) = report_attachments(office.session, office.case_id, "decision", CITY, ["e2"])
    assert some == {"name": "主要证据材料复印件1件", "copies": 1, "pages": 1}


def test_copy_of_another_case_is_named(office: Office, tmp_path: Path) -> None:
    package = office.build(tmp_path / "out")
    opened = open_case(office.session, make_case(officers=(), title="李某案"), actor="A", now=NOW)
    foreign = Evidence("", "书证", "别案的合同", file="合同.txt")
    add_evidence(office.session, opened.case_id, opened.seen, b"contract", foreign, actor="A", now=NOW)
    (tmp_path / "合同.txt").write_bytes(b"contract")
    (tmp_path / "不知.txt").write_bytes(b"unknown")
    files = [package.folder / package.parts[0].name, tmp_path / "合同.txt", tmp_path / "不知.txt"]
    contents = package.folder / "00-目录.pdf"
    own, other, unknown, page = check_copies(office.session, office.case_id, [*files, contents])
    assert page.is_contents and not page.problem
    assert own.title == f"重大行政处罚决定备案报告{REPORT_NUMBER}" and not own.problem
    assert other.other_case == "李某案" and "不是本案的" in other.problem
    assert unknown.problem == "与本案的文书和证据都不相同"
    with pytest.raises(StorageError, match="读不出来"):
        check_copies(office.session, office.case_id, [tmp_path / "missing"])
    assert hashlib.sha256(files[0].read_bytes()).hexdigest() == package.parts[0].piece.digest
