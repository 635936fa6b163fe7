"""What the program already knows of an act that is about to be recorded, and what its page leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.queries.office import officers as registered_officers
from models.queries.office import posts, settings
from procedures.case import Act
from procedures.goods_lines import KEEP_PLACE
from procedures.kinds import kinds
from ui.pages.case import act_refs, known_goods, known_hearing, known_money, known_penalty, known_records
from ui.pages.case.act_fields import LISTED
from ui.pages.case.act_words import APPROVED_TO_THE_HOUR, BY_OFFICERS, TIMED, WITH_END
from ui.pages.case.filling import TODAY, Filler, Filling, only_party
from ui.pages.case.opened import OpenedCase, decided_on_paper
from ui.pages.case.plans import Plan

FILLERS: Sequence[Mapping[str, Filler]] = (
    known_records.FILLERS,
    known_penalty.FILLERS,
    known_goods.FILLERS,
    known_money.FILLERS,
    known_hearing.FILLERS,
)
HEADS = ("负责人", "局长", "主任")
# What is only known once the act has been done, though its paper came first.
AFTER_PAPER = frozenset({"on", "at", "until", "method", "note", "list_given", "certificates_shown", "told_in_writing"})


@dataclass(frozen=True, slots=True)
class Known:
    """The values of a page before anything is typed, where each comes from, and what the page does not ask.

    `locked` are the keys that stand on an issued paper; `filling` is what the values were gathered from.
    """

    base: Act
    values: Mapping[str, Any]
    sources: Mapping[str, str]
    filling: Filling
    hidden: frozenset[str] = field(default_factory=frozenset)
    locked: frozenset[str] = field(default_factory=frozenset)


def known_of(
    kind: str, opened: OpenedCase, party: str = "", plan: Plan | None = None, step: str = "", paper: str = ""
) -> Known:
    """What is known of an act of this kind in this case, today.

    `plan` is the act as its papers tell it, `step` the step of the strip from which it is recorded, `paper` the id of
    the issued paper whose service it is.
    """
    named = party or opened.party or only_party(opened.case)
    now = Filling(kinds()[kind], opened, named, settings(opened.session), step, paper)
    if plan is not None:
        _fill_planned(now, plan)
    now.put("on", opened.today, TODAY)
    if len(opened.case.parties) > 1 and now.kind.names_party == "must":
        now.put("party", named, "所选的当事人")
    _fill_officers(now)
    _fill_approval(now)
    for table in FILLERS:
        if kind in table:
            table[kind](now)
    if kind == "on_the_spot_decision":
        return _decided_again(now)
    concerned = only_party(opened.case) if now.kind.names_party == "must" else ""
    base = plan.to_record() if plan else Act("", kind, opened.today, party=concerned)
    if now.kind.takes_ref != "no" and not act_refs.is_asked(now):
        meant = act_refs.chosen(now) if now.kind.takes_ref == "must" else now.values.get("ref", "")
        base = replace(base, ref=base.ref or meant)
    locked = frozenset(now.values) - AFTER_PAPER if plan and plan.papers else frozenset()
    kept = frozenset(key for key in locked if plan and _told_by(plan.act, key))
    return Known(base, now.values, now.sources, now, _hidden(now), kept)


def _told_by(act: Act, key: str) -> bool:
    return key in act.fields or key in act.values or getattr(act, key, None) not in (None, "", ())


def _fill_planned(now: Filling, plan: Plan) -> None:
    source = f"已签发{plan.told()}" if len(plan.papers) > 1 else plan.told() or "拟办的行为"
    told: dict[str, Any] = {
        **plan.act.values,
        **plan.act.fields,
        "officers": plan.act.officers,
        "party": plan.act.party,
    }
    listed = {name for name, field in now.kind.fields.items() if field.type in LISTED}
    for key, value in told.items():
        now.put(key, "、".join(value) if key in listed else value, source)
    now.put("ref", plan.act.ref, source)
    # A record (笔录) names its day and hours; of other papers the day and hour are those of what is done with them.
    if now.kind.kind in WITH_END and plan.papers:
        now.put("on", plan.act.on, source)
    if now.values.get("on", now.today) == plan.act.on:
        now.put("at", plan.act.at, source)
        now.put("until", plan.act.until, source)


def _fill_officers(now: Filling) -> None:
    if now.kind.kind not in BY_OFFICERS:
        return
    newest = now.opened.decision() or now.newest("site_inspected", "interview_held")
    known = newest.officers if newest and newest.officers else tuple(each.id for each in now.opened.case.officers)
    now.put("officers", known, "本案执法人员")


def _fill_approval(now: Filling) -> None:
    """Who approves for the agency: by the posts, else who did so before in this case; the day is the act's own."""
    if "approved_by" not in now.kind.fields:
        return
    now.put("approved_by", head_of(now.opened, now.today), "岗位分工")
    earlier = [act for act in now.opened.case.live_acts() if act.get("approved_by")]
    if earlier:
        now.put("approved_by", earlier[-1].get("approved_by"), f"上次批准 {earlier[-1].on:%m-%d}")
    now.put("approved_on", now.values["on"], "同日")


def head_of(opened: OpenedCase, day: date) -> str:
    """The name of the agency's head on a day, as the posts tell it; empty where they don't."""
    names = {one.officer.id: one.officer.name for one in registered_officers(opened.session)}
    for post in posts(opened.session):
        held = post.valid_from <= day and (post.valid_until is None or day <= post.valid_until)
        if held and any(word in post.post for word in HEADS) and "副" not in post.post:
            return names.get(post.officer, "")
    return ""


def _hidden(now: Filling) -> frozenset[str]:
    """What this kind of act is not asked for here."""
    kind, opened = now.kind.kind, now.opened
    hidden = set() if act_refs.is_asked(now) else {"ref"}
    hidden |= set() if kind in TIMED else {"at"}
    if now.kind.until == "time":
        hidden |= set() if kind in WITH_END else {"until"}
    hidden |= set() if kind in APPROVED_TO_THE_HOUR else {"approved_at"}
    hidden |= set() if kind in BY_OFFICERS else {"officers"}
    hidden |= set() if len(now.offences()) > 1 else {"fines"}
    hidden |= set() if now.offences() else {"offences"}
    if opened.newest("delegation_recorded") is None:
        hidden |= {"by_delegated_body", "in_name_of"}
    collected = opened.newest("fine_collected")
    if kind == "simple_materials_handed_in" and not (collected and collected.get("on_water")):
        hidden.add("landed_on")
    if len(opened.case.parties) < 2:
        hidden.add("party")
    if kind == "seizure_released":
        hidden.add(KEEP_PLACE)
    return frozenset(hidden) | known_hearing.hidden(now)


def _decided_again(now: Filling) -> Known:
    """An on-the-spot decision; one whose paper was cancelled is made again from what that paper said."""
    opened = now.opened
    cancelled = [paper for paper in opened.stored.file.documents if paper.cancelled_on and paper.form == "7"]
    planned = decided_on_paper(cancelled[-1]) if cancelled else None
    hidden = frozenset({"until", "ref", "confiscated_gains", "confiscated_goods", "kinds"})
    if planned is None:
        base = Act("", now.kind.kind, opened.today, party=only_party(opened.case))
        return Known(base, now.values, now.sources, now, hidden)
    number = f"已作废的{cancelled[-1].number}"
    base = Act("", planned.kind, opened.today, party=planned.party, values=planned.values)
    values = {"on": opened.today, "at": planned.at, "officers": planned.officers, **planned.fields}
    values.pop("receipt_no", None)
    sources = {name: number for name in values if name != "on"} | {"on": TODAY}
    return Known(base, values, sources, now, hidden)
