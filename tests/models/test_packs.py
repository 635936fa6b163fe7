"""A rule pack is compared, confirmed with who approved it, kept in the journal, laid out wherever the office opens."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from forms.schema import FormSet
from models.entries import OFFICE_STREAM
from models.folder import DataFolder
from models.journal import read_stream
from models.operations.imports import import_scripts
from models.operations.packs import PackReport, examine_pack, install_pack
from models.operations.renewing import renew_rows
from models.packs import InstalledPack, pack_folders, place_packs, read_files
from models.queries.packs import installed_packs
from models.rebuild import rebuild
from models.session import Session, open_session
from procedures.problems import DataError, RuleError
from procedures.rulebook import load_rulebook
from resources import path
from tests.models.conftest import NOW

PACKS = Path(__file__).parents[1] / "packs"
SEED_LABEL, PESTICIDE = "c06-seed-label.toml", "c03-expired-pesticide.toml"
APPROVER = "局法制科"


@contextmanager
def opened(folder: DataFolder, forms: FormSet, url: str = "") -> Iterator[Session]:
    """The office with its packs, as a program that starts reads them."""
    with open_session(folder, lambda: load_rulebook(packs=pack_folders(folder)), lambda: forms, url=url) as session:
        yield session


@pytest.fixture
def office(place: DataFolder | str, folder: DataFolder, forms: FormSet) -> Iterator[Session]:
    with opened(folder, forms, place if isinstance(place, str) else "") as session:
        yield session


def install(session: Session, name: str, approved_by: str = APPROVER) -> InstalledPack:
    return install_pack(session, examine_pack(session, PACKS / name), approved_by=approved_by, actor="A", now=NOW)


def copied(tmp_path: Path, name: str, **changed: tuple[str, str]) -> Path:
    """A pack of its own; `changed` replaces words in a file, named without its ending."""
    folder = Path(shutil.copytree(PACKS / name, tmp_path / "copied" / name))
    for stem, words in changed.items():
        file = folder / f"{stem}.toml"
        file.write_text(file.read_text("utf-8").replace(*words), "utf-8")
    return folder


def kinds(report: PackReport) -> dict[str, str]:
    return {change.id: change.kind for change in report.changes}


def test_comparing_a_pack_stores_nothing(office: Session) -> None:
    report = examine_pack(office, PACKS / "law-2026")
    assert kinds(report) == {"fertilizer-27-1": "changed", "seed-79-2": "changed", "seed-79-99": "new"}
    assert (report.pack.version, report.earlier, report.entries) == ("1", "", ())
    assert read_stream(office.database, OFFICE_STREAM) == () and pack_folders(office.folder) == ()


def test_open_cases_of_a_changed_offence_are_named_and_no_others(office: Session) -> None:
    for name in (SEED_LABEL, PESTICIDE):
        script = path("samples", name).read_text("utf-8")
        open_case = office.folder.root / name
        open_case.write_text(script[: script.index('[[act]]\nid = "decision"')], "utf-8")
        import_scripts(office, [open_case], actor="A", now=NOW)
    (touched,) = examine_pack(office, PACKS / "law-2026").cases
    assert (touched.title, touched.offences) == ("某种苗有限公司销售的种子标签内容不符合规定案", ("seed-79-2",))
    assert {offence for case in examine_pack(office, PACKS / "city").cases for offence in case.offences} == {
        "pesticide-56",
        "seed-79-2",
    }


def test_closed_case_is_not_touched(office: Session) -> None:
    import_scripts(office, [path("samples", SEED_LABEL)], actor="A", now=NOW)
    assert examine_pack(office, PACKS / "law-2026").cases == ()


def test_installed_pack_counts_at_once_and_is_told_with_who_approved_it(office: Session) -> None:
    before = office.rulebook.digest
    install(office, "law-2026")
    entry = office.rulebook.catalogue.offences["seed-79-2"]
    assert (entry.bands[0].low, entry.bands[0].high) == (3000_00, 30000_00)
    assert office.rulebook.digest != before and "局法制科 2026-05-06 批准" in office.rulebook.version
    (line,) = installed_packs(office)
    assert (line.pack_id, line.version, line.approved_by, line.installed_by, line.installed_at) == (
        "law-2026",
        "1",
        APPROVER,
        "A",
        NOW,
    )


@pytest.mark.parametrize("named", ["", "  ", "局长"])
def test_only_the_approver_that_the_pack_states_is_accepted(named: str, office: Session) -> None:
    with pytest.raises(RuleError) as refused:
        install(office, "city", named)
    assert refused.value.problems[0].where == "approved_by"
    assert installed_packs(office) == () and pack_folders(office.folder) == ()


def test_same_pack_is_not_put_in_twice(office: Session) -> None:
    install(office, "city")
    with pytest.raises(RuleError, match="已经装入"):
        install(office, "city")
    assert len(read_stream(office.database, OFFICE_STREAM)) == 1


def test_newer_version_replaces_the_older_one_and_tells_what_turned(office: Session, tmp_path: Path) -> None:
    install(office, "city")
    newer = copied(tmp_path, "city", pack=("2026.1", "2026.2"), discretion=("max = 3000 ", "max = 2900 "))
    report = examine_pack(office, newer)
    assert (report.earlier, report.pack.version) == ("2026.1", "2026.2")
    assert [change.lines for change in report.changes] == [
        ("第1项轻微：货值金额一千元以下，2000元以上3000元以下 → 货值金额一千元以下，2000元以上2900元以下",)
    ]
    install_pack(office, report, approved_by=APPROVER, actor="A", now=NOW)
    assert [pack.version for pack in office.rulebook.packs] == ["2026.2"]
    assert [line.version for line in installed_packs(office)] == ["2026.2"]


def test_two_packs_stand_beside_each_other(office: Session, tmp_path: Path) -> None:
    wider = copied(tmp_path, "law-2026", offences=("min = 3000", "min = 2000"))
    install_pack(office, examine_pack(office, wider), approved_by=APPROVER, actor="A", now=NOW)
    install(office, "city")
    assert [pack.id for pack in office.rulebook.packs] == ["city", "law-2026"]


def test_pack_that_breaks_the_rules_with_those_already_in_is_refused(office: Session, tmp_path: Path) -> None:
    install(office, "city")
    # The law of the other pack no longer allows what the table gives for a breach.
    with pytest.raises(DataError) as refused:
        examine_pack(office, copied(tmp_path, "law-2026"))
    assert "city/discretion.toml" in str(refused.value) and "低于法定下限3000元" in str(refused.value)


def test_rows_are_renewed_under_the_pack_and_a_rebuild_agrees(office: Session) -> None:
    import_scripts(office, [path("samples", SEED_LABEL)], actor="A", now=NOW)
    install(office, "law-2026")
    assert [renew_rows(office), renew_rows(office)] == [1, 0]
    found = rebuild(office.database, office.rulebook)
    assert (found.different, found.outdated) == (0, 0)


def test_office_lays_its_packs_out_on_a_computer_that_has_none(folder: DataFolder, forms: FormSet) -> None:
    with opened(folder, forms) as session:
        install(session, "law-2026")
        digest = session.rulebook.digest
    shutil.rmtree(folder.packs)
    with opened(folder, forms) as session:
        assert session.rulebook.digest == digest
    (laid,) = pack_folders(folder)
    assert read_files(laid) == read_files(PACKS / "law-2026")


def test_pack_altered_by_hand_is_put_right_from_the_journal(folder: DataFolder, forms: FormSet) -> None:
    with opened(folder, forms) as session:
        install(session, "law-2026")
    file = folder.packs / "law-2026" / "offences.toml"
    file.write_text(file.read_text("utf-8").replace("30000", "99999"), "utf-8")
    with opened(folder, forms) as session:
        assert session.rulebook.catalogue.offences["seed-79-2"].bands[0].high == 30000_00


def test_pack_laid_by_hand_under_another_name_gives_way(office: Session) -> None:
    shutil.copytree(PACKS / "law-2026", office.folder.packs / "by-hand")
    office.read_rules_anew()
    install(office, "law-2026")
    assert [pack.name for pack in pack_folders(office.folder)] == ["law-2026"]
    assert [pack.id for pack in office.rulebook.packs] == ["law-2026"]


def test_line_ends_of_another_system_make_no_other_pack(office: Session, tmp_path: Path) -> None:
    windows = copied(tmp_path, "city")
    for file in windows.iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert examine_pack(office, windows).digest == examine_pack(office, PACKS / "city").digest


@pytest.mark.parametrize(
    ("stem", "words", "told"),
    [
        ("pack", ('id = "city"', 'id = "../city"'), "id：应由小写字母"),
        ("pack", ("approved_by", "approver"), "approver"),
        ("discretion", ("max = 5000 ", "max = 500000 "), "高于法定上限"),
    ],
)
def test_broken_pack_is_refused_by_file_and_key(
    stem: str, words: tuple[str, str], told: str, office: Session, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=told) as refused:
        examine_pack(office, copied(tmp_path, "city", **{stem: words}))
    assert refused.value.file == f"city/{stem}.toml"


def test_folder_that_is_no_pack_and_files_that_are_none_are_refused(office: Session, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=r"没有 pack\.toml"):
        examine_pack(office, tmp_path / "empty")
    folder = copied(tmp_path, "city")
    (folder / "run.py").write_text("print()", "utf-8")
    with pytest.raises(DataError, match="只能有 TOML 文件"):
        examine_pack(office, folder)
    (folder / "run.py").unlink()
    (folder / "discretion.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="UTF-8"):
        examine_pack(office, folder)


def test_pack_of_the_journal_never_writes_outside_its_folder(office: Session) -> None:
    pack = install(office, "city")
    with pytest.raises(DataError, match="规则包以外"):
        place_packs(office.folder, [replace(pack, files={**pack.files, "../../evil.toml": "x = 1"})])
    assert not (office.folder.root / "evil.toml").exists()
