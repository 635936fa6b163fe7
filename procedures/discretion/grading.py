"""Which rows of a discretion table the facts of a breach fall into, and what they come to; amounts are fen.

The table is that of the day of the decision; the law behind it is that of the day of the conduct.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from procedures.case import Act, Party
from procedures.catalogue import Band
from procedures.catalogue.statute import band_phrase
from procedures.catalogue.words import plain_amount
from procedures.discretion.breaches import Breach, breaches
from procedures.discretion.entries import Profile, Row, Share, Table
from procedures.discretion.spans import span_of
from procedures.discretion.told import DEPARTURE, GRADE, told_value
from procedures.penalties import UNKNOWN, Facts, GoverningBand, Line
from procedures.penalties.bands import GRADES_MET, ends
from procedures.penalties.conditions import is_met
from procedures.penalties.persons import concerned
from procedures.view import CaseView

WHICH_END = {"lower": "较低的一档", "higher": "较高的一档"}


@dataclass(frozen=True, slots=True)
class Graded:
    """A row that the facts may fall into, and the range that it gives; None where a fact for it is lacking."""

    table: Table
    row: Row
    low: int | None
    high: int | None

    @property
    def name(self) -> str:
        """《…》（…）第3项，较轻."""
        return f"{self.table.name}第{self.row.number}项，{self.row.grade}"

    def lines(self) -> tuple[Line, ...]:
        """The row in words: its facts, its range, and which grade takes a number that two of them name."""
        told = "；".join(band_phrase(band) for band in self.row.outcomes)
        found = [f"{self.row.grade}：{self.row.pattern.words}。{told}"]
        if self.low is not None and self.high is not None:
            found.append(f"按本案数额为{_from_to(self.low, self.high)}")
        if self.row.pattern.base:
            found.append(f"相邻两档共有的数，归入{WHICH_END[self.table.shared_end]}")
        if self.row.measures:
            found.append(self.row.measures)
        return tuple(Line(text, self.table.basis, self.table.certainty) for text in found)


@dataclass(frozen=True, slots=True)
class Departure:
    """A fine outside what the table gives for a breach; `certain` is False where the facts leave the row open.

    `reason` is the written reason, empty where there is none.
    """

    breach: Breach
    graded: tuple[Graded, ...]
    fine: int
    low: int
    high: int
    reason: str

    @property
    def certain(self) -> bool:
        """Whether one row alone governs."""
        return len(self.graded) == 1

    @property
    def range_words(self) -> str:
        """2000元以上5000元以下."""
        return _from_to(self.low, self.high)


def decision_day(view: CaseView, party: Party, act: Act) -> date:
    """The day whose table counts for an act: that of the decision it led to, else its own."""
    made = [each.on for each in view.of("decision_made", party=party.id) if each.on >= act.on]
    return made[0] if made else act.on


def graded_rows(view: CaseView, party: Party, act: Act, breach: Breach) -> tuple[Graded, ...]:
    """The rows that the facts of a breach may fall into: one where they settle it, else all; none without a table."""
    if breach.range is None:
        return ()
    table = view.rulebook.discretion.table_for(breach.offence_id, decision_day(view, party, act))
    if table is None:
        return ()
    rows = _rows(table, breach)
    chosen = told_value(view, party, act, GRADE)
    fitting = [row for row in rows if _falls(row, breach.facts, chosen)]
    return tuple(Graded(table, row, *_range(row, breach.facts)) for row in fitting or rows)


def departures(view: CaseView, party: Party, act: Act) -> tuple[Departure, ...]:
    """The fines of an act that lie outside what the table in force gives for their breach."""
    return tuple(_departures(view, party, act))


def _departures(view: CaseView, party: Party, act: Act) -> Iterator[Departure]:
    reason = str(told_value(view, party, act, DEPARTURE) or "").strip()
    for breach in breaches(view, party, act):
        rows = graded_rows(view, party, act, breach)
        lows = [row.low for row in rows if row.low is not None]
        highs = [row.high for row in rows if row.high is not None]
        if not breach.fine or not rows or len(lows) < len(rows) or len(highs) < len(rows):
            continue
        if not min(lows) <= breach.fine <= max(highs):
            yield Departure(breach, rows, breach.fine, min(lows), max(highs), reason)


def _rows(table: Table, breach: Breach) -> Sequence[Row]:
    """The rows of a breach for its kind of person, under the heaviest condition that is met."""
    facts, offence = breach.facts, breach.offence
    words = concerned(offence, facts.who) if offence else ()
    own = [row for row in table.rows if row.offence == breach.offence_id and row.who in words]
    met = [row for row in own if facts.grade in GRADES_MET[row.law_grade] and is_met(row.requires, facts)]
    rank = max((row.outcomes[0].rank for row in met), default=0)
    return [row for row in met if row.outcomes[0].rank == rank]


def _falls(row: Row, facts: Facts, chosen: object) -> bool:
    if not row.pattern.base:
        return row.grade == chosen
    told = facts.quantities.get(row.pattern.base, UNKNOWN)
    return not isinstance(told, str) and row.pattern.span.holds(told)


def _range(row: Row, facts: Facts) -> tuple[int | None, int | None]:
    fitting = [band for band in row.outcomes if _fits(band, facts)]
    if len(fitting) != 1:
        return None, None
    told = facts.quantities.get(fitting[0].base, UNKNOWN)
    if fitting[0].base != "fixed" and isinstance(told, str):
        return None, None
    low, high = ends(fitting[0], 0 if isinstance(told, str) else told)
    return ceil(low), floor(high)


def _fits(band: Band, facts: Facts) -> bool:
    condition = band.condition
    if condition is None:
        return True
    told = facts.quantities.get(condition.base)
    if told is None:
        return False
    if isinstance(told, str):
        return condition.sign == "unknown"
    return condition.sign != "unknown" and span_of(condition).holds(told)


def shares_of(profile: Profile, band: GoverningBand) -> tuple[tuple[Share, int, int], ...]:
    """The grades of a profile for a computed range, as sums; they explain and bind nobody."""
    shares = profile.with_floor if band.low else profile.ceiling_only
    return tuple((share, _at(band, share.low), _at(band, share.high)) for share in shares)


def _at(band: GoverningBand, share: Decimal) -> int:
    return floor(band.low + Fraction(share) * (band.high - band.low))


def _from_to(low: int, high: int) -> str:
    return f"{plain_amount(low)}以上{plain_amount(high)}以下" if low else f"{plain_amount(high)}以下"
