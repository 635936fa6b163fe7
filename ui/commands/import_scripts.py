"""`app.py import FILE...`: case scripts into the database, all of them or none."""

import argparse
from pathlib import Path

from models.operations.imports import import_scripts
from procedures.script import script_warnings
from ui import clock
from ui.commands.running import DONE, progress
from ui.commands.scripts import read_scripts
from ui.opening import open_office


def run(asked: argparse.Namespace) -> int:
    """One line a case on standard output: its id, its number; a script imported before is skipped and said so."""
    for name, case in zip(asked.files, read_scripts(asked.files), strict=True):
        for warning in script_warnings(case):
            progress(f"{name}：{warning}")
    with open_office(asked.data) as session:
        files = [Path(name) for name in asked.files]
        for imported in import_scripts(session, files, actor=session.device.id, now=clock.now()):
            note = "\t已经导入过，跳过" if imported.skipped else ""
            print(f"{imported.case_id}\t{imported.number or imported.title}{note}")
    return DONE
