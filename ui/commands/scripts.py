"""Reads the case scripts that a command was given: all of them or none."""

from collections.abc import Sequence

from procedures.case import Case
from procedures.problems import DataError
from procedures.script import read_script
from ui.commands.running import CallError, read_text


def read_scripts(files: Sequence[str]) -> tuple[Case, ...]:
    """The cases in the order of the files; CallError names what is wrong in each bad file."""
    cases: list[Case] = []
    wrong: list[str] = []
    for name in files:
        try:
            cases.append(read_script(read_text(name), name))
        except CallError as error:
            wrong += error.messages
        except DataError as error:
            wrong.append(str(error))
    if wrong:
        raise CallError(wrong)
    return tuple(cases)
