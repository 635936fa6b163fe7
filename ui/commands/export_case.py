"""`app.py export CASE`: one case as a case script, its evidence files beside it."""

import argparse
import sys
from pathlib import Path

from exports.script import evidence_folder, with_files_in, write_script
from models.objects import evidence_store
from models.queries.cases import find_case, read_case
from models.session import Session
from procedures.case import Case
from ui.commands.running import DONE, CallError, write_whole
from ui.opening import open_office


def run(asked: argparse.Namespace) -> int:
    """Write the script and its evidence files where `--out` says, else the script alone to standard output."""
    with open_office(asked.data) as session:
        case = read_case(session, case_asked_for(session, asked.case)).file.case
        if asked.out:
            _write(session, case, Path(asked.out))
        else:
            sys.stdout.write(write_script(case))
    return DONE


def _write(session: Session, case: Case, script: Path) -> None:
    """The script last, so that it never stands without its files; StorageError where one is missing or altered."""
    folder = evidence_folder(script.name)
    for piece in case.evidence:
        if piece.file and piece.sha256:
            evidence_store(session.folder).copy_to(piece.sha256, script.parent / folder / piece.file)
    write_whole(script, write_script(with_files_in(case, folder)).encode())


def case_asked_for(session: Session, asked: str) -> str:
    """The id of the case with this id or number; CallError if there is none."""
    case_id = find_case(session, asked)
    if case_id is None:
        raise CallError([f"没有编号或案号是“{asked}”的案件；用 app.py 打开案件列表，或核对案号里的〔〕和（）"])
    return case_id
