"""A general case: judging forty acts against reading their script, and opening one with sixty photos."""

import os
import sys
import tempfile
import tomllib
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.make_general import general_script, write_photos
from benchmarks.measuring import interleaved, seconds, tell
from models.operations.imports import import_scripts
from procedures.assess import assess, default_day
from procedures.rulebook import load_rulebook
from procedures.script import read_script
from ui.commands.walk.office import at_noon
from ui.opening import open_office

ACTS, PHOTOS = 40, 60
ROUNDS = 40
AIM_MS = 150


def main() -> None:
    """Print the ratio of judging, and how long a case takes to open in the window."""
    _judging()
    _opening()


def _judging() -> None:
    text = general_script(ACTS)
    rulebook, case = load_rulebook(), read_script(text, "general")
    today = default_day(case) or date.max
    times = interleaved(
        {
            "product": lambda: seconds(lambda: assess(case, rulebook, today)),
            "bare": lambda: seconds(lambda: tomllib.loads(text)),
        },
        ROUNDS,
    )
    tell(f"assess, {ACTS} acts, against tomllib", times["product"], times["bare"], 1.5)


def _opening() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.desk import Desk
    from ui.memory import Memory
    from ui.pages.case import CasePage
    from ui.pages.case.parts import EVIDENCE, WORK

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as place, open_office(Path(place)) as session:
        write_photos(Path(place), PHOTOS)
        script = Path(place) / "general.toml"
        script.write_text(general_script(ACTS, PHOTOS), "utf-8")
        [made] = import_scripts(session, [script], actor="A", now=at_noon(date(2026, 11, 24)))
        desk = Desk(session, Memory(session))

        def shown(part: str) -> None:
            page = CasePage(desk, made.case_id)
            page.resize(1290, 668)
            page.show_page(part)
            page.show()
            app.processEvents()
            page.close()

        for part, words in ((WORK, "opening a case"), (EVIDENCE, "opening it with its evidence")):
            shown(part)
            taken = sorted(seconds(partial(shown, part)) for _ in range(9))[4]
            verdict = "reached" if taken * 1000 <= AIM_MS else "MISSED"
            name = f"{words}, {ACTS} acts, {PHOTOS} photos"
            print(f"{name:<44} {taken * 1000:9.0f} ms  aim {AIM_MS} ms  {verdict}")


if __name__ == "__main__":
    main()
