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
from ui.commands.walk.office import at_noon, prepare_office

ROOT = Path(__file__).resolve().parents[1]
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
# A laptop has no PostgreSQL driver; where tests brought one, peewee would load it in both programs.
HIDE = "import sys; sys.modules['psycopg'] = sys.modules['psycopg2'] = None"
BARE = f"""
{HIDE}
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
{HIDE}
import os, sys
from contextlib import ExitStack
from PySide6.QtWidgets import QApplication
from ui.start import Start
{WATCH}
app = QApplication(sys.argv[:1])
with ExitStack() as stack:
    start = Start(app, sys.argv[1], stack)
    watch = Watch()
    if sys.argv[2] == "shell":
        start.window.installEventFilter(watch)
    else:
        start.window.place_shown.connect(lambda _: start.window.current_page().installEventFilter(watch))
    start.show()
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
                "empty": lambda: _to_first_paint(PRODUCT, empty, "shell"),
                "large": lambda: _to_first_paint(PRODUCT, large, "shell"),
                "empty filled": lambda: _to_first_paint(PRODUCT, empty, "workbench"),
                "large filled": lambda: _to_first_paint(PRODUCT, large, "workbench"),
            }
        )
    tell("first paint, empty database", times["empty"], times["bare"], AIM)
    tell(f"first paint, {CASES} cases", times["large"], times["bare"], AIM)
    tell("workbench painted, empty database", times["empty filled"], times["bare"])
    tell(f"workbench painted, {CASES} cases", times["large filled"], times["bare"])


def _fill(folder: Path, cases: int) -> None:
    from procedures.script import read_script_file
    from resources import path
    from ui.opening import open_office

    sample = read_script_file(path("samples", "simple-citizen.toml"))
    with open_office(folder) as session:
        prepare_office(session, sample, at_noon(sample.acts[0].on))
        make_office(session, cases) if cases else None


def _to_first_paint(program: str, *arguments: object) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        stderr=subprocess.DEVNULL,
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
