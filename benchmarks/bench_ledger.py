"""A ledger as a workbook against an openpyxl write-only loop over the same cells; peak memory at two sizes.

usage: python benchmarks/bench_ledger.py [ROWS ...]
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.make_ledger import COLUMNS, make_ledger
from benchmarks.measuring import seconds, tell
from exports.ledger.cells import CENTRED, FORMATS
from forms.ledger.columns import Column, columns_of
from forms.ledger.counting import LedgerQuestion
from forms.ledger.layout import Layout, shipped_layouts
from models.ledger_reading import ledger_rows
from models.operations.ledgers import export_ledger
from models.session import Session
from ui.commands.walk.office import at_noon
from ui.opening import open_office

ROWS, AIM = 20_000, 1.2
SMALL, LARGE, AIM_MEMORY = 10_000, 100_000, 1.15
ROUNDS = 3
TODAY = date(2026, 11, 24)


def main(sizes: Sequence[int] = (ROWS,)) -> None:
    """Print the ratio of each size; with the usual size alone also that of the peak memories."""
    with tempfile.TemporaryDirectory() as place:
        for rows in sizes:
            with open_office(Path(place) / str(rows)) as session:
                make_ledger(session, rows)
                _writing(session, Path(place), rows)
        if tuple(sizes) == (ROWS,):
            small, large = (_peak(Path(place) / f"peak-{rows}", rows) for rows in (SMALL, LARGE))
            verdict = "reached" if large / small <= AIM_MEMORY else "MISSED"
            name = f"peak memory, {LARGE} rows against {SMALL}"
            print(f"{name:<44} {large:9.1f} MB  {small:9.1f} MB  {large / small:6.2f}  aim {AIM_MEMORY:g}  {verdict}")


def wide_layout() -> Layout:
    """The shipped ledger of cases with as many columns as the aim names, personal ones left out."""
    shown = [column.key for column in columns_of("cases").values() if not column.personal and column.key != "repeated"]
    return replace(shipped_layouts()[0], columns=(*shown[: COLUMNS - 4], "fine", "confiscated", "paid", "unpaid"))


def _writing(session: Session, place: Path, rows: int) -> None:
    """Both in turn, the quickest of some rounds: what else the machine does only ever adds."""
    question = LedgerQuestion(wide_layout(), TODAY)
    cells = list(ledger_rows(session, question))
    assert (len(cells), len(cells[0])) == (rows, COLUMNS)
    taken: dict[str, list[float]] = {"product": [], "bare": []}
    for _ in range(ROUNDS if rows <= ROWS else 1):
        taken["product"].append(seconds(lambda: _export(session, place / "product.xlsx")))
        taken["bare"].append(seconds(lambda: _bare(question.layout.shown(), cells, place / "bare.xlsx")))
    tell(f"ledger, {rows} rows, {COLUMNS} columns", min(taken["product"]), min(taken["bare"]), AIM)


def _export(session: Session, target: Path) -> None:
    export_ledger(session, LedgerQuestion(wide_layout(), TODAY), target, actor="A", now=at_noon(TODAY))


def _bare(columns: Sequence[Column], rows: Sequence[Sequence[Any]], target: Path) -> None:
    """The same cells with the same formats from rows that are read already, one cell for each column, used again."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("案件台账")
    makers = [_bare_cell(sheet, column) for column in columns]
    for row in rows:
        sheet.append([make(value) for make, value in zip(makers, row, strict=True)])
    workbook.save(target)


def _bare_cell(sheet: Any, column: Column) -> Callable[[Any], Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    horizontal = "center" if column.kind in CENTRED else None
    cell.alignment = Alignment(vertical="top", horizontal=horizontal, wrap_text=column.kind == "text")
    cell.number_format = FORMATS.get(column.kind, "General")
    is_money = column.kind == "money"

    def make(value: Any) -> Any:
        if value is None or value == "":
            return None
        cell.value = value / 100 if is_money else value
        return cell

    return make


def _peak(folder: Path, rows: int) -> float:
    """The peak memory in MB of a process of its own that exports so many rows."""
    with open_office(folder) as session:
        make_ledger(session, rows)
    ended = subprocess.run(
        [sys.executable, __file__, "export", str(folder)], capture_output=True, text=True, check=True
    )
    return float(ended.stdout)


def _export_and_tell(folder: Path) -> None:
    with open_office(folder) as session:
        _export(session, folder / "peak.xlsx")
    print(_peak_of_this_process())


def _peak_of_this_process() -> float:
    """In MB. On Linux not from `getrusage`: what it tells holds the peak of the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    if sys.argv[1:2] == ["export"]:
        _export_and_tell(Path(sys.argv[2]))
    else:
        main([int(rows) for rows in sys.argv[1:]] or (ROWS,))
