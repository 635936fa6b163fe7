"""The register of issued papers, and their frozen files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from models.database import Row
from models.errors import StorageError
from models.objects import paper_store
from models.queries.rows import day, day_or_none, instant
from models.session import Session
from models.tables.projections import CaseRow, DocumentRow

MOST = 1000


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the register; a cancelled paper keeps its line and its number. `act` is the act it puts on paper."""

    document_id: str
    case_id: str
    form: str
    form_from: date
    title: str
    number: str
    series: str
    sequence: int
    issued_on: date
    issued_at: datetime
    actor: str
    act: str
    docx: str
    pdf: str
    cancelled_on: date | None
    cancel_reason: str
    case_title: str


def case_documents(session: Session, case_id: str) -> tuple[DocumentLine, ...]:
    """The papers of one case, oldest first."""
    return _lines(session, DocumentRow.case_id == case_id)


def number_register(session: Session, series: str) -> tuple[DocumentLine, ...]:
    """The papers of one series by number, cancelled ones included."""
    return _lines(session, DocumentRow.series == series)


def document_bytes(session: Session, document_id: str, kind: Literal["docx", "pdf"]) -> bytes:
    """The frozen file of a paper, checked against its digest; raises StorageError where it is missing or altered."""
    column = DocumentRow.docx if kind == "docx" else DocumentRow.pdf
    row = session.database.one(DocumentRow.select(column).where(DocumentRow.document_id == document_id))
    if row is None:
        raise StorageError(f"文书 {document_id}", "登记簿里没有这份文书", "请刷新本案后重新打开")
    return paper_store(session.folder).read(row[0])


def _lines(session: Session, condition: Any) -> tuple[DocumentLine, ...]:
    query = (
        DocumentRow.select(*DocumentRow._meta.sorted_fields, CaseRow.title)
        .join(CaseRow, on=(CaseRow.case_id == DocumentRow.case_id))
        .where(condition)
        .order_by(DocumentRow.issued_on, DocumentRow.sequence, DocumentRow.document_id)
        .limit(MOST)
    )
    return tuple(_line(row) for row in session.database.rows(query))


def _line(row: Row) -> DocumentLine:
    values = dict(zip(DocumentLine.__dataclass_fields__, row, strict=False))
    # the table has the columns of DocumentLine in the same order
    values["form_from"], values["issued_on"] = day(values["form_from"]), day(values["issued_on"])
    values["issued_at"], values["cancelled_on"] = instant(values["issued_at"]), day_or_none(values["cancelled_on"])
    return DocumentLine(**values)
