"""The papers of one seizure, issued one after the other: each finds the number of the one before it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.operations.cases import open_case, record_act
from models.operations.documents import issue_document, preview_values
from models.rebuild import rebuild
from models.session import Session
from tests.forms.investigation_samples import seized, vaccine_case
from tests.models.offices import furnish

NOW = datetime(2025, 12, 25, 4, 0, tzinfo=UTC)
NUMBERS = {"number_18", "number_21"}


@pytest.fixture
def office(session: Session) -> Session:
    """An office ready to issue."""
    furnish(session)
    return session


def test_list_names_the_decision_that_was_issued_before_it(office: Session) -> None:
    sample = seized()
    values = {key: value for key, value in sample.values.items() if key not in NUMBERS}
    planned = replace(sample, party="p1", document=None, values={})
    opened = open_case(office, vaccine_case(), actor="A", now=NOW)
    change = record_act(office, opened.case_id, opened.seen, planned, actor="A", now=NOW)
    issued = issue_document(office, change.case_id, change.seen, "18", planned, values, actor="A", now=NOW)
    assert issued.document.number == "浏农（兽药）扣〔2025〕1号"
    case = issued.change.file.case
    act = next(one for one in case.acts if one.id == planned.id)
    assert act.values["number_18"] == issued.document.number
    filled = preview_values(office, case, act, "21", {})
    assert filled.values["decision_number"] == issued.document.number
    assert {row["place"] for row in filled.values["act_listed_goods"]} == {"本局冷藏柜"}
    listed = issue_document(office, change.case_id, issued.change.seen, "21", act, {}, actor="A", now=NOW)
    assert listed.document.number == "浏农（兽药）扣清〔2025〕1号"
    assert rebuild(office.database, office.rulebook).differences == ()
