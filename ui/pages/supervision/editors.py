"""Editors of a finding that no form has: one of a few words without a default, items with their text, persons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from procedures.accountability import Accountability
from procedures.faults import (
    BEARING_WORDS,
    FAULT_ARTICLES,
    ROLE_WORDS,
    Bearing,
    Involved,
    Place,
    Role,
)
from ui.pages.supervision.annex import item_text, lead_text, place_words, title
from ui.pages.supervision.item_words import SHORT
from ui.widgets.buttons import button, tool
from ui.widgets.field_editors import FieldEditor, Option
from ui.widgets.inputs import ComboBox, LineEdit
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.text import text

UNIT = "unit"


class OneOfEditor(FieldEditor):
    """A few words to choose one of; nothing is chosen until somebody chooses."""

    def __init__(self, words: Mapping[str, str], across: bool = True) -> None:
        super().__init__()
        self._buttons = {value: QRadioButton(label) for value, label in words.items()}
        self._group = QButtonGroup(self)
        for made in self._buttons.values():
            self._group.addButton(made)
            self.add_part(made)
            made.clicked.connect(lambda _checked=False: self._on_typed())
        self.setLayout(row(*self._buttons.values(), None, gap=16) if across else column(*self._buttons.values(), gap=0))

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for made in self._buttons.values():
            made.setAccessibleName(f"{name}：{made.text()}")

    def value(self) -> Any:
        return next((value for value, made in self._buttons.items() if made.isChecked()), None)

    def set_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for each, made in self._buttons.items():
            made.setChecked(each == value)
        self._group.setExclusive(True)


class ItemsEditor(FieldEditor):
    """The items that a finding falls under, each quoted in the regulation's words; more are added from a list.

    The value is a tuple of (article, item). `whole_asked` carries the item at which the whole annex is to be read.
    """

    whole_asked = Signal(object)

    def __init__(self, accountability: Accountability) -> None:
        super().__init__()
        self._book = accountability
        self._chosen: list[Place] = []
        self._list = column(gap=8)
        places = [place for place in sorted(accountability.items) if place[0] in FAULT_ARTICLES]
        pairs = [(_key(place), f"{place_words(place)}　{SHORT[place]}") for place in places]
        self.box = ComboBox([("", "添加或者改选条款"), *pairs], "添加或者改选条款")
        self.box.setProperty("density", "small")
        self.box.choose("")
        self.box.activated.connect(lambda _index: self._add())
        self.add_part(self.box)
        self.setLayout(column(self._list, self.box, gap=8))

    def _add(self) -> None:
        if self.box.chosen():
            article, _, item = self.box.chosen().partition(".")
            place = (int(article), int(item))
            if place not in self._chosen:
                self._chosen.append(place)
                self._show()
                self._on_typed()
        self.box.choose("")

    def _take(self, place: Place) -> None:
        self._chosen.remove(place)
        self._show()
        self._on_typed()
        self.box.setFocus()

    def _show(self) -> None:
        clear(self._list)
        for place in self._chosen:
            ways: list[QWidget] = [button("全文", "link", small=True, then=partial(self.whole_asked.emit, place))]
            if not self._read_only:
                gone = button("去掉", "link", small=True, then=partial(self._take, place))
                gone.setAccessibleName(f"去掉{place_words(place)}")
                ways.insert(0, gone)
            self._list.addWidget(quoted(self._book, place, *ways))

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        self.box.setVisible(not on)
        self._show()

    def value(self) -> Any:
        return tuple(self._chosen)

    def draft(self) -> Any:
        return [list(place) for place in self._chosen]

    def set_value(self, value: Any) -> None:
        self._chosen = [(int(article), int(item)) for article, item in value or ()]
        self._show()


def quoted(book: Accountability, place: Place, *ways: QWidget) -> QFrame:
    """An article's opening and one of its items in serif, with the source and what can be done about it."""
    lead, item = lead_text(book, place[0]), item_text(book, place)
    under = row(gap=12)
    under.addWidget(text(f"附件4 {title()}", "caption", wrap=True), 1)
    for way in ways:
        under.addWidget(way)
    made = frame(
        column(text(lead, "law", wrap=True), text(item, "law", wrap=True), under, gap=3, margins=(12, 8, 12, 8)), "well"
    )
    made.setAccessibleName(f"{lead}{item}")
    return made


def _key(place: Place) -> str:
    return f"{place[0]}.{place[1]}"


class PersonsEditor(FieldEditor):
    """Who is involved: name, the role that the case records, the share under article 6. The value is of `Involved`.

    `notes` say by key where a role is recorded. People come from the register, or their name is typed; the office
    itself can be named too.
    """

    def __init__(self, officers: Sequence[Option], agency: str) -> None:
        super().__init__()
        self._officers, self._agency = {one.id: one for one in officers}, agency
        self._persons: list[Involved] = []
        self._notes: Mapping[str, str] = {}
        self._list = column(gap=8)
        self._more = ComboBox([], "添加人员")
        self._more.setProperty("density", "small")
        self._more.setAccessibleName("添加人员")
        self._more.activated.connect(lambda _index: self._add(self._more.chosen()))
        self._typed = LineEdit(placeholder="或者写姓名，回车加入")
        self._typed.setProperty("density", "small")
        self._typed.setAccessibleName("写姓名添加")
        self._typed.returnPressed.connect(self._add_typed)
        self.setFocusProxy(self._more)
        line = row(gap=8)
        line.addWidget(self._more, 1)
        line.addWidget(self._typed, 1)
        self._adding = frame(line)
        self.setLayout(column(self._list, self._adding, gap=8))

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Say where each person's role is recorded, by `Involved.key`."""
        if dict(notes) != dict(self._notes):
            self._notes = dict(notes)
            self._show()

    def value(self) -> Any:
        return tuple(self._persons)

    def draft(self) -> Any:
        from procedures.faults_plain import encode

        return [encode(person) for person in self._persons]

    def set_value(self, value: Any) -> None:
        from procedures.faults_plain import decode

        known = [one if isinstance(one, Involved) else decode(Involved, one) for one in value or ()]
        if known != self._persons or not self._list.count():
            self._persons = known
            self._show()

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        self._adding.setVisible(not on)
        self._show()

    def _add(self, officer_id: str) -> None:
        if not officer_id:
            return
        if officer_id == UNIT:
            self._persons.append(Involved(self._agency or "本单位", role="unit", unit_post=""))
        else:
            self._persons.append(Involved(self._officers[officer_id].label, officer_id))
        self._changed()

    def _add_typed(self) -> None:
        name = self._typed.text().strip()
        if name and not self._typed.composing():
            self._typed.clear()
            self._persons.append(Involved(name))
            self._changed()

    def _changed(self) -> None:
        self._show()
        self._on_typed()

    def _show(self) -> None:
        clear(self._list)
        for number in range(len(self._persons)):
            self._list.addWidget(self._line(number))
        known = {person.officer_id for person in self._persons}
        offered = [(one.id, one.label) for one in self._officers.values() if one.id not in known]
        unit = [] if any(person.role == "unit" for person in self._persons) else [(UNIT, f"单位：{self._agency}")]
        self._more.set_pairs([("", "添加人员"), *offered, *unit])
        self._more.choose("")

    def _line(self, number: int) -> QFrame:
        person = self._persons[number]
        roles, shares = ComboBox(tuple(ROLE_WORDS.items())), ComboBox(tuple(BEARING_WORDS.items()))
        roles.choose(person.role)
        shares.choose(person.bearing)
        roles.activated.connect(lambda _index: self._set(number, role=roles.chosen()))
        shares.activated.connect(lambda _index: self._set(number, bearing=shares.chosen()))
        for box, what in ((roles, "角色"), (shares, "责任")):
            box.setAccessibleName(f"{person.name}的{what}")
            box.setProperty("density", "small")
            box.setEnabled(not self._read_only)
        line = row(gap=8)
        line.addWidget(text(person.name, "small-strong", wrap=True), 4)
        line.addWidget(roles, 5)
        line.addWidget(shares, 6)
        if not self._read_only:
            line.addWidget(tool("remove", f"去掉{person.name}", then=partial(self._remove, number)))
        told = "，".join(filter(None, (person.unit_post, person.certificate_no and f"证件 {person.certificate_no}")))
        under = "。".join(filter(None, (told, self._notes.get(person.key, ""))))
        lines = column(line, gap=2)
        if under:
            lines.addWidget(text(under, "caption", wrap=True))
        return frame(lines)

    def _set(self, number: int, role: str = "", bearing: str = "") -> None:
        person = self._persons[number]
        known_role: Role = next((each for each in ROLE_WORDS if each == role), person.role)
        known_share: Bearing = next((each for each in BEARING_WORDS if each == bearing), person.bearing)
        self._persons[number] = replace(person, role=known_role, bearing=known_share)
        self._on_typed()

    def _remove(self, number: int) -> None:
        del self._persons[number]
        self._changed()
        self._more.setFocus()
