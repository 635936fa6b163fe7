"""本机使用人: who works at this computer. What is recorded here carries that name."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout

from models.office import RegisteredOfficer
from models.queries.office import officers
from ui.desk import Desk
from ui.pages.officers.certificates import standing_of, telling
from ui.pages.settings.part import SettingsPart
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, row
from ui.widgets.surfaces import card
from ui.widgets.text import text


class PersonPart(SettingsPart):
    """The active officers, one of whom works here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: QVBoxLayout = column(gap=4)
        self._group = QButtonGroup(self)
        note = "登记和签发都记在这个人名下，工作台列这个人的案件和草稿。换人坐下时在这里改。"
        self.put(card(text(note, "small", "soft", wrap=True), self._place, heading="现在由谁使用"))

    def refresh(self) -> None:
        clear(self._place)
        self._group.deleteLater()
        self._group = QButtonGroup(self)
        active = officers(self.desk.session, active_only=True)
        for one in active:
            self._place.addLayout(row(self._choice(one), text(self._note(one), "caption"), None, gap=12))
        if not active:
            way = button("登记人员", icon="person_add", then=lambda: self.desk.window.show_place("officer"))
            self._place.addLayout(row(text("还没有登记人员。", "small", "faint"), way, None, gap=12))

    def _choice(self, one: RegisteredOfficer) -> QRadioButton:
        made = QRadioButton(one.officer.name)
        made.setChecked(one.officer.id == self.desk.actor)
        made.clicked.connect(partial(self._on_chosen, one))
        self._group.addButton(made)
        return made

    def _note(self, one: RegisteredOfficer) -> str:
        held = telling(one.officer, self.desk.today())
        return f"证件 {held.no}，{standing_of(held, self.desk.today()).words}" if held else "没有证件"

    def _on_chosen(self, one: RegisteredOfficer, _checked: bool = False) -> None:
        self.desk.work_as(one.officer.id)
        self.desk.window.say(f"现在由{one.officer.name}使用")
