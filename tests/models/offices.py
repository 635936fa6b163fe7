"""An office ready to issue papers: two officers in the register, settings recorded, a draft for the stall."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.facts import facts
from models.office import RegisteredOfficer
from models.operations.office import record_officer, record_settings
from models.operations.on_the_spot import OnTheSpotDraft
from models.session import Session
from procedures.script import read_script_file
from resources import path
from tests.models.conftest import NOW

SERIES = "当罚/畜牧/2026"
SAMPLE = read_script_file(path("samples", "simple-citizen.toml"))


def settings(**changes: str) -> Mapping[str, Any]:
    """Every setting of the office, constructed; the region word is 浏."""
    told = {key: "某机关" for key, fact in facts().items() if fact.owner == "office"}
    return told | {"office.region": "浏"} | {f"office.{key}": value for key, value in changes.items()}


def furnish(session: Session) -> None:
    """Put officers A and B into the register and record the settings."""
    for officer in SAMPLE.officers:
        record_officer(session, RegisteredOfficer(officer), actor="A", now=NOW)
    record_settings(session, settings(), actor="A", now=NOW)


def draft(**changes: Any) -> OnTheSpotDraft:
    """The citizen's on-the-spot case of the sample, not yet issued."""
    inspection, decision = SAMPLE.acts[0], SAMPLE.acts[1]
    made = OnTheSpotDraft(
        party=SAMPLE.parties[0],
        conduct=SAMPLE.conducts[0],
        inspection=replace(inspection, id=""),
        decision=replace(decision, id="", document=None, values={}),
        cause=SAMPLE.cause,
        sector=SAMPLE.sector,
        own_values=decision.values,
        constructed=("case.*",),
    )
    return replace(made, **changes)
