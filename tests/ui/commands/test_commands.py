"""The text commands as another program calls them: exit status, what stands on which output, nothing half-done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import app
from procedures.script import read_script_file
from resources import path

CITIZEN = str(path("samples", "simple-citizen.toml"))
COMPANY = str(path("samples", "simple-company.toml"))


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(tmp_path / "data")


def broken(folder: Path, old: str, new: str) -> str:
    """The citizen's script with one thing made wrong."""
    file = folder / "broken.toml"
    text = Path(CITIZEN).read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return str(file)


def test_one_file_is_answered_with_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["assess", CITIZEN]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["parties"]["p1"]["procedure"] == "simple"
    assert {row["id"]: row["due"] for row in answer["deadlines"]}["fine_banking"] == "2026-10-14"


def test_several_files_are_answered_with_an_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["assess", CITIZEN, COMPANY]) == 0
    assert [row["as_of"] for row in json.loads(capsys.readouterr().out)] == ["2026-10-14", "2026-11-03"]


def test_amounts_are_written_with_two_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["assess", COMPANY])
    assert '"fine": 1500.00' in capsys.readouterr().out


def test_one_bad_file_refuses_the_call_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = broken(tmp_path, "fine = 100.00", "fine = 100.001")
    assert app.main(["assess", CITIZEN, wrong]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "broken.toml" in told.err and "fine" in told.err


def test_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["assess", "no-such-file.toml"]) == 2
    assert "no-such-file.toml" in capsys.readouterr().err


def test_import_takes_all_files_or_none(tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = broken(tmp_path, 'kind = "citizen"', 'kind = "people"')
    assert app.main(["import", CITIZEN, wrong, "--data", data]) == 2
    capsys.readouterr()
    assert app.main(["export", "浏农（畜牧）当罚〔2026〕1号", "--data", data]) == 2


def test_script_comes_back_without_loss(tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["import", CITIZEN, "--data", data]) == 0
    case_id = capsys.readouterr().out.split("\t")[0]
    out = tmp_path / "back.toml"
    assert app.main(["export", case_id, "--out", str(out), "--data", data]) == 0
    assert read_script_file(out) == read_script_file(Path(CITIZEN))


def test_script_imported_before_is_skipped_and_said_so(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["import", CITIZEN, "--data", data])
    capsys.readouterr()
    assert app.main(["import", CITIZEN, COMPANY, "--data", data]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "跳过" in first and "跳过" not in second


def test_rebuild_and_verify_find_a_sound_office_sound(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["import", CITIZEN, COMPANY, "--data", data])
    assert app.main(["rebuild", "--data", data]) == 0
    assert app.main(["verify", "--data", data]) == 0
    assert "全部相符" in capsys.readouterr().out


def test_self_check_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["self-check"]) == 0
    assert "✗" not in capsys.readouterr().out


@pytest.mark.parametrize("call", [["assess"], ["import"], ["no-such-command"], ["demo"]])
def test_call_that_cannot_be_taken_ends_with_two(call: list[str]) -> None:
    done = subprocess.run([sys.executable, "app.py", *call], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr


def test_database_with_another_key_is_refused_without_a_traceback(data: str) -> None:
    app.main(["import", CITIZEN, "--data", data])
    key = Path(data) / "office.key"
    key.chmod(0o600)
    key.write_text("00" * 32 + "\n")
    done = subprocess.run(
        [sys.executable, "app.py", "verify", "--data", data], capture_output=True, text=True, check=False
    )
    assert done.returncode == 4 and "Traceback" not in done.stderr and "office" in done.stderr


def test_broken_pack_is_named_and_nothing_starts(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    pack = Path(data) / "packs" / "county"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text('id = "county"\n', "utf-8")
    assert app.main(["import", CITIZEN, "--data", data]) == 2
    assert "pack.toml" in capsys.readouterr().err
