"""The register of officers: the list, and the panel in which one is recorded, renewed or marked as having left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from forms.kinds import Choice
from models.office import RegisteredOfficer
from models.operations.office import record_officer
from models.queries.office import RegisterLine, officers, posts, register_history
from procedures.case import Certificate, Officer
from procedures.problems import Problem
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.officers import certificates
from ui.pages.officers.certificates import certificate_problems, standing_of, telling, typed_certificate, validity
from ui.pages.officers.panel import RecordPanel
from ui.widgets.buttons import button
from ui.widgets.glyphs import StateGlyph
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import empty_state
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import Elided, text

COLUMNS = (Column("姓名", 116), Column("执法证件", 132), Column("有效期", 206), Column("岗位"), Column("在岗", 88))
NOTHING = "执法人员和证件登记以后，才能选为办案人员。\n至少两名，证件在办案当日有效。"
ACTIVE = (Choice("true", "在岗"), Choice("false", "已离岗"))


class RegisterView(QWidget):
    """The list of officers, those who have left at its end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: Sequence[RegisteredOfficer] = ()
        self.table = Table(COLUMNS, tall=True)
        self.table.setAccessibleName("执法人员")
        self.table.picked.connect(self._on_picked)
        self.panel = OfficerPanel(desk)
        self.panel.recorded.connect(self._on_recorded)
        self.new = button("登记人员", icon="person_add", shortcut="Ctrl+Alt+N", then=self._on_new)
        note = f"到期前 {certificates.WARN_DAYS} 日起提醒，这是本程序的约定"
        foot = frame(row(self.new, None, text(note, "caption"), gap=8, margins=(12, 6, 16, 6)), "footer", place="card")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            empty_state(
                "officer",
                "还没有登记执法人员",
                NOTHING,
            )
        )
        sheet = column(gap=0, margins=(1, 1, 1, 1))
        sheet.addWidget(self._stack, 1)
        sheet.addWidget(foot)
        body = row(gap=0)
        body.addLayout(column(frame(sheet, "card"), gap=0, margins=(20, 14, 20, 14)), 1)
        body.addWidget(self.panel)
        self.setLayout(body)

    def refresh(self) -> None:
        """Read the register again."""
        self._lines = sorted(officers(self._desk.session), key=lambda one: not one.active)
        held = _posts_of(self._desk)
        today = self._desk.today()
        self.table.blockSignals(True)
        self.table.set_rows([_cells(one, held.get(one.officer.id, ""), self._names(), today) for one in self._lines])
        self.table.blockSignals(False)
        self._stack.setCurrentIndex(0 if self._lines else 1)
        if not self._lines and not self.panel.is_new():
            self._on_new()
        elif self._lines and self.table.currentIndex().row() < 0 and not self.panel.is_new():
            self.table.selectRow(0)

    def _names(self) -> Mapping[str, str]:
        return {one.officer.id: one.officer.name for one in self._lines}

    def _on_picked(self, number: int) -> None:
        self.panel.show_officer(self._lines[number], self._lines)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self.panel.show_officer(None, self._lines)

    def _on_recorded(self, officer_id: str) -> None:
        self.refresh()
        place = next((n for n, one in enumerate(self._lines) if one.officer.id == officer_id), -1)
        if place >= 0:
            self.table.clearSelection()
            self.table.selectRow(place)
            self.panel.show_officer(self._lines[place], self._lines)


class OfficerPanel(RecordPanel):
    """One officer: name, usual partner, in post or left; certificates, to which renewals are added."""

    recorded = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "officer")
        self._registered: RegisteredOfficer | None = None
        self._others: Sequence[RegisteredOfficer] = ()
        self._mended = -1
        self.submitted.connect(self._on_submitted)

    def is_new(self) -> bool:
        """Whether a new officer is being recorded."""
        return self.form is not None and self._registered is None

    def show_officer(self, registered: RegisteredOfficer | None, known: Sequence[RegisteredOfficer]) -> None:
        """Show an officer of the register, or an empty form for a new one."""
        self._registered, self._others, self._mended = registered, known, -1
        officer = registered.officer if registered else Officer("", "")
        partners = tuple(
            Choice(one.officer.id, one.officer.name) for one in known if one.officer.id != officer.id and one.active
        )
        fields = (
            Ask("name", "姓名", width=12, required=True, limit=30),
            Ask("partner", "常搭档", "choice", 6, choices=partners),
            Ask("active", "在岗", "boolean", 6, choices=ACTIVE),
            *(replace(field, section="登记证件，续期在这里添加") for field in certificates.FIELDS),
        )
        values = {
            "name": officer.name or None,
            "partner": registered.partner if registered else None,
            "active": registered.active if registered else True,
        }
        title, action = (officer.name, "保存") if registered else ("登记人员", "登记人员")
        self.show_form(officer.id, title, action, fields, values)
        self._show_certificates(officer.certificates)
        names = {one.officer.id: one.officer.name for one in known}
        self.show_history(_history(self._desk, officer.id, names) if registered else (), names)

    def _show_certificates(self, held: Sequence[Certificate]) -> None:
        clear(self.lead)
        today = self._desk.today()
        for place, certificate in enumerate(held):
            self.lead.addWidget(self._certificate(place, certificate, today))

    def _certificate(self, place: int, certificate: Certificate, today: date) -> QFrame:
        stands = standing_of(certificate, today)
        mend = button("更正", "link", small=True, then=partial(self._mend, place))
        mend.setToolTip("登错了才更正；续期另登一本，原来的保留")
        line = row(StateGlyph(stands.state), gap=8, margins=(12, 7, 12, 7))
        words = column(
            Elided(f"证件 {certificate.no}", "small-strong"),
            text(f"{validity(certificate)}　{stands.words}", "caption", stands.tone, wrap=True),
            gap=0,
        )
        line.addLayout(words, 1)
        line.addWidget(mend)
        return frame(line, "well")

    def _mend(self, place: int) -> None:
        if self._registered is not None and self.form is not None:
            held = self._registered.officer.certificates[place]
            self._mended = place
            shown = {"certificate_no": held.no, "valid_from": held.valid_from, "valid_until": held.valid_until}
            self.form.set_values(shown)
            self.form.go_to("certificate_no")
            self.say(f"正在更正证件 {held.no}")

    def _on_submitted(self) -> None:
        form = self.form
        if form is None:
            return
        values = form.values()
        problems = [*form.own_problems(), *self._problems(values)]
        form.set_problems(problems)
        if problems:
            form.go_to_problem()
            return
        work = partial(record_officer, self._desk.session, self._made(values))
        self._desk.perform(work, owner=self, then=self._on_recorded, title="没有登记")

    def _problems(self, values: Mapping[str, Any]) -> list[Problem]:
        found = certificate_problems(values, self._others, self._registered, self._mended)
        if not values["name"]:
            found.insert(0, Problem("还没有填写姓名", where="name"))
        if self._registered is None and typed_certificate(values) is None and not found:
            found.append(Problem("还没有填写执法证件号", remedy="证件号和有效期照证件填写", where="certificate_no"))
        return found

    def _made(self, values: Mapping[str, Any]) -> RegisteredOfficer:
        before = self._registered.officer if self._registered else Officer("", "")
        held, typed = list(before.certificates), typed_certificate(values)
        if typed is not None and self._mended >= 0:
            held[self._mended] = typed
        elif typed is not None:
            held.append(typed)
        officer = replace(before, name=values["name"], certificates=tuple(held))
        return RegisteredOfficer(officer, values["active"] is not False, values["partner"] or "")

    def _on_recorded(self, made: RegisteredOfficer) -> None:
        self.forget()
        self._desk.window.say(f"已登记 {made.officer.name}")
        self.recorded.emit(made.officer.id)


def _cells(one: RegisteredOfficer, post: str, names: Mapping[str, str], today: date) -> tuple[Cell | str, ...]:
    officer, held = one.officer, telling(one.officer, today)
    partner = f"常搭档 {names[one.partner]}" if one.partner in names else ""
    if held is None:
        card, valid = Cell("没有证件", tone="red"), Cell("")
    else:
        stands = standing_of(held, today)
        several = f"共 {len(officer.certificates)} 本" if len(officer.certificates) > 1 else ""
        card = Cell(held.no, several)
        valid = Cell(validity(held), stands.words, state=stands.state, sub_tone=stands.tone)
    tone = "text" if one.active else "faint"
    return (
        Cell(officer.name, partner, tone, strong=one.active),
        card,
        valid,
        Cell(post, tone="soft"),
        Cell("在岗" if one.active else "已离岗", tone=tone),
    )


def _posts_of(desk: Desk) -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for post in posts(desk.session):
        if post.valid_until is None or post.valid_until >= desk.today():
            found.setdefault(post.officer, []).append(post.post)
    return {officer: "、".join(held) for officer, held in found.items()}


def _history(desk: Desk, officer_id: str, names: Mapping[str, str]) -> list[tuple[RegisterLine, str]]:
    lines = [line for line in register_history(desk.session) if line.officer and line.officer.officer.id == officer_id]
    told: list[tuple[RegisterLine, str]] = []
    before: RegisteredOfficer | None = None
    for line in lines:
        assert line.officer is not None
        told.append((line, _change(before, line.officer, names)))
        before = line.officer
    return told


def _change(before: RegisteredOfficer | None, now: RegisteredOfficer, names: Mapping[str, str]) -> str:
    """What an entry changed, in words."""
    held = [f"{each.no}（{validity(each)}）" for each in now.officer.certificates]
    if before is None:
        return "登记" + (f"，证件 {'、'.join(held)}" if held else "")
    old = [f"{each.no}（{validity(each)}）" for each in before.officer.certificates]
    told = []
    if now.officer.name != before.officer.name:
        told.append(f"姓名由{before.officer.name}改为{now.officer.name}")
    if len(held) > len(old):
        told.append("增加证件 " + "、".join(each for each in held if each not in old))
    elif held != old:
        gone, come = ("、".join(each for each in one if each not in other) for one, other in ((old, held), (held, old)))
        told.append(f"证件 {gone} 更正为 {come}")
    if now.active != before.active:
        told.append("回到岗位" if now.active else "离岗")
    if now.partner != before.partner:
        told.append(f"常搭档改为{names.get(now.partner, '无')}")
    return "；".join(told) or "没有改动"
