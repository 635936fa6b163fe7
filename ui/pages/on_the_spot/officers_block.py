"""Who acts: both officers with the certificates that are valid today, and whether they were shown."""

from datetime import date

from PySide6.QtWidgets import QFrame

from models.office import RegisteredOfficer
from ui.pages.on_the_spot.draft import Moment
from ui.pages.on_the_spot.editors import RadioEditor
from ui.pages.on_the_spot.sheet import Sheet, Spec
from ui.widgets.field_editors import Option
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


def officer_option(registered: RegisteredOfficer, today: date) -> Option:
    """An officer to choose, with the certificate that is valid today or the last that was."""
    officer = registered.officer
    valid = officer.certificate_on(today)
    if valid is not None:
        return Option(officer.id, officer.name, f"{valid.no}，有效至 {valid.valid_until}")
    last = max(officer.certificates, key=lambda each: each.valid_until, default=None)
    told = f"{last.no}，{last.valid_from} 至 {last.valid_until}，今天无效" if last else "没有登记执法证件"
    return Option(officer.id, officer.name, told, "red")
