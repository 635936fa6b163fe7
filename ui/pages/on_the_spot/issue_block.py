"""签发: what still stands in the way, each a way to its field, and the paper as it will print."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from forms.schema import Form
from procedures.problems import Problem
from ui import tasks
from ui.pages.on_the_spot.judging import SETTINGS, Judgement
from ui.widgets.buttons import RowButton
from ui.widgets.fields import tone_of
from ui.widgets.layout import clear, column, row
from ui.widgets.painted import Picture
from ui.widgets.paper import Paper
from ui.widgets.text import Elided, text

PREVIEW_AFTER_MS = 500
PAPER_HEIGHT = 640
Label = Callable[[str], str]


class IssueBlock(QFrame):
    """The sixth block. `wanted` carries the key of a field to go to, or `SETTINGS`; `failed` an error of rendering."""

    wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._label = label
        self._listed: tuple[Problem, ...] | None = None
        self._rows = column(gap=0)
        self.paper = Paper(text_frame("当场行政处罚决定书，一式二份"))
        self.paper.setFixedHeight(PAPER_HEIGHT)
        self.paper.failed.connect(self.failed)
        self._judged: tuple[Judgement, Form] | None = None
        self._values: Mapping[str, object] = {}
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_AFTER_MS)
        self._pause.timeout.connect(self.draw)
        self.setLayout(column(text("签发", "heading"), self._rows, self.paper, gap=8, margins=(16, 10, 16, 12)))

    def update_for(self, judgement: Judgement, form: Form) -> None:
        """List what is in the way, and draw the paper anew once typing has paused."""
        self._list(judgement.problems)
        self._judged = (judgement, form)
        if judgement.prepared is None:
            self._asked += 1
            self.paper.clear()
        elif dict(judgement.prepared.values) != self._values:
            self._values = dict(judgement.prepared.values)
            self._pause.start()

    def _list(self, problems: Sequence[Problem]) -> None:
        if tuple(problems) == self._listed:
            return
        self._listed = tuple(problems)
        clear(self._rows)
        for problem in problems:
            self._rows.addWidget(self._row(problem))
        if not problems:
            self._rows.addLayout(row(Picture("check", 14, "soft"), text("没有须改的，可以签发", "small", "soft"), None))

    def _row(self, problem: Problem) -> RowButton:
        tone = tone_of(problem)
        place = "机关设置" if problem.where == SETTINGS else self._label(problem.where)
        told = problem.text + (f"（{problem.basis}）" if problem.basis else "")
        line = row(Picture("blocked" if tone == "red" else "warning", 14, tone), gap=8, margins=(2, 5, 4, 6))
        line.addWidget(text(place, "small", "faint"))
        line.addWidget(Elided(told, "small", "ink"), 2)
        line.addWidget(Elided(problem.remedy, "caption"), 1)
        made = RowButton(line, f"{place}：{told}。{problem.remedy}")
        made.clicked.connect(partial(self._go, problem.where))
        return made

    def _go(self, where: str, _checked: bool = False) -> None:
        if where:
            self.wanted.emit(where)

    def draw(self) -> None:
        """Draw the paper now, off the window's thread."""
        self._pause.stop()
        if self._judged is None or self._judged[0].prepared is None:
            return
        judgement, form = self._judged
        values = judgement.prepared.values if judgement.prepared else {}
        self._asked += 1
        asked = self._asked
        tasks.run(
            lambda _progress: render(form, values),
            then=lambda pdf: self.paper.show_pdf(pdf) if asked == self._asked else None,
            failed=self.failed.emit,
            owner=self,
            pool=tasks.Pool.RENDERING,
        )


def render(form: Form, values: Mapping[str, object]) -> bytes:
    """The paper as a PDF, from prepared values."""
    from exports.pdf import render_pdf
    from forms.compose import compose

    return render_pdf(compose(form, values))


def text_frame(words: str) -> QFrame:
    """Words at the left of the preview's tools."""
    made = QFrame()
    made.setProperty("role", "plain")
    made.setLayout(row(text(words, "small"), margins=(0, 0, 0, 0)))
    return made
