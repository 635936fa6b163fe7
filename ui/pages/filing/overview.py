"""What the panel says of one filing: warnings, the package with its three parts, what happened, what may follow."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.queries.filing_lines import FilingLine
from ui.pages.filing.content import Content
from ui.pages.filing.correction import Correction, correction_of, ways_out
from ui.pages.filing.history import Event, event_row, events_of
from ui.pages.filing.materials import Material, materials_of
from ui.pages.filing.steps import FILED, other_next, step_of
from ui.pages.filing.words import SIGNALS, short_date
from ui.widgets.buttons import button
from ui.widgets.glyphs import State, StateGlyph
from ui.widgets.layout import Item, clear, column, frame, row, rule
from ui.widgets.surfaces import notice
from ui.widgets.text import text
from ui.widgets.toast import ProgressLine


class Overview(QWidget):
    """One filing at a glance; every link asks the panel for what it names."""

    step_asked = Signal(str)
    part_asked = Signal(str)  # a key of PARTS: show, make or choose it
    package_asked = Signal()
    return_asked = Signal()
    comparison_asked = Signal()
    reminder_asked = Signal()
    way_asked = Signal(str)  # a way out of what a recipient found
    scan_asked = Signal(str)  # the act with which a scan came
    void_asked = Signal(str)  # a record of a matter
    other_asked = Signal(str)  # another recipient, to be sent the same
    correction_asked = Signal()  # something was recorded wrongly

    def __init__(self) -> None:
        super().__init__()
        self.progress = ProgressLine("正在生成备案卷")
        self._body = column(gap=6)
        self.setLayout(column(self._body, None, gap=0, margins=(18, 12, 16, 12)))

    def show_content(
        self, content: Content, others: Sequence[FilingLine], names: Mapping[str, str], today: date
    ) -> None:
        """Show a filing as it stands; `others` are those of the same decision with other recipients."""
        self._take_progress()
        clear(self._body)
        for item in (*self._warnings(content, names, today), *self._materials(content), *self._same(content, others)):
            self._add(item)
        self._add(rule())
        self._add(4)
        for item in self._history(content, names, today):
            self._add(item)
        for item in self._also(content):
            self._add(item)

    def show_waiting(self) -> None:
        """Nothing is known yet."""
        self._take_progress()
        clear(self._body)

    def _take_progress(self) -> None:
        """The line of a package under way stays while the rest is made anew."""
        self._body.removeWidget(self.progress)
        self.progress.setParent(self)

    def _add(self, item: Item) -> None:
        if isinstance(item, QWidget):
            self._body.addWidget(item)
        elif isinstance(item, int):
            self._body.addSpacing(item)
        elif item is not None:
            self._body.addLayout(item)

    def _warnings(self, content: Content, names: Mapping[str, str], today: date) -> list[Item]:
        line, made = content.line, []
        if line.is_overdue:
            made.append(overdue_notice(line))
        if line.returned is not None:
            by = names.get(line.returned.by, "")
            title = f"{short_date(line.returned.on, today)} {by}退回：{line.returned.reason}"
            made.append(notice(title, "补齐以后重新生成备案卷，退回随之了结。", "amber", "undo"))
        if line.refiles and line.is_owed:
            body = "原决定变更后，向两处重新备案（按通行做法，待确认）。"
            made.append(notice("决定已变更，需重新备案", body, "blue", "info"))
        correction = correction_of(content) if line.state == "problems" else None
        if correction is not None:
            made += self._problems(content, correction)
        return [*made, 2] if made else []

    def _problems(self, content: Content, correction: Correction) -> list[QWidget]:
        """What the recipient found, and the three ways out of it."""
        lines = column(gap=0)
        for way in ways_out(content, correction):
            link = button(way.action, "link", small=True, then=partial(self.way_asked.emit, way.id))
            words = column(text(way.title, "small-strong", "ink"), text(way.note, "caption", wrap=True), gap=0)
            inner = row(gap=8, margins=(0, 5, 0, 5))
            inner.addLayout(words, 1)
            inner.addWidget(link)
            lines.addWidget(frame(inner, "listrow"))
        found = correction.found or "对方没有写明问题"
        return [notice("审查发现问题，应按有关规定改正", found, "red", "blocked"), frame(lines)]

    def _materials(self, content: Content) -> list[Item]:
        materials = materials_of(content)
        if not materials:
            return []
        ready = sum(each.is_ready for each in materials)
        told = f"{ready} / {len(materials)} " + ("齐" if ready == len(materials) else "")
        told = told.strip() if content.line.is_owed else "已报送"
        items: list[Item] = [row(text("备案材料", "small-strong"), None, text(told, "caption"))]
        items += [self._material(each) for each in materials]
        build = button("生成备案卷", icon="package", then=self.package_asked.emit)
        build.setToolTip("按报告、决定书、证据的顺序生成文件夹、压缩包和一份 pdf")
        tools = row(build, None, gap=12)
        if content.line.is_owed:
            compare = button("核对材料", "link", small=True, then=self.comparison_asked.emit)
            compare.setToolTip("选收到的文件，逐件与本案的原件比对；别的案件的材料会写明是哪一件")
            tools.addWidget(compare)
            back = button("退回承办人", "link", small=True, then=self.return_asked.emit)
            back.setToolTip("材料不全的，写一句缺什么，承办人在工作台看到")
            tools.addWidget(back)
        return [*items, 2, tools, self.progress, 2]

    def _same(self, content: Content, others: Sequence[FilingLine]) -> list[Item]:
        """The way to send the same to another recipient, once something was made for this one."""
        begun = content.report() is not None or content.line.filed_on is not None
        waiting = [each for each in others if each.is_owed and each.state == "due"]
        if not begun or not waiting:
            return []
        lines: list[Item] = []
        for each in waiting:
            link = button(
                f"同样报送{each.recipient_name}", icon="copy", then=partial(self.other_asked.emit, each.recipient)
            )
            link.setToolTip("带入材料、证据和方式；主送机关、文号、日期、接收人另填，两处分别登记")
            lines.append(row(link, None))
        return [*lines, 2]

    def _material(self, material: Material) -> QWidget:
        words = column(
            text(material.name, "small", "ink"), text(material.note, "caption", material.tone, wrap=True), gap=0
        )
        line = row(column(3, StateGlyph(material.state), None, gap=0), gap=8, margins=(0, 2, 0, 2))
        line.addLayout(words, 1)
        if material.action:
            link = button(material.action, "link", small=True, then=partial(self.part_asked.emit, material.key))
            link.setAccessibleName(f"{material.action}：{material.name}")
            line.addWidget(link)
        return frame(line)

    def _history(self, content: Content, names: Mapping[str, str], today: date) -> list[Item]:
        remind = "改提醒" if content.reminder else "自设提醒"
        link = button(remind, "link", small=True, then=self.reminder_asked.emit)
        link.setToolTip("到时在工作台提醒本人；不是法定期限，不会变红")
        items: list[Item] = [row(text("经过", "small-strong"), None, link)]
        if content.reminder is not None:
            kept = content.reminder
            words = f"{short_date(kept.on, today)} 提醒：{kept.words}"
            items.append(event_row(Event(State.DRAFT, words, "自设，不是法定期限")))
        return items + [self._event(each) for each in events_of(content, names, today)]

    def _event(self, event: Event) -> QWidget:
        links = []
        if event.scan:
            links.append(("看扫描件", self.scan_asked, event.scan))
        if event.voidable:
            links.append(("作废", self.void_asked, event.voidable))
        if not links:
            return event_row(event)
        beside = row(gap=12)
        for words, asked, what in links:
            link = button(words, "link", small=True, then=partial(asked.emit, what))
            link.setAccessibleName(f"{words}：{event.title}")
            beside.addWidget(link)
        return event_row(event, frame(beside))

    def _also(self, content: Content) -> list[Item]:
        """What may also be recorded; what has its own button or its own lines is left out."""
        line = content.line
        kinds = [kind for kind in other_next(line) if line.state != "problems"]
        if content.wants_report() and FILED in line.next_acts:
            kinds.insert(0, FILED)
        links = row(gap=16)
        for kind in kinds:
            step = step_of(kind, line)
            links.addWidget(button(step.action, "link", small=True, then=partial(self.step_asked.emit, kind)))
        if content.opened is not None and any(each.act for each in content.history):
            correct = button("更正登记", "link", small=True, then=self.correction_asked.emit)
            correct.setToolTip("记错的，到案件里作废，再重新登记；作废的划去，仍然看得见")
            links.addWidget(correct)
        links.addStretch(1)
        return [4, rule(), 4, text("也可以办理", "caption"), links] if links.count() > 1 else []


def overdue_notice(line: FilingLine) -> QWidget:
    """Too late is still to be done: at once, with the true day."""
    card = SIGNALS[line.colour].word if line.colour in SIGNALS else ""
    kept = f"逾期已记入{card}" if card else "逾期留有记录"
    body = f"{kept}，报送后可以说明原因；不得改写报送日期。"
    return notice("已过期限，仍应立即报送", body, "amber", "warning")
