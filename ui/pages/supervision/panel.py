"""The panel at the right: a line of the register opened, or a new one entered by hand; head and footer stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from models.errors import StorageError
from models.findings_access import WHO_MAY_LOOK
from procedures.faults import BEFORE_CONFIRMING, FaultFile, Place
from procedures.problems import RuleError
from ui import theme
from ui.desk import Desk
from ui.pages.case.keeping import keep_draft, kept_draft
from ui.pages.supervision.describe_view import DescribeView
from ui.pages.supervision.fields import put_in
from ui.pages.supervision.hand_view import HandView
from ui.pages.supervision.item_words import SHORT, short_name
from ui.pages.supervision.judged_view import JudgedView
from ui.pages.supervision.opened import OpenedLine, open_line
from ui.pages.supervision.own_view import OwnView
from ui.pages.supervision.proposal_view import ProposalView
from ui.pages.supervision.reading import RegisterLine
from ui.pages.supervision.view import FindingView, Recorded
from ui.pages.supervision.words import CONFIDENTIAL, state_of
from ui.widgets.buttons import button
from ui.widgets.glyphs import StateTag
from ui.widgets.layout import clear, column, frame, row, scroll
from ui.widgets.painted import Picture
from ui.widgets.surfaces import empty_state
from ui.widgets.text import Elided, pill, text

STREAM, NEW_KEY = "supervision", "new"
SHARE, LEAST, MOST = 0.37, 420, 560
ADVICE = "程序只提出线索。认定由两人作出，复核人不是本案承办人、批准人"
OWN_ADVICE = "线索不是结论。有权查看的是监督、法制岗位的人员和当事人员本人"
NOTHING = "在登记簿里选一条，\n条文、事实和说明列在这里。"


class FindingPanel(QFrame):
    """`recorded` carries a finding as an operation left it; the other signals what the views ask for."""

    recorded = Signal(object)
    whole_asked = Signal(object)
    paper_asked = Signal(object)
    act_asked = Signal(str, str)
    document_asked = Signal(str, str)
    case_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("打开的线索")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self._key = ""
        self._opened: OpenedLine | None = None
        self.view: FindingView | None = None
        self._head = column(gap=3, margins=(20, 10, 20, 9))
        self._body, self._foot = column(gap=0, margins=(20, 12, 20, 12)), row(gap=8, margins=(20, 0, 20, 0))
        self.area: QScrollArea = scroll(frame(self._body))
        self._head_box, self._foot_box = frame(self._head, "header"), frame(self._foot, "footer", place="page")
        stack = column(self._head_box, gap=0, margins=(1, 0, 0, 0))
        stack.addWidget(self.area, 1)
        stack.addWidget(self._foot_box)
        self.setLayout(stack)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_submit)

    def fit(self, room: int) -> None:
        """Take a share of the width there is."""
        width = min(max(round(room * SHARE), LEAST), MOST)
        if width != self.width():
            self.setFixedWidth(width)

    def is_recording(self) -> bool:
        """Whether something is being recorded: what is shown must stay until it is."""
        return self.view is not None and self.view.is_recording

    def key(self) -> str:
        """The line that is shown, by its key."""
        return self._key

    def is_new(self) -> bool:
        """Whether a new finding is being entered."""
        return self._key == NEW_KEY

    def show_line(self, line: RegisterLine | None) -> None:
        """Open a line; the one that is open stays as it is typed while nothing of it has changed."""
        if line is None:
            self._show_nothing("supervision", "没有打开的线索", NOTHING)
            return
        desk = self._desk
        try:
            opened = open_line(desk.session, desk.actor, desk.today(), line)
        except RuleError as error:
            self._show_nothing("warning", "这条线索现在打不开", "。".join(map(str, error.problems)))
            return
        except StorageError as error:
            self._show_nothing("warning", "这条线索现在打不开", str(error))
            return
        seen = opened.case.seen if opened.case is not None else 0
        shown = (line.key, opened.file, seen, opened.sees_all, desk.actor, desk.today(), theme.scale())
        if shown != self._shown or self.view is None:
            self._put(line.key, opened, self._view_of(opened))
            self._shown = shown

    def register_by_hand(self, places: Sequence[Place]) -> None:
        """Show an empty finding under these items, with what was typed before."""
        opened = OpenedLine(RegisterLine(), FaultFile(items=tuple(places)), None, None, True, self._desk.today())
        self._shown = ()
        self._put(NEW_KEY, opened, HandView(self._desk, opened))

    def enter(self) -> None:
        """Put the keyboard to the first thing that can be done in what is shown."""
        if self.view is not None:
            first = next((each for each in self.view.findChildren(QWidget) if _takes_keys(each)), None)
            (first or self).setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is typed, at once."""
        if self.view is not None and not self.view.is_recording:
            self.view.flush()

    def change_description(self) -> None:
        """Go back from a confirmed finding to its description."""
        if self._opened is not None:
            self._put(self._key, self._opened, DescribeView(self._desk, self._opened))

    def _view_of(self, opened: OpenedLine) -> FindingView:
        if opened.stored is None:
            return ProposalView(self._desk, opened)
        if not opened.sees_all:
            return OwnView(self._desk, opened)
        if opened.file.state in BEFORE_CONFIRMING:
            return DescribeView(self._desk, opened)
        return JudgedView(self._desk, opened)

    def _put(self, key: str, opened: OpenedLine, view: FindingView) -> None:
        self.flush()
        before = self._opened.file.state if self._opened is not None else None
        again = key == self._key and opened.file.state == before
        place = self.area.verticalScrollBar().value() if again else 0
        self._key, self._opened, self.view = key, opened, view
        self._fill_head(opened, view)
        clear(self._body)
        clear(self._foot)
        put_in(self._body, view)
        self._foot.addWidget(view.note, 1)
        buttons = view.foot()
        for made in buttons:
            put_in(self._foot, made)
        self._foot_box.setVisible(bool(view.note.text() or buttons))
        self._wire(view)
        kept = kept_draft(self._desk, STREAM, self._page())
        if kept:
            view.set_draft(kept)
        QTimer.singleShot(0, view, lambda: self.area.verticalScrollBar().setValue(place))

    def _wire(self, view: FindingView) -> None:
        view.typed.connect(self._keep)
        view.done.connect(self._on_done)
        view.whole_asked.connect(self.whole_asked)
        view.paper_asked.connect(lambda: self.paper_asked.emit(self._opened))
        view.act_asked.connect(lambda act: self.act_asked.emit(self._case_id(), act))
        view.document_asked.connect(lambda document: self.document_asked.emit(self._case_id(), document))
        if isinstance(view, JudgedView):
            view.change_asked.connect(self.change_description)

    def _case_id(self) -> str:
        return self._opened.file.case_id if self._opened is not None else ""

    def _fill_head(self, opened: OpenedLine, view: FindingView) -> None:
        clear(self._head)
        if self.is_new():
            self._head.addWidget(Elided("登记线索", "heading"))
            return
        shape, word = state_of(opened.line)
        first = row(gap=10)
        first.addWidget(Elided(_title(opened), "heading", least=60))
        first.addWidget(StateTag(shape, word))
        first.addStretch(1)
        mark = pill(CONFIDENTIAL if opened.sees_all else "限有关人员查看")
        mark.setToolTip(WHO_MAY_LOOK)
        first.addWidget(mark)
        title, whose = view.heading()
        second = row(gap=10)
        second.addWidget(Elided("·".join(filter(None, (title, whose))) or "没有指明案件", "small", "soft", least=0), 1)
        if opened.case is not None:
            second.addWidget(button("打开案件", "link", small=True, then=self._on_case))
        third = row(Picture("info", 14, "blue"), gap=6)
        third.addWidget(text(ADVICE if opened.sees_all else OWN_ADVICE, "caption", "blue", wrap=True), 1)
        for line in (first, second, third) if opened.file.state in BEFORE_CONFIRMING else (first, second):
            self._head.addLayout(line)

    def _show_nothing(self, icon: str, title: str, body: str) -> None:
        self.flush()
        self._key, self._opened, self.view, self._shown = "", None, None, ()
        clear(self._head)
        clear(self._body)
        clear(self._foot)
        self._head.addWidget(Elided("", "heading"))
        self._body.addWidget(empty_state(icon, title, body))
        self._foot_box.setVisible(False)

    def _page(self) -> str:
        return f"finding/{self._key}"

    def _keep(self) -> None:
        view = self.view
        if view is not None and not view.is_recording:
            keep_draft(self._desk, STREAM, self._page(), view.draft(), self)

    def _on_done(self, made: Recorded) -> None:
        told: Mapping[str, Any] = {name: kept for name, kept in made.left_over.items() if kept}
        keep_draft(self._desk, STREAM, self._page(), {}, self)
        self.view, self._shown = None, ()
        self._key = made.change.finding_id
        if told:
            keep_draft(self._desk, STREAM, self._page(), told, self)
        self.recorded.emit(made.change.file)

    def _on_case(self) -> None:
        self.case_asked.emit(self._case_id())

    def _on_submit(self) -> None:
        if self.view is not None and not self.view.is_recording:
            self.view.submit()


def _title(opened: OpenedLine) -> str:
    origin = opened.line.proposal
    if origin is not None:
        return SHORT[origin.article, origin.item]
    return short_name(opened.file.items)


def _takes_keys(widget: QWidget) -> bool:
    takes = Qt.FocusPolicy.TabFocus.value
    return bool(widget.focusPolicy().value & takes) and widget.isVisible() and widget.isEnabled()
