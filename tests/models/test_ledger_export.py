"""A ledger leaves the office as a workbook, whole, in one state of the database, and the journal says so."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.ledger.layout_file import write_layout
from exports.ledger.workbook import LedgerCancelledError
from forms.ledger.counting import LedgerQuestion
from models.entries import OFFICE_STREAM
from models.errors import StorageError
from models.journal import read_stream
from models.ledger_reading import ledger_count
from models.operations.layouts import record_layout, remove_layout, take_in_layout
from models.operations.ledgers import export_ledger, record_unmasked
from models.queries.ledger import find_layout, known_layouts
from models.rebuild import rebuild
from models.session import Session
from procedures.problems import DataError, RuleError
from tests.builders import make_company, make_general_case, make_simple_case
from tests.models.conftest import NOW
from tests.models.ledger_cases import CASES, CERTIFICATES, FILINGS, FINDINGS, TODAY, layout, stored, with_samples


def exported(session: Session, question: LedgerQuestion, target: Path) -> list[str]:
    """The names of the sheets of what was written."""
    export_ledger(session, question, target, actor="A", now=NOW, with_pivot=True)
    names: list[str] = load_workbook(target).sheetnames
    return names


def last_entry(session: Session) -> dict[str, object]:
    entry = read_stream(session.database, OFFICE_STREAM)[-1]
    return {"kind": entry.kind, "actor": entry.actor, **json.loads(entry.payload)}


def test_the_workbook_holds_the_ledger_a_pivot_and_its_explanation(session: Session, tmp_path: Path) -> None:
    with_samples(session)
    target = tmp_path / "台账.xlsx"
    question = LedgerQuestion(CASES, TODAY, since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert exported(session, question, target) == ["案件台账", "交叉表", "说明"]
    sheet = load_workbook(target)["案件台账"]
    assert sheet["A2"].value == "条件：立案日期 2024-01-01 至 2024-12-31　共 5 / 14 件"
    assert sheet["A3"].value.startswith("制表：2026-10-09 08:56　截至 2026-11-24　规则 liuyang")
    assert sheet.max_row == 5 + 5


def test_the_pivot_on_its_sheet_adds_up(session: Session, tmp_path: Path) -> None:
    with_samples(session)
    exported(session, LedgerQuestion(CASES, TODAY), tmp_path / "台账.xlsx")
    lines = list(load_workbook(tmp_path / "台账.xlsx")["交叉表"].iter_rows(min_row=4, values_only=True))
    assert lines[0][0] == "立案日期（按月）" and lines[0][-1] == lines[-1][0] == "合计"
    assert lines[-1][-1] == sum(line[-1] for line in lines[1:-1]) == sum(lines[-1][1:-1]) == 14


def test_a_sheet_for_each_year_holds_that_year(session: Session, tmp_path: Path) -> None:
    with_samples(session)
    target = tmp_path / "台账.xlsx"
    names = exported(session, LedgerQuestion(replace(CASES, per_year=True), TODAY), target)
    assert names == ["2023年", "2024年", "2025年", "2026年", "交叉表", "说明"]
    read = load_workbook(target)
    assert read["2024年"]["A1"].value == "案件台账　2024年（本表 5 行）"
    assert {row[0].year for row in read["2024年"].iter_rows(6, min_col=7, max_col=7, values_only=True)} == {2024}


def test_every_shipped_layout_can_be_written_of_an_empty_office(session: Session, tmp_path: Path) -> None:
    for number, each in enumerate((CASES, FILINGS, FINDINGS, CERTIFICATES)):
        assert exported(session, LedgerQuestion(each, TODAY), tmp_path / f"{number}.xlsx")[0] == each.name


def test_a_dangerous_party_arrives_as_text(session: Session, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x","y")'
    stored(session, replace(make_general_case(), parties=(make_company(name=name),)))
    exported(session, LedgerQuestion(CASES, TODAY), tmp_path / "台账.xlsx")
    cell = load_workbook(tmp_path / "台账.xlsx")["案件台账"]["B6"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_the_journal_says_who_exported_what_and_whether_it_was_unmasked(session: Session, tmp_path: Path) -> None:
    stored(session, make_simple_case())
    personal = layout("party_name", "identity_no")
    target = tmp_path / "台账.xlsx"
    exported(session, LedgerQuestion(personal, TODAY, until=TODAY), target)
    assert last_entry(session) == {
        "kind": "ledger_exported",
        "actor": "A",
        "layout": "案件台账",
        "source": "cases",
        "conditions": "立案日期 不晚于 2026-11-24",
        "file": "台账.xlsx",
        "rows": 1,
        "unmasked": False,
    }
    assert "含个人信息的列已遮盖" in load_workbook(target)["案件台账"]["A3"].value
    exported(session, LedgerQuestion(personal, TODAY, unmasked=True), target)
    assert last_entry(session)["unmasked"] is True
    read = load_workbook(target)
    assert "含未遮盖的个人信息" in read["案件台账"]["A3"].value
    assert ("个人信息", None, "公民身份号码：未遮盖") in list(read["说明"].iter_rows(values_only=True))


def test_what_fails_or_is_cancelled_leaves_no_file_and_no_entry(session: Session, tmp_path: Path) -> None:
    stored(session, make_simple_case())
    before = read_stream(session.database, OFFICE_STREAM)
    target, question = tmp_path / "台账.xlsx", LedgerQuestion(CASES, TODAY)
    with pytest.raises(LedgerCancelledError):
        export_ledger(session, question, target, actor="A", now=NOW, cancel=lambda: True)
    with pytest.raises(RuleError, match="不能写进文书"):
        export_ledger(session, replace(question, words="a\x00"), target, actor="A", now=NOW)
    (tmp_path / "~$台账.xlsx").touch()
    with pytest.raises(StorageError, match="目标文件正被占用"):
        export_ledger(session, question, target, actor="A", now=NOW)
    assert [file.name for file in tmp_path.iterdir() if file.name != "data"] == ["~$台账.xlsx"]
    assert read_stream(session.database, OFFICE_STREAM) == before


def test_an_export_sees_one_state_while_others_write(local_session: Session, tmp_path: Path) -> None:
    session = with_samples(local_session)
    target = tmp_path / "台账.xlsx"
    done: list[int] = []

    def write_meanwhile(_done: int, _total: int) -> None:
        if not done:
            done.append(1)
            with ThreadPoolExecutor(1) as other:
                other.submit(stored, session, make_simple_case()).result()

    export_ledger(session, LedgerQuestion(CASES, TODAY), target, actor="A", now=NOW, progress=write_meanwhile)
    assert load_workbook(target)["案件台账"]["A2"].value == "条件：全部　共 14 / 14 件"
    assert ledger_count(session, LedgerQuestion(CASES, TODAY)).rows == 15


def test_a_layout_is_kept_listed_changed_and_removed(session: Session) -> None:
    kept = record_layout(session, layout(name="局长年报版"), actor="A", now=NOW)
    assert [known.name for known in known_layouts(session)][4:] == ["局长年报版"]
    narrowed = record_layout(session, replace(kept, columns=("case_number",)), actor="B", now=NOW)
    found = find_layout(session, "局长年报版")
    assert found is not None
    assert (found.layout, found.layout_id, found.made_by, found.made_at) == (narrowed, kept.id, "B", NOW)
    assert rebuild(session.database, session.rulebook).different == 0
    remove_layout(session, kept.id, actor="A", now=NOW)
    assert find_layout(session, "局长年报版") is None
    with pytest.raises(RuleError, match="已经不在"):
        remove_layout(session, kept.id, actor="A", now=NOW)


@pytest.mark.parametrize("name", ["案件台账", "局长年报版"])
def test_two_layouts_never_have_one_name(session: Session, name: str) -> None:
    record_layout(session, layout(name="局长年报版"), actor="A", now=NOW)
    with pytest.raises(RuleError, match="已有名为"):
        record_layout(session, layout(name=name), actor="A", now=NOW)


def test_a_layout_without_sense_is_refused_with_its_key(session: Session) -> None:
    with pytest.raises(RuleError, match="columns") as error:
        record_layout(session, layout("colour", name="新布局"), actor="A", now=NOW)
    assert error.value.problems[0].where == "columns.1"


def test_a_layout_from_a_file_is_kept_beside_those_of_its_name(session: Session) -> None:
    told = write_layout(layout("case_number", "fine", name="年报"))
    names = [take_in_layout(session, told, "年报.toml", actor="A", now=NOW).name for _ in range(3)]
    assert names == ["年报", "年报 2", "年报 3"]
    with pytest.raises(DataError, match=r"年报.toml：columns.2"):
        take_in_layout(session, told.replace('"fine"', '"fines"'), "年报.toml", actor="A", now=NOW)


def test_a_kept_layout_that_cannot_be_read_any_more_says_why_and_stops_nothing(session: Session) -> None:
    record_layout(session, layout("case_number", "fine", name="年报"), actor="A", now=NOW)
    session.database.sql("UPDATE layout_row SET text = replace(text, '\"fine\"', '\"gone\"')")
    [*shipped, kept] = known_layouts(session)
    assert kept.layout is None and "布局“年报”：columns.2：没有“gone”这一列" in kept.wrong
    assert all(known.layout for known in shipped)


def test_the_journal_says_who_saw_personal_columns_whole(session: Session) -> None:
    stored(session, make_simple_case())
    personal = layout("party_name", "identity_no")
    for unseen in (LedgerQuestion(personal, TODAY), LedgerQuestion(layout("party_name"), TODAY, unmasked=True)):
        record_unmasked(session, unseen, actor="A", now=NOW)
    assert "ledger_unmasked" not in {entry.kind for entry in read_stream(session.database, OFFICE_STREAM)}
    record_unmasked(session, LedgerQuestion(personal, TODAY, until=TODAY, unmasked=True), actor="A", now=NOW)
    assert last_entry(session) == {
        "kind": "ledger_unmasked",
        "actor": "A",
        "layout": "案件台账",
        "source": "cases",
        "columns": ["公民身份号码"],
        "conditions": "立案日期 不晚于 2026-11-24",
        "rows": 1,
    }
    assert rebuild(session.database, session.rulebook).different == 0
