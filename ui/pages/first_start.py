"""First start: the office, two officers with certificates, who works here. After it everything works."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QRadioButton, QStackedLayout, QVBoxLayout, QWidget

from models.office import RegisteredOfficer
from models.operations.office import record_officer, record_settings
from models.queries.office import officers, settings
from procedures.case import Officer
from procedures.problems import Problem
from ui.changes import Changes, changes
from ui.desk import Desk
from ui.pages.asking import Ask
from ui.pages.first_checks import Check, checks
from ui.pages.officers.certificates import certificate_problems, typed_certificate, validity
from ui.pages.page import Page
from ui.pages.settings.agency_form import REQUIRED, merged, office_fields, office_problems, office_values
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.glyphs import State, StateGlyph, StateTag
from ui.widgets.layout import Item, clear, column, frame, restyle, row, scroll
from ui.widgets.mark import Mark
from ui.widgets.painted import Picture
from ui.widgets.text import text

LEAST_OFFICERS = 2
STEPS = (
    ("机关", "写在每一份文书上"),
    ("两名执法人员及证件", "当场处罚不得少于两人"),
    ("本机使用人", "登记和签发记在谁的名下"),
)
OFFICER_FIELDS = (
    Ask("name", "姓名", width=3, required=True, limit=30),
    Ask("certificate_no", "执法证件号", width=3, required=True),
    Ask("valid_from", "有效期起", "date", 3, True),
    Ask("valid_until", "有效期止", "date", 3, True),
)


class FirstStartPage(Page):
    """Stands in the place of the workbench until the office can work; then it becomes the workbench."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setWindowTitle("工作台")
        self._desk = desk
        self._bench: Page | None = None
        self.agency = FormPage(office_fields(REQUIRED), EditorContext(desk.today()))
        self.agency.set_values(*office_values(desk.session))
        self.agency.submitted.connect(self.record_agency)
        self.officer = FormPage(OFFICER_FIELDS, EditorContext(desk.today()))
        self.officer.submitted.connect(self.record_officer)
        self.people: dict[str, QRadioButton] = {}
        self._known: QVBoxLayout = column(gap=4)
        self._choices: QVBoxLayout = column(gap=4)
        self._acts = (
            button("登记机关", then=self.record_agency),
            button("登记这名人员", then=self.record_officer),
            button("开始使用", then=self.begin),
        )
        self._cards = [
            _Step(number, body, act) for number, (body, act) in enumerate(zip(self._bodies(), self._acts, strict=True))
        ]
        self._stack = QStackedLayout()
        self._stack.addWidget(self._whole())
        self.setLayout(self._stack)
        changes.happened.connect(self._on_changes)
        self._look()

    def _bodies(self) -> tuple[Sequence[Item], ...]:
        return (self.agency,), (self._known, self.officer), (self._choices,)

    def _whole(self) -> QWidget:
        title = column(
            text("农案通，第一次启动", "title"),
            text("三步，办完就能用；每一步都可以在“设置”和“人员”里再改。不需要网络。", "small", "soft", wrap=True),
            gap=0,
        )
        head = row(Mark(40), gap=14)
        head.addLayout(title, 1)
        checked = row(*[_check(each) for each in checks(self._desk.session, self._desk.now())], None, gap=20)
        inner = frame(column(head, checked, *self._cards, None, gap=14))
        inner.setMaximumWidth(scaled(960))
        line = row(gap=0, margins=(20, 20, 20, 20))
        line.addStretch(1)
        line.addWidget(inner, 20)
        line.addStretch(1)
        return scroll(frame(line))

    def refresh(self) -> None:
        if self._bench is not None:
            self._bench.refresh()
        else:
            self._look()

    def save(self) -> None:
        if self._bench is not None:
            self._bench.save()

    def panels(self) -> Sequence[QWidget]:
        return self._bench.panels() if self._bench is not None else self._cards

    def current_step(self) -> int:
        """The step that is to be done now, 0 to 2."""
        if not settings(self._desk.session).get("office.agency_name"):
            return 0
        return 1 if len(self._officers()) < LEAST_OFFICERS else 2

    def record_agency(self) -> None:
        """Record the office."""
        values = self.agency.values()
        if self._refuses(self.agency, office_problems(values)):
            return
        work = partial(record_settings, self._desk.session, merged(self._desk.session, values))
        self._desk.perform(work, owner=self, then=lambda _made: self._go_on(), title="机关信息没有登记")

    def record_officer(self) -> None:
        """Record the officer that is typed, with a certificate."""
        values = self.officer.values()
        labels = {field.key: field.label for field in OFFICER_FIELDS}
        found = [Problem(f"还没有填写{label}", where=key) for key, label in labels.items() if not values[key]]
        held = typed_certificate(values)
        if held is not None:
            found += certificate_problems(values, officers(self._desk.session), None)
        if self._refuses(self.officer, found) or held is None:
            return
        registered = RegisteredOfficer(Officer("", values["name"], (held,)), partner=self._partner())
        work = partial(record_officer, self._desk.session, registered)
        self._desk.perform(work, owner=self, then=self._on_officer, title="人员没有登记")

    def begin(self) -> None:
        """Sit down as the officer chosen, and become the workbench."""
        chosen = next((officer for officer, made in self.people.items() if made.isChecked()), "")
        if not chosen or self.current_step() < len(STEPS) - 1:
            return
        self._desk.work_as(chosen)
        from ui.pages.workbench import WorkbenchPage

        self._bench = WorkbenchPage(self._desk)
        self._stack.addWidget(self._bench)
        self._stack.setCurrentWidget(self._bench)
        self._bench.refresh()
        self._desk.window.say("可以开始办案了")

    def _officers(self) -> tuple[RegisteredOfficer, ...]:
        return officers(self._desk.session, active_only=True)

    def _partner(self) -> str:
        known = self._officers()
        return known[0].officer.id if len(known) == 1 else ""

    def _refuses(self, form: FormPage, found: Sequence[Problem]) -> bool:
        problems = [*form.own_problems(), *found]
        form.set_problems(problems)
        return bool(problems) and form.go_to_problem()

    def _on_officer(self, made: RegisteredOfficer) -> None:
        self.officer.set_values({field.key: None for field in OFFICER_FIELDS})
        known = self._officers()
        first = next((one for one in known if one.officer.id == made.partner and not one.partner), None)
        if first is None:
            self._go_on()
            return
        paired = RegisteredOfficer(first.officer, first.active, made.officer.id)
        work = partial(record_officer, self._desk.session, paired)
        self._desk.perform(work, owner=self, then=lambda _made: self._go_on(), title="常搭档没有登记")

    def _go_on(self) -> None:
        self._look()
        step = self.current_step()
        if step == 1:
            self.officer.go_to("name")
        elif step == len(STEPS) - 1 and self.people:
            next(iter(self.people.values())).setFocus()

    def _on_changes(self, _changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        if self._bench is not None:
            return
        step, known = self.current_step(), self._officers()
        clear(self._known)
        for one in known:
            held = "，".join(f"证件 {each.no}，{validity(each)}" for each in one.officer.certificates)
            self._known.addLayout(
                row(StateGlyph(State.DONE), text(f"{one.officer.name}　{held}", "small", "ink"), None)
            )
        self.officer.setVisible(len(known) < LEAST_OFFICERS)
        self._acts[1].setVisible(len(known) < LEAST_OFFICERS)
        self._choose_people(known)
        done = (step > 0, len(known) >= LEAST_OFFICERS, False)
        for number, each in enumerate(self._cards):
            each.show_state(State.DONE if done[number] else State.CURRENT if number == step else State.OPEN)
        self._acts[2].setEnabled(step == len(STEPS) - 1)

    def _choose_people(self, known: Sequence[RegisteredOfficer]) -> None:
        chosen = next((officer for officer, made in self.people.items() if made.isChecked()), "")
        if tuple(self.people) == tuple(one.officer.id for one in known) and self.people:
            return
        clear(self._choices)
        self.people = {one.officer.id: QRadioButton(one.officer.name) for one in known}
        for made in self.people.values():
            self._choices.addWidget(made)
        if not known:
            self._choices.addWidget(text("登记人员以后在这里选。", "small", "faint"))
        elif (chosen or known[0].officer.id) in self.people:
            self.people[chosen or known[0].officer.id].setChecked(True)


class _Step(QFrame):
    """One step: number, name, what it is for, its state, its fields and its button."""

    def __init__(self, number: int, body: Sequence[Item], act: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        name, purpose = STEPS[number]
        self._tag = StateTag(State.OPEN)
        self._act = act
        self._title = text(f"{number + 1}　{name}", "heading")
        head = row(self._title, text(purpose, "caption"), None, self._tag, gap=12)
        self.setLayout(column(head, *body, row(None, act), gap=10, margins=(16, 12, 16, 14)))
        self.setAccessibleName(name)

    def show_state(self, state: State) -> None:
        """Done, to be done now, or later; the button of the step to be done now is the primary one."""
        self._tag.set_state(state, "现在" if state is State.CURRENT else "已登记" if state is State.DONE else "随后")
        kind = "primary" if state is State.CURRENT else "default"
        if self._act.property("kind") != kind:
            restyle(self._act, kind=kind)


def _check(check: Check) -> QFrame:
    icon, tone = ("check", "accent") if check.good else ("warning", "amber")
    words = text(check.words, "caption", "soft" if check.good else "amber")
    words.setToolTip(check.remedy)
    return frame(row(Picture(icon, 14, tone), words, gap=6))
