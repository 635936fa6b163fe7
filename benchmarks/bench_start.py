"""First paint of the window, with an empty and a large database, against a bare QMainWindow with peewee imported."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.make_office import make_office
from benchmarks.measuring import interleaved, tell
from ui.commands.walk import at_noon, prepare_office

CASES = 10_000
AIM = 1.5
WATCH = """
from PySide6.QtCore import QObject, QEvent
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("painted", flush=True)
            os._exit(0)
        return False
"""
BARE = f"""
import os, sys
import peewee
from PySide6.QtWidgets import QApplication, QMainWindow
{WATCH}
app = QApplication(sys.argv[:1])
window = QMainWindow()
watch = Watch()
window.installEventFilter(watch)
window.resize(1440, 900)
window.show()
app.exec()
"""
PRODUCT = f"""
import os, sys
from PySide6.QtWidgets import QApplication
from ui.opening import open_office
from ui.start import open_window
{WATCH}
app = QApplication(sys.argv[:1])
with open_office(sys.argv[1]) as session:
    window = open_window(app, session)
    watch = Watch()
    window.current_page().installEventFilter(watch)
    window.show()
    app.exec()
"""


def main() -> None:
    """Print one ratio for each database."""
    with tempfile.TemporaryDirectory() as place:
        empty, large = Path(place) / "empty", Path(place) / "large"
        _fill(empty, 0)
        _fill(large, CASES)
        times = interleaved(
            {
                "bare": lambda: _to_first_paint(BARE),
                "empty": lambda: _to_first_paint(PRODUCT, empty),
                "large": lambda: _to_first_paint(PRODUCT, large),
            }
        )
    tell("first paint, empty database", times["empty"], times["bare"], AIM)
    tell(f"first paint, {CASES} cases", times["large"], times["bare"], AIM)


def _fill(folder: Path, cases: int) -> None:
    from procedures.script import read_script_file
    from resources import path
    from ui.opening import open_office

    sample = read_script_file(path("samples", "simple-citizen.toml"))
    with open_office(folder) as session:
        prepare_office(session, sample, at_noon(sample.acts[0].on))
        make_office(session, cases) if cases else None


def _to_first_paint(program: str, *arguments: Path) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert child.stdout is not None
    painted = child.stdout.readline()
    taken = time.perf_counter() - begun
    child.wait(30)
    if painted != "painted\n":
        raise SystemExit("the window was never painted")
    return taken


if __name__ == "__main__":
    main()
