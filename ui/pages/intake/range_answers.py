"""What the articles of a penalty allow on the facts of a case: range, proposed fine, measures, what to make sure of.

One set of answers for each breach. Free of Qt; amounts are fen. Whether a fine is lawful is said, how much never.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from procedures.case import Act, Party
from procedures.catalogue import Offence
from procedures.catalogue.words import BASES, CONFISCATED, WHO
from procedures.discretion import Bounds, Breach, TransferQuestion, bounds_of, breaches, judged_fines, same_act_of
from procedures.discretion import transfer_question as crime_question
from procedures.discretion.told import hand_range
from procedures.penalties import GoverningBand, Line, Range
from procedures.penalties.bands import governing
from procedures.penalties.facts import AREA, UNKNOWN, Told
from procedures.penalties.measures import MODES, beside
from procedures.penalties.persons import RESPONSIBLE, persons_of
from procedures.thresholds import Ground, hearing_grounds, major_grounds, simple_limit
from procedures.view import PENALTY_WORDS, CaseView, penalty_of
from ui.pages.intake.answer import Answer, Scale, Working, comma, doubt_in, exact, workings

RANGE, PROPOSED, BESIDE, DOUBTS, CRIME, ONE_ACT = "range", "proposed", "beside", "doubts", "crime", "one_act"
TIMES, UNCHECKED = "×", "条文尚未核对"
GAINS, ON_THE_SPOT = "illegal_gains", "on_the_spot_decision"
REDUCED = "已记载应当减轻处罚的情形，可以在幅度以下处罚（行政处罚法(2021) 第三十条至第三十二条）"
MODE_WORDS = {"may": "，可以处罚", "must": ""}


def range_answers(view: CaseView, party: Party, act: Act) -> tuple[Answer, ...]:
    """What the law says of a fine for a party in an act that may be only planned; nothing without an offence."""
    own = breaches(view, party, act)
    found: list[Answer] = []
    for number, breach in enumerate(own, 1):
        for answer in _of_breach(view, party, act, breach):
            named = f"{answer.question}：{breach.name}" if len(own) > 1 else answer.question
            found.append(replace(answer, id=answer.id if number == 1 else f"{answer.id}/{number}", question=named))
    found += _one_act(view, party, act)
    question = crime_question(view, party, act.on) if own else None
    return (*found, *([crime_answer(question)] if question is not None else []))


def _of_breach(view: CaseView, party: Party, act: Act, breach: Breach) -> Iterator[Answer]:
    if breach.range is None:
        yield _by_hand(view, party, act, breach)
    else:
        yield _range(view, party, act, breach, breach.range)
    yield from _proposed(view, party, act, breach)
    if breach.range is not None:
        yield _beside(view, party, act, breach, breach.range)
        if breach.range.warnings:
            yield Answer(DOUBTS, "先核实", "", basis=breach.range.offence.penalty.short, lines=breach.range.warnings)


def _range(view: CaseView, party: Party, act: Act, breach: Breach, found: Range) -> Answer:
    place = found.offence.penalty.short
    if not found.bands:
        verdict = "还不能确定" if found.lacking else "不处罚款"
        return Answer(RANGE, "合法幅度", verdict, found.no_fine or "", place, working=workings(found.lines[-1:]))
    verdict = "；".join(_band_words(band, len(found.bands) > 1) for band in found.bands)
    how = "；".join(dict.fromkeys(band.how for band in found.bands))
    lines = [line for band in found.bands for line in band.working] + [*found.lines[-1:]]
    bounds = bounds_of(view, party, act, breach)
    return Answer(
        RANGE,
        "合法幅度",
        verdict,
        how,
        place,
        unsure=doubt_in(lines),
        working=workings(lines),
        aside=_base_told(breach, found.offence),
        scale=scale_of(view, party, act, breach, bounds) if bounds else None,
    )


def _band_words(band: GoverningBand, several: bool) -> str:
    whom = f"对{WHO[band.who]}" if several else ""
    computed = any(TIMES in line.text for line in band.working)
    return f"{whom}罚款 {from_to(band.low, band.high, computed)}{MODE_WORDS[band.mode]}"


def from_to(low: int, high: int, computed: bool = False) -> str:
    """2,000 至 20,000 元; 2,000 元以下 where the law sets no minimum; a `computed` range with its fen."""
    told = exact if computed else comma
    return f"{told(low)} 至 {told(high)} 元" if low else f"{told(high)} 元以下"


def _base_told(breach: Breach, offence: Offence) -> str:
    """货值金额 84 元: the quantities that the bands of the offence look at."""
    names = dict.fromkeys(band.base for band in offence.bands if band.base in breach.facts.quantities)
    return "，".join(f"{BASES[name]} {_quantity(name, breach.facts.quantities[name])}" for name in names)


def _quantity(name: str, told: Told) -> str:
    if told == UNKNOWN:
        return "无法查明"
    if name == AREA:
        return f"{float(told):g} 平方米"
    return f"{exact(int(told))} 元"


def _by_hand(view: CaseView, party: Party, act: Act, breach: Breach) -> Answer:
    """The catalogue can't say the range: why, and the one that a person entered, if so."""
    problems = breach.refused.problems if breach.refused else ()
    why = "；".join(problem.text for problem in problems) or "案由库里没有这个案由，不计算幅度"
    remedy = "；".join(problem.remedy for problem in problems)
    place = breach.offence.penalty.short if breach.offence else ""
    told = hand_range(view, party, act)
    if told is None:
        return Answer(RANGE, "合法幅度", "不计算幅度", why, place, unsure=UNCHECKED, lines=(remedy,) if remedy else ())
    bounds = bounds_of(view, party, act, breach)
    line = Working("手工填写", f"{told.source}；核对人：{told.voucher}", "", from_to(told.low, told.high))
    other = conflict(told.source, breach.offence)
    return Answer(
        RANGE,
        "合法幅度（手工填写）",
        f"罚款 {from_to(told.low, told.high)}",
        f"来源：{told.source}；核对人：{told.voucher}",
        place,
        unsure=UNCHECKED,
        working=(line, Working("案由库", why, place)),
        lines=(other,) if other else (),
        scale=scale_of(view, party, act, breach, bounds) if bounds else None,
    )


def conflict(source: str, offence: Offence | None) -> str:
    """That a source cites another article than the catalogue does, both named; empty where it doesn't."""
    if offence is None or "第" not in source or "条" not in source:
        return ""
    cited = source[source.index("第") :].split("条")[0] + "条"
    own = offence.penalty.article_words.split("条")[0] + "条"
    if cited == own:
        return ""
    return f"引文不一致：来源引{cited}，案由库为{own}（{UNCHECKED}），由法制机构确认"


def scale_of(view: CaseView, party: Party, act: Act, breach: Breach, bounds: Bounds) -> Scale | None:
    """The range drawn to scale with the amounts at which hearing and filing begin; None where no fine is possible."""
    if bounds.why_none:
        return None
    shown, simple = max(bounds.high, breach.fine or 0), simple_limit(view, party, act.on)[0]
    marks = [(simple, "当场")] if act.kind == ON_THE_SPOT else []
    marks += [(hearing_line(view, party, act), "听证"), (filing_line(view, party, act), "备案")]
    return Scale(bounds.low, bounds.high, breach.fine or None, tuple(mark for mark in marks if mark[0] <= shown))


def hearing_line(view: CaseView, party: Party, act: Act) -> int:
    """The fine from which on a hearing must be offered, fen."""
    return int(view.setting("hearing", act.on).value[view.limit_kind(party, act.on)])


def filing_line(view: CaseView, party: Party, act: Act) -> int:
    """The fine from which on a decision must be filed, fen."""
    key = "in_business" if party.in_business else view.limit_kind(party, act.on)
    return int(view.setting("major_filing", act.on).value[key])


def _proposed(view: CaseView, party: Party, act: Act, breach: Breach) -> Iterator[Answer]:
    for judged in judged_fines(view, party, act):
        if judged.fine is None or judged.breaches[0] is not breach or (not judged.fine and not judged.why):
            continue
        reduced = not judged.why and judged.fine < judged.bounds.low
        where = "不在幅度内" if judged.why else "低于下限" if reduced else "在幅度内"
        verdict = f"{exact(judged.fine)} 元，{where}"
        known = Working("幅度", judged.bounds.words, judged.bounds.basis)
        why = judged.why or (REDUCED if reduced else "")
        line = Working("拟罚款", why or "在上下限之间，两端都包含在内", judged.basis, f"{exact(judged.fine)} 元")
        yield Answer(
            PROPOSED,
            "拟罚款",
            verdict,
            why,
            judged.basis or judged.bounds.basis,
            stop=bool(judged.why) and judged.bounds.certain,
            mark="不得签发",
            working=(known, line),
        )


def _beside(view: CaseView, party: Party, act: Act, breach: Breach, found: Range) -> Answer:
    """Confiscation, licence, business and ban; what other bodies do; and what such a measure brings with it."""
    place, told = found.offence.penalty.short, beside(found.offence, breach.facts)
    verdict = "；".join(_confiscation(found)) or "没有规定没收"
    others = [line.text for line in told.lines if "没收" not in line.text]
    lines = [
        *others,
        *_no_gains(breach, found),
        *_for_the_responsible(breach, found),
        *_consequences(view, party, act, found),
    ]
    lines += [f"移送{each.to}：{each.text}" for each in found.referrals]
    return Answer(BESIDE, "没收和其他处理", verdict, "", place, working=workings(told.lines), lines=tuple(lines))


def _confiscation(found: Range) -> Iterator[str]:
    for mode, things in (("must", found.confiscate), ("may", found.confiscate_optional)):
        if things:
            yield f"{MODES[mode]}没收{'、'.join(CONFISCATED[each] for each in things)}"


def _no_gains(breach: Breach, found: Range) -> Iterator[str]:
    if GAINS in found.confiscate and breach.facts.quantities.get(GAINS) == 0:
        yield "没有违法所得，不列没收违法所得这一项"


def _for_the_responsible(breach: Breach, found: Range) -> Iterator[str]:
    """The fine for the persons responsible, where the party is the unit that they acted for."""
    facts = breach.facts
    if facts.who == RESPONSIBLE or RESPONSIBLE not in persons_of(found.offence):
        return
    for band in governing(found.offence, replace(facts, who=RESPONSIBLE))[0]:
        if not any(each.who == RESPONSIBLE for each in found.bands):
            yield f"对{WHO[RESPONSIBLE]}另处罚款 {from_to(band.low, band.high)}{MODE_WORDS[band.mode]}（{band.how}）"


def measure_kinds(found: Range) -> tuple[str, ...]:
    """The kinds of penalty beside money that the article orders or allows on these facts."""
    kinds = []
    if found.licence.act == "revoke":
        kinds.append("revoke_licence")
    elif found.licence.act == "suspend":
        kinds.append("suspend_licence")
    if found.stop_business != "none":
        kinds.append("stop_business")
    if found.ban is not None:
        kinds.append("trade_ban")
    return tuple(kinds)


def _consequences(view: CaseView, party: Party, act: Act, found: Range) -> Iterator[str]:
    kinds = measure_kinds(found)
    if not kinds:
        return
    penalty = penalty_of(Act("", act.kind, act.on, party=party.id, fields=MappingProxyType({"kinds": kinds})))
    hearing, major = hearing_grounds(view, party, penalty), major_grounds(view, party, penalty)
    named = "、".join(PENALTY_WORDS[kind] for kind in kinds)
    for what, grounds in (("须告知听证", hearing), ("须报送重大处罚备案", major)):
        if grounds:
            yield f"作出{named}的，{what}（{_basis(grounds)}）"


def _basis(grounds: Sequence[Ground]) -> str:
    return "；".join(dict.fromkeys(ground.basis for ground in grounds))


def _one_act(view: CaseView, party: Party, act: Act) -> Iterator[Answer]:
    compared = same_act_of(view, party, act)
    if compared is not None:
        basis = compared.lines[0].basis if compared.lines else ""
        doubt = doubt_in(compared.lines)
        yield Answer(ONE_ACT, "同一违法行为", compared.why, "", basis, unsure=doubt, working=workings(compared.lines))


def crime_answer(question: TransferQuestion) -> Answer:
    """Whether the amounts for a transfer to the police are reached; what else to look at stands below."""
    lines: Sequence[Line] = (*question.reached, *question.told)
    basis = "；".join(dict.fromkeys(line.basis for line in question.reached or question.told))
    state = question.answer.text if question.answer else question.missing if question.reached else ""
    reached = "；".join(line.text for line in question.reached)
    return Answer(
        CRIME,
        "涉嫌犯罪核对",
        "、".join(question.crimes) or "移送线索",
        "；".join(part for part in (reached, state) if part) or "按目前的数额没有达到移送标准",
        basis,
        stop=question.is_open,
        mark="先决定是否移送",
        unsure=doubt_in(lines),
        working=workings(lines, "核对"),
        lines=tuple(line.text for line in question.told),
    )
