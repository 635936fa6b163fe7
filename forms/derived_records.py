"""What proofs of service and interview records say, worked out of acts and party."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from forms.dates import age_on
from forms.derived_basics import act_officers, case_matter, party_age, party_gender, party_representative_label
from forms.derived_investigation import suspected_matter
from forms.derived_service import NOTICE_ISSUED, course, notice_of, posted_at, posted_on
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Act, Document
from procedures.identity import identity_facts
from resources import path

DECISIONS = ("decision_made", "on_the_spot_decision")
PROOF_OF_SERVICE = "33"
PUBLIC_NOTICE = "public_notice"
SERVED_BY = {"hearing_notice_served": "30", "reminder_served": "34"}
PROPERTY_LIST = "21"
# 行政强制法第二十四条: decision and list are handed over together
COMPANIONS = {"18": "查封（扣押）财物清单", "20": "解除查封（扣押）财物清单"}
IDENTITY_FIELD = "identity_no"  # of the interview record


@cache
def form_titles() -> Mapping[str, str]:
    """The titles of all papers by form id."""
    rows = tomllib.loads(path("forms", "titles.toml").read_text("utf-8"))["title"]
    return {row["id"]: row["title"] for row in rows}


def service_method(sources: Sources) -> str:
    """The method of service; a public notice is its own kind of act, some acts record it for the paper alone."""
    if sources.act.kind == NOTICE_ISSUED:
        return PUBLIC_NOTICE
    return str(sources.act.get("method") or sources.act.values.get("method") or "")


def service_place(sources: Sources) -> str:
    """The party's residence; of a public notice where it was put up."""
    if service_method(sources) == PUBLIC_NOTICE:
        return posted_at(notice_of(sources, _paper_named(sources.act)))
    return sources.party.address if sources.party else ""


def service_note(sources: Sources) -> str:
    """Reason, course and effect of a public notice; other methods leave the note to the officer."""
    if service_method(sources) != PUBLIC_NOTICE:
        return ""
    return course(notice_of(sources, _paper_named(sources.act)), sources)


def served_papers(sources: Sources) -> tuple[Mapping[str, Any], ...]:
    """The paper that is served and the list that goes with it, as far as they are on record; more are typed."""
    served = served_document(sources)
    form = served.form if served else _paper_named(sources.act)
    if not form:
        return ()
    papers = [{"title": form_titles().get(form, form), "number": served.number if served else "", "copies": 1}]
    if form in COMPANIONS:
        papers.append({"title": COMPANIONS[form], "number": _list_number(sources, served), "copies": 1})
    return tuple(papers)


def addressee(sources: Sources) -> str:
    """To whom a paper is served: the party, unless the officer names another (the maker on a label)."""
    return sources.party.name if sources.party else ""


def announced_on(sources: Sources) -> date | None:
    """The day of the public notice by which the paper is served; nothing for other methods."""
    if service_method(sources) != PUBLIC_NOTICE:
        return None
    return posted_on(notice_of(sources, _paper_named(sources.act))) or sources.act.on


def cause_when_served(sources: Sources) -> str:
    """The cause with 涉嫌 until there is a decision, and without it from then on (domain: K14)."""
    return case_matter(sources) if sources.acts(*DECISIONS) else suspected_matter(sources)


def served_document(sources: Sources) -> Document | None:
    """The paper of the act referred to, the act's own (a notice), the newest of the form named, else the decision's."""
    act = sources.act
    if act.ref:
        referred = sources.act_with(act.ref)
        return referred.document if referred else None
    if act.document and act.document.form not in ("", PROOF_OF_SERVICE):
        return act.document
    named = _paper_named(act)
    if named:
        return _newest_of(sources, named)
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


def _paper_named(act: Act) -> str:
    """The form that the act names, or that acts of its kind serve."""
    if act.kind == "notice_served":
        return "26" if act.get("hearing_offered") else "25"
    return str(act.get("paper") or SERVED_BY.get(act.kind, ""))


def _list_number(sources: Sources, decision: Document | None) -> str:
    """The number of the list that was issued for the act of this decision."""
    acts = [act for act in sources.case.live_acts() if decision and act.document == decision]
    return str(acts[-1].values.get(f"number_{PROPERTY_LIST}") or "") if acts else ""


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
