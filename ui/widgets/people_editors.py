"""Editors for people: person (a name), party (of the case), officers (at least two, with their certificates)."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QToolButton, QWidget

from ui.widgets.buttons import button, tool
from ui.widgets.field_editors import EditorContext, FieldEditor, FieldLike, Maker, Option
from ui.widgets.inputs import ComboBox
from ui.widgets.layout import clear, column, row
from ui.widgets.line_editors import TextEditor
from ui.widgets.text import Elided

LEAST_OFFICERS = 2


class PartyEditor(FieldEditor):
    """One of the parties of the case; the value is the party's id."""

    def __init__(self, parties: Sequence[Option]) -> None:
        super().__init__()
        self.box = ComboBox([(party.id, party.label) for party in parties], "选当事人")
        self.box.activated.connect(lambda _index: self._on_typed())
        self.add_part(self.box)
        self.setLayout(column(self.box, gap=0))
        if len(parties) == 1:
            self.box.choose(parties[0].id)

    def value(self) -> Any:
        return self.box.chosen() or None

    def set_value(self, value: Any) -> None:
        self.box.choose(value or "")


class OfficersEditor(FieldEditor):
    """Officers of the register, two places at least, each with the certificate that is valid on the day.

    The value is a tuple of mappings `id`, `name`, `certificate_no`; `set_value` also takes ids. `Option.note` of an
    officer is the certificate's number, with tone red where none is valid.
    """

    def __init__(self, officers: Sequence[Option]) -> None:
        super().__init__()
        self._known = {officer.id: officer for officer in officers}
        self._rows: list[tuple[ComboBox, Elided, QToolButton]] = []
        self._list = column(gap=6)
        self._more = button("添加执法人员", "link", "person_add", small=True, then=self._add_place)
        self.setLayout(column(self._list, row(self._more, None), gap=4))
        self._lay(["", ""])

    def _lay(self, ids: Sequence[str]) -> None:
        clear(self._list)
        self._rows.clear()
        self._parts.clear()
        for chosen in [*ids, *[""] * (LEAST_OFFICERS - len(ids))]:
            self._place(chosen)
        self._tell()

    def _place(self, chosen: str) -> None:
        box = ComboBox([("", "未选"), *[(each.id, each.label) for each in self._known.values()]], "选执法人员")
        box.choose(chosen)
        box.activated.connect(lambda _index: self._on_chosen())
        box.setAccessibleName(f"第 {len(self._rows) + 1} 名执法人员")
        note = Elided("", "caption")
        gone = tool("remove", "去掉这一名", then=lambda: self._take(box))
        line = row(gap=8)
        line.addWidget(box, 2)
        line.addWidget(note, 3)
        line.addWidget(gone)
        self._list.addLayout(line)
        before = self._rows[-1][2] if self._rows else None
        self._rows.append((box, note, gone))
        self.add_part(box)
        for first, second in pairwise([*([before] if before else []), box, gone, self._more]):
            QWidget.setTabOrder(first, second)

    def _tell(self) -> None:
        chosen = [box.chosen() for box, _, _ in self._rows]
        for box, note, gone in self._rows:
            officer = self._known.get(box.chosen())
            twice = officer is not None and chosen.count(officer.id) > 1
            note.set_whole("同一人不能算两名" if twice else officer.note if officer else "")
            tone = "red" if twice else (officer.tone if officer else "")
            note.setProperty("tone", tone)
            note.style().polish(note)
            gone.setVisible(len(self._rows) > LEAST_OFFICERS and not self._read_only)

    def _on_chosen(self) -> None:
        self._tell()
        self._on_typed()

    def _add_place(self) -> None:
        self._place("")
        self._tell()
        self._rows[-1][0].setFocus()

    def _take(self, box: ComboBox) -> None:
        self._lay([each.chosen() for each, _, _ in self._rows if each is not box])
        self._on_typed()

    def set_read_only(self, on: bool) -> None:
        super().set_read_only(on)
        self._more.setVisible(not on)
        self._tell()

    def set_spoken_name(self, name: str) -> None:
        self.setAccessibleName(name)

    def value(self) -> Any:
        chosen = [self._known[box.chosen()] for box, _, _ in self._rows if box.chosen()]
        return tuple({"id": o.id, "name": o.label, "certificate_no": o.note} for o in chosen) or None

    def draft(self) -> Any:
        return [box.chosen() for box, _, _ in self._rows]

    def set_value(self, value: Any) -> None:
        self._lay([self._id_of(each) for each in value or ()])

    def _id_of(self, each: Any) -> str:
        if isinstance(each, Mapping):
            named = (o.id for o in self._known.values() if o.label == each.get("name"))
            return str(each.get("id") or next(named, ""))
        return str(each)


def _party(field: FieldLike, context: EditorContext) -> FieldEditor:
    return PartyEditor(context.parties) if context.parties else TextEditor(field.limit)


def _person(field: FieldLike, context: EditorContext) -> FieldEditor:
    left_out = context.not_offered.get(field.key, ())
    return TextEditor(field.limit, tuple(name for name in context.persons if name not in left_out))


MAKERS: Mapping[str, Maker] = {
    "person": _person,
    "party": _party,
    "officers": lambda _field, context: OfficersEditor(context.officers),
}
