"""What discretion tables say otherwise than others, in words: new, changed and ended."""

from collections.abc import Iterator, Mapping

from procedures.catalogue.difference import CHANGED, ENDED, NEW, Change
from procedures.catalogue.statute import band_phrase
from procedures.discretion.entries import Discretion, Row, Table

TABLE = "table"


def table_changes(before: Discretion, after: Discretion) -> tuple[Change, ...]:
    """Every table that differs, row by row."""
    return tuple(_changes(before.tables, after.tables))


def offences_of(changes: tuple[Change, ...], after: Discretion) -> frozenset[str]:
    """The offences that the changed tables grade."""
    named = {change.id for change in changes if change.what == TABLE}
    return frozenset(row.offence for table in after.tables.values() if table.id in named for row in table.rows)


def _changes(before: Mapping[str, Table], after: Mapping[str, Table]) -> Iterator[Change]:
    for table in after.values():
        earlier = before.get(table.id)
        if earlier is None:
            yield Change(TABLE, NEW, table.id, table.name, (_validity(table), f"{len(table.rows)}行"))
        elif earlier != table:
            ended = table.valid_until is not None and earlier.valid_until is None
            yield Change(TABLE, ENDED if ended else CHANGED, table.id, table.name, tuple(_turned(earlier, table)))


def _turned(before: Table, after: Table) -> Iterator[str]:
    if _validity(before) != _validity(after):
        yield f"{_validity(before)} → {_validity(after)}"
    old, new = ({(row.number, row.grade): row for row in table.rows} for table in (before, after))
    for key in dict.fromkeys((*old, *new)):
        was, now = (_row(rows[key]) if key in rows else "无" for rows in (old, new))
        if was != now:
            yield f"第{key[0]}项{key[1]}：{was} → {now}"


def _validity(table: Table) -> str:
    until = f"至{table.valid_until}" if table.valid_until else ""
    return f"{table.region}，{table.version}版，适用于{table.valid_from}起{until}的决定"


def _row(row: Row) -> str:
    return f"{row.pattern.words}，{'；'.join(band_phrase(band) for band in row.outcomes)}"
