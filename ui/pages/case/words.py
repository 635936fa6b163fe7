"""The words of a case: days, amounts, states of clocks and steps, the content of an act, doubts about a rule."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from forms.derived_records import form_titles
from procedures.case import Act, Case, Officer, Party
from procedures.clocks import Clock, ClockState
from procedures.field_types import FieldType, description
from procedures.kinds import kinds
from ui.widgets.glyphs import State
from ui.widgets.typed import WEEKDAYS, shown_money, shown_time

STEP_STATES: Mapping[str, State] = {
    "done": State.DONE,
    "current": State.CURRENT,
    "waiting": State.OPEN,
    "blocked": State.BLOCKED,
    "not_needed": State.NOT_NEEDED,
    "overdue": State.OVERDUE,
}
CLOCK_STATES: Mapping[str, State] = {
    "running": State.CURRENT,
    "met": State.DONE,
    "met_late": State.DONE,
    "overdue": State.OVERDUE,
    "lapsed": State.NOT_NEEDED,
    "suspended": State.PAUSED,
    "waived": State.NOT_NEEDED,
}
DOUBTS: Mapping[str, str] = {
    "recalled": "条文凭记忆整理，尚未核对原文",
    "convention": "没有明文，按通行做法",
}
UNITS: Mapping[str, str] = {"working": "个工作日", "calendar": "日", "month": "个月", "year": "年"}
ROWS = frozenset({"items", "instalments", "fines", "certificates"})


def weekday(day: date) -> str:
    """周六."""
    return f"周{WEEKDAYS[day.weekday()]}"


def short_day(day: date, today: date) -> str:
    """01-24 周六 in a list; 今天, 明天; with the year where it is another."""
    if day == today:
        return "今天"
    if day == today + timedelta(1):
        return "明天"
    return f"{day:%m-%d} {weekday(day)}" if day.year == today.year else f"{day:%Y-%m-%d}"


def length_words(clock: Clock) -> str:
    """2 个工作日."""
    return f"{clock.length} {UNITS.get(clock.unit, clock.unit)}"


def clock_words(state: ClockState) -> str:
    """How a clock stands: 今天届满, 剩 8 日, 逾期 3 日, 10-12 已办."""
    clock = state.clock
    whose = {"right": "当事人，", "limit": ""}.get(clock.duty, "")
    if state.state == "overdue":
        return f"逾期 {-(state.days_left or 0)} 日"
    if state.state == "running":
        left = state.days_left or 0
        return whose + ("今天届满" if left == 0 else f"剩 {left} 日")
    if state.state == "met" and clock.duty == "limit":
        return "没有超过"
    if clock.met_on is not None and state.state in ("met", "met_late"):
        late = f"，迟 {(clock.met_on - clock.due).days} 日" if state.state == "met_late" else ""
        return f"{clock.met_on:%m-%d} {'已行使' if clock.duty == 'right' else '已办'}{late}"
    return {"lapsed": "已届满", "suspended": "已中止", "waived": "已放弃"}.get(state.state, "")


def is_urgent(state: ClockState) -> bool:
    """Whether a duty is due today or overdue: then its day is red."""
    return state.clock.duty in ("agency", "party") and state.days_left is not None and state.days_left <= 0


def doubt_of(certainty: str) -> str:
    """What is still to be confirmed of a rule, empty for one that is verified."""
    return DOUBTS.get(certainty, "")


def clock_doubt(clock: Clock) -> str:
    """What is still to be confirmed of a clock: the rule, or the calendar."""
    if clock.gaps:
        return f"{'、'.join(map(str, clock.gaps))}年节假日安排没有公布，日期待定"
    told = (doubt_of(each) for each in (clock.certainty, *(line.certainty for line in clock.explanation)))
    return next((doubt for doubt in told if doubt), "") or ("" if clock.certain else "起算的事实没有记全")


def sector_word(word: str, sector: str) -> str:
    """What the sector is called in numbers, else its own id."""
    return word or sector


def party_kind(party: Party) -> str:
    """公民, 法人 …"""
    return description().choices["party_kind"].get(party.kind, party.kind)


def officer_name(case: Case, officer_id: str, others: Mapping[str, str] | None = None) -> str:
    """The name of an officer of the case or, by `others`, of the register; the id where nobody knows it."""
    known = {officer.id: officer.name for officer in case.officers}
    return known.get(officer_id) or (others or {}).get(officer_id) or officer_id


def names(officers: tuple[Officer, ...]) -> str:
    """陈某、李某."""
    return "、".join(officer.name for officer in officers)


def act_label(act: Act) -> str:
    """What an act is called."""
    return kinds()[act.kind].label if act.kind in kinds() else act.kind


def act_told(act: Act, case: Case) -> str:
    """The content of an act on one line: its fields in their order, then its paper, its note."""
    told = [f"{label} {words}" for label, words in act_facts(act, case)]
    return "；".join(told)


def act_facts(act: Act, case: Case) -> tuple[tuple[str, str], ...]:
    """The fields of an act as label and words."""
    kind = kinds().get(act.kind)
    pairs = (
        [(field.label, value_words(field, act.get(name), case)) for name, field in kind.fields.items()] if kind else []
    )
    if act.ref:
        pairs.append(("所针对的行为", ref_words(act.ref, case)))
    if act.document is not None and act.document.number:
        pairs.append(("文号", act.document.number))
    if act.note:
        pairs.append(("备注", act.note))
    return tuple((label, words) for label, words in pairs if words)


def ref_words(act_id: str, case: Case) -> str:
    """An act as another one names it: 2026-10-09 当场处罚."""
    found = next((act for act in case.acts if act.id == act_id), None)
    return f"{found.on} {act_label(found)}" if found else act_id


def value_words(field: FieldType, value: Any, case: Case) -> str:
    """A recorded value in words; nothing where it was not recorded."""
    if value is None or value == "" or value == ():
        return ""
    if field.type == "bool":
        return "是" if value else "否"
    if field.type == "choice":
        return field.choices.get(value, str(value))
    if field.type == "kinds":
        return "、".join(field.choices.get(each, each) for each in value)
    if field.type in ROWS:
        return "，".join(_row_words(row, field, case) for row in value)
    if field.type in ("person", "officer"):
        return officer_name(case, value)
    if field.type == "act_ref":
        return ref_words(value, case)
    if field.type == "form":
        return f"《{form_titles().get(value, value)}》"
    return plain_words(value, field.type)


def plain_words(value: Any, kind: str = "") -> str:
    """A value without choices in words; money is fen."""
    if kind == "money" and isinstance(value, int):
        return f"{shown_money(value)} 元"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, time):
        return shown_time(value)
    if isinstance(value, tuple | list):
        return "、".join(plain_words(each) for each in value)
    if isinstance(value, Mapping):
        return " ".join(plain_words(each) for each in value.values() if each not in (None, ""))
    return str(value)


def _row_words(row: Any, field: FieldType, case: Case) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    parts = [value_words(field.fields[name], each, case) for name, each in row.items() if name in field.fields]
    return " ".join(part for part in parts if part)


def trigger_words(clock: Clock, case: Case) -> str:
    """What set a clock running."""
    if clock.trigger in kinds():
        return kinds()[clock.trigger].label
    return {"conduct": "违法行为"}.get(clock.trigger) or next(
        (act_label(act) for act in case.acts if act.id == clock.act), "起算"
    )


def offence_words(offence_id: str) -> str:
    """The title of an offence of the catalogue, else what was recorded."""
    from procedures.catalogue import offence

    found = offence(offence_id)
    return found.title if found else offence_id
