"""Who acts: both officers with the certificates that are valid today, and whether they were shown."""

from PySide6.QtWidgets import QFrame

from ui.pages.intake.editors import RadioEditor
from ui.pages.intake.sheet import Sheet, Spec
from ui.pages.on_the_spot.draft import Moment
from ui.widgets.fields import form_grid
from ui.widgets.layout import column, frame
from ui.widgets.text import set_text, text
from ui.widgets.typed import shown_time, told_day

SHOWN = (("shown", "已出示"), ("not_shown", "未出示"))


class OfficersBlock(QFrame):
    """The strip above the blocks."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setProperty("role", "card")
        officers = sheet.add(Spec("officers", "执法人员", "officers", 8, required=True))
        shown = sheet.add(Spec("certificates_shown", "执法证件", width=4, required=True), ShownEditor())
        self._moment = text("", "caption", wrap=True)
        right = frame(column(shown, self._moment, None, gap=4))
        self.setLayout(column(form_grid([(officers, 8), (right, 4)]), margins=(16, 10, 16, 8)))

    def show_moment(self, moment: Moment) -> None:
        """Say when the check began."""
        set_text(self._moment, f"{told_day(moment.began_on)} {shown_time(moment.began_at)} 开始检查")


class ShownEditor(RadioEditor):
    """已出示 or 未出示; the value is a truth value, None while nothing is said."""

    def __init__(self) -> None:
        super().__init__(SHOWN)

    def value(self) -> bool | None:
        said = super().value()
        return None if said is None else said == SHOWN[0][0]

    def set_value(self, value: bool | None) -> None:
        super().set_value(None if value is None else SHOWN[0 if value else 1][0])
