"""What is asked of a ledger, how many rows answer it, a table of counts or sums: values that pages and files show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from forms.ledger.columns import Source, columns_of
from forms.ledger.conditions import Condition, all_words
from forms.ledger.layout import STEPS, Axis, Layout, PivotLayout

UNITS: Mapping[Source, str] = MappingProxyType({"cases": "件", "filings": "件", "findings": "件", "certificates": "个"})


@dataclass(frozen=True, slots=True)
class LedgerQuestion:
    """A layout, the day on which it is asked, and what narrows it further.

    `since` and `until` are days of the layout's period, both included. `words` finds any piece of text. `actor` is who
    asks (an officer's id): findings show what that officer may see. `unmasked` shows personal columns whole.
    """

    layout: Layout
    today: date
    since: date | None = None
    until: date | None = None
    words: str = ""
    actor: str = ""
    unmasked: bool = False

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition: those of the layout and the days asked for."""
        period = self.layout.period
        if self.since is not None and self.until is not None:
            return (Condition(period, "between", (self.since, self.until)), *self.layout.filters)
        if self.since is not None:
            return (Condition(period, "at_least", (self.since,)), *self.layout.filters)
        if self.until is not None:
            return (Condition(period, "at_most", (self.until,)), *self.layout.filters)
        return self.layout.filters

    @property
    def told(self) -> str:
        """The conditions in words."""
        return all_words(self.layout.source, self.conditions, self.words)


@dataclass(frozen=True, slots=True)
class LedgerCount:
    """How many rows answer, how many cases (decisions, findings, certificates) they stand for, and of how many."""

    source: Source
    rows: int
    things: int
    of_things: int

    def __str__(self) -> str:
        """共 180 / 214 件; with the rows where they differ: 共 180 / 214 件（186 行）."""
        unit = UNITS[self.source]
        rows = f"（{self.rows} 行）" if self.rows != self.things else ""
        return f"共 {self.things} / {self.of_things} {unit}{rows}"


@dataclass(frozen=True, slots=True)
class PivotHead:
    """A row or column of a pivot: what is stored (a code, a text, 2024-05), and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class PivotTable:
    """Counts, or sums in fen, by rows and columns; the totals count each case once, however often it appears.

    `cells` are by row and column; where the layout names no columns there is none but the total.
    """

    layout: PivotLayout
    source: Source
    rows: tuple[PivotHead, ...]
    columns: tuple[PivotHead, ...]
    cells: Mapping[tuple[str, str], int]
    row_totals: Mapping[str, int]
    column_totals: Mapping[str, int]
    total: int

    @property
    def value_words(self) -> str:
        """What the cells hold: 件数, 罚款（元）."""
        value = self.layout.value
        return columns_of(self.source)[value].label if value else f"{UNITS[self.source]}数"

    @property
    def words(self) -> str:
        """What the table shows: 立案日期（按月）× 行业：件数."""
        axes = [axis_words(self.source, axis) for axis in (self.layout.rows, self.layout.columns) if axis is not None]
        return f"{' × '.join(axes)}：{self.value_words}"


def axis_words(source: Source, axis: Axis) -> str:
    """What an axis stands for: 行业, 立案日期（按月）."""
    label = columns_of(source)[axis.column].label
    return f"{label}（{STEPS[axis.step]}）" if axis.step else label
