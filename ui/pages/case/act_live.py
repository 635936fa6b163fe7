"""What follows on the page of an act from what is typed there: fields worked out of others, and what the law asks next.

Amounts in fen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from procedures.case import Act
from procedures.field_types import description
from procedures.goods_lines import ITEM_DISPOSALS
from procedures.thresholds import Duty, verdict_on
from ui.pages.case.act_fields import MAY_BE_EMPTY
from ui.pages.case.filling import NOTHING, Filling
from ui.pages.case.known_goods import disposal_words, held_rows
from ui.pages.case.known_money import TOWARDS, last_instalment, next_due
from ui.pages.case.known_penalty import hearing_told
from ui.widgets.typed import shown_money

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that follows, with its article; `tone` as a notice has it."""

    text: str
    basis: str = ""
    tone: str = "soft"


@dataclass(frozen=True, slots=True)
class Live:
    """Values that follow from others, each with its source, and what is told above the fields."""

    values: Mapping[str, tuple[Any, str]]
    notes: tuple[Note, ...] = ()


def live(now: Filling, values: Values) -> Live:
    """What follows from the values of the page as they stand."""
    follow = _FOLLOWERS.get(now.kind.kind)
    made = follow(replace(now, party=values.get("party") or now.party), values) if follow else Live({})
    if "approved_on" in now.kind.fields and values.get("on"):
        made = Live({**made.values, "approved_on": (values["on"], "同日")}, made.notes)
    return made


def planned_from(now: Filling, values: Values) -> Act:
    """The act as far as the page tells it, for questions that need only its amounts."""
    fields = {
        name: values[name]
        for name, field in now.kind.fields.items()
        if values.get(name) not in NOTHING and field.type not in MAY_BE_EMPTY
    }
    return Act(
        "planned", now.kind.kind, values.get("on") or now.today, party=now.party, fields=MappingProxyType(fields)
    )


def _notice(now: Filling, values: Values) -> Live:
    told = hearing_told(now, planned_from(now, values))
    if told is None:
        return Live({})
    offered, why, basis = told
    return Live({"hearing_offered": (offered, "按拟处罚内容")}, (Note(f"听证：{why}", basis),))


def _penalty(now: Filling, values: Values) -> Live:
    """What the penalty brings with it: hearing, legal review, discussion, filing, each with its article."""
    planned, party = planned_from(now, values), now.person()
    told = hearing_told(now, planned)
    if told is None or party is None:
        return Live({})
    notes = [Note(f"听证：{told[1]}", told[2])]
    found = verdict_on(now.opened.view, party, planned)
    duties = (("法制审核", found.legal_review), ("集体讨论", found.discussion))
    notes += [_duty(name, duty) for name, duty in duties if duty is not None]
    if found.major_grounds:
        ground = found.major_grounds[0]
        notes.append(Note(f"备案：{ground.text}，属于重大行政处罚，作出后须报送备案", ground.basis))
    else:
        notes.append(Note("备案：没有达到重大行政处罚的标准，不须备案", "附件2 第二条"))
    return Live({}, tuple(notes))


def _duty(name: str, duty: Duty) -> Note:
    return Note(f"{name}：{'须办，' if duty.required else '不须，'}{duty.reason}", duty.basis)


def _payment(now: Filling, values: Values) -> Live:
    due = next_due(now, values.get(TOWARDS) or "")
    if due is None:
        return Live({}, (Note("没有未缴的款项；多缴的如实登记，之后退还"),) if now.party else ())
    day = f"，{due.due_on} 前缴纳" if due.due_on else ""
    return Live(
        {"amount": (due.open, due.label)},
        (Note(f"{due.label}应缴 {shown_money(due.amount)} 元，未缴 {shown_money(due.open)} 元{day}"),),
    )


def _deferral(now: Filling, values: Values) -> Live:
    rows = values.get("instalments") or ()
    last = last_instalment(rows)
    worked_out = {"until": (last, "最后一期")} if last else {}
    account = now.opened.account(now.party) if now.party else None
    open_fine = account.open_of("fine") if account else 0
    if not open_fine:
        return Live(worked_out)
    planned = sum(row.get("amount") or 0 for row in rows)
    if rows and planned != open_fine:
        over, word = shown_money(abs(planned - open_fine)), "多" if planned > open_fine else "少"
        sums = f"各期合计 {shown_money(planned)} 元，未缴罚款 {shown_money(open_fine)} 元"
        told = Note(f"{sums}，{word} {over} 元", "", "amber")
    else:
        words = f"未缴罚款 {shown_money(open_fine)} 元；可以延期、分期缴纳的只是罚款"
        told = Note(words, "行政处罚法(2021) 第六十六条第二款")
    return Live(worked_out, (told,))


def _preserved(now: Filling, values: Values) -> Live:
    labels = description().choices["item_disposal"]
    found: dict[str, tuple[Any, str]] = {}
    if values.get("ref"):
        found[ITEM_DISPOSALS] = (held_rows(now, values["ref"]), "登记保存的物品")
    words = disposal_words(values.get(ITEM_DISPOSALS) or (), labels)
    if words:
        found["disposal"] = (words, "各项物品的处理")
    return Live(found)


def _counted(now: Filling, values: Values) -> Live:
    return Live({"items": (held_rows(now, values["ref"]), "物品台账")} if values.get("ref") else {})


_FOLLOWERS: Mapping[str, Callable[[Filling, Values], Live]] = MappingProxyType(
    {
        "opinion_submitted": _penalty,
        "notice_served": _notice,
        "decision_made": _penalty,
        "fine_paid": _payment,
        "deferral_approved": _deferral,
        "preservation_decided": _preserved,
        "goods_counted": _counted,
    }
)
