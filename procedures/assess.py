"""The one entry to the rules: a case, the rules and a day give everything that follows from them."""

from dataclasses import dataclass
from datetime import date

from procedures.case import Case
from procedures.clocks import ClockState
from procedures.deadlines import clocks_of, states_of
from procedures.findings import Finding, findings
from procedures.money import Money, first_payment_due, money_of
from procedures.objections import Objection, all_objections
from procedures.rulebook import Rulebook
from procedures.signals import Signal, signals
from procedures.stages import NextAct, next_acts
from procedures.thresholds import PENALTY_ACTS, PartyVerdict, verdict
from procedures.values import SETTINGS
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a case at the end of a day. `money` by party id; a party without a decision has None."""

    as_of: date
    ruleset: str
    versions: dict[str, date]
    parties: tuple[PartyVerdict, ...]
    money: dict[str, Money | None]
    deadlines: tuple[ClockState, ...]
    signals: tuple[Signal, ...]
    findings: tuple[Finding, ...]
    objections: tuple[Objection, ...]
    next: tuple[NextAct, ...]
    calendar_gaps: tuple[int, ...]


def assess(case: Case, rulebook: Rulebook, today: date) -> Assessment:
    """Everything the rules say of a case at the end of `today`; acts of later days are left out."""
    view = CaseView(case.until(today), rulebook)
    clocks = clocks_of(view)
    states = states_of(view, clocks, today)
    verdicts = tuple(verdict(view, party) for party in view.parties())
    objections = all_objections(view, clocks, today)
    return Assessment(
        as_of=today,
        ruleset=rulebook.ruleset,
        versions=_versions(view, today),
        parties=verdicts,
        money={
            party.id: money_of(view, party.id, first_payment_due(clocks, party.id), today) for party in view.parties()
        },
        deadlines=states,
        signals=signals(clocks, objections, today),
        findings=findings(view, clocks, objections, today),
        objections=objections,
        next=next_acts(view, states, verdicts, today),
        calendar_gaps=tuple(sorted({year for state in states for year in state.clock.gaps})),
    )


def default_day(case: Case) -> date | None:
    """The day on which a case is looked at unless another is named: its `as_of`, else the day of its last act."""
    return case.as_of or max((act.on for act in case.acts), default=None)


def _versions(view: CaseView, today: date) -> dict[str, date]:
    """Of each setting that has changed over time, since when the version used for the newest penalty act holds."""
    acts = view.of(*PENALTY_ACTS)
    day = acts[-1].on if acts else today
    return {
        key: view.rulebook.values[key].on(day).start
        for key in SETTINGS
        if len(view.rulebook.values[key].versions) > 1 and key not in view.case.settings
    }
