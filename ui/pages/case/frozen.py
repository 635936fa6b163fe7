"""A paper that is issued and frozen, or one made elsewhere: its pages, its facts, and how it leaves or is cancelled."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from models.errors import StorageError
from models.operations.documents import cancel_document, preview_values
from models.queries.documents import document_bytes
from models.queries.evidence import shown_bytes
from procedures.zone import CHINA
from ui import tasks
from ui.desk import Desk
from ui.dialogs.reason import Reason, ReasonDialog, voiding
from ui.pages.case.act_words import action_of, title_of
from ui.pages.case.keeping import open_dialog, tell_refusal
from ui.pages.case.leaving import file_name, save_as
from ui.pages.case.marks import Drawn, draw_preview
from ui.pages.case.opened import OpenedCase
from ui.pages.case.paper_items import PaperItem
from ui.pages.on_the_spot.printing import ask_and_print
from ui.widgets.buttons import button
from ui.widgets.glyphs import StateTag
from ui.widgets.layout import Item, column, frame, row
from ui.widgets.paper import Paper
from ui.widgets.surfaces import SidePanel, notice
from ui.widgets.text import facts, text

SIDE = 304


class FrozenPage(QWidget):
    """One issued paper.

    `cancelled` tells that it was; `delivery_asked` goes to the delivery of an on-the-spot decision, `act_asked` to the
    page that records the act of a paper that came first, `service_asked` to the record of its service.
    """

    cancelled = Signal()
    delivery_asked = Signal()
    act_asked = Signal(str)
    service_asked = Signal(str)

    def __init__(self, desk: Desk, opened: OpenedCase, item: PaperItem) -> None:
        super().__init__()
        assert item.issued is not None
        self._desk, self._opened, self.line = desk, opened, item.issued
        self.paper = Paper(left=frame(row(StateTag(item.state, item.word), gap=0)))
        line = row(gap=0)
        line.addWidget(self.paper, 1)
        line.addWidget(self._side(item))
        self.setLayout(line)
        self.paper.show_pdf(self._bytes("pdf"))

    def _side(self, item: PaperItem) -> QFrame:
        line = self.line
        pending = self._opened.pending is not None and self._opened.pending.id == line.document_id
        pairs = [
            ("文号", line.number or "不编号"),
            ("签发", f"{line.issued_on}，{self._opened.officer_name(line.actor)}"),
            ("记载", f"{line.issued_at.astimezone(CHINA):%Y-%m-%d %H:%M}"),
            ("格式", f"{line.form_from} 起用的版本"),
            ("docx 摘要", f"{line.docx[:12]}…"),
            ("pdf 摘要", f"{line.pdf[:12]}…"),
        ]
        if line.cancelled_on is not None:
            pairs.append(("作废", f"{line.cancelled_on}，{line.cancel_reason}"))
        told = "签发时定版，内容不再随案件改动。"
        body: list[Item] = [
            frame(column(facts(pairs, label_width=64), text(told, "caption", wrap=True), margins=(16, 10, 16, 10)))
        ]
        waiting = next((paper for paper in self._opened.unrecorded if paper.id == line.document_id), None)
        kind = waiting.planned.kind if waiting and waiting.planned and not pending else ""
        if kind:
            words = f"{title_of(kind)}还没有登记，登记后生效。"
            body.append(frame(column(notice(words, "", "blue", "info"), margins=(16, 0, 16, 6))))
        body += [frame(column(*self._buttons(pending, kind), gap=8, margins=(16, 4, 16, 12)))]
        return SidePanel(body, SIDE, header=[text(item.title, "heading", wrap=True)])

    def _buttons(self, pending: bool, kind: str) -> Sequence[QPushButton]:
        made = [button("登记交付", "primary", then=self.delivery_asked.emit)] if pending else []
        self._recording = button(action_of(kind), "primary", then=lambda: self.act_asked.emit(kind)) if kind else None
        made += [self._recording] if self._recording is not None else []
        if self.line.document_id in {paper.id for paper in self._opened.unserved()}:
            serve = partial(self.service_asked.emit, self.line.document_id)
            made.append(button("登记送达", "primary" if not made else "default", then=serve))
        made += [
            button("打印", icon="print", shortcut="Ctrl+P", then=self._print),
            button("另存为 docx", icon="export", then=lambda: self._save("docx")),
            button("另存为 pdf", icon="export", then=lambda: self._save("pdf")),
        ]
        if self.line.cancelled_on is None:
            made.append(button("作废", "danger", then=self.ask_cancel))
        for each in made:
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def offer_recording(self, on: bool) -> None:
        """Whether the button that leads to recording the act is shown; beside the open form of the act it is not."""
        if self._recording is not None:
            self._recording.setVisible(on)

    def update_case(self, opened: OpenedCase) -> None:
        """Go on on top of a newer state of the case."""
        self._opened = opened

    def ask_cancel(self) -> None:
        """Ask for the reason of cancelling the paper."""
        what = f"《{self.line.title}》"
        told = [("文号", self.line.number or "不编号"), ("签发", f"{self.line.issued_on}")]
        consequence = "作废后号码留在登记簿里，不再使用；文件留在案卷里，标明作废。"
        dialog = ReasonDialog(voiding(what, consequence, told), self.window())
        dialog.answered.connect(self._cancel)
        open_dialog(dialog)

    def _cancel(self, reason: Reason) -> None:
        session, opened, line = self._desk.session, self._opened, self.line
        self._desk.perform(
            lambda *, actor, now: cancel_document(
                session, opened.case_id, opened.seen, line.document_id, reason.text, actor=actor, now=now
            ),
            owner=self,
            then=lambda _change: self.cancelled.emit(),
            refused=lambda error: tell_refusal(error, f"《{line.title}》不能作废", self),
        )

    def _bytes(self, kind: str) -> bytes:
        try:
            return document_bytes(self._desk.session, self.line.document_id, "docx" if kind == "docx" else "pdf")
        except StorageError as error:
            self._desk.tell(error, self, "这份文书的文件读不出来")
            return b""

    def _print(self) -> None:
        pdf = self._bytes("pdf")
        if pdf:
            ask_and_print(pdf, self.line.number or self.line.title, 1, self)

    def _save(self, kind: str) -> None:
        content = self._bytes(kind)
        if content:
            place = save_as(content, file_name(self.line.title, self.line.number, kind), self)
            if place is not None:
                self._desk.window.say(f"已另存为 {place.name}")


class OutsidePage(QWidget):
    """A paper that was made before it came into the program: set again from what is recorded, only to be read."""

    def __init__(self, desk: Desk, opened: OpenedCase, item: PaperItem) -> None:
        super().__init__()
        assert item.form is not None and item.act is not None
        self.paper = Paper(left=frame(row(StateTag(item.state, "案外制作"), gap=0)))
        number = item.act.document.number if item.act.document else ""
        told = "这份文书在案外制作，案卷里没有留存它的文件。左边按已有的记载重排，仅供查看，不能当作原件。"
        pairs = [("文号", number or "没有记录"), ("日期", f"{item.act.on}")]
        body: list[Item] = [
            frame(column(facts(pairs, 64), text(told, "small", "soft", wrap=True), margins=(16, 10, 16, 10)))
        ]
        line = row(gap=0)
        line.addWidget(self.paper, 1)
        line.addWidget(SidePanel(body, SIDE, header=[text(item.title, "heading", wrap=True)]))
        self.setLayout(line)
        form, prepared = item.form, preview_values(desk.session, opened.case, item.act, item.form.id, {})

        def show(drawn: Drawn) -> None:
            self.paper.show_pdf(drawn.pdf)

        tasks.run(
            lambda _progress: draw_preview(form, prepared, (), number, partial(shown_bytes, desk.session)),
            then=show,
            owner=self,
            pool=tasks.Pool.RENDERING,
        )

    def update_case(self, opened: OpenedCase) -> None:
        """It shows what is recorded of a day that is past."""
