"""What follows on the page of an act from what is typed there: fields worked out of others, and what the law asks next.

Amounts in fen.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from procedures.account import ALL, PURPOSE_WORDS
from procedures.attempts import ATTEMPTS, ways_tried
from procedures.case import Act
from procedures.deadlines import clocks
from procedures.field_types import description
from procedures.goods_lines import CONFISCATED_ITEMS, ITEM_DISPOSALS
from procedures.incoming import received_papers
from procedures.thresholds import Duty, verdict_on
from ui.pages.case import live_hearing
from ui.pages.case.act_fields import MAY_BE_EMPTY
from ui.pages.case.act_known import head_of
from ui.pages.case.act_notes import Live, Note
from ui.pages.case.decision_days import Told, used_told, window_told
from ui.pages.case.filling import NOTHING, Filling
from ui.pages.case.known_goods import disposal_words, held_rows, value_of_rows
from ui.pages.case.known_money import TOWARDS, last_instalment, next_due, open_together
from ui.pages.case.known_penalty import hearing_told
from ui.pages.case.words import doubt_of
from ui.widgets.typed import shown_money

# What the catalogue calls unlawful goods that are confiscated, and the disposals that hand goods back.
GOODS = "goods"
GIVEN_BACK = frozenset({"returned", "released"})
EFFECTIVE, SUPERIOR = "public_notice_effective", "superior_department"
Values = Mapping[str, Any]


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
    values_ = {"hearing_offered": (offered, "按拟处罚内容")}
    return Live(values_, (Note(f"听证：{why}", basis), *_window(now, planned_from(now, values))))


def _window(now: Filling, planned: Act) -> tuple[Note, ...]:
    """The days left for the decision once the notice is served as planned."""
    opened, rulebook = now.opened, now.opened.session.rulebook
    case = replace(opened.case, acts=(*opened.case.acts, planned))
    told = window_told(clocks(case, rulebook), now.party, rulebook.calendar)
    return (_told(told),) if told else ()


def _told(told: Told) -> Note:
    return Note(told.text, told.basis, "amber" if told.narrow else "soft")


def _penalty(now: Filling, values: Values) -> Live:
    """What the penalty brings with it: hearing, legal review, discussion, filing, each with its article."""
    planned, party = planned_from(now, values), now.person()
    told = hearing_told(now, planned)
    if told is None or party is None:
        return Live({})
    notes = [Note(f"听证：{told[1]}", told[2])]
    found = verdict_on(now.opened.view, party, planned)
    notes += _confiscation(now, planned)
    duties = (("法制审核", found.legal_review), ("集体讨论", found.discussion))
    notes += [_duty(name, duty) for name, duty in duties if duty is not None]
    if found.major_grounds:
        grounds = "；".join(ground.text for ground in found.major_grounds)
        basis = found.major_grounds[0].basis
        notes.append(Note(f"备案：{grounds}，属于重大行政处罚，作出后须报送备案", basis))
    else:
        notes.append(Note("备案：没有达到重大行政处罚的标准，不须备案", "附件2 第二条"))
    return Live({}, tuple(notes))


def _confiscation(now: Filling, planned: Act) -> tuple[Note, ...]:
    """That the article behind the offence confiscates nothing; a warning where something is to be confiscated."""
    entry = now.offence()
    if entry is None or entry.confiscate:
        return ()
    told = planned.get("confiscated_gains") or planned.get("confiscated_goods")
    return (Note("没收：这一案由的处罚条款没有规定没收", entry.penalty.short, "amber" if told else "soft"),)


def _decision(now: Filling, values: Values) -> Live:
    """The penalty, and where the case stands: the party's period is over, how many of the days are used."""
    on = values.get("on") or now.today
    running = [each.clock for each in now.opened.assessment.deadlines if each.clock.party in ("", now.party)]
    notes = []
    for clock in running:
        if clock.id in ("statement_period", "hearing_request") and clock.due < on:
            notes.append(Note(f"{clock.label}的期限已于 {clock.due} 届满，可以决定", clock.basis))
        if clock.id == "decision" and clock.trigger_on <= on:
            notes.append(_told(used_told(clock, on)))
    window = window_told(running, now.party, now.opened.session.rulebook.calendar)
    if window is not None:
        notes.append(_told(window))
    made = _penalty(now, values)
    return Live(made.values, (*notes, *made.notes))


def _opinion(now: Filling, values: Values) -> Live:
    """The penalty, with the value of the goods that are to be confiscated."""
    made = _penalty(now, values)
    worth = value_of_rows(now, values.get(CONFISCATED_ITEMS) or ())
    return Live({"confiscated_goods": (worth, "没收物品的货值")}, made.notes)


def _duty(name: str, duty: Duty) -> Note:
    word = "须办" if duty.required else "听证后须办" if duty.once_heard else "不须"
    return Note(f"{name}：{word}，{duty.reason}", duty.basis)


def _payment(now: Filling, values: Values) -> Live:
    if values.get(TOWARDS) == ALL:
        together = open_together(now)
        note = Note(f"罚款和没收违法所得共未缴 {shown_money(together)} 元；先抵罚款，再抵没收违法所得")
        return Live({"amount": (together, PURPOSE_WORDS[ALL])}, (note,))
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
    return Live(found, _given_back(now, values))


def _given_back(now: Filling, values: Values) -> tuple[Note, ...]:
    """A warning where goods go back to the party that the penalty for the offence confiscates."""
    entry = now.offence()
    chosen = {row.get("disposal") for row in values.get(ITEM_DISPOSALS) or ()}
    if entry is None or GOODS not in entry.confiscate or not chosen & GIVEN_BACK:
        return ()
    told = "该物品拟没收：这一案由的处罚包括没收违法物品，返还或者解除以后，没收时要说明物品在哪里"
    return (Note(told, entry.penalty.short, "amber"),)


def _counted(now: Filling, values: Values) -> Live:
    return Live({"items": (held_rows(now, values["ref"]), "物品台账")} if values.get("ref") else {})


def _served(now: Filling, _values: Values) -> Live:
    """Where an attempt that failed is kept, as long as there is no public notice."""
    if now.newest("public_notice_issued"):
        return Live({})
    told = "没有送到的（家中无人、邮件退回），到“公告送达”记下每次的经过；其他方式都送不到的，才公告送达"
    return Live({}, (Note(told, "民事诉讼法 第九十五条"),))


def _court(now: Filling, values: Values) -> Live:
    """The last day on which a court takes the application."""
    on = values.get("on") or now.today
    clocks = [each.clock for each in now.opened.assessment.deadlines if each.clock.party in ("", now.party)]
    return Live(
        {},
        tuple(
            Note(f"{clock.due} 前申请；超过的，法院不予受理", clock.basis, "amber" if on > clock.due else "soft")
            for clock in clocks
            if clock.id == "court_application"
        ),
    )


def _corrected(now: Filling, _values: Values) -> Live:
    """That a correction is served too, and what a public notice that still runs asks."""
    told = [Note("补正的文书也要送达当事人；登记后到“送达文书”登记它的送达")]
    running = [each.clock for each in now.opened.assessment.deadlines if each.clock.id == EFFECTIVE]
    if any(not clock.met_by and now.today < clock.due for clock in running):
        words = "公告还没有期满：要不要连同补正重新公告、重新计算公告期，由负责人定，写在理由里"
        told.append(Note(f"{words}（待确认：{doubt_of('convention')}）", "", "amber"))
    return Live({}, tuple(told))


def _announced(now: Filling, values: Values) -> Live:
    """How many other ways have failed so far, and how long a notice runs."""
    act = replace(planned_from(now, values), values={ATTEMPTS: values.get(ATTEMPTS) or ()})
    rule = now.opened.session.rulebook.value("ways_before_public_notice", act.on)
    ways, labels = ways_tried(act), description().choices["service_method"]
    tried = "、".join(label for way, label in labels.items() if way in ways) or "还没有"
    count = f"没有送到的其他方式：{tried}；至少要有 {rule.value} 种，或者下落不明有依据"
    versions = sorted(now.opened.session.rulebook.deadlines[EFFECTIVE].versions, key=lambda each: each.start)
    lengths = "；".join(f"{each.start} 起公告的 {each.length} 日" for each in reversed(versions))
    return Live({}, (Note(count, rule.basis), Note(f"公告期：{lengths}，期满视为送达", versions[-1].source.basis)))


def _surrendered(_now: Filling, _values: Values) -> Live:
    told = "自愿上缴不是没收：告知书和决定书不写；怎样处理，另行登记“罚没物品处理”，结案前要有处理记录"
    return Live({}, (Note(told),))


def _closing(now: Filling, _values: Values) -> Live:
    """The filings that are still owed: the case may be closed, it may not be archived."""
    owed = [each.clock for each in now.opened.assessment.deadlines if each.clock.recipient and not each.clock.met_on]
    names = now.opened.session.rulebook.recipients
    told = (
        Note(f"还没有向{names[clock.recipient].name}备案（{clock.due} 前）：备案以前不能归档", clock.basis, "amber")
        for clock in owed
    )
    return Live({}, tuple(told))


def _extended(now: Filling, values: Values) -> Live:
    """Who approves by the level; what a superior body approves comes on paper."""
    above = values.get("level") == "superior"
    name = now.opened.session.rulebook.recipients[SUPERIOR].name
    approver = (name, "上级机关") if above else (head_of(now.opened, now.today), "岗位分工")
    came = any(paper.sender == name for paper in received_papers(now.opened.case))
    told = Note(f"还没有{name}的批复：收到以后在“收到来文”登记，连同扫描件", "", "amber")
    return Live({"approved_by": approver}, (told,) if above and not came else ())


_FOLLOWERS: Mapping[str, Callable[[Filling, Values], Live]] = MappingProxyType(
    {
        "opinion_submitted": _opinion,
        "goods_surrendered": _surrendered,
        "case_closed": _closing,
        "notice_served": _notice,
        "decision_served": _served,
        "public_notice_issued": _announced,
        "paper_corrected": _corrected,
        "court_application_filed": _court,
        "decision_made": _decision,
        "decision_extended": _extended,
        **live_hearing.FOLLOWERS,
        "fine_paid": _payment,
        "deferral_approved": _deferral,
        "preservation_decided": _preserved,
        "goods_counted": _counted,
    }
)
