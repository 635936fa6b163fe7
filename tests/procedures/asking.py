"""What the tests of gates and of the strip ask of a case."""

from datetime import date
from typing import Any

from procedures.assess import assess
from procedures.case import Case
from procedures.objections import Objection
from procedures.rulebook import Rulebook
from procedures.stages import Stage, Step, stages
from tests.builders import make_general_case

END = date(2025, 12, 31)


def found(rulebook: Rulebook, case: Case, today: date = END) -> tuple[Objection, ...]:
    """The objections to a case."""
    return assess(case, rulebook, today).objections


def rules(rulebook: Rulebook, case: Case) -> set[str]:
    """The rules behind the objections to a case."""
    return {objection.rule for objection in found(rulebook, case)}


def changed(act: str, **fields: Any) -> Case:
    """The lawful general case with one act changed."""
    return make_general_case(changed={act: fields})


def strip(case: Case, rulebook: Rulebook, today: date, party: str = "") -> dict[str, Step]:
    """The steps of a case by id."""
    return {step.id: step for stage in stages(case, rulebook, today, party) for step in stage.steps}


def cells(case: Case, rulebook: Rulebook, today: date) -> dict[str, Stage]:
    """The stages of a case by id."""
    return {stage.id: stage for stage in stages(case, rulebook, today)}
