"""机关: what every paper says about the office. Typed text is kept; the journal gets it with the button."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from models.operations.office import record_settings
from ui.desk import Desk
from ui.pages.case.keeping import keep_draft, kept_draft
from ui.pages.settings.agency_form import merged, office_fields, office_problems, office_values
from ui.pages.settings.part import SettingsPart
from ui.widgets.buttons import button
from ui.widgets.field_editors import EditorContext
from ui.widgets.form_page import FormPage
from ui.widgets.layout import clear, column
from ui.widgets.surfaces import card, footer
from ui.widgets.text import set_text, text

STREAM, PAGE = "settings", "agency"


class AgencyPart(SettingsPart):
    """All facts that the office owns."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: QVBoxLayout = column(gap=0)
        self._told = text("", "caption")
        self.act = button("登记机关信息", "primary", then=self._on_act)
        self.act.setToolTip("登记机关信息（Ctrl+Enter）")
        note = text("写进每一份文书。登记以后的文书用新的内容，已签发的不变。", "small", "soft", wrap=True)
        self.put(card(note, self._place), foot=footer(self._told, None, self.act))
        self.form = self._make()

    def refresh(self) -> None:
        if not self.form.composing() and not kept_draft(self.desk, STREAM, PAGE):
            self.form.set_values(*office_values(self.desk.session))
            self._tell(kept=False)

    def save(self) -> None:
        self.form.flush()

    def _make(self) -> FormPage:
        clear(self._place)
        form = FormPage(office_fields(), EditorContext(self.desk.today()))
        form.set_values(*office_values(self.desk.session))
        kept = kept_draft(self.desk, STREAM, PAGE)
        form.set_draft(kept)
        form.edited.connect(self._keep)
        form.submitted.connect(self._on_act)
        self._place.addWidget(form)
        self._tell(bool(kept))
        return form

    def _tell(self, kept: bool) -> None:
        _, presets = office_values(self.desk.session)
        told = f"{len(presets)} 项由规则包预设，核对后登记" if presets else "已登记"
        set_text(self._told, "有未登记的改动，已保存为草稿" if kept else told)

    def _keep(self) -> None:
        keep_draft(self.desk, STREAM, PAGE, self.form.draft(), self)
        self._tell(kept=True)

    def _on_act(self) -> None:
        self.form.flush()
        values = self.form.values()
        problems = [*self.form.own_problems(), *office_problems(values)]
        self.form.set_problems(problems)
        if problems:
            self.form.go_to_problem()
            return
        work = partial(record_settings, self.desk.session, merged(self.desk.session, values))
        self.desk.perform(work, owner=self, then=lambda _made: self._on_recorded(), title="机关信息没有登记")

    def _on_recorded(self) -> None:
        keep_draft(self.desk, STREAM, PAGE, {}, self)
        self.form.set_values(*office_values(self.desk.session))
        self._tell(kept=False)
        self.desk.window.say("机关信息已登记")
