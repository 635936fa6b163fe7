"""What is said of the chosen piece or pieces: fields at the side, the state of the file, correcting, withdrawing."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit

from models.operations.evidence import correct_evidence, withdraw_evidence
from models.operations.unit import CaseChange
from models.queries.evidence import EvidenceLine
from procedures.evidence import decided_on
from procedures.zone import CHINA
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, ReasonQuestion
from ui.pages.case.act_context import editor_context
from ui.pages.case.evidence.fields import OWN, asked_fields, corrected, values_of, wanting
from ui.pages.case.evidence.states import (
    Conditions,
    damage_words,
    is_damaged,
    late_words,
    short_digest,
    short_place,
    state_of,
)
from ui.pages.case.keeping import keep_draft, kept_draft, open_dialog, tell_refusal
from ui.pages.case.opened import OpenedCase
from ui.widgets.buttons import button
from ui.widgets.form_page import FormPage
from ui.widgets.glyphs import StateTag
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import SidePanel, notice
from ui.widgets.text import Elided, facts, set_text, text

WIDTH = 348
PAGE = "evidence/"


class Described(QFrame):
    """The side panel. `recorded` tells that something was corrected or withdrawn, `check_asked` to read the file again.

    `copy_asked` to save a copy of the file elsewhere.
    """

    recorded = Signal()
    check_asked = Signal()
    copy_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: OpenedCase | None = None
        self._lines: tuple[EvidenceLine, ...] = ()
        self._shown: Mapping[str, Any] = {}
        self._form: FormPage | None = None
        self._place = column(gap=0)
        self._title = text("", "heading")
        self._news, self._facts = column(gap=8), column(gap=8)
        self._told = Elided("", "caption", least=20)
        self._withdraw = button("撤回", "danger", then=self.ask_withdraw)
        self._record = button("登记更正", "primary", then=self.record)
        inside = column(frame(self._news), frame(self._place), frame(self._facts), None, gap=8, margins=(16, 8, 16, 16))
        panel = SidePanel(
            [frame(inside)],
            WIDTH,
            header=[self._title, None],
            foot=[self._told, None, self._withdraw, self._record],
        )
        self.setLayout(column(panel, gap=0))
        self.setFixedWidth(WIDTH)

    def form(self) -> FormPage:
        """The fields that are shown; once a case has been."""
        assert self._form is not None
        return self._form

    def show_lines(self, opened: OpenedCase, lines: Sequence[EvidenceLine], conditions: Conditions) -> None:
        """Show pieces; what is typed for the same ones stays."""
        before = [line.evidence.id for line in self._lines]
        same = before == [line.evidence.id for line in lines]
        if not same:
            self.save()
        self._opened, self._lines = opened, tuple(lines)
        if self._form is None:
            self._form = self._make_form()
        self.setVisible(bool(lines))
        if not lines:
            return
        for key in OWN:
            self._form.box(key).setVisible(len(lines) == 1)
        told = values_of([line.evidence for line in lines])
        if not same or told != self._shown:
            self._shown = told
            self._fill()
        self._show_facts(conditions)
        self._look()

    def save(self) -> None:
        """Keep what is typed."""
        if self._lines:
            self.form().flush()

    def record(self) -> None:
        """Record what was changed, for each of the pieces that are chosen."""
        self.form().flush()
        values = self.form().values()
        if not self._can_record(values):
            self.form().set_problems(wanting(values) if len(self._lines) == 1 else ())
            self.form().go_to_problem()
            return
        assert self._opened is not None
        changed = {key: values[key] for key in self._changed(values)}
        pieces = corrected([line.evidence for line in self._lines], changed)
        work = partial(correct_evidence, self._desk.session, self._opened.case_id, self._opened.seen, pieces)
        self._desk.perform(work, owner=self, then=self._on_recorded, title="更正没有登记上")

    def ask_withdraw(self) -> None:
        """Ask why a piece no longer counts."""
        if len(self._lines) != 1 or self._lines[0].withdrawn_on is not None:
            return
        piece = self._lines[0].evidence
        question = ReasonQuestion(
            f"撤回证据“{piece.name}”",
            "撤回后不再作为证据列入清单和文书；这一件和它的文件都留在案卷里，标明撤回。",
            "撤回证据",
            (("种类", piece.kind), ("证明内容", piece.proves or "没有写")),
            "撤回理由",
        )
        dialog = ReasonDialog(question, self.window())
        dialog.answered.connect(lambda reason: self._withdrawn(piece.id, reason))
        open_dialog(dialog)

    def _withdrawn(self, piece_id: str, reason: Reason) -> None:
        assert self._opened is not None
        session, opened = self._desk.session, self._opened
        self._desk.perform(
            lambda *, actor, now: withdraw_evidence(
                session, opened.case_id, opened.seen, piece_id, reason.text, actor=actor, now=now
            ),
            owner=self,
            then=lambda _change: self._desk.window.say("证据已撤回，理由记入办案日志"),
            refused=lambda error: tell_refusal(error, "这件证据不能撤回", self),
        )

    def _make_form(self) -> FormPage:
        assert self._opened is not None
        form = FormPage(asked_fields(), editor_context(self._desk, self._opened), narrow=True)
        for area in form.findChildren(QPlainTextEdit):
            area.setAcceptDrops(False)  # a file that is dropped here is evidence, not text
            area.viewport().setAcceptDrops(False)
        for line in form.findChildren(QLineEdit):
            line.setAcceptDrops(False)
        form.changed.connect(lambda _key: self._look())
        form.edited.connect(self._keep)
        form.submitted.connect(self.record)
        self._place.addWidget(form)
        return form

    def _fill(self) -> None:
        form = self.form()
        form.set_read_only(False)
        form.set_values(self._shown)
        assert self._opened is not None
        kept = kept_draft(self._desk, self._opened.stream, self._page())
        asked = form.keys()
        form.set_draft({key: value for key, value in kept.items() if key in asked})
        form.set_read_only(any(line.withdrawn_on is not None for line in self._lines))

    def _page(self) -> str:
        return PAGE + "+".join(line.evidence.id for line in self._lines)

    def _keep(self) -> None:
        assert self._opened is not None
        changed = self._changed(self.form().values())
        draft = {key: value for key, value in self.form().draft().items() if key in changed}
        keep_draft(self._desk, self._opened.stream, self._page(), draft, self)

    def _changed(self, values: Mapping[str, Any]) -> frozenset[str]:
        left_out = OWN if len(self._lines) > 1 else frozenset()
        return frozenset(key for key, value in values.items() if value != self._shown.get(key)) - left_out

    def _can_record(self, values: Mapping[str, Any]) -> bool:
        several = len(self._lines) > 1
        lacking = [] if several else wanting(values)
        return bool(self._changed(values)) and not lacking and not self.form().own_problems()

    def _look(self) -> None:
        values = self.form().values()
        changed, gone = self._changed(values), any(line.withdrawn_on is not None for line in self._lines)
        lacking = wanting(values) if changed and len(self._lines) == 1 else ()
        self.form().set_problems(lacking)
        self._record.setEnabled(self._can_record(values) and not gone)
        self._withdraw.setVisible(len(self._lines) == 1 and not gone)
        set_text(self._told, "有改动未登记" if changed else "", "amber" if changed else "")

    def _on_recorded(self, _change: CaseChange) -> None:
        assert self._opened is not None
        keep_draft(self._desk, self._opened.stream, self._page(), {}, self)
        self._desk.window.say("更正已登记，原来的内容留在办案日志里")
        self.recorded.emit()

    def _show_facts(self, conditions: Conditions) -> None:
        clear(self._news)
        clear(self._facts)
        if len(self._lines) > 1:
            set_text(self._title, f"选中 {len(self._lines)} 件")
            words = "改动的几项登记到选中的每一件；各件不同的显示为空，不改就不动。"
            self._news.addWidget(text(words, "caption", wrap=True))
            return
        line = self._lines[0]
        set_text(self._title, f"证据 {line.number}" if line.number else "已撤回的证据")
        for item in self._notices(line, conditions):
            self._news.addWidget(item)
        self._facts.addWidget(self._file_facts(line, conditions))

    def _notices(self, line: EvidenceLine, conditions: Conditions) -> Iterator[QFrame]:
        assert self._opened is not None
        late = late_words(line, decided_on(self._opened.case))
        if is_damaged(line, conditions):
            yield notice(state_of(line, conditions)[1], damage_words(line), "red", "blocked")
        if late:
            yield notice("晚于当时记入案卷", late, "amber", "history")
        if line.withdrawn_on is not None:
            yield notice(f"{line.withdrawn_on} 撤回", line.withdraw_reason, "amber", "undo")

    def _file_facts(self, line: EvidenceLine, conditions: Conditions) -> QFrame:
        state, word = state_of(line, conditions)
        head = row(text("没有电子文件", "small-strong"), None)
        if line.evidence.sha256:
            copy = button("另存副本", "quiet", "export", small=True, then=self.copy_asked.emit)
            again = button("重新核对", "quiet", "refresh", small=True, then=self.check_asked.emit)
            head = row(StateTag(state, word), None, copy, again, gap=4)
        made = frame(column(head, facts(self._pairs(line), label_width=56, gap=3), gap=6))
        made.setToolTip(f"{line.evidence.sha256}\n{line.path}" if line.evidence.sha256 else "")
        return made

    def _pairs(self, line: EvidenceLine) -> list[tuple[str, str]]:
        assert self._opened is not None
        piece, moment = line.evidence, line.recorded_at.astimezone(CHINA)
        pairs = [("记入", f"{moment:%Y-%m-%d %H:%M}，{self._opened.officer_name(line.actor)}")]
        if piece.sha256:
            pairs = [("文件", piece.file), ("摘要", f"{short_digest(piece.sha256)} …"), *pairs]
            pairs.append(("位置", short_place(line)))
        return pairs
