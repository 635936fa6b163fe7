"""规则包: which rules are in force, and every value of them that the legal section still has to confirm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from forms.facts import facts as form_facts
from models.operations.packs import PackReport, examine_pack, install_pack
from models.packs import InstalledPack
from models.queries.packs import installed_packs
from models.session import Session
from procedures.discretion import factors, no_penalty_grounds
from procedures.field_types import description
from procedures.problems import DataError, RuleError
from procedures.rulebook import Rulebook
from procedures.zone import CHINA
from ui import tasks
from ui.desk import Desk
from ui.pages.case.words import UNITS
from ui.pages.settings.packs import PackCard, broken_pack
from ui.pages.settings.part import SettingsPart
from ui.pages.workbench_cards import Card
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, frame, row
from ui.widgets.surfaces import card
from ui.widgets.tables import Cell, Column, Table
from ui.widgets.text import facts, text

SECTIONS: Mapping[str, str] = {
    "values": "数值",
    "principles": "计算原则",
    "categories": "文号类别",
    "recipients": "备案机关",
    "deadlines": "期限",
    "gates": "不得情形",
    "simple.stages": "简易程序",
    "simple.steps": "简易程序",
    "general.stages": "普通程序",
    "general.steps": "普通程序",
    "citations.laws": "引用法条",
    "citations.named": "引用法条",
    "accountability.articles": "责任条款",
    "accountability.items": "责任条款",
    "recognised": "认定途径",
    "discretion.tables": "裁量基准",
    "discretion.profiles": "裁量阶次",
    "catalogue.law": "法律文本",
    "catalogue.offence": "案由",
}
CERTAINTIES: Mapping[str, str] = {
    "recalled": "凭记忆，待确认",
    "convention": "本局约定，待确认",
    "second_hand": "二手来源，待确认",
}
PARTS_OF_VALUES: Mapping[str, str] = {
    "citizen": "公民",
    "organisation": "法人或者其他组织",
    "in_business": "经营活动",
    "inclusive": "含本数",
    "notice": "预警",
    "yellow": "黄牌",
    "rate": "每日比例",
    "cap": "上限倍数",
    "fine": "罚款",
    "confiscated_gains": "没收违法所得",
    "confiscated_goods": "没收非法财物",
    "per_decision": "按一份决定合计",
    "per_violation": "按每个行为分别",
    "strict": "严格",
    "loose": "宽松",
    "hearing_held": "听证举行以后",
    "hearing_right": "有权要求听证的",
    "always": "一律",
    "never": "从不",
    **description().choices.get("penalty_kind", {}),
}
COLUMNS = (Column("类别", 104), Column("内容"), Column("适用", 176), Column("依据", 224), Column("可靠程度", 148))


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One value that is not verified."""

    section: str
    name: str
    value: str
    period: str
    basis: str
    certainty: str


def doubtful(rulebook: Rulebook) -> tuple[Doubtful, ...]:
    """Everything in the rules, forms' facts included, that is not marked as verified."""
    found: list[Doubtful] = []
    for section, entries in rulebook.layers.plain().items():
        for entry_id, raw in entries.items():
            found += _inside(SECTIONS.get(section, section), entry_id, raw)
    found += [
        Doubtful("文书事实", fact.label, "", "", fact.basis, fact.certainty)
        for fact in form_facts().values()
        if fact.certainty not in ("", "verified")
    ]
    told = [*(each.line for each in factors().values()), *(each.line for each in no_penalty_grounds().values())]
    found += [
        Doubtful("裁量情节", line.text, "", "", line.basis, line.certainty)
        for line in told
        if line.certainty != "verified"
    ]
    return (*found, *_crimes(rulebook))


def _crimes(rulebook: Rulebook) -> Iterator[Doubtful]:
    """Amounts of the 刑法 that are only recalled, and first days that aren't known."""
    for crime in rulebook.catalogue.crimes.values():
        for each in crime.thresholds:
            since = f"{each.start} 起" if each.start else "施行日没有录入"
            period = f"{since}，至 {each.end}" if each.end else since
            if each.certainty != "verified":
                yield Doubtful(
                    "移送标准", f"{crime.name}（{crime.about}）", each.text, period, each.basis, each.certainty
                )
            elif each.start is None:
                name = f"{crime.name}（{crime.about}）的施行日期"
                yield Doubtful("移送标准", name, "不论行为日都比较", period, each.basis, "recalled")


def _inside(section: str, name: str, raw: Any) -> Iterator[Doubtful]:
    if not isinstance(raw, Mapping):
        return
    told = next((raw[key] for key in ("label", "name", "word", "text", "words") if isinstance(raw.get(key), str)), name)
    certainty = raw.get("certainty", "verified")
    if certainty != "verified":
        basis = str(raw.get("basis") or raw.get("law") or "")
        yield Doubtful(section, str(told), _value(raw), _period(raw), basis, str(certainty))
    for value in raw.values():
        for each in value if isinstance(value, list) else (value,):
            yield from _inside(section, str(told), each)


def _value(raw: Mapping[str, Any]) -> str:
    if "length" in raw:
        return f"{raw['length']} {UNITS.get(raw.get('unit', ''), '')}"
    return _words(raw["value"]) if "value" in raw else str(raw.get("text", ""))


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{PARTS_OF_VALUES.get(key, key)} {_words(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "、".join(_words(each) for each in value) or "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    return PARTS_OF_VALUES.get(value, value) if isinstance(value, str) else f"{value:,}"


def _period(raw: Mapping[str, Any]) -> str:
    start, end = raw.get("from"), raw.get("until")
    if start is None and end is None:
        return ""
    return f"{start or ''} 至 {end}" if end else f"{start} 起"


class RulesPart(SettingsPart):
    """Rules change by installing another version: what a pack would change is shown before it is put in."""

    WIDTH = 1400

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: Sequence[Doubtful] = ()
        self.pending: PackCard | None = None
        self._digest = ""
        self._rules: QVBoxLayout = column(gap=0)
        self._examined: QVBoxLayout = column(gap=14)
        self._doubts: QVBoxLayout = column(gap=0)
        self.put(self._rules, self._examined, self._doubts)

    def refresh(self) -> None:
        book = self.desk.session.rulebook
        if book.digest == self._digest:
            return
        self._digest = book.digest
        for place, shown in ((self._rules, self._rules_card(book)), (self._doubts, self._doubts_card(book))):
            clear(place)
            place.addWidget(shown)

    def examine(self, folder: Path) -> None:
        """Compare the pack in a folder with the rules in force; nothing is stored."""
        work = partial(examine_pack, self.desk.session, folder)
        tasks.run(lambda _progress: work(), then=self._on_examined, failed=self._on_broken, owner=self)

    def _on_choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "规则包所在的文件夹")
        if chosen:
            self.examine(Path(chosen))

    def _on_examined(self, report: PackReport) -> None:
        self._forget()
        self.pending = PackCard(self.desk, report, partial(self._on_confirmed, report), self._forget)
        self._examined.addWidget(self.pending)

    def _on_broken(self, error: Exception) -> None:
        self._forget()
        if not isinstance(error, DataError):
            self.desk.tell(error, self, "规则包没有装入")
            return
        self._examined.addWidget(broken_pack(error))

    def _on_confirmed(self, report: PackReport, approved_by: str) -> None:
        work = partial(install_pack, self.desk.session, report, approved_by=approved_by)
        self.desk.perform(work, owner=self, then=self._on_installed, refused=self._on_refused, title="规则包没有装入")

    def _on_refused(self, error: RuleError) -> None:
        if self.pending is not None:
            self.pending.refused(error.problems)

    def _on_installed(self, pack: InstalledPack) -> None:
        self._forget()
        self.refresh()
        self.desk.window.say(f"已装入规则包 {pack.id} {pack.version}，各案的期限和异议正在重新计算")

    def _forget(self) -> None:
        clear(self._examined)
        self.pending = None

    def _rules_card(self, book: Rulebook) -> QWidget:
        told = facts(_about(book, self.desk.session), label_width=scaled(88))
        choose = button("装入规则包…", small=True, icon="folder", then=self._on_choose)
        choose.setToolTip("选择规则包所在的文件夹；先比较，确认后才装入")
        return card(told, heading="正在使用的规则", aside=choose)

    def _doubts_card(self, book: Rulebook) -> QWidget:
        self.rows = doubtful(book)
        open_ = sum(not entry.verified for entry in book.catalogue.offences.values())
        table = Table(COLUMNS, [_cells(each) for each in self.rows], tall=True).fit()
        table.setAccessibleName("待确认的数值")
        note = "用到它们的期限和判断注明“待确认”，文书上不出现；金额单位为元。法制机构核对以后，由新版规则包确认。"
        catalogue = button("看案由库", "link", small=True, then=lambda: self.desk.window.show_place("offence"))
        shown = Card(f"待确认 {len(self.rows)} 项", f"案由库另有 {open_} 条未核对", catalogue)
        shown.body.addWidget(frame(row(text(note, "small", "soft", wrap=True), margins=(16, 8, 16, 4))))
        shown.body.addWidget(table)
        return shown


def _about(book: Rulebook, session: Session) -> list[tuple[str, str]]:
    installed = {line.pack_id: line for line in installed_packs(session)}
    packs = [
        f"{pack.id} {pack.version}，{pack.approved_by} {pack.approved_on} 批准"
        + (f"，{installed[pack.id].installed_at.astimezone(CHINA):%Y-%m-%d} 装入" if pack.id in installed else "")
        for pack in book.packs
    ]
    return [
        ("规则集", f"{book.ruleset_name}（{book.ruleset}）"),
        ("版本", book.ruleset_version),
        ("校验值", book.digest[:16]),
        ("本县规则包", "\n".join(packs) or "没有安装"),
        ("备案机关", "、".join(recipient.name for recipient in book.recipients.values())),
    ]


def _cells(each: Doubtful) -> tuple[Cell | str, ...]:
    return (
        Cell(each.section, tone="soft"),
        Cell(each.name, each.value),
        Cell(each.period, tone="soft"),
        Cell(each.basis or "没有写明", tone="soft"),
        Cell(CERTAINTIES.get(each.certainty, each.certainty), tone="amber"),
    )
