"""The filing desk (备案): what is owed to whom and by when, what was answered, what was judged not major."""

from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from models import search
from models.database import Row
from models.queries.filing_history import filing_history as filing_history
from models.queries.filing_lines import (
    COLUMNS,
    JUDGED_COLUMNS,
    After,
    DeskCounts,
    DeskPage,
    DeskRow,
    FilingCounts,
    FilingLine,
    JudgedLine,
    OwedTo,
    View,
    desk_row,
    filing_line,
    judged_line,
)
from models.queries.filing_lines import HistoryLine as HistoryLine
from models.queries.filing_lines import ProposalLine as ProposalLine
from models.queries.filing_lines import Returned as Returned
from models.queries.proposals import proposals_of as proposals_of
from models.queries.rows import day_or_none
from models.session import Session

PAGE = 200
SOON = timedelta(days=3)
DESK_KEY = ("desk_place", "source_id", "decision", "party")
JUDGED_KEY = ("judged_on", "case_id", "act", "party")


def filing_desk(
    session: Session,
    today: date,
    *,
    view: View = "open",
    words: str = "",
    limit: int = PAGE,
    after: After | None = None,
) -> DeskPage:
    """Decisions and matters to be filed, one row each with its recipients.

    Open: what is still owed by its day (so overdue first, then due today), then what recipients asked or found, then
    what waits for them. Closed: the newest first. All: open, then closed. `words` finds any piece of text of a case or
    matter. Paged by key: hand the page's `after` back for the next one.
    """
    matching = _matching(session, words)
    if matching is None:
        return DeskPage((), DeskCounts(0, 0, 0), None)
    counts = _counts(session, matching)
    found: list[DeskRow] = []
    next_: After | None = None
    for is_open in _phases(view, after):
        if len(found) == limit:
            next_ = (_name(is_open),) if counts.closed else None
            break
        begun = after[1:] if after is not None and after[0] == _name(is_open) else ()
        rows, next_ = _desk_rows(session, today, is_open, matching, begun, limit - len(found))
        found += rows
        if next_ is not None:
            break
    return DeskPage(tuple(found), counts, next_)


def filings_of(session: Session, source_id: str, today: date) -> tuple[FilingLine, ...]:
    """The filings of one case or matter, by decision and recipient."""
    return _lines(session, today, '"source_id" = ?', (source_id,))


def filing_register(session: Session, month_from: date, month_until: date, today: date) -> tuple[FilingLine, ...]:
    """The register (备案登记表) of what was decided from one day to another, both included, by day of decision."""
    return _lines(session, today, '"decided_on" BETWEEN ? AND ?', (month_from.isoformat(), month_until.isoformat()))


def judged_not_major(
    session: Session, *, since: date, words: str = "", limit: int = PAGE, after: After | None = None
) -> tuple[JudgedLine, ...]:
    """Penalties judged not major from a day on, the newest first; the `place` of the last line asks for the next."""
    matching = _matching(session, words)
    if matching is None:
        return ()
    key = _listed(JUDGED_KEY)
    statement = f'SELECT {_listed(JUDGED_COLUMNS)} FROM "judged_row" WHERE "judged_on" >= ?'
    statement += f' AND "case_id" IN ({matching})' if matching else ""
    statement += f" AND ({key}) < (?, ?, ?, ?)" if after else ""
    order = ", ".join(f'"{name}" DESC' for name in JUDGED_KEY)
    rows = session.database.sql(f"{statement} ORDER BY {order} LIMIT {limit}", (since.isoformat(), *(after or ())))
    return tuple(judged_line(row) for row in rows)


def county_owes(session: Session, today: date) -> tuple[OwedTo, ...]:
    """What is open with each recipient of the rule set and with any other that something is open with."""
    rows = session.database.sql(
        'SELECT "recipient", sum("is_owed"), sum(CASE WHEN "is_owed" = 1 AND "due" < ? THEN 1 ELSE 0 END), '
        'sum(CASE WHEN "is_owed" = 1 AND "due" = ? THEN 1 ELSE 0 END), '
        'sum(CASE WHEN "is_owed" = 1 AND "due" BETWEEN ? AND ? THEN 1 ELSE 0 END), '
        'sum(1 - "is_owed"), min(CASE WHEN "is_owed" = 1 THEN "due" END) '
        'FROM "filing_row" WHERE "is_open" = 1 GROUP BY "recipient"',
        (*(today.isoformat(),) * 3, _soon(today)),
    )
    found = {row[0]: row for row in rows}
    names = {key: recipient.name for key, recipient in session.rulebook.recipients.items()}
    known = [*names, *(key for key in found if key not in names)]
    return tuple(_owed_to(found.get(key, (key, 0, 0, 0, 0, 0, None)), names.get(key, key)) for key in known)


def filing_counts(session: Session, today: date) -> FilingCounts:
    """How many filings are overdue, due today and due within three days; what the rail shows."""
    row = session.database.sql(
        'SELECT coalesce(sum(CASE WHEN "due" < ? THEN 1 ELSE 0 END), 0), '
        'coalesce(sum(CASE WHEN "due" = ? THEN 1 ELSE 0 END), 0), '
        'coalesce(sum(CASE WHEN "due" >= ? THEN 1 ELSE 0 END), 0) '
        'FROM "filing_row" WHERE "is_owed" = 1 AND "due" <= ?',
        (*(today.isoformat(),) * 3, _soon(today)),
    )[0]
    return FilingCounts(*(int(count) for count in row))


def _phases(view: View, after: After | None) -> tuple[bool, ...]:
    phases = {"open": (True,), "closed": (False,), "all": (True, False)}[view]
    return phases if after is None or after[0] == _name(phases[0]) else phases[1:]


def _name(is_open: bool) -> str:
    return "open" if is_open else "closed"


def _desk_rows(
    session: Session, today: date, is_open: bool, matching: str, after: After, limit: int
) -> tuple[list[DeskRow], After | None]:
    """Up to `limit` decisions with all their filings, and the key of the last where there are more."""
    most = (limit + 1) * max(1, len(session.rulebook.recipients))
    rows = session.database.sql(*_desk_query(is_open, matching, after, most))
    decisions = [list(group) for _, group in groupby(rows, key=_KEY)]
    is_cut = len(rows) == most and len(decisions) > 1
    whole = decisions[:-1] if is_cut else decisions
    shown = whole[:limit]
    calendar = session.rulebook.calendar
    made = [desk_row([filing_line(row, today, calendar) for row in sorted(group, key=_POSITION)]) for group in shown]
    more = is_cut or len(whole) > limit
    return made, (_name(is_open), *_KEY(shown[-1][0])) if more else None


def _desk_query(is_open: bool, matching: str, after: After, most: int) -> tuple[str, tuple[Any, ...]]:
    """The statement runs along the desk's index, forwards for what is open and backwards for what is closed."""
    direction, further = ("ASC", ">") if is_open else ("DESC", "<")
    statement = f'SELECT {_listed(COLUMNS)} FROM "filing_row" WHERE "desk_open" = {int(is_open)}'
    statement += f' AND "source_id" IN ({matching})' if matching else ""
    statement += f" AND ({_listed(DESK_KEY)}) {further} (?, ?, ?, ?)" if after else ""
    order = ", ".join(f'"{name}" {direction}' for name in (*DESK_KEY, "position"))
    return f"{statement} ORDER BY {order} LIMIT {most}", after


def _counts(session: Session, matching: str) -> DeskCounts:
    """The words, if any, are looked for once for all three numbers."""
    found = f"WITH found AS MATERIALIZED ({matching}) " if matching else ""
    of_source = ' AND "source_id" IN (SELECT "case_id" FROM found)' if matching else ""
    of_case = ' WHERE "case_id" IN (SELECT "case_id" FROM found)' if matching else ""
    filed = f'SELECT count(*) FROM "filing_row" WHERE "position" = 0{of_source} AND "desk_open" ='
    judged = f'SELECT count(*) FROM "judged_row"{of_case}'
    row = session.database.sql(f"{found}SELECT ({filed} 1), ({filed} 0), ({judged})")[0]
    return DeskCounts(*(int(count) for count in row))


def _lines(session: Session, today: date, condition: str, parameters: tuple[str, ...]) -> tuple[FilingLine, ...]:
    order = _listed(("decided_on", "source_id", "decision", "party", "position"))
    statement = f'SELECT {_listed(COLUMNS)} FROM "filing_row" WHERE {condition} ORDER BY {order}'
    calendar = session.rulebook.calendar
    return tuple(filing_line(row, today, calendar) for row in session.database.sql(statement, parameters))


def _matching(session: Session, words: str) -> str | None:
    """SQL of the cases and matters that these words find, empty for no words; None where there is no word in them."""
    return search.find(session.database, words) if words.strip() else ""


def _owed_to(row: Row, name: str) -> OwedTo:
    recipient, owed, overdue, due_today, due_soon, waiting, earliest = row
    return OwedTo(
        recipient=recipient,
        recipient_name=name,
        owed=int(owed),
        overdue=int(overdue),
        due_today=int(due_today),
        due_soon=int(due_soon),
        waiting=int(waiting),
        earliest=day_or_none(earliest),
    )


def _soon(today: date) -> str:
    return (today + SOON).isoformat()


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


_KEY = itemgetter(*(COLUMNS.index(name) for name in DESK_KEY))
_POSITION = itemgetter(COLUMNS.index("position"))
