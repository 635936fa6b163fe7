"""What proofs of service and interview records say, worked out of acts and party."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from forms.dates import age_on
from forms.derived_basics import act_officers, party_age, party_gender, party_representative_label
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Document
from procedures.identity import identity_facts
from resources import path

DECISIONS = ("decision_made", "on_the_spot_decision")
PROOF_OF_SERVICE = "33"
IDENTITY_FIELD = "identity_no"  # of the interview record


@cache
def form_titles() -> Mapping[str, str]:
    """The titles of all papers by form id."""
    rows = tomllib.loads(path("forms", "titles.toml").read_text("utf-8"))["title"]
    return {row["id"]: row["title"] for row in rows}


def service_method(sources: Sources) -> str:
    """The method of service; a public notice is its own kind of act."""
    return "public_notice" if sources.act.kind == "public_notice_issued" else str(sources.act.get("method", "") or "")


def served_papers(sources: Sources) -> tuple[Mapping[str, Any], ...]:
    """The paper that is served, as far as it is on record; several served at once are typed."""
    served = served_document(sources)
    form = served.form if served else str(sources.act.get("paper", "") or "")
    if not form:
        return ()
    return ({"title": form_titles().get(form, form), "number": served.number if served else "", "copies": 1},)


def served_document(sources: Sources) -> Document | None:
    """The paper of the act referred to, the act's own (a notice), the newest of the form named, else the decision's."""
    act = sources.act
    if act.ref:
        referred = sources.act_with(act.ref)
        return referred.document if referred else None
    if act.document and act.document.form not in ("", PROOF_OF_SERVICE):
        return act.document
    if act.get("paper"):
        return _newest_of(sources, str(act.get("paper")))
    decision = sources.newest(*DECISIONS)
    return decision.document if decision else None


def respondent_gender(sources: Sources) -> str:
    """As the identity number typed says, else as recorded of the party where the respondent stands for it."""
    typed = _typed_identity(sources)
    if typed:
        return typed[0]
    return party_gender(sources) if _stands_for_party(sources) else ""


def respondent_age(sources: Sources) -> int | None:
    """Full years on the day of the act, known as the gender is."""
    typed = _typed_identity(sources)
    if typed:
        return age_on(typed[1], sources.act.on)
    return party_age(sources) if _stands_for_party(sources) else None


def respondent_identity_no(sources: Sources) -> str:
    """Known where the respondent is the party, or the one who stands for it."""
    return sources.party.identity_no if sources.party and _stands_for_party(sources) else ""


def respondent_phone(sources: Sources) -> str:
    """Known where the respondent is the party, or the one who stands for it."""
    return sources.party.phone if sources.party and _stands_for_party(sources) else ""


def respondent_employer(sources: Sources) -> str:
    """The organisation, where the respondent stands for it."""
    return sources.party.name if sources.party and _stands_for_party(sources) and not _is_party(sources) else ""


def respondent_position(sources: Sources) -> str:
    """法定代表人, 经营者 or 负责人, where the respondent stands for the party."""
    return party_representative_label(sources) if respondent_employer(sources) else ""


def respondent_address(sources: Sources) -> str:
    """Known where the respondent is the party in person."""
    return sources.party.address if sources.party and _is_party(sources) else ""


def opening_questions(sources: Sources) -> tuple[Mapping[str, str], ...]:
    """The two questions with which every interview begins; the answers are typed."""
    officers = "、".join(row["name"] for row in act_officers(sources))
    asked = (sentence("opening_question", sources, officers=officers), sentence("recusal_question", sources))
    return tuple({"question": text, "answer": ""} for text in asked)


def _newest_of(sources: Sources, form: str) -> Document | None:
    papers = [act.document for act in sources.case.live_acts() if act.document and act.document.form == form]
    return papers[-1] if papers else None


def _typed_identity(sources: Sources) -> tuple[str, date] | None:
    """Gender and date of birth as the respondent's identity number says, once it is typed and in order."""
    act = sources.newest("interview_held")
    return identity_facts(str(act.values.get(IDENTITY_FIELD) or "")) if act else None


def _respondent(sources: Sources) -> str:
    act = sources.newest("interview_held")
    return str(act.get("respondent", "")) if act else ""


def _is_party(sources: Sources) -> bool:
    return sources.party is not None and bool(sources.party.name) and _respondent(sources) == sources.party.name


def _stands_for_party(sources: Sources) -> bool:
    known = sources.party.representative if sources.party else ""
    return _is_party(sources) or (bool(known) and _respondent(sources) == known)
