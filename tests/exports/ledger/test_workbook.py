"""A ledger's workbook, read back with openpyxl: types, formulas, limits, and nothing left behind when it fails."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.ledger.book import Book, Part, Written
from exports.ledger.target import TargetError
from exports.ledger.workbook import LedgerCancelledError, write_workbook
from forms.ledger.columns import columns_of

KEYS = ("case_number", "party_name", "sector", "opened_on", "fine", "days_left")
WHEN = datetime(2025, 1, 9, 6, 3, tzinfo=UTC)
ROW = ("浏农（农药）立〔2024〕2号", "某农资经营部", "农药", date(2024, 1, 14), 1606290, -3)
HEAD = 5


def book(rows: Iterable[Sequence[Any]], **changes: Any) -> Book:
    """A small book of one part."""
    known = columns_of("cases")
    told = list(rows)
    made = Book(
        title="案件台账",
        columns=tuple(known[key] for key in KEYS),
        widths=tuple(known[key].width for key in KEYS),
        totals=("fine",),
        conditions="条件：立案日期 2024-01-01 至 2024-12-31　共 180 / 214 件",
        made="制表：2025-01-09 14:03　己某",
        made_at=WHEN,
        parts=[Part("案件台账", told, len(told))],
        remarks=(("金额", "以元为单位"),),
    )
    return replace(made, **changes)


def written(tmp_path: Path, *rows: Sequence[Any], **changes: Any) -> tuple[Written, Any]:
    """The workbook of these rows, and what openpyxl reads of it."""
    target = tmp_path / "台账.xlsx"
    made = write_workbook(book(rows, **changes), target, len(rows))
    return made, load_workbook(target)


def with_name(name: str) -> tuple[Any, ...]:
    return (ROW[0], name, *ROW[2:])


def test_identifiers_are_text_and_days_and_amounts_are_real(tmp_path: Path) -> None:
    _, read = written(tmp_path, ROW)
    number, name, sector, day, fine, left = read["案件台账"][HEAD + 1]
    assert (number.value, number.data_type, number.number_format) == (ROW[0], "s", "@")
    assert (name.value, sector.value) == ("某农资经营部", "农药")
    assert (day.value.date(), day.is_date, day.number_format) == (date(2024, 1, 14), True, "yyyy-mm-dd")
    assert (fine.value, fine.number_format) == (16062.9, "#,##0.00")
    assert (left.value, left.data_type) == (-3, "n")


def test_first_lines_say_what_it_is_how_it_was_chosen_and_by_what_it_was_made(tmp_path: Path) -> None:
    _, read = written(tmp_path, ROW)
    sheet = read["案件台账"]
    assert [sheet.cell(line, 1).value for line in (1, 2, 3)] == [
        "案件台账",
        "条件：立案日期 2024-01-01 至 2024-12-31　共 180 / 214 件",
        "制表：2025-01-09 14:03　己某",
    ]
    assert [cell.value for cell in sheet[HEAD]] == ["案号", "当事人", "行业", "立案日期", "罚款（元）", "剩余天数"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B6", "A5:F6")
    assert sheet.column_dimensions["A"].width == columns_of("cases")["case_number"].width


def test_totals_stand_above_the_header_as_formulas_over_exactly_the_rows(tmp_path: Path) -> None:
    _, read = written(tmp_path, ROW, ROW, ROW)
    line = read["案件台账"][HEAD - 1]
    assert (line[0].value, line[4].value, line[4].data_type) == ("合计", "=SUBTOTAL(109,E6:E8)", "f")


def test_an_empty_ledger_has_its_head_and_a_total_of_nothing(tmp_path: Path) -> None:
    made, read = written(tmp_path)
    assert made.rows == 0
    assert read["案件台账"]["E4"].value == "=SUBTOTAL(109,E6:E6)"
    assert read["案件台账"].max_row == HEAD


@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1+1", "=1+1", "#N/A", "#REF!", "TRUE", "12", "1/2"],
)
def test_text_that_looks_like_something_else_stays_text(tmp_path: Path, name: str) -> None:
    made, read = written(tmp_path, with_name(name), sector_row(name), title=name)
    sheet = read.worksheets[0]
    assert (sheet.cell(HEAD + 1, 2).value, sheet.cell(HEAD + 1, 2).data_type) == (name, "s")
    assert (sheet.cell(HEAD + 2, 1).value, sheet.cell(HEAD + 2, 1).data_type) == (name, "s")
    assert sheet["A1"].data_type == "s"
    with zipfile.ZipFile(made.path) as parts:
        formulas = parts.read("xl/worksheets/sheet1.xml").count(b"<f>")
    assert formulas == 1  # the total


def sector_row(number: str) -> tuple[Any, ...]:
    return (number, *ROW[1:])


def test_a_formula_like_text_keeps_its_quote_when_it_is_edited(tmp_path: Path) -> None:
    _, read = written(tmp_path, with_name("=1+1"), with_name("某公司"))
    cells = [read["案件台账"].cell(HEAD + line, 2) for line in (1, 2)]
    assert [bool(cell.quotePrefix) for cell in cells] == [True, False]


@pytest.mark.parametrize("name", ["𠮷野家", "㐀㒨", "畜禽😀", "一\n二", "a\u2028b", "\u3400\u200b", "_x0041_"])
def test_rare_characters_and_lines_survive(tmp_path: Path, name: str) -> None:
    made, read = written(tmp_path, with_name(name))
    shown = read["案件台账"].cell(HEAD + 1, 2).value
    assert shown.replace("_x005F_", "_") == name
    assert made.notes == ()


def test_windows_line_ends_become_one_line_break(tmp_path: Path) -> None:
    _, read = written(tmp_path, with_name("一\r\n二\r三"))
    assert read["案件台账"].cell(HEAD + 1, 2).value == "一\n二\n三"


def test_text_that_excel_would_unescape_is_escaped(tmp_path: Path) -> None:
    made, _ = written(tmp_path, with_name("_x000D_"))
    with zipfile.ZipFile(made.path) as parts:
        assert b"_x005F_x000D_" in parts.read("xl/worksheets/sheet1.xml")


def test_control_characters_become_visible_and_it_is_told(tmp_path: Path) -> None:
    made, read = written(tmp_path, with_name("某\x00公\x1b司\ufffe\ud800"))
    assert read["案件台账"].cell(HEAD + 1, 2).value == "某␀公␛司��"
    assert "1 处文字含有表格不能容纳的控制字符" in made.notes[0]


def test_a_text_of_forty_thousand_characters_is_whole_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    long = "".join(chr(0x4E00 + place % 5000) for place in range(40_000))
    made, read = written(tmp_path, with_name("某公司"), with_name(long))
    cell = read["案件台账"].cell(HEAD + 2, 2).value
    assert cell.startswith(long[:16_000]) and "共 40000 字，全文见“长文”表第 2 行起" in cell
    lines = list(read["长文"].iter_rows(min_row=2, values_only=True))
    assert "".join(line[4] for line in lines) == long
    assert [line[:4] for line in lines] == [("案件台账", 7, "当事人", f"{number}/3") for number in (1, 2, 3)]
    assert "1 处文字超过一个单元格" in made.notes[0]
    assert made.notes[0] in [row[2] for row in read["说明"].iter_rows(values_only=True)]
    assert read.sheetnames == ["案件台账", "长文", "说明"]


def test_length_is_counted_as_excel_counts_it(tmp_path: Path) -> None:
    fits, too_long = "😀" * 16_383, "😀" * 16_384
    _, read = written(tmp_path, with_name(fits), with_name(too_long), with_name("一" * 32_767))
    assert read["案件台账"].cell(HEAD + 1, 2).value == fits
    assert "全文见" in read["案件台账"].cell(HEAD + 2, 2).value
    assert read["案件台账"].cell(HEAD + 3, 2).value == "一" * 32_767


def test_a_row_is_as_high_as_its_longest_text_needs(tmp_path: Path) -> None:
    _, read = written(tmp_path, ROW, with_name("某" * 30))
    heights = [read["案件台账"].row_dimensions[HEAD + line].height for line in (1, 2)]
    assert heights[0] is None and heights[1] == pytest.approx(3 * 14.4)


def test_rows_beyond_the_limit_of_a_sheet_go_to_the_next(tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    rows = [(str(number), *ROW[1:]) for number in range(10)]
    made = write_workbook(book(rows), target, 10, most_rows=HEAD + 4)
    read = load_workbook(target)
    assert made.sheets == ("案件台账", "案件台账 (2)", "案件台账 (3)")
    found = [read[name].iter_rows(min_row=HEAD + 1, max_col=1, values_only=True) for name in made.sheets]
    assert [[row[0] for row in each] for each in found] == [list("0123"), list("4567"), list("89")]
    assert [read[name]["E4"].value[-6:] for name in made.sheets] == ["E6:E9)", "E6:E9)", "E6:E7)"]


def test_a_sheet_that_is_exactly_full_brings_no_empty_one(tmp_path: Path) -> None:
    made = write_workbook(book([ROW] * 4), tmp_path / "台账.xlsx", 4, most_rows=HEAD + 4)
    assert made.sheets == ("案件台账",)


def test_names_that_no_sheet_can_have_are_mended(tmp_path: Path) -> None:
    parts = [Part(name, [ROW], 1) for name in ("2024/2025", "2024:2025", "History", "年" * 40, "")]
    _, read = written(tmp_path, ROW, parts=parts)
    assert read.sheetnames == ["2024_2025", "2024_2025_2", "History_2", "年" * 31, "台账", "说明"]


def test_a_cancelled_ledger_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(LedgerCancelledError):
        write_workbook(book([ROW] * 2000), target, 2000, cancel=lambda: True)
    assert [file.name for file in tmp_path.iterdir()] == ["台账.xlsx"]
    assert target.read_bytes() == b"old"


def test_progress_is_told_and_may_stop_the_work(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(book([ROW] * 2000), tmp_path / "台账.xlsx", 2000, progress=tell)
    assert told == [(500, 2000), (1000, 2000)]
    assert not list(tmp_path.iterdir())


def test_what_fails_in_a_row_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write_workbook(book([ROW, ROW[:3]]), tmp_path / "台账.xlsx", 2)
    assert not list(tmp_path.iterdir())


def test_sheets_leave_no_files_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "kept"))
    (tmp_path / "kept").mkdir()
    write_workbook(book([ROW]), tmp_path / "台账.xlsx", 1)
    with pytest.raises(LedgerCancelledError):
        write_workbook(book([ROW]), tmp_path / "台账.xlsx", 1, cancel=lambda: True)
    assert not list((tmp_path / "kept").iterdir())


@pytest.mark.parametrize("lock", ["~$台账.xlsx", ".~台账.xlsx", ".~lock.台账.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_left_alone(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    (tmp_path / lock).touch()
    with pytest.raises(TargetError, match="目标文件正被占用") as error:
        write_workbook(book([ROW]), target, 1)
    assert lock in error.value.remedy
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(["台账.xlsx", lock])
    assert target.read_bytes() == b"old"


def test_a_file_that_is_opened_while_the_ledger_is_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")

    def refuse(self: Path, _target: Path) -> None:
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(TargetError, match="目标文件正被占用"):
        write_workbook(book([ROW]), target, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["台账.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_folder_of_that_name_and_a_place_that_cannot_be_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").mkdir()
    with pytest.raises(TargetError, match="这是文件夹"):
        write_workbook(book([ROW]), tmp_path / "台账.xlsx", 1)
    (tmp_path / "file").touch()
    with pytest.raises(TargetError, match="不能写入这个文件夹"):
        write_workbook(book([ROW]), tmp_path / "file" / "台账.xlsx", 1)


def test_the_explanation_says_what_columns_mean(tmp_path: Path) -> None:
    _, read = written(tmp_path, ROW)
    lines = [tuple(row) for row in read["说明"].iter_rows(values_only=True)]
    assert ("台账", None, "案件台账") in lines and ("金额", None, "以元为单位") in lines
    assert ("剩余天数", "数", "负数为逾期天数") in lines
