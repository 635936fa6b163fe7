"""What an article orders beside the fine, on the facts: confiscation, licence, business, trade ban, and what others do.

A measure that another body has to take is a referral. Source: the head of `offences.toml`; 行政处罚法 第二十七条.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from procedures.catalogue import LIFE, Ban, Measure, Offence
from procedures.catalogue.words import AUTHORITIES, CONFISCATED
from procedures.penalties.answers import LicenceMeasure, Line, Referral
from procedures.penalties.conditions import is_met, mode_of
from procedures.penalties.facts import Facts

LEVELS = ("county", "province", "state")
ACTS: Mapping[str, str] = {"revoke": "吊销", "suspend": "暂扣"}
MODES: Mapping[str, str] = {"must": "应当", "may": "可以"}
ORDERS: Mapping[str, str] = {
    "correct": "责令改正",
    "correct_within_time": "责令限期改正",
    "stop": "责令停止违法行为",
    "stop_and_correct": "责令停止违法行为并改正",
    "close": "责令关闭",
}
# Bans that hang on a court or on an accident: told, never computed.
COURTS: Mapping[str, str] = {
    "imprisonment": "因本条行为被判处徒刑的，",
    "crime_or_accident": "受到刑事处罚或者造成重大事故的，",
}
SLAUGHTERHOUSE = "must_if_slaughterhouse"
NO_LICENCE = LicenceMeasure()


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything that an article orders beside the fine on the facts."""

    confiscate: tuple[str, ...]
    confiscate_optional: tuple[str, ...]
    licence: LicenceMeasure
    stop_business: str
    ban: Ban | None
    measures: tuple[Measure, ...]
    referrals: tuple[Referral, ...]
    warnings: tuple[str, ...]
    lines: tuple[Line, ...] = ()


def beside(offence: Offence, facts: Facts) -> Beside:
    """The measures of the article on these facts."""
    must, may = confiscation(offence, facts)
    licence, referred = _licence(offence, facts)
    stop = _stop_business(offence, facts)
    ban = _ban(offence, facts)
    measures = tuple(each for each in offence.measures if is_met(each.when, facts))
    referrals = (
        *_competence(offence, facts),
        *referred,
        *_detention(offence, facts),
        *(Referral(each.measure, each.to, each.text) for each in measures if each.to),
    )
    own = tuple(each for each in measures if not each.to)
    warnings = tuple(_warnings(offence, facts, licence, stop, ban))
    found = Beside(must, may, licence, stop, ban, own, referrals, warnings)
    return replace(found, lines=tuple(Line(text, offence.penalty.short) for text in _told(offence, found)))


def confiscation(offence: Offence, facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What must be confiscated on the facts, and what may be."""
    rules = offence.confiscation
    must = (
        *rules.always,
        *(rules.overdue if facts.overdue else ()),
        *(rules.refusal if facts.refused else ()),
        *(rules.serious if facts.serious else ()),
    )
    may = (
        *rules.may,
        *(rules.serious_may if facts.serious else ()),
        *(rules.especially_serious_may if facts.grade == "especially_serious" else ()),
    )
    once = tuple(dict.fromkeys(must))
    return once, tuple(each for each in dict.fromkeys(may) if each not in once)


def _licence(offence: Offence, facts: Facts) -> tuple[LicenceMeasure, tuple[Referral, ...]]:
    rule = offence.licence
    if rule.act == "none":
        return NO_LICENCE, ()
    mode = mode_of(rule.when)
    if not is_met(rule.when, facts):
        pause = offence.suspension
        return (LicenceMeasure("suspend", pause.what, "must", (pause.low, pause.high)) if pause else NO_LICENCE), ()
    if rule.by and not (rule.level and _reaches(facts.authority, rule.level)):
        told = f"{MODES[mode]}{ACTS[rule.act]}{rule.which}，由{rule.by}决定，移送处理"
        return NO_LICENCE, (Referral(f"{rule.act}_licence", rule.by, told),)
    return LicenceMeasure(rule.act, rule.which, mode), ()


def _reaches(authority: str, level: str) -> bool:
    return LEVELS.index(authority) >= LEVELS.index(level)


def competent(offence: Offence, facts: Facts) -> bool:
    """Whether the body that punishes is high enough; for the issuing body that can't be seen from its level."""
    return offence.authority not in LEVELS or _reaches(facts.authority, offence.authority)


def competence_words(offence: Offence) -> str:
    """种子法 第八十三条由省级以上农业农村主管部门处罚."""
    return f"{offence.penalty.short}由{_body(offence)}处罚"


def _body(offence: Offence) -> str:
    above = "以上" if offence.authority == "province" else ""
    return f"{AUTHORITIES[offence.authority]}{above}农业农村主管部门"


def _competence(offence: Offence, facts: Facts) -> tuple[Referral, ...]:
    if competent(offence, facts):
        return ()
    text = f"{competence_words(offence)}，{AUTHORITIES[facts.authority]}机关应当移送"
    return (Referral("punish", _body(offence), text),)


def _detention(offence: Offence, facts: Facts) -> tuple[Referral, ...]:
    rule = offence.detention
    if rule is None or (rule.when == "serious" and not facts.serious):
        return ()
    condition = "" if rule.when == "serious" else "注入其他物质的，"
    text = f"{condition}对{rule.who}可以由公安机关处{rule.low}日以上{rule.high}日以下拘留"
    return (Referral("detention", "公安机关", text),)


def _stop_business(offence: Offence, facts: Facts) -> str:
    """none, must or may; must_if_slaughterhouse where it depends on what the party is."""
    rule = offence.stop_business
    if rule == SLAUGHTERHOUSE:
        return "none" if facts.who in ("individual", "household", "responsible_person") else rule
    if rule == "none":
        return rule
    return mode_of(rule) if is_met(rule, facts) else "none"


def _ban(offence: Offence, facts: Facts) -> Ban | None:
    """The ban that follows; one that hangs on a court or on an accident isn't this body's to see."""
    rule = offence.ban
    if rule is None:
        return None
    if rule.when == "licence_revoked":
        revoked = mode_of(offence.licence.when) == "must" and is_met(offence.licence.when, facts)
        return rule if revoked else None
    return None if rule.when in COURTS or not is_met(rule.when, facts) else rule


def ban_words(ban: Ban) -> str:
    """直接负责的主管人员10年内不得从事."""
    return f"{ban.who}{'终身' if ban.years == LIFE else f'{ban.years}年内'}不得从事相关生产经营活动"


def _warnings(offence: Offence, facts: Facts, licence: LicenceMeasure, stop: str, ban: Ban | None) -> Iterator[str]:
    if licence.act != "none" and not licence.months:
        yield f"{ACTS[licence.act]}{licence.which}由发证机关决定；不是本机关核发的，移送发证机关处理"
    if offence.authority == "issuing":
        yield f"{offence.penalty.short}由发证机关处罚；本机关不是发证机关的，移送发证机关"
    if stop == SLAUGHTERHOUSE:
        yield "当事人是定点屠宰厂（场）的，应当责令停业整顿"
    rule = offence.ban
    if rule is not None and ban is not None and rule.remark:
        yield f"{offence.penalty.short}：{rule.remark}"
    if rule is not None and ban is None and rule.when == "licence_revoked" and is_met(offence.licence.when, facts):
        yield f"决定吊销{offence.licence.which}的，{ban_words(rule)}"


def _told(offence: Offence, found: Beside) -> Iterator[str]:
    """Every measure in words."""
    if offence.order != "none":
        yield ORDERS[offence.order]
    if offence.warning:
        yield "警告"
    for mode, things in (("must", found.confiscate), ("may", found.confiscate_optional)):
        if things:
            yield f"{MODES[mode]}没收{'、'.join(CONFISCATED[each] for each in things)}"
    licence = found.licence
    if licence.months:
        low, high = licence.months
        yield f"{MODES[licence.mode]}责令暂停{low}个月以上{high}个月以下{licence.which}"
    elif licence.act != "none":
        yield f"{MODES[licence.mode]}{ACTS[licence.act]}{licence.which}"
    if found.stop_business in MODES:
        yield f"{MODES[found.stop_business]}责令停产停业"
    rule = offence.ban
    if rule is not None and (found.ban or rule.when in COURTS):
        yield f"{COURTS.get(rule.when, '')}{ban_words(rule)}"
    yield from (each.text for each in found.measures)
