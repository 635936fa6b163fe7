"""`app.py export CASE`: one case as a case script."""

import argparse
import sys
from pathlib import Path

from exports.script import write_script
from models.queries.cases import find_case, read_case
from models.session import Session
from ui.commands.running import DONE, CallError, write_whole
from ui.opening import open_office


def run(asked: argparse.Namespace) -> int:
    """Write the script to the file named by `--out`, else to standard output."""
    with open_office(asked.data) as session:
        script = write_script(read_case(session, case_asked_for(session, asked.case)).file.case)
    if asked.out:
        write_whole(Path(asked.out), script.encode())
    else:
        sys.stdout.write(script)
    return DONE


def case_asked_for(session: Session, asked: str) -> str:
    """The id of the case with this id or number; CallError if there is none."""
    case_id = find_case(session, asked)
    if case_id is None:
        raise CallError([f"没有编号或案号是“{asked}”的案件；用 app.py 打开案件列表，或核对案号里的〔〕和（）"])
    return case_id
