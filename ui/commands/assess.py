"""`app.py assess FILE...`: what the rules say of each case script, as JSON."""

import argparse
import sys

from procedures.answer import as_text
from procedures.assess import assess
from procedures.case import Case
from procedures.rulebook import load_rulebook
from procedures.script import script_warnings
from ui.clock import today
from ui.commands.running import DONE, progress
from ui.commands.scripts import read_scripts


def run(asked: argparse.Namespace) -> int:
    """One object for one file, an array for several; exit status 0 whatever is found."""
    cases = read_scripts(asked.files)
    answers = [_answer(case) for case in cases]
    for name, case in zip(asked.files, cases, strict=True):
        for warning in script_warnings(case):
            progress(f"{name}：{warning}")
    sys.stdout.write(answers[0] if len(answers) == 1 else "[\n" + ",\n".join(answers) + "\n]")
    sys.stdout.write("\n")
    return DONE


def _answer(case: Case) -> str:
    day = case.as_of or max((act.on for act in case.acts), default=today())
    return as_text(assess(case, load_rulebook(case.ruleset), day))
