"""What follows on the pages of a request, a hearing, a review and a discussion from what is typed there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from procedures.case import Act
from procedures.view import PENALTY_WORDS, Penalty, penalty_of, yuan
from ui.pages.case.act_notes import Live, Note
from ui.pages.case.decision_days import Told, hearing_told
from ui.pages.case.filling import Filling
from ui.pages.case.known_hearing import (
    DISCUSSION,
    HELD,
    NOTICE,
    REQUESTED,
    SPEECHES,
    asked_in_time,
    clock_with,
    heads_of,
    investigators,
    request_clock,
    request_told,
)

Values = Mapping[str, Any]
PLANNED = "planned"
REQUEST_BASIS = "行政处罚法(2021) 第六十四条第一项"
CHAIR_BASIS = "行政处罚法(2021) 第六十四条第四项"
DISCUSSION_BASIS = "行政处罚法(2021) 第五十七条第二款"
HEAVIER_BASIS = "行政处罚法(2021) 第四十四条、第四十五条、第六十二条"


def _requested(now: Filling, values: Values) -> Live:
    """Whether the request is in time, and when a hearing could be held."""
    return Live({}, (*_standing(now, values), *_earliest(now, values)))


def _standing(now: Filling, values: Values) -> Iterator[Note]:
    act = _planned(now, values, ("sent", "received_on"))
    clock = clock_with(now, replace(now.opened.case, acts=(*now.opened.case.acts, act)))
    if clock is not None and clock.met_by == PLANNED:
        told, late = request_told(clock)
        yield Note(told, clock.basis or REQUEST_BASIS, "amber" if late else "soft")
    elif clock is not None and clock.met_on is not None:
        yield Note(f"当事人已于 {clock.met_on} 申请过听证", clock.basis or REQUEST_BASIS)


def _called(now: Filling, values: Values) -> Live:
    """When the hearing may be held, who may chair it, and that a late request leaves it to the agency."""
    return Live({}, (*_earliest(now, values), *_of_own_will(now), *_chair(now, values, "presider")))


def _of_own_will(now: Filling) -> Iterator[Note]:
    running = request_clock(now)
    if asked_in_time(now):
        return
    late = running is not None and running.met_on is not None and running.met_on > running.due
    told = f"听证申请逾期（期限至 {running.due:%m-%d}）" if running and late else "没有期限内的听证申请"
    yield Note(f"{told}：可以不举行；本机关自行组织听证的，写明理由", REQUEST_BASIS, "amber")


def _heard(now: Filling, values: Values) -> Live:
    notes = [
        *_chair(now, values, "presided_by"),
        Note("听证不向当事人收取费用", "行政处罚法(2021) 第六十三条至第六十五条"),
    ]
    return Live({}, tuple(notes))


def _chair(now: Filling, values: Values, key: str) -> Iterator[Note]:
    name = values.get(key)
    if name and name in investigators(now.opened.case):
        yield Note(f"{name}参加过本案调查，听证应当由非本案调查人员主持", CHAIR_BASIS, "amber")


def _discussed(now: Filling, values: Values) -> Live:
    """Who takes part follows from the record of what they said; what was noticed limits what may be decided."""
    rows = values.get(SPEECHES) or ()
    names = "、".join(dict.fromkeys(str(row["person"]) for row in rows if row.get("person")))
    found: dict[str, tuple[Any, str]] = {"attendees": (names, "讨论记录")} if names else {}
    return Live(found, tuple(_of_discussion(now, rows)))


def _of_discussion(now: Filling, rows: Any) -> Iterator[Note]:
    notice = now.newest("notice_served")
    if notice is not None:
        told = f"已告知：{_penalty_words(penalty_of(notice))}；决定重于告知的，须重新送达事先告知书、重新计算期限"
        yield Note(told, HEAVIER_BASIS)
    handlers = investigators(now.opened.case)
    voting = [str(row["person"]) for row in rows if row.get("vote") and row.get("person") in handlers]
    if voting:
        yield Note(f"{'、'.join(voting)}是本案调查人员，只汇报，不表决（待确认：通行做法）", DISCUSSION_BASIS, "amber")
    if not heads_of(now.opened, now.today):
        yield Note("岗位分工里没有机关负责人；到“人员”登记以后，参加人员自动带入", DISCUSSION_BASIS)


def _penalty_words(penalty: Penalty) -> str:
    sums = (("罚款", penalty.fine), ("没收违法所得", penalty.gains), ("没收物品价值", penalty.goods))
    told = [f"{label} {yuan(amount)} 元" for label, amount in sums if amount]
    told += [PENALTY_WORDS[kind] for kind in penalty.kinds if kind in PENALTY_WORDS]
    return "、".join(told) or "没有记录数额"


def _earliest(now: Filling, values: Values) -> Iterator[Note]:
    """When a hearing can be held at the earliest, against the days that are left for the decision."""
    running = [each.clock for each in now.opened.assessment.deadlines]
    told = hearing_told(now.opened.view, running, now.party, values.get("on") or now.today)
    if told is not None:
        yield _told(told)


def _told(told: Told) -> Note:
    return Note(told.text, told.basis, "amber" if told.narrow else "soft")


def _planned(now: Filling, values: Values, keys: tuple[str, ...]) -> Act:
    fields = {key: values[key] for key in keys if values.get(key) not in (None, "")}
    return Act(PLANNED, now.kind.kind, values.get("on") or now.today, party=now.party, fields=MappingProxyType(fields))


FOLLOWERS: Mapping[str, Callable[[Filling, Values], Live]] = MappingProxyType(
    {REQUESTED: _requested, NOTICE: _called, HELD: _heard, DISCUSSION: _discussed}
)
