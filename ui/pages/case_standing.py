"""Where a case of the general procedure stands, for the lists: its stage, the next step, and the day that goes with it.

Read and judged when the row is looked at: what comes next depends on the day, and is not stored.
"""

from dataclasses import dataclass
from datetime import date

from models.errors import StorageError
from models.queries.cases import CaseLine
from models.session import Session
from procedures.problems import DataError
from ui.pages.case.words import STEP_STATES, short_day
from ui.widgets.glyphs import State


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage and the step that come next; `when` says from when or by when, empty where no day is set."""

    stage: str
    step: str
    state: State
    when: str


def standing_of(session: Session, line: CaseLine, today: date) -> Standing | None:
    """Where an open case of the general procedure stands; None for any other, and for one that can't be read."""
    from ui.pages.case.opened import open_case

    if line.status == "closed" or line.procedure == "simple":
        return None
    try:
        opened = open_case(session, line.case_id, today)
    except (StorageError, DataError):
        return None
    step = opened.next_step() if opened.is_general() else None
    if step is None:
        return None
    stage = next(each for each in opened.stages if step in each.steps)
    when = ""
    if step.state == "blocked" and step.possible_on:
        when = f"{short_day(step.possible_on, opened.today)} 起可办"
    elif step.due:
        when = f"{short_day(step.due, opened.today)}{'，已逾期' if step.state == 'overdue' else ' 前'}"
    return Standing(stage.name, step.name, STEP_STATES[step.state], when)
