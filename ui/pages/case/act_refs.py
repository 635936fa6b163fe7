"""Which earlier act an act is about: chosen by itself where there is only one, offered as a choice where several."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from forms.kinds import Choice
from procedures.case import Act
from procedures.kinds import kinds
from ui.pages.case.filling import Filling
from ui.pages.case.known_goods import names_of
from ui.pages.case.opened import WITHOUT_SERVICE
from ui.pages.case.words import act_label

DECIDED = ("decision_made", "on_the_spot_decision")
ABOUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "preservation_decided": ("evidence_preserved",),
        "seizure_extended": ("property_seized",),
        "seizure_released": ("property_seized",),
        "goods_counted": ("property_seized", "evidence_preserved", "preservation_decided"),
        "testing_started": ("sample_taken",),
        "testing_ended": ("testing_started",),
        "test_result_notified": ("testing_ended",),
        "retest_requested": ("test_result_notified",),
        "retest_received": ("retest_requested",),
        "investigation_resumed": ("investigation_suspended",),
        "correction_checked": ("correction_ordered",),
        "decision_served": DECIDED,
        "public_notice_issued": DECIDED,
        "decision_published": DECIDED,
        "decision_changed": DECIDED,
        "publication_withdrawn": ("decision_published",),
        "deferral_approved": DECIDED,
        "police_answered": ("crime_transferred",),
        "advice_answered": ("advice_received",),
        "complaint_answered": ("lead_received",),
    }
)
# Done as often as there is reason to: an earlier one does not settle what it was about.
AGAIN = frozenset({"goods_counted", "paper_corrected", "paper_served", "decision_published", "decision_changed"})


def candidates(now: Filling) -> tuple[Act, ...]:
    """The acts that this one can be about, those that nothing has answered yet first, the newest of them first."""
    case, kind = now.opened.case, now.kind.kind
    live = [act for act in case.live_acts() if not now.party or now.opened.view.concerns(act, now.party)]
    if kind == "paper_corrected":
        found = [act for act in live if act.document is not None]
    elif kind == "paper_served":
        found = _served_twice(now, live)
    else:
        found = [act for act in live if act.kind in ABOUT.get(kind, ())]
    newest, answered = found[::-1], _answered(now)
    open_ones = [act for act in newest if act.id not in answered]
    return (*open_ones, *(act for act in newest if act.id in answered))


def chosen(now: Filling) -> str:
    """The act that needs no choice: the only one, or the only one that is not answered yet; empty otherwise."""
    found, answered = candidates(now), _answered(now)
    open_ones = [act for act in found if act.id not in answered]
    only = open_ones if len(open_ones) == 1 else found
    return only[0].id if len(only) == 1 else ""


def _answered(now: Filling) -> set[str]:
    """What an earlier act of the same kind was about, for kinds that are done once."""
    kind = now.kind.kind
    return set() if kind in AGAIN else {act.ref for act in now.opened.case.live_acts() if act.kind == kind}


def is_asked(now: Filling) -> bool:
    """Whether the page has to ask: where the act must name another, and none or several can be meant."""
    found = candidates(now)
    if now.kind.takes_ref == "must":
        return not chosen(now)
    return now.kind.takes_ref == "may" and len(found) > 1


def choices(now: Filling) -> tuple[Choice, ...]:
    """The acts to choose from, in words that tell them apart."""
    return tuple(Choice(act.id, ref_label(act)) for act in candidates(now))


def ref_label(act: Act) -> str:
    """2026-10-09 查封、扣押，杀螺胺等 2 种."""
    number = act.document.number if act.document else ""
    more = "，".join(part for part in (names_of(act), number) if part)
    return f"{act.on} {act_label(act)}" + (f"，{more}" if more else "")


def _served_twice(now: Filling, live: Sequence[Act]) -> list[Act]:
    """The acts behind the papers of a form of which there are several: then it has to be said which one is served.

    What waits to be served is among them; what is not served on the party does not count.
    """
    papers = [paper for paper in now.opened.stored.file.documents if paper.cancelled_on is None]
    forms = [paper.form for paper in papers if paper.form not in WITHOUT_SERVICE]
    several = {paper.act for paper in papers if forms.count(paper.form) > 1}
    several |= {paper.act for paper in now.opened.unserved()} if several else set()
    return [act for act in live if act.id in several and act.kind in kinds()]
