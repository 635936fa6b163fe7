"""`app.py render CASE`: the papers of a case as files."""

import argparse
from collections.abc import Iterator
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


def run(asked: argparse.Namespace) -> int:
    """Write issued papers as they were frozen and due ones as they would be issued now; print one path a line."""
    formats = [name for name in asked.format.split(",") if name]
    if not formats or set(formats) - set(FORMATS):
        raise CallError([f"--format 只能是 docx、pdf 或 docx,pdf，写的是“{asked.format}”"])
    with open_office(asked.data) as session:
        stored = read_case(session, case_asked_for(session, asked.case))
        found_wrong = write_papers(session, stored, Path(asked.out), formats, asked.form)
    return FOUND_WRONG if found_wrong else DONE


def write_papers(session: Session, stored: StoredCase, out: Path, formats: list[str], form: str | None = None) -> int:
    """Write the papers of one case and print where; returns how many due papers still lack something."""
    from ui.commands.due_papers import due_papers

    issued = [line for line in case_documents(session, stored.case_id) if line.cancelled_on is None]
    for line in issued:
        if form in (None, line.form):
            for name, content in _frozen(session, line, formats):
                _write(out / name, content)
    wanting = 0
    for paper in due_papers(session, stored, {line.act for line in issued}):
        if form not in (None, paper.form.id):
            continue
        wanting += bool(paper.problems)
        for problem in paper.problems:
            progress(f"《{paper.form.title}》（{paper.act.on}）还缺：{problem}")
        if not paper.problems:
            for name, content in paper.files(formats):
                _write(out / name, content)
    return wanting


def file_name(number: str, form: str, title: str, kind: str) -> str:
    """A file's name: number, form and title, with nothing a file system refuses."""
    return f"{number or form}-{form}-{title}.{kind}".translate(FORBIDDEN)


def _frozen(session: Session, line: DocumentLine, formats: list[str]) -> Iterator[tuple[str, bytes]]:
    for kind in FORMATS:
        if kind in formats:
            content = document_bytes(session, line.document_id, kind)
            yield file_name(line.number, line.form, line.title, kind), content


def _write(place: Path, content: bytes) -> None:
    write_whole(place, content)
    print(place)
