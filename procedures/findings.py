"""Proposed findings under 附件4 (过错线索): what the data show. Fault, harm and cause are for a person to judge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.clocks import Clock, state_of
from procedures.days import Calendar, shifted
from procedures.gates import Context
from procedures.objections import Objection
from procedures.recognised import Recognised, recognised
from procedures.rulebook import Rulebook
from procedures.rules import Item
from procedures.view import CaseView

Group = tuple[int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposal under one item: `established` where every fact of a decidable item is recorded, else `possible`."""

    article: int
    item: int
    certainty: Literal["established", "possible"]
    party: str
    recipient: str
    acts: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding that the acts propose, whatever day it is: it stands from the day `since`.

    `rule` is the gate, limit or recognition behind it. `certain` is False where a fact is not recorded; `established`
    is what `Finding.certainty` says.
    """

    article: int
    item: int
    rule: str
    party: str
    recipient: str
    acts: tuple[str, ...]
    because: str
    certain: bool
    established: bool
    since: date

    @property
    def key(self) -> str:
        """What a proposal is known by as long as the case says the same: item, rule, party and recipient."""
        return f"{self.article}.{self.item}/{self.rule}/{self.party}/{self.recipient}"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that points to an item from a day on; signs of one rule about one party become one proposal."""

    article: int
    item: int
    party: str
    recipient: str
    rule: str
    act: str
    because: str
    certain: bool
    since: date


def findings(
    view: CaseView, clocks: Sequence[Clock], objections: Sequence[Objection], today: date
) -> tuple[Finding, ...]:
    """All proposals at the end of `today`, by article and item; `view` holds no later act."""
    standing = (sign for sign in signs_of(view, clocks, objections) if sign.since <= today)
    found = [
        Finding(
            article=each.article,
            item=each.item,
            certainty="established" if each.established else "possible",
            party=each.party,
            recipient=each.recipient,
            acts=each.acts,
            because=each.because,
        )
        for each in grouped(standing, view.rulebook)
    ]
    return tuple(sorted(found, key=lambda f: (f.article, f.item, f.party, f.recipient, f.acts)))


def proposals(view: CaseView, clocks: Sequence[Clock], objections: Sequence[Objection]) -> tuple[Proposal, ...]:
    """All that the recorded acts propose, each with the day from which it stands, by that day.

    A limit that nothing has met proposes from the day after it, though that day may lie ahead.
    """
    found = grouped(signs_of(view, clocks, objections), view.rulebook)
    return tuple(sorted(found, key=lambda p: (p.since, p.key)))


def signs_of(view: CaseView, clocks: Sequence[Clock], objections: Sequence[Objection]) -> Iterator[Sign]:
    """What points to an item: objections, limits that passed, and what others found of the case."""
    yield from _of_objections(objections)
    for clock in clocks:
        rule = view.rulebook.deadlines[clock.id]
        yield from signs_of_clock(clock, (rule.finding, rule.finding_undone), view.rulebook.calendar)
    for found in recognised(Context(view, clocks)):
        yield _of_recognised(found)


def signs_of_clock(clock: Clock, items: tuple[Item | None, Item | None], calendar: Calendar) -> Iterator[Sign]:
    """The signs of one limit: `items` are the item of a limit passed, and that of one which nothing has met at all."""
    late, undone = items
    since = shifted(clock.due, 1)
    if clock.met_on is not None and state_of(clock, clock.met_on, calendar).state == "met_late":
        yield from _signs(clock, (late,), (clock.act, clock.met_by), f"迟至{clock.met_on}完成", since)
    elif clock.waived_on is not None and state_of(clock, clock.waived_on, calendar).state == "lapsed":
        if clock.waived_on > clock.due:
            yield from _signs(clock, (late,), (clock.act,), f"至决定被撤销之日{clock.waived_on}没有完成", since)
    elif clock.met_on is None and clock.waived_on is None and state_of(clock, since, calendar).state == "overdue":
        yield from _signs(clock, (late, undone), (clock.act,), "至今没有完成", since)


def grouped(signs: Iterator[Sign], rulebook: Rulebook) -> Iterator[Proposal]:
    """The signs of one rule about one party and recipient as one proposal each."""
    groups: dict[Group, list[Sign]] = {}
    for sign in signs:
        key = (sign.article, sign.item, sign.party, sign.recipient, sign.rule)
        groups.setdefault(key, []).append(sign)
    return (_proposal(signs, rulebook) for signs in groups.values())


def _proposal(signs: Sequence[Sign], rulebook: Rulebook) -> Proposal:
    first = signs[0]
    certain = any(sign.certain for sign in signs)
    return Proposal(
        article=first.article,
        item=first.item,
        rule=first.rule,
        party=first.party,
        recipient=first.recipient,
        acts=tuple(dict.fromkeys(sign.act for sign in signs if sign.act)),
        because="；".join(dict.fromkeys(sign.because for sign in signs)),
        certain=certain,
        established=certain and rulebook.accountability.decidable(first.article, first.item),
        since=min(sign.since for sign in signs),
    )


def _of_objections(objections: Sequence[Objection]) -> Iterator[Sign]:
    for objection in objections:
        if objection.finding is not None:
            yield Sign(
                article=objection.finding.article,
                item=objection.finding.item,
                party=objection.party,
                recipient=objection.recipient,
                rule=objection.rule,
                act=objection.act,
                because=objection.text,
                certain=objection.certain,
                since=objection.on,
            )


def _of_recognised(found: Recognised) -> Sign:
    return Sign(
        article=found.item.article,
        item=found.item.item,
        party=found.party,
        recipient=found.recipient,
        rule=found.rule,
        act=found.act,
        because=found.text,
        certain=found.certain,
        since=found.on,
    )


def _signs(clock: Clock, items: Sequence[Item | None], acts: Sequence[str], how: str, since: date) -> Iterator[Sign]:
    for item in items:
        for act in acts:
            if item is not None:
                yield Sign(
                    article=item.article,
                    item=item.item,
                    party=clock.party,
                    recipient=clock.recipient,
                    rule=clock.id,
                    act=act,
                    because=f"{clock.label}应于{clock.due}前完成，{how}",
                    certain=clock.certain,
                    since=since,
                )
