"""The papers that the acts of a case ask for and that have not been issued through the program."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.schema import Form
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

    def files(self, formats: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Name and content of each file."""
        from exports.docx import render_docx
        from exports.fonts import require_glyphs
        from exports.pdf import render_pdf
        from forms.compose import compose
        from ui.commands.render import file_name

        paper = compose(self.form, self.values)
        require_glyphs(paper)
        for kind, render in (("docx", render_docx), ("pdf", render_pdf)):
            if kind in formats:
                yield file_name(self.number, self.form.id, self.form.title, kind), render(paper)


def due_papers(session: Session, stored: StoredCase, issued_acts: Collection[str]) -> Iterator[DuePaper]:
    """The papers of live acts for which this version has a form, oldest act first."""
    for act in stored.file.case.live_acts():
        if act.id in issued_acts:
            continue
        for form in session.forms.forms_of(act.kind, act.on):
            values = {key: value for key, value in act.values.items() if key in {field.key for field in form.fields}}
            prepared = preview_values(session, stored.file.case, act, form.id, values)
            blocking = tuple(problem for problem in prepared.problems if problem.severity == "blocking")
            yield DuePaper(form, act, act.document.number if act.document else "", prepared.values, blocking)
