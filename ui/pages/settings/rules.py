"""规则包: which rules are in force, and every value of them that the legal section still has to confirm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.facts import facts as form_facts
from procedures.catalogue import all_offences
from procedures.field_types import description
from procedures.rulebook import Rulebook
from ui.desk import Desk
from ui.pages.case.words import UNITS
from ui.pages.settings.part import SettingsPart
from ui.pages.workbench_cards import Card
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.layout import frame, row
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
    return tuple(found)


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
    """Read only: rules change by installing another version."""

    WIDTH = 1400

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        book = desk.session.rulebook
        self.rows: Sequence[Doubtful] = doubtful(book)
        open_ = sum(not entry.verified for entry in all_offences())
        self.table = Table(COLUMNS, [_cells(each) for each in self.rows], tall=True).fit()
        self.table.setAccessibleName("待确认的数值")
        note = "用到它们的期限和判断注明“待确认”，文书上不出现；金额单位为元。法制机构核对以后，由新版规则包确认。"
        catalogue = button("看案由库", "link", small=True, then=lambda: desk.window.show_place("offence"))
        rows = Card(f"待确认 {len(self.rows)} 项", f"案由库另有 {open_} 条未核对", catalogue)
        rows.body.addWidget(frame(row(text(note, "small", "soft", wrap=True), margins=(16, 8, 16, 4))))
        rows.body.addWidget(self.table)
        self.put(card(facts(_about(book), label_width=scaled(88)), heading="正在使用的规则"), rows)


def _about(book: Rulebook) -> list[tuple[str, str]]:
    packs = [f"{pack.id} {pack.version}，{pack.approved_by} {pack.approved_on} 批准" for pack in book.packs]
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
