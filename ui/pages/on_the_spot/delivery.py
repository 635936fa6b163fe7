"""A paper that is issued and not yet in the party's hand: print, sign, hand over; or cancel it with a reason.

It stands alone: the case shows it too, as long as the paper is neither delivered nor cancelled.
"""

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from models.casefile import IssuedDocument
from models.operations.documents import cancel_document, is_delivered
from models.operations.on_the_spot import FORM, Collection, deliver_on_the_spot
from models.operations.unit import CaseChange
from models.queries.cases import StoredCase, read_case
from models.queries.documents import document_bytes
from procedures.case import Party
from procedures.problems import Problem, RuleError
from procedures.view import yuan
from ui import tasks
from ui.desk import Desk
from ui.dialogs.failure import Failure, FailureDialog
from ui.dialogs.reason import ReasonDialog, voiding
from ui.pages.on_the_spot import printing
from ui.pages.on_the_spot.draft import REMOTE
from ui.widgets.buttons import button
from ui.widgets.choice_editors import BooleanEditor
from ui.widgets.fields import FieldBox
from ui.widgets.glyphs import State, StateTag
from ui.widgets.layout import column, frame, row
from ui.widgets.line_editors import TextEditor
from ui.widgets.paper import Paper
from ui.widgets.surfaces import SidePanel
from ui.widgets.text import facts, set_text, text

WIDTH, COPIES = 396, 2


def awaiting(stored: StoredCase) -> IssuedDocument | None:
    """The on-the-spot decision of a case that is issued and neither delivered nor cancelled."""
    waiting = (
        paper
        for paper in stored.file.documents
        if paper.form == FORM and paper.cancelled_on is None and not is_delivered(stored.file.case, paper)
    )
    return next(waiting, None)


class DeliveryPanel(QWidget):
    """The paper at the left, what is to be done with it at the right."""

    delivered = Signal(object)
    cancelled = Signal(object)

    def __init__(self, desk: Desk, case_id: str, document_id: str) -> None:
        super().__init__()
        self._desk, self._case_id, self._document_id = desk, case_id, document_id
        self._stored = read_case(desk.session, case_id)
        found = next((paper for paper in self._stored.file.documents if paper.id == document_id), None)
        if found is None or found.planned is None:
            raise KeyError(document_id)
        self.document, self._planned, self._pdf = found, found.planned, b""
        self._paper = Paper()
        self._paper.failed.connect(lambda error: desk.tell(error, self, "文书没有画出来"))
        line = row(gap=0)
        line.addWidget(self._paper, 1)
        line.addWidget(self._panel())
        self.setLayout(line)
        self.setWindowTitle(found.number)
        self._read()

    @property
    def still_waits(self) -> bool:
        """Whether the paper is neither delivered nor cancelled."""
        found = awaiting(self._stored)
        return found is not None and found.id == self._document_id

    @property
    def collects(self) -> bool:
        """Whether money is taken with this paper."""
        return bool(self._planned.get("collected_on_the_spot"))

    def _panel(self) -> SidePanel:
        head = column(
            row(text("已签发，等待交付", "heading"), None, StateTag(State.CURRENT, "未交付")),
            text(self.document.number, "strong"),
            text("号码已定，换打印机、重打都用这一号", "caption", wrap=True),
            gap=2,
            margins=(16, 12, 16, 10),
        )
        self._done = button("已当场交付", "primary", shortcut="Ctrl+Return", then=self.deliver)
        cancel = button("作废这份文书", "danger", small=True, then=self.cancel)
        self._lacking = text("", "caption", "red", wrap=True)
        body = (frame(head, "listrow"), self._told(), self._print_part(), self._hand_part(), self._lacking_part())
        return SidePanel(body, WIDTH, foot=(cancel, None, self._done))

    def _lacking_part(self) -> QFrame:
        return frame(column(self._lacking, margins=(16, 4, 16, 8)))

    def _told(self) -> QFrame:
        party: Party = self._stored.file.case.parties[0]
        fine = self._planned.get("fine")
        payment = "当场收缴" if self.collects else "到银行缴纳"
        pairs = [("当事人", party.name), ("罚款", f"{yuan(fine)} 元，{payment}" if fine else "没有罚款")]
        return frame(column(facts(pairs, 52, 3), margins=(16, 10, 16, 10)), "listrow")

    def _print_part(self) -> QFrame:
        self._print = button("打印两份", "default", "print", then=self.print_paper)
        saves = [
            button(f"另存为 {kind}", "quiet", "export", small=True, then=partial(self.save_as, kind))
            for kind in ("docx", "pdf")
        ]
        told = (
            "一份交当事人，一份报本机关备案"
            if printing.has_printer()
            else "本机没有打印机，可以另存后打印，或者照屏幕抄写"
        )
        inner = column(
            text("1　打印", "small-strong"),
            text(told, "caption", wrap=True),
            row(self._print, *saves, None),
            gap=6,
            margins=(16, 10, 16, 10),
        )
        return frame(inner, "listrow")

    def _hand_part(self) -> QFrame:
        self._receipt = FieldBox("财政票据号", TextEditor(60), required=True)
        self._receipt.editor.set_spoken_name("财政票据号")
        self._water = FieldBox("收缴地点", BooleanEditor("在水上", "不在水上"))
        self._refusal = FieldBox("拒绝签收的情况", TextEditor(200), help_="没有拒绝的不填；纸上也要注明")
        self._refusal.editor.set_spoken_name("拒绝签收的情况")
        words = "双方签名后，把决定书交给当事人"
        inner = column(text("2　签名、交付", "small-strong"), text(words, "caption", wrap=True), gap=6)
        if self.collects:
            inner.addWidget(self._receipt)
        if self._planned.get("collection_ground") == REMOTE:
            inner.addWidget(self._water)
        inner.addWidget(self._refusal)
        inner.setContentsMargins(16, 10, 16, 12)
        self._receipt.setVisible(self.collects)
        return frame(inner, "listrow")

    def _read(self) -> None:
        session, document_id = self._desk.session, self._document_id
        tasks.run(
            lambda _progress: document_bytes(session, document_id, "pdf"),
            then=self._show,
            failed=lambda error: self._desk.tell(error, self, "文书没有打开"),
            owner=self,
        )

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._paper.show_pdf(pdf)

    def print_paper(self) -> None:
        """Print both copies; asks for the printer."""
        if self._pdf and printing.ask_and_print(self._pdf, self.document.number, COPIES, self):
            self._desk.window.say(f"{self.document.number} 已送往打印机")
        self._first_field().setFocus()

    def print_at_once(self) -> None:
        """Offer to print as soon as the paper is issued, where there is a printer."""
        if printing.has_printer():
            QTimer.singleShot(0, self, self.print_paper)
        else:
            self._first_field().setFocus()

    def _first_field(self) -> QWidget:
        return self._receipt.editor if self.collects else self._done

    def save_as(self, kind: Literal["docx", "pdf"]) -> None:
        """Save the frozen file outside, to print it elsewhere."""
        name = f"{self.document.number or self.document.title}.{kind}"
        target, _ = QFileDialog.getSaveFileName(self, "另存文书", name, f"*.{kind}")
        if target:
            self.write_to(Path(target), kind)

    def write_to(self, target: Path, kind: Literal["docx", "pdf"]) -> None:
        """Write the frozen file to a path; what fails is told with what is safe."""
        session, document_id = self._desk.session, self._document_id
        tasks.run(
            lambda _progress: target.write_bytes(document_bytes(session, document_id, kind)),
            then=lambda _size: self._desk.window.say(f"已另存为 {target.name}"),
            failed=lambda error: self._not_written(error, target),
            owner=self,
        )

    def _not_written(self, error: Exception, target: Path) -> None:
        if not isinstance(error, OSError):
            self._desk.tell(error, self, "文书没有另存")
            return
        told = Failure("文书没有另存", f"{target}：{error.strerror}", "已签发的文书", "另存的文件", "本案的记载")
        FailureDialog(told, self.window()).ask()

    def deliver(self) -> None:
        """Record that both signed and the paper is in the party's hand."""
        receipt = str(self._receipt.editor.value() or "")
        own = self._receipt.editor.own_problem() if self.collects else None
        refusal_problem = self._refusal.editor.own_problem()
        if own is not None or refusal_problem is not None:
            self._receipt.set_problem(own)
            self._refusal.set_problem(refusal_problem)
            return
        collected = Collection(self._planned.get("fine") or 0, receipt, bool(self._water.editor.value()))
        work = partial(
            deliver_on_the_spot,
            self._desk.session,
            self._case_id,
            self._stored.seen,
            self._document_id,
            collected=collected if self.collects else None,
            refusal_note=str(self._refusal.editor.value() or ""),
        )
        self._desk.perform(work, owner=self, then=self.delivered.emit, refused=self._refused, title="还不能记为已交付")

    def _refused(self, error: RuleError) -> None:
        rest: list[Problem] = []
        for problem in error.problems:
            if problem.where == "receipt_no" and self.collects:
                self._receipt.set_problem(problem)
                self._receipt.editor.setFocus()
            else:
                rest.append(problem)
        set_text(self._lacking, "；".join(str(problem) for problem in rest))

    def cancel(self) -> None:
        """Ask why, then cancel the paper; its number stays in the register."""
        question = voiding(
            "这份文书",
            "号码留在登记簿里，不再使用。已经填写的内容都留着，可以重新签发",
            (("文号", self.document.number),),
        )
        answer = ReasonDialog(question, self.window()).ask()
        if answer is not None:
            self.cancel_because(answer.text)

    def cancel_because(self, reason: str) -> None:
        """Cancel the paper with this reason."""
        work = partial(cancel_document, self._desk.session, self._case_id, self._stored.seen, self._document_id, reason)
        self._desk.perform(work, owner=self, then=self._after_cancel, title="这份文书不能作废")

    def _after_cancel(self, change: CaseChange) -> None:
        self.cancelled.emit(change)
