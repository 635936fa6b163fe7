"""Evidence files beside a script: brought in with it, written beside it again, refused whole where they don't fit."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

import app
from exports.script import write_script
from procedures.case import Case, Evidence
from procedures.script import read_script_file
from tests.builders import DAY, make_case

PHOTO = b"\xff\xd8 a photo"
DIGEST = hashlib.sha256(PHOTO).hexdigest()
PIECE = Evidence(
    "e1", "视听资料", "照片", file="photos/1.jpg", maker="陈某", place="某镇", made_on=DAY, note="手机拍摄"
)


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(tmp_path / "data")


def _script(folder: Path, *pieces: Evidence, name: str = "case.toml") -> Path:
    """A script with these pieces, and the photo beside it."""
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    (folder / "photos" / "1.jpg").write_bytes(PHOTO)
    script = folder / name
    script.write_text(write_script(make_case(evidence=pieces)), "utf-8")
    return script


def _imported(script: Path, data: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert app.main(["import", str(script), "--data", data]) == 0
    return capsys.readouterr().out.split("\t")[0]


def _exported(case_id: str, out: Path, data: str) -> Case:
    assert app.main(["export", case_id, "--out", str(out), "--data", data]) == 0
    return read_script_file(out)


def test_files_come_in_and_go_out_again_without_loss(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id = _imported(_script(tmp_path / "in", PIECE, replace(PIECE, id="e2", name="同一张")), data, capsys)
    back = _exported(case_id, tmp_path / "out" / "back.toml", data)
    assert (tmp_path / "out" / "back.evidence" / "photos" / "1.jpg").read_bytes() == PHOTO
    assert back.evidence[0] == replace(PIECE, file="back.evidence/photos/1.jpg", sha256=DIGEST)
    again = _imported(tmp_path / "out" / "back.toml", data + "2", capsys)
    assert _exported(again, tmp_path / "third" / "back.toml", data + "2") == back


def test_script_without_its_file_is_refused_by_key(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = _script(tmp_path / "in", PIECE)
    wanting = _script(tmp_path / "in", PIECE, replace(PIECE, id="e2", file="photos/2.jpg"), name="wanting.toml")
    assert app.main(["import", str(whole), str(wanting), "--data", data]) == 2
    told = capsys.readouterr()
    assert "evidence[2].file" in told.err and "photos/2.jpg" in told.err and told.out == ""
    assert not [file for file in (Path(data) / "objects").rglob("*") if file.is_file()]


def test_file_with_another_digest_is_refused_by_key(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["import", str(_script(tmp_path, replace(PIECE, sha256="0" * 64))), "--data", data]) == 2
    told = capsys.readouterr().err
    assert "evidence[1].sha256" in told and DIGEST[:16] in told


def test_script_imported_before_needs_its_files_no_more(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _script(tmp_path, PIECE)
    _imported(script, data, capsys)
    (tmp_path / "photos" / "1.jpg").unlink()
    assert app.main(["import", str(script), "--data", data]) == 0
    assert "跳过" in capsys.readouterr().out


def test_export_with_a_missing_file_writes_no_script_and_verify_names_it(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id = _imported(_script(tmp_path, PIECE), data, capsys)
    (Path(data) / "objects" / DIGEST[:2] / DIGEST).unlink()
    out = tmp_path / "out.toml"
    assert app.main(["export", case_id, "--out", str(out), "--data", data]) == 4
    assert "证据文件不见了" in capsys.readouterr().err and not out.exists()
    assert app.main(["verify", "--data", data]) == 1
    told = capsys.readouterr().out
    assert "证据“照片”" in told and DIGEST in told and "1 个证据文件" in told
    assert app.main(["export", case_id, "--data", data]) == 0
