"""A filing desk on a stated day, with decided cases on it, and short ways to its rows and forms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from models.operations.cases import open_case
from procedures.case import Act, Document, Evidence
from tests.builders import make_act, make_case, make_company, make_party
from tests.ui.case_desk import CaseDesk
from ui.pages.filing import FilingPage
from ui.pages.filing.step_page import StepPage

TODAY = date(2024, 10, 28)
CITY, SUPERIOR = "city_government", "superior_department"
EVIDENCE = (
    Evidence("e1", "书证", "营业执照复印件", pages=1, proves="主体资格"),
    Evidence("e2", "物证", "涉案种子照片", pages=6, proves="销售假种子"),
)
WHOLE = {"report": True, "evidence_copies": True, "decision_copy": True}


def decided(
    desk: CaseDesk,
    name: str = "某种业有限公司",
    fine: int = 20000_00,
    on: date = date(2024, 10, 16),
    more: Sequence[Act] = (),
    **party: Any,
) -> str:
    """A case whose decision (act `decision`) is made and served; a company in business unless told so; its id."""
    told = {"name": name, "in_business": True} | party
    whose = make_party(**told) if told.pop("citizen", False) else make_company(**told)
    number = Document("29", f"浏农（种子）罚〔{on.year}〕{fine // 100}号", on)
    acts = (
        make_act("case_opened", date(2024, 8, 1), "opened", approved_by="周某"),
        replace(make_act("decision_made", on, "decision", fine=fine), document=number),
        make_act("decision_served", on, "served", method="direct"),
        *more,
    )
    case = make_case(
        *acts, title=f"{name}经营假种子案", cause="经营假种子", sector="seed", parties=(whose,), evidence=EVIDENCE
    )
    now = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    return open_case(desk.session, case, actor="A", now=now).case_id


def filed(recipient: str, on: date, *, parts: dict[str, bool] | None = None, **values: Any) -> Act:
    """A filing of the decision with a recipient, whole unless told otherwise."""
    return make_act(
        "major_filed", on, f"filed-{recipient}", ref="decision", recipient=recipient, values=values, **(parts or WHOLE)
    )


def followed(kind: str, recipient: str, on: date, **fields: Any) -> Act:
    """What followed it."""
    return make_act(kind, on, f"{kind}-{recipient}-{on}", ref="decision", recipient=recipient, **fields)


def choose(page: FilingPage, name: str, recipient: str = CITY) -> None:
    """Look at the filing of a party's decision with a recipient."""
    rows = page.table.desk_rows()
    assert rows is not None
    number = next(n for n in range(rows.rowCount()) if name in rows.row(n)[0].text)
    column = next(n for n, each in enumerate(rows.recipients, 1) if each.id == recipient)
    page.table.choose(number, column)


def begin(page: FilingPage, kind: str) -> StepPage:
    """The form of a step of the filing that is looked at."""
    page.panel.begin(kind)
    step = page.panel.step
    assert isinstance(step, StepPage)
    return step


def fill(step: StepPage, **values: Any) -> None:
    """Type values into the form of a step."""
    for key, value in values.items():
        box = step.form.form.box(key)
        box.editor.set_value(value)
        box.editor.changed.emit()
    step.look()


def words_in(widget: QWidget) -> str:
    """Everything that is said in a widget."""
    QApplication.processEvents()
    shown = [each for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return "\n".join(each.text().replace("\u00a0", " ") for each in shown)


def link(widget: QWidget, words: str) -> QPushButton:
    """The button with these words."""
    QApplication.processEvents()
    found = [each for each in widget.findChildren(QPushButton) if each.text() == words and each.isVisibleTo(widget)]
    assert found, f"no button {words}"
    return found[0]


def acts_of(desk: CaseDesk, case_id: str, kind: str) -> list[Act]:
    """The acts of a kind that are recorded in a case."""
    return [act for act in desk.file(case_id).case.live_acts() if act.kind == kind]
