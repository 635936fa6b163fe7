"""Cases with a decision that must be filed, as small as the filing desk needs them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.operations.cases import open_case, record_act
from models.operations.unit import CaseChange
from models.queries.cases import read_case
from models.session import Session
from procedures.case import Act, Case, Document
from tests.builders import make_act, make_case, make_company
from tests.models.conftest import NOW

CITY, SUPERIOR = "city_government", "superior_department"
RECIPIENTS = (CITY, SUPERIOR)
MAJOR = 20_000_00
DECIDED = date(2024, 10, 11)  # a Friday; the fifteenth day is Saturday 2024-10-26, rolled to Monday 2024-10-28
ALL_PARTS: Mapping[str, bool] = {"report": True, "evidence_copies": True, "decision_copy": True}


def decision(on: date = DECIDED, fine: int = MAJOR, **given: Any) -> Act:
    """A decision against the company, fine in fen."""
    document = Document("29", f"浏农（农药）罚〔{on.year}〕{on.timetuple().tm_yday}号", on)
    return make_act("decision_made", on, "decision", **({"party": "p1", "fine": fine, "document": document} | given))


def decided(on: date = DECIDED, fine: int = MAJOR, *more: Act, **changes: Any) -> Case:
    """A case of a company in business, decided on a day."""
    title = changes.pop("title", "某农资有限公司经营假农药案")
    return make_case(decision(on, fine), *more, parties=(make_company(),), title=title, **changes)


def stored(session: Session, on: date = DECIDED, fine: int = MAJOR, *more: Act, **changes: Any) -> CaseChange:
    """Such a case, stored."""
    return open_case(session, decided(on, fine, *more, **changes), actor="A", now=NOW)


def recorded(session: Session, change: CaseChange, *acts: Act) -> CaseChange:
    """The case after these acts."""
    for act in acts:
        change = record_act(session, change.case_id, change.seen, act, actor="A", now=NOW)
    return change


def filed(recipient: str, on: date, **given: Any) -> Act:
    """A filing with one recipient, complete unless `given` leaves a part out."""
    told = {"party": "p1", "ref": "decision", "recipient": recipient, **ALL_PARTS, **given}
    return make_act("major_filed", on, f"filed-{recipient}-{on}", **told)


def answered(kind: str, recipient: str, on: date, **given: Any) -> Act:
    """What a recipient did, or what was done for it."""
    told = {"party": "p1", "ref": "decision", "recipient": recipient, **given}
    return make_act(kind, on, f"{kind}-{recipient}-{on}", **told)


def reopened(session: Session, case_id: str) -> CaseChange:
    """A stored case as it stands, for the next operation."""
    found = read_case(session, case_id)
    return CaseChange(case_id, found.seen, found.file, found.entries)
