"""What the workbook of a ledger is made of, and what becomes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from forms.ledger.columns import Column
from forms.ledger.counting import PivotTable

Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one sheet, in the order in which they come; `count` says how many there will be."""

    title: str
    rows: Iterable[Cells]
    count: int


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook holds.

    The first lines of a sheet are the title, the conditions in words with the count, and when, by whom and by which
    rules it was made. `totals` are keys of columns, `widths` are by column. `remarks` stand on the sheet 说明.
    """

    title: str
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    totals: tuple[str, ...]
    conditions: str
    made: str
    made_at: datetime
    parts: Iterable[Part]
    remarks: tuple[tuple[str, str], ...] = ()
    pivot: PivotTable | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A finished workbook: its sheets with rows of the ledger, how many rows, what had to be told (long texts, …)."""

    path: Path
    sheets: tuple[str, ...]
    rows: int
    notes: tuple[str, ...]
