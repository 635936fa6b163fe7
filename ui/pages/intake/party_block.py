"""当事人: kind, name, numbers. What was typed stays when the kind changes and goes where it then belongs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame

from forms.dates import age_on
from models.queries.cases import CaseLine
from ui.pages.intake.editors import RadioEditor
from ui.pages.intake.party import Values, is_unit
from ui.pages.intake.sheet import Choice, Sheet, Spec, relabel
from ui.widgets.buttons import button
from ui.widgets.fields import form_grid
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.painted import Picture
from ui.widgets.text import Elided, text

KINDS = (
    ("citizen", "个人"),
    ("farm_household", "农户"),
    ("sole_trader", "个体工商户"),
    ("legal_person", "法人"),
    ("other_organisation", "其他组织"),
)
GENDERS = (Choice("男", "男"), Choice("女", "女"))
YES_NO = (Choice("true", "是"), Choice("false", "否"))
SPECS = (
    Spec("name", "姓名", width=3, required=True, limit=100),
    Spec("credit_code", "统一社会信用代码", width=5, required=True, limit=18),
    Spec("representative", "负责人", width=3, required=True, limit=100),
    Spec("identity_no", "身份证件号码", width=4, required=True, limit=18),
    Spec("address", "住址", width=5, required=True),
    Spec("phone", "联系电话", width=3, limit=30),
    Spec("gender", "性别", "choice", 2, choices=GENDERS),
    Spec("born_on", "出生日期", "date", 3),
    Spec("age", "年龄", width=1, derived=True),
    Spec("in_business", "经营活动中的违法行为", "boolean", 3, required=True, choices=YES_NO),
)
PERSON = (("name", 3), ("identity_no", 4), ("address", 5), ("phone", 3), ("gender", 2), ("born_on", 3), ("age", 1))
UNIT = (("name", 7), ("credit_code", 5), ("representative", 3), ("identity_no", 4), ("address", 5), ("phone", 3))
LABELS: Mapping[str, Mapping[bool, str]] = {
    "name": {False: "姓名", True: "名称（字号）"},
    "address": {False: "住址", True: "住所"},
}
REPRESENTATIVES = {"sole_trader": "经营者", "legal_person": "法定代表人", "other_organisation": "负责人"}


class PartyBlock(QFrame):
    """The first block. `earlier` lists other cases of the same party, `open_case` goes to one."""

    def __init__(self, sheet: Sheet, open_case: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sheet, self._open_case = sheet, open_case
        self._unit: bool | None = None
        self._kind = sheet.add(Spec("kind", "当事人类别", required=True), RadioEditor(KINDS))
        self._boxes = {spec.key: sheet.add(spec) for spec in SPECS}
        for box in self._boxes.values():
            box.setParent(self)
        self._earlier = column(gap=2)
        self._grid = column(gap=0)
        head = row(text("当事人", "heading"), None)
        self.setLayout(column(head, self._kind, self._grid, self._earlier, gap=8, margins=(16, 10, 16, 12)))
        self.lay(None)

    def lay(self, kind: str | None) -> None:
        """Show the fields of this kind of party; nothing that is typed goes away."""
        unit = is_unit(kind)
        for key, labels in LABELS.items():
            relabel(self._boxes[key], labels[unit])
        stands = REPRESENTATIVES.get(kind or "", "负责人")
        relabel(self._boxes["representative"], stands)
        relabel(self._boxes["identity_no"], f"{stands}身份证件号码" if unit else "身份证件号码")
        if unit is self._unit:
            return
        self._unit = unit
        plan = (*(UNIT if unit else PERSON), ("in_business", 3))
        shown = {key for key, _ in plan}
        for key, box in self._boxes.items():
            box.setVisible(key in shown)
        old = self._grid.takeAt(0)
        self._grid.addLayout(form_grid([(self._boxes[key], width) for key, width in plan]))
        if old is not None:
            inner = old.layout()
            if inner is not None:
                inner.deleteLater()

    def show_age(self, values: Values, day: date) -> None:
        """Work out the age on a day."""
        born_on = values.get("born_on")
        age = f"{age_on(born_on, day)}" if born_on is not None and born_on <= day else None
        self._sheet.fill("age", age, "")

    def show_earlier(self, lines: Sequence[CaseLine], as_of: str) -> None:
        """Say which other cases of this party there are, and how old the data are; an empty `as_of` says nothing."""
        clear(self._earlier)
        if not as_of:
            return
        told = f"有 {len(lines)} 件同一当事人的案件" if lines else "未发现同一当事人的历史案件"
        head = row(Picture("history", 14, "amber" if lines else "faint"), gap=6)
        head.addWidget(text(f"{told}（{as_of}）", "caption"), 1)
        self._earlier.addLayout(head)
        for line in lines[:5]:
            self._earlier.addWidget(self._earlier_line(line))

    def _earlier_line(self, line: CaseLine) -> QFrame:
        go = button("查看", "link", small=True, then=lambda: self._open_case(line.case_id))
        go.setAccessibleName(f"查看 {line.title}")
        what = Elided(
            " · ".join(part for part in (str(line.opened_on), line.number, line.title) if part), "small", "ink"
        )
        inner = row(gap=8, margins=(20, 0, 0, 0))
        inner.addWidget(what, 1)
        inner.addWidget(go)
        return frame(inner)
