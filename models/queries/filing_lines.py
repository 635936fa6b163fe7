"""What the filing desk shows, as frozen rows, and how a stored row becomes one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from models.clocks import clock_from_text
from models.database import Row
from models.queries.deadlines import Colour, colour_on
from models.queries.rows import day, day_or_none
from models.tables.filing import FilingRow, JudgedRow
from procedures.clocks import ClockState, state_of
from procedures.days import Calendar

if TYPE_CHECKING:
    from procedures.filing import FilingState
    from procedures.thresholds import Comparison

Source = Literal["case", "matter"]
View = Literal["open", "closed", "all"]
After = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A package that the legal-affairs clerk sent back: when, by whom (an officer's id), and what is wrong with it."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One filing to one recipient: of a decision of a case, or of a matter (`decision` and `party` empty then).

    `kind` is `decision`, or the kind of the matter; `penalty` and `grounds` are words, `fine` is fen. `clock` runs on
    while something is owed, even where an incomplete filing has met the limit of the case; `days_left` are calendar
    days, None once nothing is owed. `returned` stands until the package is built anew or handed in.
    """

    source: Source
    source_id: str
    decision: str
    party: str
    recipient: str
    recipient_name: str
    kind: str
    number: str
    title: str
    party_name: str
    cause: str
    decided_on: date
    penalty: str
    grounds: str
    fine: int
    state: "FilingState"
    missing: tuple[str, ...]
    next_acts: tuple[str, ...]
    refiles: str
    clock: ClockState
    colour: Colour
    days_left: int | None
    filed_on: date | None
    complete_on: date | None
    received_on: date | None
    receiver: str
    receipt_no: str
    is_open: bool
    is_owed: bool
    last_on: date
    last_words: str
    returned: Returned | None

    @property
    def due(self) -> date:
        """The day that counts."""
        return self.clock.clock.due

    @property
    def plain_due(self) -> date:
        """The unrolled day."""
        return self.clock.clock.plain_due

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has passed and something is still owed."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One decision or matter on the desk, its recipients beside each other in the order of the rule set."""

    source: Source
    source_id: str
    decision: str
    party: str
    kind: str
    number: str
    title: str
    party_name: str
    cause: str
    decided_on: date
    penalty: str
    grounds: str
    lines: tuple[FilingLine, ...]


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How many decisions and matters each view of the desk holds; `judged` are penalties judged not major."""

    open: int
    closed: int
    judged: int

    @property
    def all(self) -> int:
        """Everything that is or was to be filed."""
        return self.open + self.closed


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the desk; `after` is the key to ask for the next one with, None at the end."""

    rows: tuple[DeskRow, ...]
    counts: DeskCounts
    after: After | None


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A penalty judged not major: `words` say the comparison in short, `comparisons` every head that was compared.

    `decided` False: only proposed so far, by opinion or notice.
    """

    case_id: str
    act: str
    party: str
    kind: str
    decided: bool
    judged_on: date
    number: str
    title: str
    party_name: str
    cause: str
    penalty: str
    words: str
    comparisons: tuple["Comparison", ...]

    @property
    def place(self) -> After:
        """The key to ask for what comes after this line with."""
        return (self.judged_on.isoformat(), self.case_id, self.act, self.party)


@dataclass(frozen=True, slots=True)
class OwedTo:
    """What the county owes to one recipient: filings not yet complete, and of these overdue, due today, due soon.

    Soon is within three days, today included.
    `waiting` are complete and without the recipient's outcome; `earliest` is the first last day of what is owed.
    """

    recipient: str
    recipient_name: str
    owed: int
    overdue: int
    due_today: int
    due_soon: int
    waiting: int
    earliest: date | None


@dataclass(frozen=True, slots=True)
class FilingCounts:
    """Filings still owed, each recipient counted: overdue, due today, due within three days (today included)."""

    overdue: int
    due_today: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposed finding: item of 附件4, whom and which acts it concerns, why, and the day from which it stands.

    `key` is stable while the signs behind it stand, and unique within its source.
    """

    source: Source
    source_id: str
    key: str
    article: int
    item: int
    rule: str
    party: str
    party_name: str
    recipient: str
    recipient_name: str
    acts: tuple[str, ...]
    because: str
    certain: bool
    established: bool
    since: date
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a filing, or to its package (`kind` filing_returned); `act` empty for what is none.

    `on` is the day it happened, `recorded_at` and `actor` when and by whom it was recorded.
    """

    on: date
    kind: str
    words: str
    act: str
    actor: str
    recorded_at: datetime


def filing_line(row: Row, today: date, calendar: Calendar) -> FilingLine:
    """The line of a stored row (all columns in their order) as it stands on a day."""
    values = dict(zip(COLUMNS, row, strict=True))
    clock = clock_from_text(values["clock"])
    owed = bool(values["is_owed"])
    if owed and clock.met_on is not None:
        clock = replace(clock, met_on=None, met_by="")
    days: dict[str, Any] = {name: day_or_none(values[name]) for name in ("filed_on", "complete_on", "received_on")}
    return FilingLine(
        **{name: values[name] for name in _SAME},
        **days,
        decided_on=day(values["decided_on"]),
        missing=tuple(json.loads(values["missing"])),
        next_acts=tuple(json.loads(values["next_acts"])),
        clock=state_of(clock, today, calendar),
        colour=colour_on(clock, today),
        days_left=(clock.due - today).days if owed else None,
        is_open=bool(values["is_open"]),
        is_owed=owed,
        last_on=day(values["last_on"]),
        returned=_returned(values),
    )


def desk_row(lines: Sequence[FilingLine]) -> DeskRow:
    """The filings of one decision as one row."""
    first = lines[0]
    return DeskRow(**{name: getattr(first, name) for name in _SHARED}, lines=tuple(lines))


def judged_line(row: Row) -> JudgedLine:
    """The line of a stored row, all columns in their order."""
    from procedures.thresholds import Comparison

    values = dict(zip(JUDGED_COLUMNS, row, strict=True))
    values |= {"decided": bool(values["decided"]), "judged_on": day(values["judged_on"])}
    values["comparisons"] = tuple(Comparison(*told) for told in json.loads(values["comparisons"]))
    return JudgedLine(**values)


def _returned(values: dict[str, Any]) -> Returned | None:
    on = day_or_none(values["returned_on"])
    return Returned(on, values["returned_by"], values["returned_reason"]) if on else None


COLUMNS = tuple(field.name for field in FilingRow._meta.sorted_fields)
JUDGED_COLUMNS = tuple(field.name for field in JudgedRow._meta.sorted_fields)
_SHARED = tuple(name for name in DeskRow.__dataclass_fields__ if name != "lines")
_SAME = (
    "source",
    "source_id",
    "decision",
    "party",
    "recipient",
    "recipient_name",
    "kind",
    "number",
    "title",
    "party_name",
    "cause",
    "penalty",
    "grounds",
    "fine",
    "state",
    "refiles",
    "receiver",
    "receipt_no",
    "last_words",
)
