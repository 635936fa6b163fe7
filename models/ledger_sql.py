"""Where the columns of a ledger are stored, and its conditions and order as SQL with bound parameters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from forms.ledger.columns import Column, Source, columns_of
from forms.ledger.conditions import Condition, Value
from models.tables.filing import FilingRow
from models.tables.findings import FindingRow

Parameters = tuple[Any, ...]
Clause = tuple[str, Parameters]
Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A column as SQL.

    `is_number`: it holds NULL where it is empty, otherwise an empty text. `left`: it holds a last day and shows the
    days left until then.
    """

    sql: str
    is_number: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The table of a source: what it is read from, what tells its rows apart, what is counted, what a row opens.

    `case` is the column that the search knows; along the `indexed` ones rows are read without sorting them.
    """

    table: str
    key: tuple[str, ...]
    thing: str
    opens: str
    case: str = ""
    indexed: tuple[str, ...] = ()


PLACES: Mapping[Source, Place] = {
    "cases": Place(
        '"ledger_row" AS "r"',
        ("case_id", "party", "decision"),
        "DISTINCT r.case_id",
        opens="case_id",
        case="case_id",
        indexed=("opened_on", "decided_on"),
    ),
    "filings": Place(
        '"filing_row" AS "r"',
        ("source_id", "decision", "party", "position"),
        "DISTINCT r.source_id || ' ' || r.decision || ' ' || r.party",
        opens="source_id",
        case="source_id",
        indexed=("decided_on",),
    ),
    "findings": Place('"finding_row" AS "r"', ("finding_id",), "*", "finding_id"),
    "certificates": Place(
        '"certificate_row" AS "r" JOIN "officer_row" AS "o" ON o.officer_id = r.officer_id',
        ("officer_id", "position"),
        "*",
        "officer_id",
    ),
}
_NULLABLE: Mapping[Source, frozenset[str]] = {
    "filings": frozenset(field.column_name for field in FilingRow._meta.sorted_fields if field.null),
    "findings": frozenset(field.column_name for field in FindingRow._meta.sorted_fields if field.null),
}


@cache
def stored_columns(source: Source, today: date) -> Mapping[str, Stored]:
    """Each column of a source as SQL on a day; what depends on the day is worked out from stored days."""
    computed = _COMPUTED[source](f"'{today.isoformat()}'")
    return {key: computed.get(key) or _plain(source, column) for key, column in columns_of(source).items()}


def _plain(source: Source, column: Column) -> Stored:
    sql = f"r.{column.key}"
    if column.kind in ("money", "integer"):
        return Stored(sql, is_number=True)
    return Stored(f"coalesce({sql}, '')" if column.key in _NULLABLE.get(source, ()) else sql)


def _cases(today: str) -> Mapping[str, Stored]:
    return {
        "repeated": Stored(_repeated()),
        "filing_left": Stored("r.filing_owed", left=True),
        "days_left": Stored("r.next_due", left=True),
        "signal": Stored(_signal(today, "1 = 1")),
    }


def _repeated() -> str:
    """Whether the same person, by a number that tells people apart, was punished in another case before."""
    before = (
        "p.case_id <> r.case_id AND p.decision_kind IN ('on_the_spot', 'penalty') AND p.altered <> 'revoked' "
        "AND (r.decided_on = '' OR p.decided_on < r.decided_on)"
    )
    found = " OR ".join(
        f"(r.{key} <> '' AND EXISTS (SELECT 1 FROM ledger_row AS p WHERE p.{key} <> '' AND p.{key} = r.{key} "
        f"AND {before}))"
        for key in ("identity_no", "credit_code")
    )
    return f"CASE WHEN r.identity_no = '' AND r.credit_code = '' THEN '' WHEN {found} THEN 'yes' ELSE 'no' END"


def _signal(today: str, owed: str) -> str:
    steps = "".join(
        f" WHEN {owed} AND r.{level}_from <> '' AND r.{level}_from <= {today} THEN '{level}'"
        for level in ("red", "yellow", "notice")
    )
    return f"CASE{steps} ELSE '' END"


def _filings(today: str) -> Mapping[str, Stored]:
    late = f"(r.complete_on IS NOT NULL AND r.complete_on > r.due) OR (r.is_owed = 1 AND r.due < {today})"
    return {
        "late": Stored(f"CASE WHEN {late} THEN 'yes' ELSE 'no' END"),
        "days_left": Stored("CASE WHEN r.is_owed = 1 THEN r.due ELSE '' END", left=True),
        "signal": Stored(_signal(today, "r.is_owed = 1")),
    }


def _findings(_today: str) -> Mapping[str, Stored]:
    return {}


def _certificates(today: str) -> Mapping[str, Stored]:
    newest = (
        "SELECT p.post FROM post_row AS p WHERE p.officer_id = r.officer_id ORDER BY p.valid_from DESC, p.post_id DESC"
    )
    past = f"{today} > r.valid_until"
    return {
        "name": Stored("o.name"),
        "active": Stored("CASE WHEN o.active = 1 THEN 'yes' ELSE 'no' END"),
        "post": Stored(f"coalesce(({newest} LIMIT 1), '')"),
        "held": Stored("r.position + 1", is_number=True),
        "standing": Stored(
            f"CASE WHEN {today} < r.valid_from THEN 'not_yet' WHEN {past} THEN 'expired' ELSE 'valid' END"
        ),
        "days_left": Stored("r.valid_until", left=True),
    }


_COMPUTED: Mapping[Source, Callable[[str], Mapping[str, Stored]]] = {
    "cases": _cases,
    "filings": _filings,
    "findings": _findings,
    "certificates": _certificates,
}


def clause_of(source: Source, condition: Condition, today: date) -> Clause:
    """A condition as SQL with its parameters."""
    column, stored = columns_of(source)[condition.column], stored_columns(source, today)[condition.column]
    if condition.test in ("empty", "filled"):
        return _emptiness(stored, condition.test == "empty")
    values = tuple(_bound(stored, value, today) for value in condition.values)
    if condition.test in ("contains", "lacks"):
        word = "NOT LIKE" if condition.test == "lacks" else "LIKE"
        return f"lower({stored.sql}) {word} lower(?) ESCAPE '\\'", (pattern_of(str(values[0])),)
    if condition.test in ("is", "is_not"):
        return _equality(column, stored, values, condition.test == "is")
    if condition.test == "between":
        return f"{stored.sql} BETWEEN ? AND ?", values
    if condition.test == "at_least":
        return f"{stored.sql} >= ?", values
    filled = "" if stored.is_number else f" AND {stored.sql} <> ''"
    return f"({stored.sql} <= ?{filled})", values


def _emptiness(stored: Stored, is_empty: bool) -> Clause:
    if stored.is_number:
        return f"{stored.sql} IS {'' if is_empty else 'NOT '}NULL", ()
    return f"{stored.sql} {'=' if is_empty else '<>'} ''", ()


def _equality(column: Column, stored: Stored, values: Parameters, is_equal: bool) -> Clause:
    if column.several:
        found = " OR ".join(f"',' || {stored.sql} || ',' LIKE ?" for _ in values)
        return f"{'' if is_equal else 'NOT '}({found})", tuple(f"%,{value},%" for value in values)
    marks = ", ".join("?" for _ in values)
    return f"{stored.sql} {'' if is_equal else 'NOT '}IN ({marks})", values


def _bound(stored: Stored, value: Value, today: date) -> Any:
    if stored.left and isinstance(value, int):
        return _shifted(today, value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _shifted(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def pattern_of(words: str) -> str:
    """Any text that holds these words, whatever characters they are of."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def all_of(clauses: Iterable[Clause]) -> Clause:
    """The rows for which all of these hold, as a WHERE; empty for no clause."""
    found = list(clauses)
    condition = " AND ".join(sql for sql, _ in found)
    return (f" WHERE {condition}" if found else ""), tuple(value for _, values in found for value in values)


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are sorted by, each with its direction, so that no two of them are equal."""

    keys: tuple[tuple[str, bool], ...]

    @property
    def sql(self) -> str:
        """The ORDER BY."""
        return ", ".join(f"{key} {'DESC' if descending else 'ASC'}" for key, descending in self.keys)

    def after(self, place: Sequence[Any]) -> Clause:
        """The rows that come after the one with these values."""
        directions = {descending for _, descending in self.keys}
        if len(directions) == 1:
            listed, marks = ", ".join(key for key, _ in self.keys), ", ".join("?" for _ in self.keys)
            return f"({listed}) {'<' if directions.pop() else '>'} ({marks})", tuple(place)
        clauses: list[str] = []
        parameters: list[Any] = []
        for number, (key, descending) in enumerate(self.keys):
            equal = "".join(f"{same} = ? AND " for same, _ in self.keys[:number])
            clauses.append(f"({equal}{key} {'<' if descending else '>'} ?)")
            parameters += place[: number + 1]
        return f"({' OR '.join(clauses)})", tuple(parameters)


def order_of(source: Source, sorts: Sequence[tuple[str, bool]], today: date) -> Order:
    """The order by these columns (key, descending); rows that are equal in all of them follow the last direction."""
    known, columns = stored_columns(source, today), columns_of(source)
    keys = [(_sortable(columns[key], known[key]), descending) for key, descending in sorts]
    last = keys[-1][1] if keys else False
    named = {key for key, _ in keys}
    keys += [(f"r.{key}", last) for key in PLACES[source].key if f"r.{key}" not in named]
    return Order(tuple(keys))


def _sortable(column: Column, stored: Stored) -> str:
    """A choice by its place in its list. NULL stands nowhere in a comparison, and each database sorts it elsewhere."""
    if column.kind == "choice" and not column.several:
        places = "".join(f" WHEN '{code}' THEN {place}" for place, code in enumerate(column.choices))
        return f"CASE {stored.sql} WHEN '' THEN -1{places} ELSE {len(column.choices)} END"
    return f"coalesce({stored.sql}, -1)" if stored.is_number else stored.sql
