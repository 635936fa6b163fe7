"""The live panel at the right of an intake: what the law answers to what is filled in, with 为什么 for each answer."""

from collections.abc import Sequence

from ui.pages.intake.answer import Answer
from ui.pages.intake.answer_row import answer_row
from ui.widgets.layout import clear, column
from ui.widgets.painted import Picture
from ui.widgets.surfaces import SidePanel
from ui.widgets.text import text

WIDTH = 316


class LegalPanel(SidePanel):
    """Shows answers; nothing is rebuilt while nothing has changed."""

    def __init__(self, width: int = WIDTH) -> None:
        self._rows = column(gap=0)
        self._shown: tuple[Answer, ...] = ()
        self._fallen: dict[str, str] = {}
        self._version = ""
        head = (
            Picture("offence", 18, "accent"),
            text("按目前填写的内容", "heading"),
            None,
            text("随填随算", "caption"),
        )
        super().__init__([self._rows], width, header=head)
        self.setAccessibleName("按目前填写的内容，法律怎么说")

    def set_rules(self, version: str) -> None:
        """Name the rules that answer, for the foot of each 为什么."""
        self._version = version

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show answers in their order."""
        if tuple(answers) == self._shown:
            return
        self._note_fallen(answers)
        self._shown = tuple(answers)
        clear(self._rows)
        for answer in answers:
            self._rows.addWidget(answer_row(answer, self._version, self._fallen.get(answer.id, "")))

    def answers(self) -> tuple[Answer, ...]:
        """The answers shown."""
        return self._shown

    def _note_fallen(self, answers: Sequence[Answer]) -> None:
        """Keep what a duty said that has just fallen away, until it stands again."""
        due = {before.id: before.verdict for before in self.answers() if before.duty}
        for answer in answers:
            if answer.duty:
                self._fallen.pop(answer.id, None)
            elif answer.id in due:
                self._fallen[answer.id] = due[answer.id]
