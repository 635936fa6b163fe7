"""The rows of a finding: functions of the entries of its own stream, as all projections are."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from peewee import Model

from models.database import Database, Row
from models.entries import Entry, instant_text
from models.findings import finding_from_entries, finding_id_of
from models.tables.findings import FindingCauseRow, FindingItemRow, FindingPaperRow, FindingPersonRow, FindingRow
from models.upcasts import read_payload
from procedures.faults import FaultFile

FindingRows = Mapping[type[Model], Sequence[Row]]


def finding_rows(entries: Sequence[Entry]) -> FindingRows:
    """Each table with the rows that these entries of one finding give."""
    file = finding_from_entries(entries)
    return {
        FindingRow: (_finding_row(file, entries[-1]),),
        FindingItemRow: [(file.id, article, item) for article, item in dict.fromkeys(file.items)],
        FindingPersonRow: [_person_row(file, position) for position in range(len(file.persons))],
        FindingCauseRow: _cause_rows(file),
        FindingPaperRow: [
            _paper_row(file, read_payload(entry)["document"]) for entry in entries if entry.kind == "document_issued"
        ],
    }


def write_finding(database: Database, entries: Sequence[Entry]) -> None:
    """Replace the rows of a finding, inside the caller's transaction."""
    finding_id = finding_id_of(entries[0].stream)
    for table, rows in finding_rows(entries).items():
        database.sql(f'DELETE FROM "{table._meta.table_name}" WHERE "finding_id" = ?', (finding_id,))
        database.insert(table, rows)


def _finding_row(file: FaultFile, last: Entry) -> Row:
    confirmation, consequence = file.confirmation, file.consequence
    return (
        file.id,
        file.state,
        int(file.is_open),
        file.case_id,
        file.case_title,
        file.case_number,
        ",".join(f"{article}.{item}" for article, item in file.items),
        "、".join(person.name for person in file.persons),
        file.facts,
        file.origin or "",
        file.bearing_rule or "",
        file.fault or "",
        file.harm or "",
        file.taken_up_by,
        _day(file.taken_up_on) or last.on.isoformat(),
        _day(file.found_on),
        _day(file.remind_on),
        confirmation.name if confirmation else "",
        _day(confirmation.on) if confirmation else None,
        ",".join(consequence.rules) if consequence else "",
        _day(consequence.certificate_from) if consequence else None,
        consequence.amount if consequence else None,
        _day(file.decided_on),
        file.paper.number if file.paper else "",
        _day(file.open_appeal.on) if file.open_appeal else None,
        _day(file.ended_on),
        file.outcome,
        last.on.isoformat(),
        file.seen,
        instant_text(last.recorded_at),
    )


def _person_row(file: FaultFile, position: int) -> Row:
    person = file.persons[position]
    statement = file.statement_of(person)
    return (
        file.id,
        position,
        person.officer_id,
        person.name,
        person.role,
        person.bearing,
        person.unit_post,
        person.certificate_no,
        (statement.answer or "asked") if statement else "",
    )


def _cause_rows(file: FaultFile) -> list[Row]:
    cause = file.cause
    if cause is None:
        return []
    return [(file.id, cause.source, cause.source_id, cause.key, acts_text(cause.acts), int(file.is_open))]


def acts_text(acts: Sequence[str]) -> str:
    """Acts as the row of a proposal holds them, so that the two can be compared as they stand."""
    return json.dumps(list(acts), ensure_ascii=False)


def _paper_row(file: FaultFile, told: Mapping[str, Any]) -> Row:
    cancelled_on = next((one.cancelled_on for one in file.papers if one.id == told["id"]), None)
    return (
        told["id"],
        file.id,
        told["form"],
        told["title"],
        told["number"],
        told["series"],
        told["sequence"],
        told["issued_on"],
        told["docx"],
        told["pdf"],
        _day(cancelled_on),
    )


def _day(value: date | None) -> Any:
    return None if value is None else value.isoformat()
