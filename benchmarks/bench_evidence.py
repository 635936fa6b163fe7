"""Adding a 20 MB photo against copying and hashing it, and how long the window stands still meanwhile."""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from itertools import count, pairwise
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import interleaved, seconds, tell
from models.operations.cases import open_case
from models.operations.evidence import add_evidence
from models.queries.cases import read_case
from models.session import Session
from procedures.case import Case, Evidence
from ui.clock import now
from ui.opening import open_office

SIZE = 20_000_000
ROUNDS = 15
PHOTOS = 30
BEAT_MS = 5
AIM_MS = 100


def main() -> None:
    """Print the ratio, and the longest gap between two beats of a timer while photos are added in the window."""
    with tempfile.TemporaryDirectory() as place, open_office(Path(place) / "data") as session:
        case_id = open_case(session, Case(title="试验"), actor="A", now=now()).case_id
        _adding(session, case_id, Path(place))
        _heartbeat(session, case_id, Path(place))


def _adding(session: Session, case_id: str, place: Path) -> None:
    """Each round has a photo of its own: the same bytes would be kept only once."""
    numbers = count()

    def product(photo: Path) -> float:
        stored = read_case(session, case_id)
        piece = Evidence("", "视听资料", photo.stem, file=photo.name)
        return seconds(lambda: add_evidence(session, case_id, stored.seen, photo, piece, actor="A", now=now()))

    def bare(photo: Path) -> float:
        copy = place / "copy"
        taken = seconds(lambda: _copied(photo, copy))
        copy.unlink()
        return taken

    times = interleaved(
        {
            "product": lambda: product(_photo(place, next(numbers))),
            "bare": lambda: bare(_photo(place, next(numbers))),
        },
        ROUNDS,
    )
    tell("adding a photo of 20 MB", times["product"], times["bare"], 1.5)


def _photo(place: Path, number: int) -> Path:
    photo = place / f"photo{number % 2}.jpg"
    photo.write_bytes(os.urandom(SIZE))
    return photo


def _copied(source: Path, target: Path) -> None:
    """What a careful copy does: all bytes on the disk, and their digest."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
        hashlib.file_digest(file, "sha256").hexdigest()


class _Window:
    """A window that keeps what it is told to itself."""

    def open_case(self, case_id: str, name: str = "") -> NoReturn:
        """Not asked for here."""
        raise NotImplementedError(case_id, name)

    def close_case(self, case_id: str) -> None:
        """Nothing is closed."""

    def show_place(self, place: str) -> None:
        """Nothing is shown."""

    def say(self, words: str, undo: object = None) -> None:
        """Nothing is said."""


def _heartbeat(session: Session, case_id: str, place: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import tasks, theme
    from ui.desk import Desk
    from ui.memory import Memory
    from ui.pages.case import CasePage
    from ui.pages.case.evidence import EvidencePage
    from ui.pages.case.evidence.given import files_given
    from ui.pages.case.parts import EVIDENCE

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    folder = place / "photos"
    folder.mkdir()
    for number in range(PHOTOS):
        (folder / f"{number}.jpg").write_bytes(os.urandom(SIZE))
    desk = Desk(session, Memory(session))
    desk.set_window(_Window())
    case = CasePage(desk, case_id)
    case.resize(1290, 700)
    case.show()
    page = case.page(EVIDENCE)
    assert isinstance(page, EvidencePage)
    beats = [time.perf_counter()]
    timer = QTimer(page)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    page.settled.connect(lambda: app.quit() if len(page.list.lines()) >= PHOTOS else None)
    app.processEvents()
    timer.start(BEAT_MS)
    QTimer.singleShot(0, page, lambda: page.add(files_given([folder])))
    app.exec()
    timer.stop()
    longest = max(later - earlier for earlier, later in pairwise(beats)) * 1000
    reached = "reached" if longest <= AIM_MS else "MISSED"
    print(f"{f'longest gap, {PHOTOS} photos of 20 MB added':<44} {longest:9.2f} ms{'':<24}aim {AIM_MS}  {reached}")
    case.deleteLater()
    tasks.wait_for_all()


if __name__ == "__main__":
    main()
