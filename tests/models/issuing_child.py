"""Run as a process of its own: issues on-the-spot decisions in an office that others use at the same time.

usage: python issuing_child.py FOLDER COUNT [URL]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from forms.schema import load_forms
from models.database import open_database
from models.folder import DataFolder
from models.operations.on_the_spot import issue_on_the_spot
from models.session import Session, read_device
from procedures.rulebook import load_rulebook
from resources import path
from tests.models.conftest import NOW
from tests.models.offices import draft


def tell(*words: str) -> None:
    """One line to the parent, at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(root: str, count: int, url: str) -> None:
    """Issue and tell each number; the folder's lock is left out on purpose: the database alone must keep order."""
    folder = DataFolder(Path(root))
    database = open_database(url or folder)
    session = Session(database, folder, load_rulebook, lambda: load_forms(path("forms")), read_device(folder))
    tell("ready")
    sys.stdin.readline()
    for _ in range(count):
        tell(issue_on_the_spot(session, draft(), actor="A", now=NOW).document.number)
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
