"""The papers that the acts of a case ask for and that have not been issued through the program."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.schema import Form
from models.objects import evidence_store
from models.operations.documents import preview_values
from models.queries.cases import StoredCase
from models.session import Session
from procedures.case import Act
from procedures.problems import Problem


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper as it would be issued now, and what is still wanting."""

    form: Form
    act: Act
    number: str
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    pictures: Callable[[str], bytes]

    def files(self, formats: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Format and content of each file."""
        from exports.docx import render_docx
        from exports.fonts import require_glyphs
        from exports.pdf import render_pdf
        from forms.compose import compose

        paper = compose(self.form, self.values)
        require_glyphs(paper)
        for kind, render in (("docx", render_docx), ("pdf", render_pdf)):
            if kind in formats:
                yield kind, render(paper, pictures=self.pictures)


def due_papers(session: Session, stored: StoredCase) -> Iterator[DuePaper]:
    """The papers of live acts for which this version has a form, oldest act first, without those that are issued."""
    issued = {(paper.act, paper.form) for paper in stored.file.documents if paper.cancelled_on is None}
    for act in stored.file.case.live_acts():
        for form in session.forms.forms_for(act):
            if (act.id, form.id) in issued:
                continue
            own = {key: value for key, value in act.values.items() if key in {field.key for field in form.fields}}
            prepared = preview_values(session, stored.file.case, act, form.id, own)
            if _lists_nothing(form, prepared.values):
                continue
            blocking = tuple(problem for problem in prepared.problems if problem.severity == "blocking")
            pictures = evidence_store(session.folder).read
            yield DuePaper(form, act, _number(act, form), prepared.values, blocking, pictures)


def _lists_nothing(form: Form, values: Mapping[str, Any]) -> bool:
    """Whether a list, such as that of the evidence, is not due because there is nothing to list."""
    listed = [field.key for field in form.fields if field.columns and field.derived and field.required]
    return form.page == "list" and bool(listed) and not any(values.get(key) for key in listed)


def _number(act: Act, form: Form) -> str:
    """The number that history gives to this paper of the act."""
    return act.document.number if act.document and act.document.form == form.id else ""
