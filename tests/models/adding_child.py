"""Run as a process of its own: adds evidence after evidence to a case and tells each piece that was acknowledged.

usage: python adding_child.py FOLDER PREFIX
"""

import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from forms.schema import load_forms
from models.folder import DataFolder
from models.operations.cases import open_case
from models.operations.evidence import add_evidence
from models.session import open_session
from procedures.case import Evidence
from procedures.rulebook import load_rulebook
from resources import path
from tests.builders import make_case

NOW = datetime(2026, 10, 9, 0, 56, tzinfo=UTC)
SIZE = 2_500_000


def tell(*words: str) -> None:
    """One line to the parent, at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(root: str, prefix: str) -> None:
    """Add until killed."""
    with open_session(DataFolder(Path(root)), load_rulebook, lambda: load_forms(path("forms"))) as session:
        change = open_case(session, make_case(), actor="A", now=NOW)
        for number in count():
            piece = Evidence(f"{prefix}-{number}", "视听资料", f"照片{number}", file="photo.jpg")
            added = add_evidence(session, change.case_id, change.seen, os.urandom(SIZE), piece, actor="A", now=NOW)
            change = added.change
            tell(change.case_id, piece.id, added.evidence.sha256)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
