"""What law and page say of a lead that is being typed: one pure function, asked after every change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from procedures.case import Case
from procedures.catalogue import offence
from procedures.clocks import Clock
from procedures.deadlines import clocks
from procedures.problems import Problem
from procedures.rulebook import Rulebook
from procedures.thresholds import PartyVerdict, verdict_on
from procedures.view import CaseView
from ui.pages.intake.offence_days import day_problem
from ui.pages.intake.party import Values, number_problems
from ui.pages.lead import draft as made

REQUIRED = (
    ("source", "没有选案件来源"),
    ("received_on", "没有填收到线索的日期"),
    ("kind", "没有选当事人类别"),
    ("name", "没有填姓名或者名称"),
    ("in_business", "没有选是否经营活动中的违法行为"),
    ("cause", "没有填案由"),
    ("summary", "没有写线索摘要"),
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the page: the case it would open, the verdict on what is foreseen, what is to be mended.

    `opening` is the clock of the decision to open, None while the day of receipt is wanting.
    """

    case: Case | None
    verdict: PartyVerdict | None
    opening: Clock | None
    problems: tuple[Problem, ...]

    @property
    def must_mend(self) -> tuple[Problem, ...]:
        """What stops the lead from being stored."""
        return tuple(problem for problem in self.problems if problem.severity == "blocking")


def judge(values: Values, rulebook: Rulebook, today: date) -> Judgement:
    """Everything that law and page say of these values."""
    case = made.case_of(values)
    problems = [*_required(values), *_days(values, today), *_law_in_force(values), *_numbers(values)]
    running = clocks(case or made.without_party(values), rulebook)
    opening = next((clock for clock in running if clock.id == "opening_decision"), None)
    if case is None:
        return Judgement(None, None, opening, tuple(problems))
    planned = made.foreseen(values, today)
    view = CaseView(replace(case, acts=(*case.acts, planned)), rulebook)
    return Judgement(
        case=case,
        verdict=verdict_on(view, case.parties[0], planned),
        opening=opening,
        problems=(*problems, *_limitation(running)),
    )


def _required(values: Values) -> Iterator[Problem]:
    for key, words in REQUIRED:
        if values.get(key) in (None, "", ()):
            yield Problem(words, remedy="补填这一项", where=key)


def _days(values: Values, today: date) -> Iterator[Problem]:
    """Days that can't be: blocking, because every limit is counted from them."""
    received, on, until = values.get("received_on"), values.get("conduct_on"), values.get("conduct_until")
    if received is not None and received > today:
        yield Problem("收到线索的日期在今天以后", remedy="核对日期", where="received_on")
    if on is not None and received is not None and on > received:
        yield Problem("违法行为发生日在收到线索之后", remedy="核对两个日期", where="conduct_on")
    if on is not None and until is not None and until < on:
        yield Problem("违法行为终了日早于发生日", remedy="核对两个日期", where="conduct_until")


def _law_in_force(values: Values) -> Iterator[Problem]:
    """An offence whose law was not in force on the day of the conduct: its range can't be used."""
    entry, day = offence(values.get("offence") or ""), values.get("conduct_until") or values.get("conduct_on")
    problem = day_problem(entry, day)
    if problem is not None:
        yield problem
    if entry is not None and values.get("conduct_on") is None:
        told = "选了案由，没有填违法行为发生日：适用的条文和追究时效都按它算"
        yield Problem(told, "", "填写发生日；不填的，案由和数额先不入案，立案后在案情里补", "conduct_on", "irregular")


def _numbers(values: Values) -> Iterator[Problem]:
    """Odd digits stop nothing: the number on the card counts."""
    return (replace(problem, severity="irregular") for problem in number_problems(values))


def _limitation(running: tuple[Clock, ...]) -> Iterator[Problem]:
    for clock in running:
        if clock.id == "limitation" and clock.met_on is not None and clock.met_on > clock.due:
            yield Problem(
                f"追究时效已于 {clock.due} 届满",
                clock.basis,
                "核对行为日期和连续状态；已过时效的不再给予处罚",
                "conduct_on",
                "irregular",
            )
