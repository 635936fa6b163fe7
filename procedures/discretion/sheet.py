"""The discretion sheet (裁量说明): what bears on the amount, each line with its article; it never decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from procedures.case import Act, Party
from procedures.catalogue.words import WHO, plain_amount
from procedures.discretion.breaches import Breach, breaches, conduct_day, time_barred
from procedures.discretion.factors import factors, no_penalty_grounds, weighed
from procedures.discretion.grading import Departure, Graded, decision_day, departures, graded_rows, shares_of
from procedures.discretion.judging import Judged, judged_fines, same_act_of
from procedures.discretion.sources import source_on
from procedures.discretion.told import FACTORS, hand_range, told_names
from procedures.discretion.transfer import TransferQuestion, transfer_question
from procedures.penalties import Line, SameAct
from procedures.view import CaseView, yuan

if TYPE_CHECKING:
    from procedures.clocks import Clock


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the sheet and its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the program can say of a party's penalty before, or beside, a fine that is proposed.

    `graded` are the rows of the discretion table by breach. `departures` need a written reason and a discussion.
    `parts` are the sheet in words.
    """

    breaches: tuple[Breach, ...]
    judged: tuple[Judged, ...]
    graded: tuple[tuple[Graded, ...], ...]
    departures: tuple[Departure, ...]
    one_act: SameAct | None
    transfer: TransferQuestion | None
    parts: tuple[Part, ...]

    @property
    def rule_words(self) -> str:
        """《…》（…）第3项，较轻; empty where no table governs, or the facts leave the row open."""
        return "；".join(rows[0].name for rows in self.graded if len(rows) == 1)


def discretion_sheet(view: CaseView, clocks: Sequence["Clock"], party: Party, act: Act) -> Sheet:
    """The sheet for a party's opinion, notice or decision, which may be only planned; its day is that of the act."""
    own = breaches(view, party, act)
    graded = tuple(graded_rows(view, party, act, breach) for breach in own)
    judged, departing = judged_fines(view, party, act), departures(view, party, act)
    one_act, transfer = same_act_of(view, party, act), transfer_question(view, party, act.on)
    parts = (
        Part("法定幅度", tuple(_ranges(view, party, act, own, judged))),
        Part("裁量基准", tuple(_tables(view, party, act, own, graded, departing))),
        Part("裁量情节", tuple(_factors(view, party, act))),
        Part("不予处罚", tuple(_no_penalty(clocks, party, conduct_day(view, party, act), own))),
        Part("几个违法行为", tuple(_several(act.on, own, one_act))),
        Part("涉嫌犯罪", tuple(_crime(act.on, transfer))),
    )
    found = tuple(part for part in parts if part.lines)
    return Sheet(own, judged, graded, departing, one_act, transfer, found)


def _ranges(view: CaseView, party: Party, act: Act, own: Sequence[Breach], judged: Sequence[Judged]) -> Iterator[Line]:
    for breach in own:
        name = f"{breach.name}：" if len(own) > 1 else ""
        if breach.range is None:
            yield from _by_hand(view, party, act, breach, name)
            continue
        place = breach.range.offence.penalty.short
        for band in breach.range.bands:
            whom = f"对{WHO[band.who]}" if len(breach.range.bands) > 1 else ""
            must = "可以处" if band.mode == "may" else "处"
            yield Line(f"{name}{whom}{must}{_from_to(band.low, band.high)}罚款（{band.how}）", place)
            yield from (line for line in band.working if line.text != band.how)
        if breach.range.no_fine:
            yield Line(f"{name}{breach.range.no_fine}", place)
        yield from breach.range.lines
        yield from (Line(text, place) for text in breach.range.warnings)
        yield from (Line(referral.text, place) for referral in breach.range.referrals)
    yield from (Line(f"拟处罚款{yuan(each.fine or 0)}元：{each.why}", each.basis) for each in judged if each.why)


def _by_hand(view: CaseView, party: Party, act: Act, breach: Breach, name: str) -> Iterator[Line]:
    if breach.refused is not None:
        yield from (Line(f"{name}{each.text}", each.basis, "recalled") for each in breach.refused.problems)
    else:
        yield Line(f"{name}案由库里没有这个案由，不计算幅度", "", "recalled")
    told = hand_range(view, party, act)
    if told is not None:
        words = f"{name}手工填写的幅度：{_from_to(told.low, told.high)}；来源：{told.source}；核对人：{told.voucher}"
        yield Line(words, told.source, "second_hand")


def _tables(
    view: CaseView,
    party: Party,
    act: Act,
    own: Sequence[Breach],
    graded: Sequence[Sequence[Graded]],
    departing: Sequence[Departure],
) -> Iterator[Line]:
    day = decision_day(view, party, act)
    source = source_on("table", day)
    for breach, rows in zip(own, graded, strict=True):
        if not rows:
            yield Line(
                f"{breach.name}：没有装入{day}施行的裁量基准，按公布的基准核对后写明档次和理由",
                source.basis,
                source.certainty,
            )
            continue
        if len(rows) > 1:
            yield Line(f"{breach.name}：{rows[0].table.name}按事实情形分档，由办案人员选定档次", rows[0].table.basis)
        yield from chain.from_iterable(row.lines() for row in rows)
    yield from _shares(view, day, own)
    for each in departing:
        told = f"拟处罚款{yuan(each.fine)}元，不在裁量基准的{each.range_words}以内，须写明理由并经集体讨论"
        yield Line(told, each.graded[0].table.basis, each.graded[0].table.certainty)


def _shares(view: CaseView, day: date, own: Sequence[Breach]) -> Iterator[Line]:
    """What a profile makes of a computed range; it only explains."""
    profile = view.rulebook.discretion.profile_on(day)
    if profile is None:
        return
    for band in (band for breach in own if breach.range for band in breach.range.bands):
        for share, low, high in shares_of(profile, band):
            told = f"{profile.title}：{share.grade}{plain_amount(low)}至{plain_amount(high)}，只作参考"
            yield Line(told, profile.basis, profile.certainty)


def _factors(view: CaseView, party: Party, act: Act) -> Iterator[Line]:
    chosen = weighed(told_names(view, party, act, FACTORS))
    if chosen:
        yield from (Line(f"已记载：{each.line.text}", each.basis, each.certainty) for each in chosen)
        return
    done = conduct_day(view, party, act)
    yield from (each.line for each in factors().values() if each.whom.concerns(party, done))


def _no_penalty(clocks: Sequence["Clock"], party: Party, done: date, own: Sequence[Breach]) -> Iterator[Line]:
    for breach in own:
        clock = time_barred(clocks, breach)
        if clock is not None:
            told = f"{breach.name}：追究时效已于{clock.due}届满，{clock.met_on}才发现，应当不予处罚"
            yield Line(told, clock.basis, clock.certainty)
    yield from (each.line for each in no_penalty_grounds().values() if each.whom.concerns(party, done))


def _several(day: date, own: Sequence[Breach], one_act: SameAct | None) -> Iterator[Line]:
    if one_act is not None:
        yield Line(one_act.why, one_act.lines[0].basis, one_act.lines[-1].certainty)
        yield from one_act.lines
    elif len(own) > 1:
        source = source_on("several", day)
        yield Line("几个违法行为分别裁量，罚款相加；各自的追究时效分别计算", source.basis, source.certainty)


def _crime(day: date, question: TransferQuestion | None) -> Iterator[Line]:
    if question is None:
        return
    source = source_on("transfer", day)
    yield Line(question.banner, question.reached[0].basis if question.reached else source.basis, source.certainty)
    yield from (*question.reached, *question.told)


def _from_to(low: int, high: int) -> str:
    return f"{plain_amount(low)}以上{plain_amount(high)}以下" if low else f"{plain_amount(high)}以下"
