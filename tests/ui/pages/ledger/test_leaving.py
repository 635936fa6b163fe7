"""What leaves the ledger: the workbook as it is seen, the printed list; and personal data, masked unless asked for."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from forms.ledger.conditions import Condition
from models.journal import read_stream
from models.upcasts import read_payload
from tests.ui.pages.desks import noted
from ui.desk import Desk
from ui.dialogs.failure import FailureDialog
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.export_dialog import ExportDialog
from ui.pages.ledger.layout_dialogs import AskDialog
from ui.pages.ledger.printing import PrintDialog, printed_ledger

Shown = Callable[[], LedgerPage]
SEED = Condition("sector", "is", ("seed",))


@pytest.fixture(autouse=True)
def closed_dialogs() -> Iterator[None]:
    """No dialog of one test is there in the next."""
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.reject()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the officer names."""
    place = tmp_path / "台账.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(place), ""))
    return place


def dialog(kind: type[QDialog]) -> QDialog:
    """The dialog of a kind that is open."""
    [found] = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return found


def told(asked: QDialog) -> str:
    return "\n".join(label.text().replace("\u00a0", " ") for label in asked.findChildren(QLabel))


def export(page: LedgerPage, per_year: bool = False) -> None:
    """导出 Excel, answered as it is proposed."""
    page.export_button.click()
    asked = dialog(ExportDialog)
    assert isinstance(asked, ExportDialog)
    asked.per_year.setChecked(per_year)
    asked.act.click()


def shown_rows(page: LedgerPage) -> list[str]:
    rows = page.sheet.table.ledger_rows()
    assert rows is not None
    return [rows.row(number)[0].text for number in range(rows.rowCount())]


def test_the_workbook_holds_what_is_seen_and_says_what_was_asked(shown: Shown, desk: Desk, target: Path) -> None:
    page = shown()
    page.editing.put_condition(SEED)
    page.editing.sort("fine", True, False)
    export(page)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet["A2"].value == "条件：行业 是 种子　共 1 / 4 件"
    heads = [cell.value for cell in sheet[5]]
    assert heads == [column.label for column in page.editing.layout.shown()]
    assert [row[0].value for row in sheet.iter_rows(min_row=6)] == shown_rows(page)
    assert noted(desk).said[-1] == "已导出 台账.xlsx，1 行"


def test_the_export_is_in_the_journal(shown: Shown, desk: Desk, target: Path) -> None:
    export(shown())
    entry = read_stream(desk.session.database, "office")[-1]
    assert entry.kind == "ledger_exported"
    assert entry.actor == "A"
    assert not read_payload(entry)["unmasked"]


def test_the_pivot_goes_along_where_it_is_looked_at(shown: Shown, target: Path) -> None:
    page = shown()
    export(page)
    assert "交叉表" not in openpyxl.load_workbook(target).sheetnames
    page.cross_button.click()
    export(page)
    assert "交叉表" in openpyxl.load_workbook(target).sheetnames


def test_each_year_has_its_sheet_where_that_is_wanted(shown: Shown, target: Path) -> None:
    page = shown()
    export(page, per_year=True)
    names = openpyxl.load_workbook(target).sheetnames
    assert [name for name in names if name.endswith("年")] == sorted(name for name in names if name.endswith("年"))
    assert len(names) > 2


def test_a_file_that_another_program_has_open_stays_as_it_is(shown: Shown, target: Path) -> None:
    target.write_bytes(b"before")
    lock = target.with_name(".~台账.xlsx")
    lock.touch()
    page = shown()
    export(page)
    asked = dialog(FailureDialog)
    assert "目标文件正被占用" in told(asked)
    assert target.read_bytes() == b"before"
    lock.unlink()
    assert isinstance(asked, FailureDialog)
    asked.chosen.emit("again")
    assert openpyxl.load_workbook(target).worksheets[0].title == "案件台账"


def test_the_dialog_says_what_will_be_written(shown: Shown) -> None:
    page = shown()
    page.editing.put_condition(SEED)
    page.export_button.click()
    words = told(dialog(ExportDialog))
    assert "行业 是 种子" in words
    assert "共 1 / 4 件，20 列" in words


def personal(page: LedgerPage) -> str:
    """What the cells of 公民身份号码 show."""
    rows = page.sheet.table.ledger_rows()
    assert rows is not None
    place = page.editing.layout.columns.index("identity_no")
    return next(text for number in range(rows.rowCount()) if (text := rows.row(number)[place].text))


def with_identity_numbers(page: LedgerPage) -> None:
    """Tick 公民身份号码 and answer what is asked."""
    page.chooser.ticked.emit("identity_no", True)
    asked = dialog(AskDialog)
    assert isinstance(asked, AskDialog)
    asked.act.click()
    QApplication.processEvents()


def test_a_personal_column_asks_once_and_is_masked(shown: Shown) -> None:
    page = shown()
    page.chooser.ticked.emit("identity_no", True)
    asked = dialog(AskDialog)
    assert asked.windowTitle() == "含个人信息"
    asked.reject()
    assert "identity_no" not in page.editing.layout.columns
    with_identity_numbers(page)
    assert "********" in personal(page)
    page.chooser.ticked.emit("phone", True)
    assert "phone" in page.editing.layout.columns


def test_unmasking_is_a_step_of_its_own_that_the_workbook_and_the_journal_show(
    shown: Shown, desk: Desk, target: Path
) -> None:
    page = shown()
    with_identity_numbers(page)
    masked = personal(page)
    page.chooser.unmask_asked.emit()
    asked = dialog(AskDialog)
    assert isinstance(asked, AskDialog)
    asked.act.click()
    whole = personal(page)
    assert whole.startswith(masked[:6])
    assert "*" not in whole
    assert "公民身份号码" in page.sheet.unmasked.told()
    export(page)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert "未遮盖" in str(sheet["A3"].value)
    assert read_payload(read_stream(desk.session.database, "office")[-1])["unmasked"]
    page.sheet.unmasked.way.click()
    assert personal(page) == masked


def test_what_is_seen_whole_on_screen_is_in_the_journal_once_for_the_same_conditions(shown: Shown, desk: Desk) -> None:
    def seen() -> list[tuple[str, str]]:
        entries = read_stream(desk.session.database, "office")
        told = [(entry.actor, read_payload(entry)) for entry in entries if entry.kind == "ledger_unmasked"]
        return [(actor, payload["conditions"]) for actor, payload in told]

    page = shown()
    with_identity_numbers(page)
    assert not seen()
    page.chooser.unmask_asked.emit()
    asked = dialog(AskDialog)
    assert isinstance(asked, AskDialog)
    assert "显示和每次导出都记入日志" in told(asked)
    asked.act.click()
    page.refresh()
    assert [actor for actor, _ in seen()] == ["A"]
    page.editing.put_condition(SEED)
    assert len(seen()) == 2
    assert "种子" in seen()[-1][1]
    page.personal.mask()
    page.editing.drop_conditions()
    assert len(seen()) == 2


def test_leaving_or_another_person_masks_again(shown: Shown, desk: Desk) -> None:
    page = shown()
    with_identity_numbers(page)
    page.personal.unmasked = True
    page.save()
    assert not page.personal.unmasked
    page.personal.unmasked = True
    desk.work_as("B")
    assert not page.personal.unmasked
    assert "*" in personal(page)


def test_the_list_is_printed_with_its_conditions_in_parts_where_it_is_too_wide(shown: Shown, desk: Desk) -> None:
    page = shown()
    page.editing.put_condition(SEED)
    page.print()
    asked = dialog(PrintDialog)
    assert isinstance(asked, PrintDialog)
    assert asked.print_button.isEnabled()
    totals = page.reader.totals(page.question())
    assert totals is not None
    printed = printed_ledger(desk.session, page.question(), totals, "陈某", desk.now())
    pages = PdfReader(BytesIO(printed)).pages
    words = "".join(each.extract_text() for each in pages)
    assert "行业 是 种子" in words
    assert "第 2 部分，共 2 部分" in words


def test_a_list_too_long_for_paper_is_offered_to_excel(
    shown: Shown, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.ledger.printing.MOST_ROWS", 3)
    page = shown()
    page.print()
    asked = dialog(AskDialog)
    assert isinstance(asked, AskDialog)
    asked.act.click()
    assert dialog(ExportDialog).isVisible()


def test_a_question_for_another_day_is_another_question(shown: Shown) -> None:
    page = shown()
    asked = page.question()
    assert page.reader.totals(asked) is not None
    assert page.reader.totals(replace(asked, today=date(2030, 1, 1))) is None
