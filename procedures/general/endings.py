"""When a case has taken the general procedure, and what ends it before its time.

Sources: 行政处罚法 第八条、第二十五条、第五十四条、第五十七条; 农业行政处罚程序规定.
"""

from collections.abc import Sequence
from datetime import date

from procedures.steps import ENDINGS, Ending, Situation, named
from procedures.view import DECISIONS, CaseView, revoked_by

# Any of these is a step that only the general procedure has.
GENERAL_ACTS = (
    "opening_extended",
    "case_opened",
    "case_not_opened",
    "opening_cancelled",
    "notice_served",
    "hearing_requested",
    "hearing_held",
    "decision_made",
    "no_penalty_decided",
)
# These begin a case of the general procedure unless it was decided on the spot.
BEGINNINGS = ("lead_received", "sample_taken", "evidence_preserved", "property_seized", "crime_suspected")
REVOKED = "revoked"
REVOKED_WORDS = {
    "decision_changed": "本机关撤销",
    "reconsideration_decided": "复议撤销",
    "judgment_given": "判决撤销",
}


def takes_general(view: CaseView) -> bool:
    """Whether a case has a step of the general procedure, or began like one and was not decided on the spot."""
    return bool(view.of(*GENERAL_ACTS)) or (not view.of("on_the_spot_decision") and bool(view.of(*BEGINNINGS)))


def ending_of(now: Situation, of_parties: Sequence[Ending | None] = ()) -> Ending | None:
    """What ended the case for the party of `now`; for the whole of it what ended it for every one of `of_parties`."""
    if of_parties:
        return of_parties[0] if all(of_parties) else None
    return next((ending for find in ENDINGS.values() if (ending := find(now))), None)


@named(ENDINGS, "not_opened")
def _not_opened(now: Situation) -> Ending | None:
    refused, opened = now.last("case_not_opened"), now.last("case_opened")
    if refused is None or (opened is not None and opened.on >= refused.on) or _decided_since(now, refused.on):
        return None
    return Ending("not_opened", f"{refused.on}决定不予立案")


@named(ENDINGS, "opening_cancelled")
def _opening_cancelled(now: Situation) -> Ending | None:
    cancelled, opened = now.last("opening_cancelled"), now.last("case_opened")
    if cancelled is None or (opened is not None and opened.on > cancelled.on) or _decided_since(now, cancelled.on):
        return None
    return Ending("opening_cancelled", f"{cancelled.on}撤销立案")


@named(ENDINGS, "transferred")
def _transferred(now: Situation) -> Ending | None:
    sent = now.last("case_transferred")
    if sent is None or _decided_since(now, sent.on):
        return None
    return Ending("transferred", f"{sent.on}移送{sent.get('to') or '有管辖权的机关'}处理")


@named(ENDINGS, "crime_transferred")
def _crime_transferred(now: Situation) -> Ending | None:
    sent, answer = now.last("crime_transferred"), now.last("police_answered")
    if sent is None or _decided_since(now, sent.on):
        return None
    if answer is not None and answer.on >= sent.on and answer.get("step") == "refused":
        return None
    return Ending("crime_transferred", f"{sent.on}移送{sent.get('to') or '公安机关'}追究刑事责任")


@named(ENDINGS, "no_penalty")
def _no_penalty(now: Situation) -> Ending | None:
    decision = now.last("decision_made", "no_penalty_decided")
    if decision is None or decision.kind != "no_penalty_decided":
        return None
    return Ending("no_penalty", f"{decision.on}决定不予处罚")


@named(ENDINGS, "revoked")
def _revoked(now: Situation) -> Ending | None:
    """The decision was taken back by the agency, on reconsideration or by a court, and none came after it."""
    decision = now.last("decision_made", "on_the_spot_decision")
    if decision is None:
        return None
    act = revoked_by(now.view, decision)
    return Ending(REVOKED, f"处罚决定于{act.on}被{REVOKED_WORDS[act.kind]}") if act is not None else None


@named(ENDINGS, "closed")
def _closed(now: Situation) -> Ending | None:
    """The case was closed without any decision on the party."""
    closed = now.last("case_closed")
    if closed is None or now.of(*DECISIONS, "no_penalty_decided"):
        return None
    return Ending("closed", f"{closed.on}结案，没有作出处理决定")


def _decided_since(now: Situation, day: date) -> bool:
    """Whether the case went on to a decision all the same: then what follows from that is owed."""
    decision = now.last("decision_made", "no_penalty_decided")
    return decision is not None and decision.on > day
