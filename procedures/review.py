"""The seven points of a legal review (法制审核): what the program can see of each before a person marks them.

What is proposed is looked at by the reviewer, who may overrule it with a reason; of facts, evidence and discretion the
program shows what there is and proposes nothing. Source: `resources/law/review_points.toml`; 行政处罚法 第五十八条.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from procedures.case import Act, Conduct, Officer
from procedures.catalogue import Offence
from procedures.clocks import ClockState
from procedures.discretion import bounds_of, breaches
from procedures.field_types import description
from procedures.incoming import proving
from procedures.lawdata import Place, Sourced, check_keys, read_toml, sourced, table, texts
from procedures.objections import Objection
from procedures.view import CaseView, penalty_of, yuan
from resources import path

FILE = ("law", "review_points.toml")
SUBJECT, FACTS, EVIDENCE, BASIS = "subject", "facts", "evidence", "basis"
DISCRETION, PROCEDURE, PAPERS = "discretion", "procedure", "papers"
YES, NO, OPEN = "yes", "no", "open"
OPINION, REVIEW, DELEGATION = "opinion_submitted", "legal_review_given", "delegation_recorded"
COURSE = ("case_opened", OPINION, "notice_served", "statement_received", "hearing_held")
FIGURES: Mapping[str, str] = MappingProxyType({"goods_value": "货值", "illegal_gains": "违法所得"})
MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Point:
    """What the program sees of one of the seven points.

    `proposed` is one of `review_mark`, empty where the program proposes nothing; `words` are its reasons, a line each.
    """

    point: str
    proposed: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewPoints:
    """Which rules speak of which point, and where the seven points come from."""

    source: Sourced
    rules: Mapping[str, str]

    def point_of(self, rule: str) -> str:
        """The point that an objection of a rule is told at."""
        return self.rules.get(rule, PROCEDURE)


@cache
def review_points() -> ReviewPoints:
    """The points as shipped; DataError for an unknown point or key, or a rule that is told at two."""
    name = FILE[-1]
    raw, place = read_toml(path(*FILE), name), Place(name)
    check_keys(raw, place, ("source", "points"))
    rules: dict[str, str] = {}
    known = description().choices["review_point"]
    check_keys(table(raw["points"], place.at("points")), place.at("points"), known)
    for point, entry in raw["points"].items():
        at = place.at(f"points.{point}")
        check_keys(table(entry, at), at, ("rules",))
        for rule in texts(entry, "rules", at):
            if rule in rules:
                raise at.at("rules").expected(f"“{rule}”只归一项")
            rules[rule] = point
    return ReviewPoints(sourced(table(raw["source"], place.at("source")), place.at("source")), MappingProxyType(rules))


def seen_points(
    view: CaseView, objections: Sequence[Objection], deadlines: Sequence[ClockState], party: str
) -> tuple[Point, ...]:
    """What the rules show of each point for a party; an empty `party` means all. The papers are looked at elsewhere."""
    told = {point: _told(view, objections, point, party) for point in description().choices["review_point"]}
    late = [state for state in deadlines if state.state == "overdue" and _is_owed(state, party)]
    return (
        _subject(view, told[SUBJECT]),
        Point(FACTS, "", (*_texts(told[FACTS]), *_facts(view, party))),
        Point(EVIDENCE, "", (*_texts(told[EVIDENCE]), *_evidence(view))),
        _basis(view, told[BASIS], party),
        Point(DISCRETION, "", (*_texts(told[DISCRETION]), *_discretion(view, party))),
        _procedure(view, told[PROCEDURE], late, party),
        Point(PAPERS, NO if _counts(told[PAPERS]) else "", _texts(told[PAPERS])),
    )


def _told(view: CaseView, objections: Sequence[Objection], point: str, party: str) -> list[Objection]:
    """The objections that speak of a point; those to an earlier review are mended by this one."""
    known, earlier = review_points(), {act.id for act in view.of(REVIEW)}
    mine = [each for each in objections if each.act not in earlier and (not party or each.party in ("", party))]
    return [each for each in mine if known.point_of(each.rule) == point]


def _is_owed(state: ClockState, party: str) -> bool:
    return state.clock.duty == "agency" and (not party or state.clock.party in ("", party))


def _counts(objections: Sequence[Objection]) -> bool:
    """Whether one of them weighs: what is merely formal is shown and decides nothing."""
    return any(each.severity != "formal" for each in objections)


def _texts(objections: Sequence[Objection]) -> tuple[str, ...]:
    return tuple(f"{each.on:%m-%d} {each.text}（{each.basis}）" for each in objections)


def _subject(view: CaseView, told: Sequence[Objection]) -> Point:
    """Who acted: the agency itself or a delegated body, officers with certificates on the days of their acts."""
    named = "受委托机构办理，委托书已登记" if view.of(DELEGATION) else "以本机关名义办理，没有委托的记录"
    acting = {officer: [act.on for act in view.acts if officer in act.officers] for officer in _acting(view)}
    known = [(view.officers[each], days) for each, days in acting.items() if each in view.officers]
    words = (named, *(_certificate_words(officer, days) for officer, days in known))
    if told:
        return Point(SUBJECT, NO if _counts(told) else OPEN, (*_texts(told), *words))
    return Point(SUBJECT, YES if known and len(known) == len(acting) else OPEN, words)


def _acting(view: CaseView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(officer for act in view.acts for officer in act.officers))


def _certificate_words(officer: Officer, days: Sequence[date]) -> str:
    used = [officer.certificate_on(day) for day in days]
    numbers = "、".join(dict.fromkeys(each.no for each in used if each is not None))
    bare = [f"{day:%Y-%m-%d}" for day, each in zip(days, used, strict=True) if each is None]
    if bare:
        return f"{officer.name}：{'、'.join(dict.fromkeys(bare))} 没有有效的执法证件"
    return f"{officer.name}：执法证 {numbers}，{len(days)} 次行为当日都有效"


def _facts(view: CaseView, party: str) -> Iterator[str]:
    for conduct in _conducts(view, party):
        sums = [(label, conduct.facts.get(key)) for key, label in FIGURES.items()]
        told = "，".join(f"{label} {yuan(value)} 元" for label, value in sums if isinstance(value, int))
        yield f"{conduct.on:%Y-%m-%d} 的行为{f'：{told}' if told else ''}"


def _conducts(view: CaseView, party: str) -> list[Conduct]:
    return [conduct for conduct in view.case.conducts if not party or conduct.party == party]


def _evidence(view: CaseView) -> Iterator[str]:
    pieces = proving(view.case)
    yield f"证据 {len(pieces)} 件" if pieces else "没有登记证据"
    bare = [piece.name for piece in pieces if not piece.proves]
    if bare:
        yield f"没有写证明内容：{_some(bare)}"


def _basis(view: CaseView, told: Sequence[Objection], party: str) -> Point:
    """The provisions of the catalogue for what was done, and whether the opinion cites the same."""
    named = [(conduct.on, view.rulebook.catalogue.offence(conduct.offence)) for conduct in _conducts(view, party)]
    entries = [(on, found) for on, found in named if found is not None]
    if not entries:
        return Point(BASIS, OPEN, (*_texts(told), "没有按案由库登记案由，处罚依据由审核人核对"))
    doubts = [*_outside(entries), *_cited_otherwise(view, [found for _, found in entries], party)]
    words = dict.fromkeys(f"{found.name}：依据{found.penalty}处罚" for _, found in entries)
    mark = NO if _counts(told) else OPEN if doubts else YES
    return Point(BASIS, mark, (*_texts(told), *doubts, *words))


def _outside(entries: Sequence[tuple[date, Offence]]) -> Iterator[str]:
    for on, found in entries:
        if not found.verified:
            yield f"{found.penalty}：条文尚未核对原文"
        if not found.covers(on):
            yield f"{found.penalty}：{on:%Y-%m-%d} 的行为不在案由库所记的施行期间内"


def _cited_otherwise(view: CaseView, entries: Sequence[Offence], party: str) -> Iterator[str]:
    """The provisions that the opinion cites in place of those of the catalogue."""
    opinion = _opinion(view, party)
    cited = tuple(str(each) for each in opinion.values.get("penalty_basis") or ()) if opinion else ()
    expected = {str(found.penalty) for found in entries}
    if cited and not expected <= set(cited):
        yield f"处理意见引用{'、'.join(cited)}，案由库为{'、'.join(sorted(expected))}"


def _discretion(view: CaseView, party: str) -> Iterator[str]:
    opinion = _opinion(view, party)
    if opinion is None:
        yield "没有案件处理意见的记录"
        return
    penalty = penalty_of(opinion)
    proposed = f"，拟罚 {yuan(penalty.fine)} 元" if penalty.fine else ""
    yield from (f"{range_words}{proposed}" for range_words in _ranges(view, opinion, party))
    rule = opinion.values.get("discretion_rule")
    yield f"裁量基准：{rule}" if rule else "处理意见没有写裁量基准和档次"


def _ranges(view: CaseView, opinion: Act, party: str) -> Iterator[str]:
    """The range that the law allows for each breach of the party; what lacks for it where it can't be told."""
    person = next((each for each in view.parties() if each.id == party or not party), None)
    for breach in breaches(view, person, opinion) if person else ():
        bounds = bounds_of(view, person, opinion, breach) if person else None
        if bounds is not None:
            yield f"{bounds.basis}：罚款 {bounds.words}"
        elif breach.range is not None:
            yield breach.range.no_fine or f"{breach.range.offence.penalty.short}：幅度见条文"
        elif breach.refused is not None:
            yield breach.refused.problems[0].text


def _procedure(view: CaseView, told: Sequence[Objection], late: Sequence[ClockState], party: str) -> Point:
    """What was done in which order, where the rules object, and what is overdue."""
    overdue = [f"{state.clock.label}应当在 {state.clock.due} 前完成，还没有办（{state.clock.basis}）" for state in late]
    steps = view.of(*COURSE, party=party or None)
    course = "，".join(f"{act.on:%m-%d} {description().acts[act.kind]['label']}" for act in steps)
    words = (*_texts(told), *overdue, *((f"经过：{course}",) if course else ()))
    return Point(PROCEDURE, NO if _counts(told) or overdue else YES, words)


def _opinion(view: CaseView, party: str) -> Act | None:
    found = view.of(OPINION, party=party or None)
    return found[-1] if found else None


def _some(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 件" if len(names) > MOST_TOLD else ""
    return "、".join(names[:MOST_TOLD]) + more
