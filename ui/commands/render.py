"""`app.py render CASE`: the papers of a case as files."""

import argparse
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from models.queries.cases import StoredCase, read_case
from models.queries.documents import DocumentLine, case_documents, document_bytes
from models.session import Session
from ui.commands.export_case import case_asked_for
from ui.commands.running import DONE, FOUND_WRONG, CallError, progress, write_whole
from ui.opening import open_office

FORMATS: tuple[Literal["docx", "pdf"], ...] = ("docx", "pdf")
FORBIDDEN = str.maketrans('/\\:*?"<>|', "_________")


@dataclass(slots=True)
class Names:
    """The file names of one case; papers without a number share theirs, so that the second one is given a 2."""

    taken: dict[str, int] = field(default_factory=dict)

    def of(self, number: str, form: str, title: str) -> str:
        """A name without its ending: number, form and title, with nothing a file system refuses."""
        name = "-".join(part for part in (number, form, title) if part).translate(FORBIDDEN)
        self.taken[name] = self.taken.get(name, 0) + 1
        return name if self.taken[name] == 1 else f"{name}-{self.taken[name]}"


def run(asked: argparse.Namespace) -> int:
    """Write issued papers as they were frozen and due ones as they would be issued now; print one path a line."""
    formats = [name for name in asked.format.split(",") if name]
    if not formats or set(formats) - set(FORMATS):
        raise CallError([f"--format 只能是 docx、pdf 或 docx,pdf，写的是“{asked.format}”"])
    wanting = 0
    with open_office(asked.data) as session:
        stored = read_case(session, case_asked_for(session, asked.case))
        names = Names()
        for place in write_issued(session, stored, Path(asked.out), formats, names, asked.form):
            print(place)
        for told in _write_due(session, stored, Path(asked.out), formats, names, asked.form):
            wanting += isinstance(told, str)
            if isinstance(told, str):
                progress(told)
            else:
                print(told)
    return FOUND_WRONG if wanting else DONE


def write_issued(
    session: Session,
    stored: StoredCase,
    out: Path,
    formats: Collection[str],
    names: Names,
    form: str | None = None,
) -> Iterator[Path]:
    """Write the papers of a case as they were frozen, in the order in which they were issued; of one form, or all."""
    for line in case_documents(session, stored.case_id):
        if line.cancelled_on is not None:
            continue
        name = names.of(line.number, line.form, line.title)
        if form in (None, line.form):
            yield from _written(out, name, _frozen(session, line, formats))


def _write_due(
    session: Session, stored: StoredCase, out: Path, formats: Collection[str], names: Names, form: str | None
) -> Iterator[Path | str]:
    """Write the papers that are due as they would be issued now; a line of words for one that still lacks something."""
    from ui.commands.due_papers import due_papers

    for paper in due_papers(session, stored):
        if form not in (None, paper.form.id):
            continue
        for problem in paper.problems:
            yield f"《{paper.form.title}》（{paper.act.on}）还缺：{problem}"
        if not paper.problems:
            name = names.of(paper.number, paper.form.id, paper.form.title)
            yield from _written(out, name, paper.files(formats))


def _frozen(session: Session, line: DocumentLine, formats: Collection[str]) -> Iterator[tuple[str, bytes]]:
    for kind in FORMATS:
        if kind in formats:
            yield kind, document_bytes(session, line.document_id, kind)


def _written(out: Path, name: str, files: Iterable[tuple[str, bytes]]) -> Iterator[Path]:
    for kind, content in files:
        place = out / f"{name}.{kind}"
        write_whole(place, content)
        yield place
