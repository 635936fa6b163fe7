"""`app.py ledger` as another program calls it: exit status, outputs, the workbook, nothing half-done."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

import app
from exports.ledger.layout_file import write_layout
from forms.ledger.layout import shipped_layouts
from resources import path


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A data folder with two cases."""
    folder = str(tmp_path / "data")
    samples = [str(path("samples", name)) for name in ("simple-citizen.toml", "c05-fake-maize-seed.toml")]
    assert app.main(["import", *samples, "--data", folder]) == 0
    capsys.readouterr()
    return folder


def test_the_case_ledger_is_written_where_it_is_asked_for(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out" / "台账.xlsx"
    assert app.main(["ledger", "--from", "2026-01-01", "--until", "2026-12-31", "--out", str(out), "--data", data]) == 0
    assert capsys.readouterr().out == f"{out}\t1 行\n"
    sheet = load_workbook(out)["案件台账"]
    assert sheet["A2"].value == "条件：立案日期 2026-01-01 至 2026-12-31　共 1 / 2 件"
    assert sheet["A6"].value == "浏农（畜牧）当罚〔2026〕1号"


def test_a_layout_may_be_named_or_come_as_a_file(data: str, tmp_path: Path) -> None:
    file = tmp_path / "我的.toml"
    file.write_text(write_layout(shipped_layouts()[0]).replace("案件台账", "我的"), "utf-8")
    for layout, sheet in (("备案登记", "备案登记"), (str(file), "我的")):
        out = tmp_path / f"{sheet}.xlsx"
        assert app.main(["ledger", "--layout", layout, "--out", str(out), "--data", data]) == 0
        assert load_workbook(out).sheetnames[0] == sheet


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        (["--layout", "没有"], 2, "现有：案件台账、备案登记、过错责任追究登记、执法证件"),
        (["--layout", "没有.toml"], 2, "没有.toml：打不开"),
        (["--from", "2024-13-01"], 2, "--from：应为日期"),
        (["--from", "2024-02-01", "--until", "2024-01-01"], 2, "早于 --from"),
        (["--layout", "过错责任追究登记"], 3, "请在窗口里导出"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], status: int, told: str
) -> None:
    out = tmp_path / "台账.xlsx"
    assert app.main(["ledger", *given, "--out", str(out), "--data", data]) == status
    said = capsys.readouterr()
    assert told in said.err and said.out == ""
    assert not out.exists()


def test_another_kind_of_file_is_refused(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["ledger", "--out", str(tmp_path / "台账.csv"), "--data", data]) == 2
    assert "应为 .xlsx 文件" in capsys.readouterr().err


def test_a_workbook_that_is_open_is_left_alone(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "台账.xlsx"
    out.write_bytes(b"old")
    (tmp_path / "~$台账.xlsx").touch()
    assert app.main(["ledger", "--out", str(out), "--data", data]) == 4
    assert "目标文件正被占用" in capsys.readouterr().err
    assert out.read_bytes() == b"old"


def test_a_broken_layout_file_is_named_with_its_key(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "坏.toml"
    file.write_text(write_layout(shipped_layouts()[0]).replace('"cause"', '"couse"'), "utf-8")
    assert app.main(["ledger", "--layout", str(file), "--out", str(tmp_path / "a.xlsx"), "--data", data]) == 2
    assert "坏.toml：columns.3：没有“couse”这一列" in capsys.readouterr().err
