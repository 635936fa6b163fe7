"""Issuing papers: number drawn, gates checked, files frozen, all in one transaction; cancelling them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from models.casefile import CaseFile, IssuedDocument, issued_entry
from models.entries import NewEntry, new_id
from models.numbers import draw
from models.objects import evidence_store, paper_store
from models.operations.cases import with_id
from models.operations.delivery import is_delivered as is_delivered
from models.operations.unit import CaseChange, change_case, joining, own_day, refuse
from models.register import office_settings, registered_officers
from models.session import Session
from procedures.case import Act, Case, Document
from procedures.problems import Problem, RuleError

if TYPE_CHECKING:
    from exports.pictures import ReadPicture
    from forms.prepare import Prepared
    from forms.schema import Form
    from forms.sources import Sources


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that has been issued, and the case as it stands now."""

    document: IssuedDocument
    change: CaseChange


def issue_document(
    session: Session,
    case_id: str,
    seen: int,
    form_id: str,
    act: Act,
    own_values: Mapping[str, Any],
    *,
    actor: str,
    now: datetime,
    category: str | None = None,
) -> Issued:
    """Issue a paper for an act that is recorded or planned, and freeze it as docx and pdf.

    The number is drawn here: per year of the act, kind and category (default: the word of the case's sector), from the
    block set aside for this device if there is one. Raises RuleError where a rule stops the form, where a field is
    wanting or can't be printed, or where the block is used up; StaleError; StorageError. Then nothing is issued and no
    number used.
    """
    planned = with_id(replace(act, values=MappingProxyType({**act.values, **own_values})), now)
    made: list[IssuedDocument] = []

    def make(file: CaseFile) -> list[NewEntry]:
        joined = joining(session, file.case, planned.officers, own_day(now))
        case = _with_officers(session, file.case, planned)
        made.append(_issue(session, case, planned, form_id, own_values, now, category))
        return [*joined, issued_entry(made[-1])]

    change = change_case(session, case_id, seen, make, actor=actor, now=now)
    return Issued(made[-1], change)


def cancel_document(
    session: Session, case_id: str, seen: int, document_id: str, reason: str, *, actor: str, now: datetime
) -> CaseChange:
    """Cancel an issued paper that has not been served, with a reason.

    Its number stays in the register and is not used again.
    Raises RuleError for one that is unknown, cancelled or delivered, StaleError, StorageError.
    """
    if not reason.strip():
        raise refuse("作废文书必须写明理由", where="reason", remedy="写一句为什么作废")

    def make(file: CaseFile) -> list[NewEntry]:
        paper = next((one for one in file.documents if one.id == document_id), None)
        if paper is None or paper.cancelled_on is not None:
            raise refuse("这份文书不存在或已经作废", where="document", remedy="请刷新本案后重新选择")
        if is_delivered(file.case, paper):
            raise refuse(
                f"《{paper.title}》{paper.number}已经送达，不能作废", where="document", remedy="文字有误的用“补正”更正"
            )
        return [NewEntry("document_cancelled", own_day(now), {"document": document_id, "reason": reason})]

    return change_case(session, case_id, seen, make, actor=actor, now=now)


def preview_values(session: Session, case: Case, act: Act, form_id: str, own_values: Mapping[str, Any]) -> "Prepared":
    """The fields of a paper before it is issued, with what is still wanting; nothing is drawn or stored."""
    from forms.prepare import prepare

    day = act.on
    form = session.forms.form(form_id, day)
    sources = _sources(session, case, act, Document(form_id, "", day), day)
    return prepare(form, sources, own_values)


def _issue(
    session: Session, case: Case, act: Act, form_id: str, own: Mapping[str, Any], now: datetime, category: str | None
) -> IssuedDocument:
    today = own_day(now)
    _refuse_unlawful(session, case, act, form_id, today)
    form = _numbered(session, case, act, form_id, today)
    word = session.rulebook.category_word(case.sector) if category is None else category
    number, series, sequence = _draw_number(session, form, word, act.on)
    sources = _sources(session, case, act, Document(form_id, number, act.on), today)
    values = _values(form, sources, own)
    docx, pdf = _rendered(form, values, evidence_store(session.folder).read)
    store = paper_store(session.folder)
    return IssuedDocument(
        id=new_id(now),
        form=form_id,
        form_from=form.since,
        title=form.title,
        number=number,
        series=series,
        sequence=sequence,
        category=word,
        issued_on=act.on,
        act=act.id,
        values=values,
        own_values=own,
        docx=store.put(docx),
        pdf=store.put(pdf),
        planned=act,
    )


def _refuse_unlawful(session: Session, case: Case, act: Act, form_id: str, today: date) -> None:
    from procedures.objections import blocking, objections_to

    others = [other for other in case.live_acts() if other.id != act.id]
    found = list(blocking(objections_to(case, act, session.rulebook, today, issuing=True), form_id))
    planned = case if len(others) < len(case.live_acts()) else replace(case, acts=(*case.acts, act))
    for other in others:
        found += blocking(objections_to(planned, other, session.rulebook, today), form_id)
    if found:
        raise RuleError([objection.problem() for objection in found])


def _numbered(session: Session, case: Case, act: Act, form_id: str, today: date) -> "Form":
    from forms.numbering import numbered

    form = session.forms.form(form_id, act.on)
    return numbered(form, _sources(session, case, act, Document(form_id, "", act.on), today))


def _draw_number(session: Session, form: "Form", category: str, day: date) -> tuple[str, str, int]:
    from forms.numbering import document_number, series_of

    if not form.number:
        return "", "", 0
    office = office_settings(session.database)
    series = series_of(form, category, day.year)

    def number(sequence: int) -> str:
        return document_number(form, office, category, day.year, sequence)

    sequence = draw(session.database, series, session.device.id, number)
    return number(sequence), series, sequence


def _sources(session: Session, case: Case, act: Act, document: Document, today: date) -> "Sources":
    from forms.sources import Sources

    party_id = case.party_of(act)
    return Sources(
        case=case,
        party=case.party(party_id) if party_id else None,
        act=act,
        office=office_settings(session.database),
        officers=[one.officer for one in registered_officers(session.database).values()],
        document=document,
        today=today,
        rulebook=session.rulebook,
    )


def _values(form: "Form", sources: "Sources", own: Mapping[str, Any]) -> Mapping[str, Any]:
    from forms.prepare import prepare

    prepared = prepare(form, sources, own)
    stopping: list[Problem] = [problem for problem in prepared.problems if problem.severity == "blocking"]
    if stopping:
        raise RuleError(stopping)
    return prepared.values


def _rendered(form: "Form", values: Mapping[str, Any], pictures: "ReadPicture") -> tuple[bytes, bytes]:
    from exports.docx import render_docx
    from exports.fonts import require_glyphs
    from exports.pdf import render_pdf
    from forms.compose import compose

    paper = compose(form, values)
    require_glyphs(paper)
    return render_docx(paper, pictures=pictures), render_pdf(paper, pictures=pictures)


def _with_officers(session: Session, case: Case, act: Act) -> Case:
    """The case as it will stand once the act's officers have joined it."""
    registered = registered_officers(session.database, act.officers)
    kept = [registered[one.id].officer if one.id in registered else one for one in case.officers]
    known = {officer.id for officer in kept}
    new = [one.officer for one in registered.values() if one.officer.id not in known]
    return replace(case, officers=(*kept, *new))
