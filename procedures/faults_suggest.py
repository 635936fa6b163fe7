"""Suggestions for a finding from what the case records: who is involved, who bears it, how it was established.

Never decisions. 第六条第二项 (a leader who orders the law bent) is not suggested: no record of a case shows it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from procedures.case import Act, Case
from procedures.faults import Bearing, BearingRule, FaultFile, Involved, Origin, Role
from procedures.kinds import kinds
from procedures.view import penalty_of, yuan

OVERTURNED: Mapping[str, str] = {"changed": "变更", "revoked": "撤销", "unlawful": "确认违法"}
REMEDIES: Mapping[str, tuple[Origin, str]] = {
    "judgment_given": ("judgment", "行政诉讼判决"),
    "reconsideration_decided": ("reconsideration", "行政复议决定"),
}
UNCLEAR_FACTS = (9, 5)


@dataclass(frozen=True, slots=True)
class PersonSuggested:
    """A person with the recorded role, and where it is recorded."""

    person: Involved
    because: str


@dataclass(frozen=True, slots=True)
class BearingSuggested:
    """A rule of article 6 with every person's share, and why; `persons` are those of the file in their order."""

    rule: BearingRule
    persons: tuple[Involved, ...]
    because: str


@dataclass(frozen=True, slots=True)
class OriginSuggested:
    """A way of article 5, the day on which it was established so, and where that is recorded."""

    origin: Origin
    on: date
    because: str


def suggest_persons(case: Case, act_ids: Sequence[str]) -> tuple[PersonSuggested, ...]:
    """Who acted, reviewed, approved and led, as recorded for these acts and for what led to them; nobody twice."""
    live = sorted(case.live_acts(), key=lambda act: act.on)
    named = [act for act in live if act.id in act_ids]
    last = max((act.on for act in named), default=None)
    parties = {case.party_of(act) for act in named}
    before = [act for act in live if last is not None and act.on <= last and _concerns(case, act, parties)]
    found: dict[str, PersonSuggested] = {}
    for role, name, act in (*_handlers(named, before), *_others(named, before)):
        person = _person(case, name, role, act)
        known = found.setdefault(person.key, PersonSuggested(person, _where(person, act)))
        if act.id in act_ids and act.id not in known.person.acts:
            found[person.key] = replace(known, person=replace(known.person, acts=(*known.person.acts, act.id)))
    return tuple(found.values())


def suggest_origin(case: Case) -> OriginSuggested | None:
    """The way of article 5 that the case records, a judgment before a decision on reconsideration; None without one."""
    live = sorted(case.live_acts(), key=lambda act: act.on, reverse=True)
    for kind, (origin, words) in REMEDIES.items():
        for act in live:
            if act.kind == kind and act.get("outcome") in OVERTURNED:
                return OriginSuggested(origin, act.on, f"{act.on}的{words}：{OVERTURNED[act.get('outcome')]}")
    for act in live:
        if act.kind == "filing_reviewed" and act.get("outcome") == "problems":
            return OriginSuggested("superior", act.on, f"{act.on}备案审查意见：有问题")
    return None


def suggest_bearing(case: Case | None, file: FaultFile) -> BearingSuggested | None:
    """Which item of article 6 fits what is recorded, with the shares; None where the file names nobody."""
    if not file.persons:
        return None
    overruled = _overruled(case, file) if case is not None else ""
    if overruled:
        return _borne(file, "6.4", overruled, main=("head", "approver", "unit"))
    if UNCLEAR_FACTS in file.items and file.origin in ("judgment", "reconsideration", "superior"):
        told = "过错情形为事实不清、证据不足，处罚已被认定有误，由承办人员承担"
        return _borne(file, "6.3", told, main=("handler",))
    if file.harm == "none":
        told = "未发现损害，第六条第一项以造成损害或者使违法者逃避法律制裁为前提，由谁承担须写理由"
        return BearingSuggested("not_covered", file.persons, told)
    told = "所涉行为由承办人办理，由承办人承担，主管领导负连带责任；以造成损害或者使违法者逃避法律制裁为前提"
    return _borne(file, "6.1", told, main=("handler",), joint=("head", "approver"))


def acted_in(case: Case, officer_id: str, name: str) -> Role | None:
    """Whether a person handled or approved this case, by id or by name; None where the case records neither."""
    for act in case.live_acts():
        if any(_is(case, one, officer_id, name) for one in act.officers):
            return "handler"
        approved = str(act.get("presided_by" if act.kind == "discussion_held" else "approved_by", ""))
        if _is(case, approved, officer_id, name):
            return "approver"
    return None


def _handlers(named: Sequence[Act], before: Sequence[Act]) -> Iterator[tuple[Role, str, Act]]:
    """Those who did the acts; where none is recorded, those who gave the opinion, else all who acted before."""
    with_officers = [act for act in named if act.officers]
    opinions = [act for act in before if act.kind == "opinion_submitted" and act.officers]
    for act in with_officers or opinions[-1:] or before:
        for officer_id in act.officers:
            yield "handler", officer_id, act


def _others(named: Sequence[Act], before: Sequence[Act]) -> Iterator[tuple[Role, str, Act]]:
    """Who reviewed and led what came before the acts, and who approved the acts themselves."""
    reviews = [act for act in before if act.kind == "legal_review_given"]
    discussions = [act for act in before if act.kind == "discussion_held"]
    seniors: tuple[tuple[Role, str, Sequence[Act]], ...] = (
        ("reviewer", "reviewer", reviews[-1:]),
        ("head", "presided_by", discussions[-1:]),
        ("approver", "approved_by", named),
    )
    for role, key, acts in seniors:
        for act in acts:
            if act.get(key):
                yield role, str(act.get(key)), act


def _person(case: Case, recorded: str, role: Role, act: Act) -> Involved:
    officer = next((one for one in case.officers if recorded in (one.id, one.name)), None)
    if officer is None:
        return Involved(recorded, role=role)
    certificate = officer.certificate_on(act.on) or (officer.certificates[-1] if officer.certificates else None)
    return Involved(officer.name, officer.id, role, certificate_no=certificate.no if certificate else "")


def _concerns(case: Case, act: Act, parties: Collection[str]) -> bool:
    """Whether an act is about one of these parties; one that names none is about all."""
    party = case.party_of(act)
    return not party or party in parties or "" in parties


def _is(case: Case, recorded: str, officer_id: str, name: str) -> bool:
    if not recorded:
        return False
    officer = next((one for one in case.officers if one.id == recorded), None)
    return recorded in (officer_id, name) or (officer is not None and officer.name == name)


def _where(person: Involved, act: Act) -> str:
    doing = {"handler": "办理", "reviewer": "审核", "head": "主持", "approver": "批准", "unit": "作出"}[person.role]
    return f"{act.on}“{kinds()[act.kind].label}”记载由{person.name}{doing}"


def _overruled(case: Case, file: FaultFile) -> str:
    """The decision differs from the handler's opinion and was overturned later: how, in words; else nothing."""
    live = sorted(case.live_acts(), key=lambda act: act.on)
    parties = {case.party_of(act) for act in live if act.id in file.acts} | {file.party}
    for decision in (act for act in live if act.kind == "decision_made" and case.party_of(act) in parties):
        opinions = [
            act
            for act in live
            if act.kind == "opinion_submitted"
            and act.on <= decision.on
            and case.party_of(act) == case.party_of(decision)
        ]
        overturned = next((act for act in live if _overturns(case, act, decision)), None)
        if opinions and overturned is not None and _differs(opinions[-1], decision):
            how = f"承办人{opinions[-1].on}的意见为{_told(opinions[-1])}，{decision.on}的决定为{_told(decision)}"
            words = REMEDIES[overturned.kind][1]
            return f"{how}；{overturned.on}的{words}{OVERTURNED[overturned.get('outcome')]}了该决定，承办人不承担责任"
    return ""


def _overturns(case: Case, act: Act, decision: Act) -> bool:
    named = next((one for one in case.acts if one.id == act.ref and one.kind == decision.kind), decision)
    about = named is decision and case.party_of(act) in ("", case.party_of(decision))
    return act.kind in REMEDIES and act.on >= decision.on and about and act.get("outcome") in OVERTURNED


def _differs(opinion: Act, decision: Act) -> bool:
    return replace(penalty_of(opinion), day=decision.on) != penalty_of(decision)


def _told(act: Act) -> str:
    penalty = penalty_of(act)
    parts = [
        f"{words}{yuan(amount)}元"
        for words, amount in (("罚款", penalty.fine), ("没收违法所得", penalty.gains), ("没收物品价值", penalty.goods))
        if amount
    ]
    parts += [f"{len(penalty.kinds)}项其他处罚"] if penalty.kinds else []
    return "、".join(parts) or "不予罚没"


def _borne(
    file: FaultFile, rule: BearingRule, because: str, *, main: Sequence[Role], joint: Sequence[Role] = ()
) -> BearingSuggested:
    """Shares by role; where several roles may bear it as main ones, the first of them that the file names does."""
    chosen = next((role for role in main if any(person.role == role for person in file.persons)), None)

    def share(person: Involved) -> Bearing:
        return "main" if person.role == chosen else "joint" if person.role in joint else "none"

    return BearingSuggested(rule, tuple(replace(person, bearing=share(person)) for person in file.persons), because)
