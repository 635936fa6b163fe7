"""What lists and searches read: computed from entries and rules, written beside the entry that changed it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import Model

from models import search
from models.casefile import CaseFile, IssuedDocument, file_from_entries
from models.clocks import clock_row
from models.database import Database, Row
from models.entries import CASE_PREFIX, OFFICE_STREAM, Entry, canonical, instant_text
from models.journal import read_stream
from models.office import Office, office_from_entries
from models.packs import InstalledPack
from models.tables.filing import FilingRow, JudgedRow, ProposalRow
from models.tables.ledger import LayoutRow, LedgerRow
from models.tables.projections import (
    BlockRow,
    CaseOffenceRow,
    CaseOfficerRow,
    CasePartyRow,
    CaseRow,
    CertificateRow,
    ClockRow,
    DocumentRow,
    OfficerRow,
    PackRow,
    PostRow,
    SeriesRow,
    SettingRow,
    ToldNumberRow,
)
from procedures.case import Act, Case
from procedures.kinds import kinds

if TYPE_CHECKING:
    from procedures.clocks import Clock
    from procedures.rulebook import Rulebook

CLOSING = frozenset({"case_closed", "case_archived", "case_not_opened", "opening_cancelled"})
DECIDING = frozenset({"on_the_spot_decision", "decision_made", "no_penalty_decided"})
# By which papers and acts a case is known, the first that has a number.
NUMBERED_BY = ((("8",), frozenset({"case_opened"})), (("7", "29"), DECIDING))
PART_OF_KIND = {
    "party_recorded": frozenset({"parties"}),
    "officer_joined": frozenset({"officers"}),
    "document_issued": frozenset({"documents", "numbers"}),
    "document_cancelled": frozenset({"documents", "numbers"}),
}
# Rows of cases and of matters in one table.
SOURCED = (FilingRow, ProposalRow)
ALL_PARTS = frozenset({"parties", "officers", "documents", "numbers"})


@dataclass(frozen=True, slots=True)
class CaseRows:
    """All rows of one case, in the order of their tables' fields."""

    case_id: str
    case: Row
    parties: tuple[Row, ...]
    officers: tuple[Row, ...]
    offences: tuple[Row, ...]
    clocks: tuple[Row, ...]
    documents: tuple[Row, ...]
    numbers: tuple[Row, ...]
    filings: tuple[Row, ...]
    judged: tuple[Row, ...]
    proposals: tuple[Row, ...]
    ledger: tuple[Row, ...]
    text: str

    def by_table(self) -> tuple[tuple[type[Model], Sequence[Row]], ...]:
        """Each table with its rows."""
        return (
            (CaseRow, (self.case,)),
            (CasePartyRow, self.parties),
            (CaseOfficerRow, self.officers),
            (CaseOffenceRow, self.offences),
            (ClockRow, self.clocks),
            (DocumentRow, self.documents),
            (ToldNumberRow, self.numbers),
            (FilingRow, self.filings),
            (JudgedRow, self.judged),
            (ProposalRow, self.proposals),
            (LedgerRow, self.ledger),
        )


def case_rows(case_id: str, file: CaseFile, last: Entry, entries: Sequence[Entry], rulebook: "Rulebook") -> CaseRows:
    """The rows of a case from its folded file and its entries (`last` the newest): functions of these and the rules."""
    from models.filing_rows import case_filing_rows
    from models.ledger_rows import ledger_rows
    from procedures.deadlines import clocks_of
    from procedures.view import CaseView

    view = CaseView(file.case, rulebook)
    running = clocks_of(view)
    number = file.case.number or case_number(file, file.case.live_acts())
    filed = case_filing_rows(case_id, number, file, view, running)
    return CaseRows(
        case_id,
        _case_row(case_id, file, last, running, rulebook.digest),
        tuple(
            (case_id, party.id, party.kind, party.name, party.identity_no, party.credit_code)
            for party in file.case.parties
        ),
        tuple((case_id, officer.id) for officer in file.case.officers),
        tuple((case_id, each) for each in dict.fromkeys(one.offence for one in file.case.conducts) if each),
        tuple(clock_row(case_id, position, clock) for position, clock in enumerate(running)),
        _document_rows(case_id, file, entries),
        tuple((case_id, number) for number in _told_numbers(file.case)),
        filed.filings,
        filed.judged,
        filed.proposals,
        ledger_rows(case_id, number, view, running, filed),
        _search_text(file),
    )


def project_stream(database: Database, case_id: str, entries: Sequence[Entry], rulebook: "Rulebook") -> CaseRows:
    """Compute and write all rows of one case, inside the caller's transaction."""
    rows = case_rows(case_id, file_from_entries(entries), entries[-1], entries, rulebook)
    write_case(database, rows, ALL_PARTS)
    return rows


def write_case(database: Database, rows: CaseRows, parts: frozenset[str]) -> None:
    """Replace the rows of a case. What the rules give always; the others where `parts` names them."""
    written = [(CaseRow, (rows.case,)), (CaseOffenceRow, rows.offences), (ClockRow, rows.clocks)]
    written += [(FilingRow, rows.filings), (JudgedRow, rows.judged), (ProposalRow, rows.proposals)]
    written += [(LedgerRow, rows.ledger)]
    written += [(CasePartyRow, rows.parties)] if "parties" in parts else []
    written += [(CaseOfficerRow, rows.officers)] if "officers" in parts else []
    written += [(DocumentRow, rows.documents)] if "documents" in parts else []
    written += [(ToldNumberRow, rows.numbers)] if "numbers" in parts else []
    for table, new in written:
        key = "source_id" if table in SOURCED else "case_id"
        database.sql(f'DELETE FROM "{table._meta.table_name}" WHERE "{key}" = ?', (rows.case_id,))
        database.insert(table, new)
    search.put_texts(database, [(rows.case_id, rows.text)])
    if "documents" in parts:
        write_series(database, {row[6] for row in rows.documents if row[6]})


def parts_changed(appended: Iterable[Entry]) -> frozenset[str]:
    """Which parts of a case's rows these entries can change."""
    parts: set[str] = set()
    for entry in appended:
        parts |= PART_OF_KIND.get(entry.kind) or ({"numbers"} if '"document":' in entry.payload else set())
    return frozenset(parts)


def project_office(database: Database) -> Office:
    """Compute and write register, settings and numbers from the office's stream, inside the caller's transaction."""
    office = office_from_entries(read_stream(database, OFFICE_STREAM))
    for table, rows in office_rows(office):
        database.sql(f'DELETE FROM "{table._meta.table_name}"')
        database.insert(table, rows)
    write_series(database, _all_series(database))
    return office


def office_rows(office: Office) -> tuple[tuple[type[Model], list[Row]], ...]:
    """The rows of register, posts, settings and blocks; what is used of a block comes from the papers."""
    people = office.officers.values()
    certificates = [
        (one.officer.id, position, held.no, held.valid_from.isoformat(), held.valid_until.isoformat())
        for one in people
        for position, held in enumerate(one.officer.certificates)
    ]
    return (
        (OfficerRow, [(one.officer.id, one.officer.name, int(one.active), one.partner) for one in people]),
        (CertificateRow, certificates),
        (
            PostRow,
            [
                (post.id, post.officer, post.post, post.duties, post.valid_from.isoformat(), _day(post.valid_until))
                for post in office.posts.values()
            ],
        ),
        (SettingRow, [(key, canonical(value)) for key, value in office.settings.items()]),
        (
            BlockRow,
            [
                (
                    block.id,
                    block.series,
                    block.device,
                    block.first,
                    block.last,
                    block.first - 1,
                    _day(block.returned_on),
                )
                for block in office.blocks.values()
            ],
        ),
        (
            LayoutRow,
            [
                (layout.id, layout.name, layout.source, layout.text, layout.made_by, instant_text(layout.recorded_at))
                for layout in office.layouts.values()
            ],
        ),
        (PackRow, [_pack_row(pack) for pack in office.packs.values()]),
    )


def _pack_row(pack: InstalledPack) -> Row:
    told = (pack.id, pack.version, pack.approved_by, pack.approved_on.isoformat(), pack.digest)
    return (*told, pack.installed_by, instant_text(pack.installed_at))


def write_series(database: Database, series: Iterable[str], *, prefix: str = "") -> None:
    """Work out anew, from papers and blocks, how far each series and each of its blocks is used.

    The papers of findings lie in a table of their own.
    """
    names = ("number_series", "number_block", "document_row", "finding_paper")
    table, blocks, *papers = (f'"{prefix}{name}"' for name in names)
    for name in sorted(series):
        used = [f'SELECT max("sequence") AS "n" FROM {paper} WHERE "series" = ?' for paper in papers]
        last = database.sql(
            f'SELECT max("n") FROM ({" UNION ALL ".join(used)} '
            f'UNION ALL SELECT max("last") FROM {blocks} WHERE "series" = ?) AS "highest"',
            (name,) * (len(papers) + 1),
        )[0][0]
        database.sql(f'DELETE FROM {table} WHERE "series" = ?', (name,))
        database.insert(SeriesRow, [(name, last)] if last else [], into=f"{prefix}number_series" if prefix else "")
        within = f'"sequence" BETWEEN {blocks}."first" AND {blocks}."last"'
        drawn = " UNION ALL ".join(f"{one} AND {within}" for one in used)
        database.sql(
            f'UPDATE {blocks} SET "used" = coalesce((SELECT max("n") FROM ({drawn}) AS "drawn"), {blocks}."first" - 1) '
            'WHERE "series" = ?',
            (name,) * (len(papers) + 1),
        )


def outdated_cases(database: Database, rules: str, limit: int = 200) -> tuple[str, ...]:
    """Cases whose rows were made under other rules, a handful at a time."""
    query = CaseRow.select(CaseRow.case_id).where(CaseRow.rules != rules).limit(limit)
    return tuple(row[0] for row in database.rows(query))


def _case_row(case_id: str, file: CaseFile, last: Entry, running: Sequence["Clock"], rules: str) -> Row:
    case, live = file.case, file.case.live_acts()
    newest = max(reversed(live), key=lambda act: act.on, default=None)
    owed = min(_known_to_end(_owed(running)), key=lambda clock: str(clock.due), default=None)
    return (
        case_id,
        case.number or case_number(file, live),
        case.title,
        "、".join(party.name for party in case.parties),
        case.cause,
        case.sector,
        _procedure(live),
        kinds()[newest.kind].stage if newest else "",
        _status(live, running),
        _opened_on(live, last),
        newest.on.isoformat() if newest else last.on.isoformat(),
        newest.kind if newest else "",
        "、".join(officer.name for officer in case.officers),
        owed.id if owed else "",
        str(owed.due) if owed else "",
        int(bool(case.constructed)),
        file.import_digest,
        file.seen,
        instant_text(last.recorded_at),
        rules,
    )


def _procedure(live: Sequence[Act]) -> str:
    happened = {act.kind for act in live}
    if "on_the_spot_decision" in happened:
        return "simple"
    return "general" if "case_opened" in happened else ""


def _status(live: Sequence[Act], running: Sequence["Clock"]) -> str:
    happened = {act.kind for act in live}
    if happened & CLOSING:
        return "closed"
    if not happened & DECIDING:
        return "open"
    unpaid = any(clock.id == "payment" and clock.met_on is None for clock in running)
    return "decided" if unpaid or any(_owed(running)) else "settled"


def _owed(running: Sequence["Clock"]) -> list["Clock"]:
    return [c for c in running if c.duty == "agency" and c.met_on is None and c.waived_on is None]


def _known_to_end(owed: Iterable["Clock"]) -> Iterator["Clock"]:
    """Without those that stand still: nobody knows on which day they end."""
    return (clock for clock in owed if clock.paused_from is None or clock.paused_until is not None)


def _opened_on(live: Sequence[Act], last: Entry) -> str:
    opened = [act.on for act in live if act.kind == "case_opened"] or [act.on for act in live]
    return min(opened, default=last.on).isoformat()


def case_number(file: CaseFile, live: Sequence[Act]) -> str:
    """The number a case is known by that has none of its own: of its opening, else of its newest decision."""
    for form, kinds_ in NUMBERED_BY:
        issued = [paper.number for paper in file.documents if paper.form in form and paper.cancelled_on is None]
        told = [act.document.number for act in live if act.kind in kinds_ and act.document]
        numbers = [number for number in (*issued, *told) if number]
        if numbers:
            return numbers[-1]
    return ""


def _document_rows(case_id: str, file: CaseFile, entries: Sequence[Entry]) -> tuple[Row, ...]:
    if not file.documents:
        return ()
    issued = {entry.content()["document"]["id"]: entry for entry in entries if entry.kind == "document_issued"}
    return tuple(_document_row(case_id, document, issued[document.id]) for document in file.documents)


def _document_row(case_id: str, document: IssuedDocument, entry: Entry) -> Row:
    return (
        document.id,
        case_id,
        document.form,
        document.form_from.isoformat(),
        document.title,
        document.number,
        document.series,
        document.sequence,
        document.issued_on.isoformat(),
        instant_text(entry.recorded_at),
        entry.actor,
        document.act,
        document.docx,
        document.pdf,
        _day(document.cancelled_on),
        document.cancel_reason,
    )


def _search_text(file: CaseFile) -> str:
    case: Case = file.case
    words = [case.number, case.title, case.cause]
    for party in case.parties:
        words += [
            party.name,
            party.representative,
            party.identity_no,
            party.credit_code,
            party.licence_no,
            party.address,
        ]
    words += [officer.name for officer in case.officers]
    words += [document.number for document in file.documents]
    words += _told_numbers(case)
    return "\n".join(dict.fromkeys(word for word in words if word))


def _told_numbers(case: Case) -> list[str]:
    return list(dict.fromkeys(act.document.number for act in case.acts if act.document and act.document.number))


def _all_series(database: Database) -> set[str]:
    rows = database.sql(
        'SELECT "series" FROM "document_row" UNION SELECT "series" FROM "number_block" '
        'UNION SELECT "series" FROM "finding_paper"'
    )
    return {row[0] for row in rows if row[0]}


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


def case_id_of(stream: str) -> str:
    """The case that a stream tells of."""
    return stream.removeprefix(CASE_PREFIX)
