"""Discretion tables (裁量基准) and grade profiles, as a pack states them: dated, by region, apart from the catalogue.

Amounts are fen, both ends included; days are included too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from procedures.catalogue import Band
from procedures.discretion.spans import Span

LOWER, HIGHER = "lower", "higher"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The facts that put a case into a row: `words`, and where they are an amount, from `low` to `high` of `base`.

    `low` and `high` are fen (square metres for an area), `high` None for no end; `base` is empty where the words alone
    tell it. An end that is open isn't part of the row; one that two rows name is part of that which the table states.
    """

    words: str
    base: str = ""
    low: int = 0
    high: int | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def span(self) -> Span:
        """The amounts of the base that fall into the row."""
        return Span(self.low, self.high, self.low_open, self.high_open)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: offence, article, grade, facts, and the fine that follows.

    `who`, `law_grade` and `requires` name the bands of the law that the row refines, as the catalogue has them.
    `outcomes` are bands of the row's own; several only where the law itself tells two cases apart. `measures` are
    further words of the row.
    """

    number: str
    offence: str
    article: str
    grade: str
    pattern: Pattern
    who: str
    law_grade: str
    requires: str
    outcomes: tuple[Band, ...]
    measures: str = ""

    @property
    def group(self) -> tuple[str, str, str, str]:
        """The rows that stand beside each other: one offence, one kind of person, one condition of the law."""
        return self.offence, self.who, self.law_grade, self.requires


@dataclass(frozen=True, slots=True)
class Table:
    """A published table, in force for decisions from `valid_from` to `valid_until`.

    `shared_end` says which of two neighbouring rows takes the number that both name: lower or higher. `refines` is the
    table of a wider region that this one narrows down; where both hold an offence, this one is used.
    """

    id: str
    title: str
    document: str
    region: str
    version: str
    valid_from: date
    valid_until: date | None
    approved_by: str
    approved_on: date
    shared_end: str
    basis: str
    certainty: str
    refines: str
    rows: tuple[Row, ...]

    def in_force(self, day: date) -> bool:
        """Whether it is the table for a decision of `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def name(self) -> str:
        """《title》（document）."""
        return f"《{self.title}》（{self.document}）"


@dataclass(frozen=True, slots=True)
class Share:
    """One grade of a profile as a share of the range; an end that is open belongs to the neighbour."""

    grade: str
    low: Decimal
    high: Decimal
    low_open: bool
    high_open: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """How a rule cuts any range into grades (裁量阶次), by share: of a range with a floor, and of one without.

    It only explains: no gate compares with it.
    """

    id: str
    title: str
    valid_from: date
    valid_until: date | None
    basis: str
    certainty: str
    with_floor: tuple[Share, ...]
    ceiling_only: tuple[Share, ...]

    def in_force(self, day: date) -> bool:
        """Whether it is the rule for a decision of `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Discretion:
    """All tables and profiles that are loaded."""

    tables: Mapping[str, Table]
    profiles: Mapping[str, Profile]

    def tables_on(self, day: date) -> tuple[Table, ...]:
        """The tables for a decision of `day`, those that refine another first."""
        found = [table for table in self.tables.values() if table.in_force(day)]
        return tuple(sorted(found, key=lambda table: -self._depth(table)))

    def table_for(self, offence: str, day: date) -> Table | None:
        """The table that grades an offence in a decision of `day`: the narrowest one that holds it."""
        holding = (table for table in self.tables_on(day) if any(row.offence == offence for row in table.rows))
        return next(holding, None)

    def profile_on(self, day: date) -> Profile | None:
        """The profile for a decision of `day`."""
        return next((profile for profile in self.profiles.values() if profile.in_force(day)), None)

    def _depth(self, table: Table) -> int:
        depth = 0
        while table.refines in self.tables:
            table, depth = self.tables[table.refines], depth + 1
        return depth
