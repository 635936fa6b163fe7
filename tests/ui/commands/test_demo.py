"""The demonstration: every sample walked through the operations, its papers written, its table as expected."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

import app
from procedures.script import read_script_file
from resources import path
from ui.commands.expectations import expectations_of

SAMPLES = sorted(path("samples").glob("*.toml"))
SIMPLE = "simple-citizen"
NUMBER = "浏农（畜牧）当罚〔2026〕1号"


@dataclass(frozen=True)
class Shown:
    """A demonstration that has run: where, how it ended, what it printed."""

    out: Path
    status: int
    told: str


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    out = tmp_path_factory.mktemp("demo")
    told = StringIO()
    with redirect_stdout(told):
        status = app.main(["demo", "--out", str(out)])
    yield Shown(out, status, told.getvalue())


@pytest.fixture
def copied(shown: Shown, tmp_path: Path) -> Path:
    """A data folder of its own, as the demonstration left it."""
    return Path(shutil.copytree(shown.out / "data", tmp_path / "data"))


def row_of(shown: Shown, name: str) -> list[str]:
    return next(line for line in shown.told.splitlines() if line.startswith(name)).split()


def test_demo_agrees_with_everything_expected(shown: Shown) -> None:
    assert [line for line in shown.told.splitlines() if line.startswith("✗")] == []
    assert shown.status == 0
    assert "全部相符" in shown.told


def test_demo_tells_procedure_hearing_filing_and_agreement_of_every_sample(shown: Shown) -> None:
    assert row_of(shown, "c09")[2:5] == ["普通", "是", "是"]
    assert row_of(shown, "c12")[2:5] == ["普通", "是", "否"]
    assert all(row_of(shown, file.stem)[-1] == "✓" for file in SAMPLES)


def test_demo_tells_the_range_of_every_fine_and_which_a_person_entered(shown: Shown) -> None:
    assert row_of(shown, "c01")[5] == "1,588.00—3,970.00"
    assert row_of(shown, "c12")[5] == "15,298.00—38,245.00"
    assert row_of(shown, "c07")[5] == "0.00—3,480.00手工"


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_demo_writes_every_paper_in_both_formats(file: Path, shown: Shown) -> None:
    expected = expectations_of(file.stem).papers
    written = sorted((shown.out / file.stem).glob("*.pdf"))
    assert len(written) == sum(expected.values()) if expected else written
    assert [each.with_suffix(".docx").exists() for each in written] == [True] * len(written)


def test_walked_case_is_the_sample_with_numbers_drawn(shown: Shown) -> None:
    sample = read_script_file(path("samples", "c12-unlicensed-vetdrugs-instalments.toml"))
    walked = read_script_file(shown.out / "c12-unlicensed-vetdrugs-instalments" / "case.toml")
    assert {act.id for act in walked.acts} == {act.id for act in sample.acts}
    assert walked.goods == sample.goods and walked.constructed == sample.constructed
    decision = next(act for act in walked.acts if act.id == "decision")
    assert decision.document is not None and decision.document.number.startswith("浏农（兽药）罚〔2024〕")


def test_published_contradiction_is_refused_before_it_is_mended(shown: Shown) -> None:
    refused = [line for line in shown.told.splitlines() if line.startswith("○")]
    assert len(refused) == 1 and "c03" in refused[0] and "与没收项目矛盾" in refused[0]


def test_photographs_of_a_sample_lie_in_the_store(shown: Shown) -> None:
    walked = read_script_file(shown.out / "c03-expired-pesticide" / "case.toml")
    photographs = [piece for piece in walked.evidence if piece.file]
    assert photographs
    for piece in photographs:
        assert (shown.out / "data" / "objects" / piece.sha256[:2] / piece.sha256).is_file()


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("c06-seed-label", "plain_due = 2024-08-09", "plain_due = 2024-08-08", "statement_period"),
        ("c12-unlicensed-vetdrugs-instalments", "amount = 1800.00, capped", "amount = 1800.01, capped", "surcharge"),
        ("c04-restricted-pesticide", "major = false", "major = true", "major"),
    ],
)
def test_demo_fails_where_a_figure_is_not_as_expected(
    name: str,
    old: str,
    new: str,
    where: str,
    tmp_path: Path,
    samples_in: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = path("samples", f"{name}.toml").read_text("utf-8")
    assert old in script
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / f"{name}.toml").write_text(script.replace(old, new, 1), "utf-8")
    samples_in(folder)
    assert app.main(["demo", "--out", str(tmp_path / "out")]) == 1
    differing = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗")]
    assert differing and all(where in line for line in differing)


@pytest.fixture
def samples_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Lets the demonstration walk the scripts of another folder."""

    def use(folder: Path) -> None:
        monkeypatch.setattr("ui.commands.demo.path", lambda *_: folder)

    return use


def test_demo_refuses_a_folder_that_holds_data(shown: Shown, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["demo", "--out", str(shown.out)]) == 2
    assert "新的文件夹" in capsys.readouterr().err


def test_verify_names_an_issued_file_that_was_changed(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    victim = next(file for file in (copied / "documents").rglob("*") if file.is_file())
    victim.chmod(0o600)
    victim.write_bytes(victim.read_bytes()[:-1])
    assert app.main(["verify", "--data", str(copied)]) == 1
    assert victim.name[:16] in capsys.readouterr().out


def test_rebuild_finds_every_walked_case_sound(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["rebuild", "--data", str(copied)]) == 0
    assert "逐栏比对全部相符" in capsys.readouterr().out


def test_render_writes_an_issued_paper_as_it_was_frozen(shown: Shown, tmp_path: Path) -> None:
    data = ["--data", str(shown.out / "data")]
    assert app.main(["render", NUMBER, "--form", "7", "--out", str(tmp_path), *data]) == 0
    name = f"{NUMBER}-7-当场行政处罚决定书.pdf"
    assert (tmp_path / name).read_bytes() == (shown.out / SIMPLE / name).read_bytes()


def test_papers_without_a_number_do_not_overwrite_each_other(shown: Shown) -> None:
    proofs = sorted(file.name for file in (shown.out / "c07-unregistered-fertiliser").glob("33-*.pdf"))
    assert (
        proofs[0] == "33-送达回证-2.pdf" and len(proofs) == expectations_of("c07-unregistered-fertiliser").papers["33"]
    )


def test_imported_sample_is_exported_without_loss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path / "data")]
    twelve = [file for file in SAMPLES if file.stem.startswith("c")]
    assert app.main(["import", *map(str, twelve), *data]) == 0
    case_ids = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    for case_id, file in zip(case_ids, twelve, strict=True):
        out = tmp_path / "back" / file.name
        assert app.main(["export", case_id, "--out", str(out), *data]) == 0
        assert read_script_file(out) == read_script_file(file)


def test_demo_builds_the_package_of_every_filing(shown: Shown) -> None:
    filed = {
        file.stem: sum(act.kind == "major_filed" for act in read_script_file(file).acts)
        for file in SAMPLES
        if any(act.kind == "major_filed" for act in read_script_file(file).acts)
    }
    assert len(filed) == 4
    for name, count in filed.items():
        made = list((shown.out / name / "备案卷").iterdir())
        assert sum(each.is_dir() for each in made) == count
        assert sorted(each.suffix for each in made if each.is_file()) == [".pdf"] * count + [".zip"] * count
    assert f"备案卷 {sum(filed.values())} 份" in shown.told
