"""Proposed findings under 附件4 (过错线索): what the data show. Fault, harm and cause are for a person to judge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.clocks import Clock, state_of
from procedures.objections import Objection
from procedures.rulebook import Rulebook
from procedures.rules import Item


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
class Sign:
    """One thing that points to an item; signs of one rule about one party become one finding."""

    article: int
    item: int
    party: str
    recipient: str
    rule: str
    act: str
    because: str
    certain: bool


def findings(
    clocks: Sequence[Clock], objections: Sequence[Objection], rulebook: Rulebook, today: date
) -> tuple[Finding, ...]:
    """All proposals at the end of `today`, by article and item."""
    grouped: dict[tuple[int, int, str, str, str], list[Sign]] = {}
    for sign in (*_of_objections(objections), *_of_clocks(clocks, rulebook, today)):
        key = (sign.article, sign.item, sign.party, sign.recipient, sign.rule)
        grouped.setdefault(key, []).append(sign)
    found = [_finding(signs, rulebook) for signs in grouped.values()]
    return tuple(sorted(found, key=lambda f: (f.article, f.item, f.party, f.recipient, f.acts)))


def _finding(signs: Sequence[Sign], rulebook: Rulebook) -> Finding:
    first = signs[0]
    certain = any(sign.certain for sign in signs)
    established = certain and rulebook.accountability.decidable(first.article, first.item)
    return Finding(
        article=first.article,
        item=first.item,
        certainty="established" if established else "possible",
        party=first.party,
        recipient=first.recipient,
        acts=tuple(dict.fromkeys(sign.act for sign in signs if sign.act)),
        because="；".join(dict.fromkeys(sign.because for sign in signs)),
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
            )


def _of_clocks(clocks: Sequence[Clock], rulebook: Rulebook, today: date) -> Iterator[Sign]:
    for clock in clocks:
        rule = rulebook.deadlines[clock.id]
        state = state_of(clock, today).state
        if state == "met_late":
            acts = (clock.act, clock.met_by)
            yield from _signs(clock, (rule.finding,), acts, f"迟至{clock.met_on}完成")
        elif state == "lapsed" and clock.waived_on is not None and clock.waived_on > clock.due:
            yield from _signs(clock, (rule.finding,), (clock.act,), f"至决定被撤销之日{clock.waived_on}没有完成")
        elif state == "overdue":
            yield from _signs(clock, (rule.finding, rule.finding_undone), (clock.act,), "至今没有完成")


def _signs(clock: Clock, items: Sequence[Item | None], acts: Sequence[str], how: str) -> Iterator[Sign]:
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
                )
