"""Issuing the opinion on a fault (X6): number drawn, files frozen, recorded in the finding's stream; cancelling it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from models.casefile import IssuedDocument, issued_entry
from models.entries import NewEntry, new_id
from models.findings import cancelled_entry
from models.numbers import draw
from models.objects import paper_store
from models.operations.finding_outcomes import DECIDED
from models.operations.finding_unit import FindingChange, change_finding, required
from models.operations.unit import own_day, refuse, sign_head
from models.projections import write_series
from models.register import office_settings
from models.session import Session
from procedures.case import Document
from procedures.faults import OPEN_STATES, FaultFile
from procedures.faults_wanting import wanting_for_paper
from procedures.problems import RuleError

if TYPE_CHECKING:
    from forms.prepare import Prepared
    from forms.schema import Form


def issue_opinion(session: Session, finding_id: str, seen: int, *, actor: str, now: datetime) -> FindingChange:
    """Issue X6 for a finding whose consequence is decided, and freeze it as docx and pdf.

    The number is drawn here, per year. Raises RuleError for what is wanting (a person neither heard nor waiving, no
    second person …) or can't be printed, StaleError, StorageError; then nothing is issued and no number used.
    """
    made: list[IssuedDocument] = []

    def make(file: FaultFile) -> list[NewEntry]:
        made.append(_issue(session, file, now))
        return [issued_entry(made[-1])]

    with session.database.transaction():
        change = change_finding(session, finding_id, seen, make, states=DECIDED, actor=actor, now=now)
        write_series(session.database, {made[-1].series})
        sign_head(session, now)
    return change


def cancel_opinion(
    session: Session, finding_id: str, seen: int, reason: str, *, actor: str, now: datetime
) -> FindingChange:
    """Cancel the opinion that stands, with a reason; its number is not used again.

    Raises RuleError, StaleError, StorageError.
    """
    today = own_day(now)

    def make(file: FaultFile) -> list[NewEntry]:
        if file.paper is None:
            raise refuse("没有可以作废的意见书", where="document", remedy="请刷新后再看")
        why = required(reason, "作废的理由", "reason")
        return [cancelled_entry(file.paper, why, today)]

    return change_finding(session, finding_id, seen, make, states=OPEN_STATES, actor=actor, now=now)


def preview_opinion(session: Session, file: FaultFile, on: date) -> "Prepared":
    """The fields of X6 before it is issued, with what is still wanting on it; nothing is drawn or stored."""
    from forms.findings import OPINION, prepare_opinion

    form = session.forms.form(OPINION, on)
    document = Document(OPINION, "", on)
    return prepare_opinion(form, file, office_settings(session.database), document, session.rulebook)


def _issue(session: Session, file: FaultFile, now: datetime) -> IssuedDocument:
    from forms.findings import OPINION, prepare_opinion

    today = own_day(now)
    form = session.forms.form(OPINION, today)
    number, series, sequence = _draw_number(session, form, file, today)
    document = Document(OPINION, number, today)
    prepared = prepare_opinion(form, file, office_settings(session.database), document, session.rulebook)
    stopping = [problem for problem in prepared.problems if problem.severity == "blocking"]
    if stopping:
        raise RuleError(stopping)
    docx, pdf = _rendered(form, prepared)
    store = paper_store(session.folder)
    return IssuedDocument(
        id=new_id(now),
        form=form.id,
        form_from=form.since,
        title=form.title,
        number=number,
        series=series,
        sequence=sequence,
        category="",
        issued_on=today,
        act="",
        values=prepared.values,
        own_values={},
        docx=store.put(docx),
        pdf=store.put(pdf),
    )


def _draw_number(session: Session, form: "Form", file: FaultFile, today: date) -> tuple[str, str, int]:
    from forms.numbering import document_number, series_of

    problems = wanting_for_paper(file)
    if file.paper is not None:
        raise refuse(
            f"《{file.paper.title}》{file.paper.number}已经签发", where="document", remedy="要重新签发的，先作废原来的"
        )
    if problems:
        raise RuleError(problems)
    office = office_settings(session.database)
    series = series_of(form, "", today.year)

    def number(sequence: int) -> str:
        return document_number(form, office, "", today.year, sequence)

    sequence = draw(session.database, series, session.device.id, number)
    return number(sequence), series, sequence


def _rendered(form: "Form", prepared: "Prepared") -> tuple[bytes, bytes]:
    from exports.docx import render_docx
    from exports.fonts import require_glyphs
    from exports.pdf import render_pdf
    from forms.compose import compose

    paper = compose(form, prepared.values)
    require_glyphs(paper)
    return render_docx(paper), render_pdf(paper)
