"""The words of a case: days, amounts, states of clocks and steps, the content of an act, doubts about a rule."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from forms.derived_records import form_titles
from models.checkpoints import DEVICE_PREFIX
from procedures.case import Act, Case, Officer, Party
from procedures.clocks import Clock, ClockState
from procedures.discretion.factors import weighed
from procedures.discretion.told import amount_told
from procedures.field_types import FieldType, description
from procedures.goods_lines import CONFISCATED_ITEMS, ITEM_DISPOSALS, KEEP_PLACE
from procedures.kinds import kinds
from procedures.rulebook import Recipient
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
CLOCK_DUTIES: Mapping[str, str] = {
    "agency": "机关",
    "party": "当事人",
    "right": "当事人的权利",
    "limit": "时效",
    "advisory": "参考",
    "effect": "生效日",
}
DOUBTS: Mapping[str, str] = {
    "recalled": "条文凭记忆整理，尚未核对原文",
    "convention": "没有明文，按通行做法",
}
UNITS: Mapping[str, str] = {"working": "个工作日", "calendar": "日", "month": "个月", "year": "年"}
# What an act keeps beside its fields and is worth telling.
BESIDE: Mapping[str, str] = {
    "towards": "款项",
    CONFISCATED_ITEMS: "没收物品",
    ITEM_DISPOSALS: "各项物品的处理",
    KEEP_PLACE: "存放地点",
}
# Limits that run from the end of others, not from the act these go back to.
AFTER_OTHERS: Mapping[str, str] = {"court_application": "期限届满"}
MOST_GOODS = 4
NOBODY: Mapping[str, Recipient] = {}
ROWS = frozenset({"items", "instalments", "fines", "certificates", "attempts", "checks", "speeches"})
UNTOLD = frozenset({"proposed"})  # what the program thought, where the row says what was found


def clock_name(clock: Clock, case: Case, recipients: Mapping[str, Recipient] = NOBODY) -> str:
    """What a time limit is called; with the body to which it is owed, in a case of several parties with the party."""
    label = f"向{recipients[clock.recipient].name}备案" if clock.recipient in recipients else clock.label
    name = next((party.name for party in case.parties if party.id == clock.party), "")
    return f"{label}（{name}）" if name and len(case.parties) > 1 else label


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
    """2 个工作日; 30 日，已延长."""
    told = f"{clock.length} {UNITS.get(clock.unit, clock.unit)}"
    return f"{told}，已延长" if clock.due > clock.base_due else told


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
        done = {"right": "已行使", "effect": "已送达"}.get(clock.duty, "已办")
        return f"{clock.met_on:%m-%d} {done}{late}"
    lapsed = "不再要求" if clock.duty == "agency" else "已届满"
    return {"lapsed": lapsed, "suspended": "已中止", "waived": "已放弃"}.get(state.state, "")


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
    unsure = "期间暂停，届满日随之后移" if clock.paused_from else "起算的事实没有记全"
    return next((doubt for doubt in told if doubt), "") or ("" if clock.certain else unsure)


def sector_word(word: str, sector: str) -> str:
    """What the sector is called in numbers, else its own id."""
    return word or sector


def party_kind(party: Party) -> str:
    """公民, 法人 …"""
    return description().choices["party_kind"].get(party.kind, party.kind)


def officer_name(case: Case, officer_id: str, others: Mapping[str, str] | None = None) -> str:
    """The name of an officer of the case or, by `others`, of the register; the id where nobody knows it.

    What was recorded before anybody was chosen to work here bears the device.
    """
    known = {officer.id: officer.name for officer in case.officers}
    unknown = "本机" if officer_id.startswith(DEVICE_PREFIX) else officer_id
    return known.get(officer_id) or (others or {}).get(officer_id) or unknown


def names(officers: tuple[Officer, ...]) -> str:
    """陈某、李某."""
    return "、".join(officer.name for officer in officers)


def act_label(act: Act) -> str:
    """What an act is called."""
    return kinds()[act.kind].label if act.kind in kinds() else act.kind


def act_told(act: Act, case: Case, recipients: Mapping[str, Recipient] = NOBODY) -> str:
    """The content of an act on one line: its fields in their order, then its paper, its note."""
    told = [f"{label} {words}" for label, words in act_facts(act, case, recipients)]
    return "；".join(told)


def act_facts(act: Act, case: Case, recipients: Mapping[str, Recipient] = NOBODY) -> tuple[tuple[str, str], ...]:
    """What an act tells, as label and words: whom it concerns, its fields, the goods, what it is about, its paper."""
    kind = kinds().get(act.kind)
    pairs = [("当事人", party_name(act, case))]
    if kind is not None:
        pairs += [(kind.keys["until"].label, _end_words(act))]
        told = {name: _named(field, act.get(name), recipients) for name, field in kind.fields.items()}
        pairs += [(field.label, value_words(field, told[name], case)) for name, field in kind.fields.items()]
    pairs += [(label, _beside_words(act.values.get(key))) for key, label in BESIDE.items()]
    beside = kind.beside if kind else {}
    pairs += [(field.label, value_words(field, act.values.get(key), case)) for key, field in beside.items()]
    if act.ref:
        pairs.append(("所针对的行为", ref_words(act.ref, case)))
    if act.document is not None and act.document.number:
        pairs.append(("文号", act.document.number))
    if act.note:
        pairs.append(("备注", act.note))
    return tuple((label, words) for label, words in pairs if words)


def party_name(act: Act, case: Case) -> str:
    """The party an act names, where there are several."""
    return next((party.name for party in case.parties if party.id == act.party and len(case.parties) > 1), "")


def review_words(review: Act) -> str:
    """What a legal review came to: 建议修改; 没有通过 where no more is recorded."""
    outcome = kinds()[review.kind].fields["outcome"].choices.get(str(review.get("outcome")), "")
    return outcome or ("通过" if review.get("passed") else "没有通过")


def _end_words(act: Act) -> str:
    if isinstance(act.until, time):
        return shown_time(act.until)
    return f"{act.until}" if act.until else ""


def _beside_words(value: Any) -> str:
    """What is kept beside the fields of an act: rows of goods, a place, what a payment is for."""
    from procedures.account import PURPOSE_WORDS

    if not isinstance(value, tuple | list):
        return PURPOSE_WORDS.get(value, str(value)) if value else ""
    return _goods_told([row for row in value if isinstance(row, Mapping)])


def _goods_told(rows: Sequence[Mapping[str, Any]]) -> str:
    """Goods in a few words: the first of them, and how many kinds there are."""
    disposals = description().choices["item_disposal"]
    shown = "，".join(_goods_words(row, disposals) for row in rows[:MOST_GOODS])
    return f"{shown}，等 {len(rows)} 种" if len(rows) > MOST_GOODS else shown


def _goods_words(row: Mapping[str, Any], disposals: Mapping[str, str]) -> str:
    named = " ".join(str(row[key]) for key in ("name", "spec", "batch") if row.get(key))
    told = f"{named} {row.get('quantity') or ''}{row.get('unit') or ''}".strip()
    disposal = disposals.get(str(row.get("disposal") or ""), "")
    return f"{told}：{disposal}" if disposal else told


def ref_words(act_id: str, case: Case) -> str:
    """An act as another one names it: 2026-10-09 当场处罚."""
    found = next((act for act in case.acts if act.id == act_id), None)
    return f"{found.on} {act_label(found)}" if found else act_id


def _named(field: FieldType, value: Any, recipients: Mapping[str, Recipient]) -> Any:
    """The name of the body with which a penalty is filed, in the place of its id."""
    return recipients[value].name if field.type == "recipient" and value in recipients else value


def value_words(field: FieldType, value: Any, case: Case) -> str:
    """A recorded value in words; nothing where it was not recorded."""
    if value is None or value == "" or value == ():
        return ""
    if field.type == "items":
        return _goods_told(value)
    if field.type in ROWS:
        return "；".join(_row_words(row, field, case).rstrip("。") for row in value)
    shown = _SHOWN.get(field.type)
    return shown(field, value, case) if shown else plain_words(value, field.type)


def _evidence_names(value: Sequence[str], case: Case) -> str:
    """A list of texts, pieces of evidence by their names."""
    names = {piece.id: piece.name for piece in case.evidence}
    return "、".join(names.get(each, each) for each in value)


_SHOWN: Mapping[str, Callable[[FieldType, Any, Case], str]] = {
    "bool": lambda _field, value, _case: "是" if value else "否",
    "choice": lambda field, value, _case: field.choices.get(value, str(value)),
    "kinds": lambda field, value, _case: "、".join(field.choices.get(each, each) for each in value),
    "offences": lambda _field, value, _case: "、".join(offence_words(each) for each in value),
    "factors": lambda _field, value, _case: "；".join(each.text for each in weighed(value)),
    "money": lambda _field, value, _case: f"{shown_money(amount_told(value) or 0)} 元",
    "id": lambda _field, value, _case: offence_words(value),
    "person": lambda _field, value, case: officer_name(case, value),
    "officer": lambda _field, value, case: officer_name(case, value),
    "evidence": lambda _field, value, case: next((each.name for each in case.evidence if each.id == value), value),
    "texts": lambda _field, value, case: _evidence_names(value, case),
    "act_ref": lambda _field, value, case: ref_words(value, case),
    "sha256": lambda _field, value, _case: f"已附（校验值 {str(value)[:10]}…）",
    "form": lambda _field, value, _case: f"《{form_titles().get(value, value)}》",
}


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
    told = [name for name in field.fields if name in row and name not in UNTOLD]
    parts = [value_words(field.fields[name], row[name], case) for name in told]
    return " ".join(part for part in parts if part)


def trigger_words(clock: Clock, case: Case) -> str:
    """What set a clock running."""
    if clock.id in AFTER_OTHERS:
        return AFTER_OTHERS[clock.id]
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
