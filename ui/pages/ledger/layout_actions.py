"""What is done with layouts: kept under a name, renamed, removed, handed on as a file and taken in from one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from exports.ledger.layout_file import write_layout
from forms.ledger.layout import Layout, shipped_layouts
from models.operations.layouts import record_layout, remove_layout, take_in_layout
from models.queries.ledger import KnownLayout
from procedures.problems import DataError
from ui.desk import Desk
from ui.dialogs.failure import Failure, FailureDialog
from ui.pages.case.keeping import open_dialog
from ui.pages.case.leaving import file_name
from ui.pages.ledger.layout_dialogs import NameDialog, Verdict, remove_dialog

FILES = "布局文件 (*.toml)"
LARGEST = 200_000  # bytes of a layout file: far more than any layout has


class LayoutActions(QObject):
    """Asks, and performs. `kept` gives the layout that is to be shown afterwards, `removed` that the one shown went."""

    kept = Signal(object)
    removed = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    def ask_save(self, layout: Layout, known: Sequence[KnownLayout]) -> None:
        """存为布局: under the name that is typed; the name of one that is kept replaces it."""
        kept = {each.name: each for each in known if each.layout_id}
        own = kept.get(layout.name) if layout.id else None

        def judge(name: str) -> Verdict:
            if any(each.name == name for each in shipped_layouts()):
                return Verdict("存为布局", wrong="这是随程序的布局的名称，换一个")
            if name in kept:
                return Verdict("替换布局", f"本单位已有“{name}”，存下来就替换它")
            return Verdict("存为布局", "本单位的人都能选，也能导出成文件给别人")

        why = "列、顺序、宽度、条件、排序、合计和交叉表都在布局里；查找的词不在里面。"
        dialog = NameDialog("存为布局", why, own.name if own else "", judge, self._owner.window())
        dialog.answered.connect(
            lambda name: self._record(replace(layout, name=name, id=kept[name].layout_id if name in kept else ""))
        )
        open_dialog(dialog)

    def ask_rename(self, layout: Layout, known: Sequence[KnownLayout]) -> None:
        """改名: of a layout that is kept."""
        others = {each.name for each in known if each.layout_id != layout.id}

        def judge(name: str) -> Verdict:
            return Verdict("改名", wrong=f"已有名为“{name}”的布局" if name in others else "")

        why = "只改名称，内容照存下来的样子。"
        dialog = NameDialog("布局改名", why, layout.name, judge, self._owner.window())
        dialog.answered.connect(lambda name: self._record(replace(layout, name=name)))
        open_dialog(dialog)

    def ask_remove(self, layout: Layout) -> None:
        """删除: after a question."""
        session = self._desk.session
        dialog = remove_dialog(layout.name, self._owner.window())

        def remove() -> None:
            self._desk.perform(
                lambda *, actor, now: remove_layout(session, layout.id, actor=actor, now=now),
                owner=self._owner,
                then=lambda _done: self._on_removed(layout.name),
                title="布局没有删除",
            )

        dialog.agreed.connect(remove)
        open_dialog(dialog)

    def ask_hand_on(self, layout: Layout) -> None:
        """导出布局文件: where the officer says."""
        name, _ = QFileDialog.getSaveFileName(self._owner, "导出布局文件", file_name(layout.name, "", "toml"), FILES)
        if name:
            self.hand_on(layout, Path(name if name.endswith(".toml") else f"{name}.toml"))

    def hand_on(self, layout: Layout, place: Path) -> None:
        """Write a layout as a file."""
        try:
            place.write_text(write_layout(layout), "utf-8")
        except OSError as error:
            self._tell(
                Failure("布局文件没有写出来", f"{place}：{error.strerror}。换一个文件夹再试。", "布局", "布局文件")
            )
            return
        self._desk.window.say(f"布局已导出为 {place.name}")

    def ask_take_in(self) -> None:
        """导入布局文件: the one that the officer chooses."""
        name, _ = QFileDialog.getOpenFileName(self._owner, "导入布局文件", "", FILES)
        if name:
            self.take_in(Path(name))

    def take_in(self, place: Path) -> None:
        """Keep the layout of a file; what is wrong with it is told with its key."""
        try:
            raw = place.read_bytes()
        except OSError as error:
            self._tell_unread(place, error.strerror or "不能读取")
            return
        told = _decoded(raw)
        if told is None:
            self._tell_unread(place, "不是布局文件：应为 UTF-8 编码的文本，不大于 200 KB")
            return
        session = self._desk.session

        def keep(*, actor: str, now: datetime) -> Layout | DataError:
            try:
                return take_in_layout(session, told, place.name, actor=actor, now=now)
            except DataError as error:
                return error

        self._desk.perform(
            keep, owner=self._owner, then=lambda made: self._on_taken_in(place, made), title="布局没有导入"
        )

    def _on_taken_in(self, place: Path, made: Layout | DataError) -> None:
        if isinstance(made, DataError):
            self._tell_unread(place, str(made))
            return
        self._desk.window.say(f"已导入布局“{made.name}”")
        self.kept.emit(made)

    def _record(self, layout: Layout) -> None:
        session = self._desk.session
        self._desk.perform(
            lambda *, actor, now: record_layout(session, layout, actor=actor, now=now),
            owner=self._owner,
            then=self._on_kept,
            title="布局没有存下来",
        )

    def _on_kept(self, layout: Layout) -> None:
        self._desk.window.say(f"已存为布局“{layout.name}”")
        self.kept.emit(layout)

    def _on_removed(self, name: str) -> None:
        self._desk.window.say(f"已删除布局“{name}”")
        self.removed.emit()

    def _tell_unread(self, place: Path, why: str) -> None:
        cause = f"{place.name}：{why}"
        self._tell(Failure("这个文件不能作为布局导入", cause, "原有的布局", "这个文件里的布局"))

    def _tell(self, failure: Failure) -> None:
        open_dialog(FailureDialog(failure, self._owner.window()))


def _decoded(raw: bytes) -> str | None:
    """The text of a file; None for one that can't be a layout."""
    try:
        return raw.decode("utf-8-sig") if len(raw) <= LARGEST else None
    except UnicodeDecodeError:
        return None
