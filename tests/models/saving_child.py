"""Run as a process of its own: records act after act in a data folder and tells each one that was acknowledged.

usage: python saving_child.py FOLDER PREFIX
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from forms.schema import load_forms
from models.folder import DataFolder
from models.operations.cases import open_case, record_act
from models.session import open_session
from procedures.rulebook import load_rulebook
from resources import path
from tests.builders import make_case, make_inspection

NOW = datetime(2026, 10, 9, 0, 56, tzinfo=UTC)


def tell(*words: str) -> None:
    """One line to the parent, at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(root: str, prefix: str) -> None:
    """Save until killed."""
    with open_session(DataFolder(Path(root)), load_rulebook, lambda: load_forms(path("forms"))) as session:
        change = open_case(session, make_case(), actor="A", now=NOW)
        for number in count():
            act = replace(make_inspection(), id=f"{prefix}-{number}")
            change = record_act(session, change.case_id, change.seen, act, actor="A", now=NOW)
            tell(change.case_id, act.id)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
