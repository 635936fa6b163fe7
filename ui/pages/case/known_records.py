"""What is known of acts that record something: the opening, inspections, interviews, service, the closing."""

from collections.abc import Mapping
from types import MappingProxyType

from procedures.attempts import CARRIER
from procedures.case import Act
from procedures.field_types import description
from ui.pages.case.filling import Filler, Filling
from ui.pages.on_the_spot.draft import CHECK_KEYS, check_filled

BY_OFFENCE, USUAL = "按案由", "最常用"
REPRESENTED = {"legal_person": "法定代表人", "other_organisation": "负责人", "sole_trader": "经营者"}
DECISION_PAPER, REMINDER_PAPER, REMINDING = "29", "34", "remind"
# Leads of the agency's own checks: their inspection is the routine one that the offence presets.
OWN_CHECKS = ("inspection", "sampling")
HANDED_OVER_OTHERWISE = (DECISION_PAPER, "25", "26")


def _opening(now: Filling) -> None:
    now.put("offences", now.offences(), "案情")


def _inspection(now: Filling) -> None:
    earlier, lead = now.newest("site_inspected"), now.newest("lead_received")
    if earlier is not None:
        now.put("place", earlier.get("place"), "上次检查")
    elif lead is not None:
        now.put("place", lead.values.get("place"), "线索")
    if earlier is None and lead is not None:
        now.put("reason", _lead_to_check(lead), "线索")
    entry, person = now.offence(), now.person()
    if entry is not None:
        words = check_filled(entry, {"name": person.name if person else ""})
        for key in CHECK_KEYS:
            now.put(key, words[key], BY_OFFENCE)


def _lead_to_check(lead: Act) -> str:
    """The reason of an inspection that follows up a lead; empty where the lead is of a check itself."""
    source = lead.get("source")
    if source in (None, *OWN_CHECKS):
        return ""
    labels = description().choices["source"]
    return f"核查{labels[source]}的线索" if source != "other" else "核查线索"


def _interview(now: Filling) -> None:
    person = now.person()
    if person is None:
        return
    role = REPRESENTED.get(person.kind, "") if person.representative else ""
    now.put("respondent", person.representative or person.name, "当事人")
    now.put("role", f"当事人{role}" if role else "当事人", "当事人")
    now.put("certificates_shown", True, USUAL)


def _service(now: Filling) -> None:
    now.put("method", "direct", USUAL)


def _paper_served(now: Filling) -> None:
    """The paper that was asked for, else the newest outward one that has not reached the party."""
    _service(now)
    for paper in now.opened.unserved():
        own = paper.form not in HANDED_OVER_OTHERWISE
        if paper.id == now.paper or (own and not now.paper):
            now.put("paper", paper.form, "未送达的文书")
            now.put("ref", paper.act, "未送达的文书")


def _public_notice(now: Filling) -> None:
    earlier = now.newest("public_notice_issued")
    now.put(CARRIER, earlier.values.get(CARRIER) if earlier else None, "上次公告")
    if now.step == REMINDING:
        now.put("paper", REMINDER_PAPER, "催告")
    elif now.newest("decision_made"):
        now.put("paper", DECISION_PAPER, "处罚决定")
    elif now.newest("opinion_submitted"):
        offered = now.newest("notice_served")
        now.put("paper", "25" if offered and offered.get("hearing_offered") is False else "26", "处理意见")


def _released(now: Filling) -> None:
    """Once the case is decided the measure has served its end (行政强制法 第二十八条第一款第三项)."""
    if now.newest("decision_made", "no_penalty_decided"):
        now.put("reason", "已作出处理决定，不再需要查封、扣押", "处理决定")


def _closing(now: Filling) -> None:
    opened = now.opened
    if opened.newest("court_application_filed"):
        now.put("ground", "court_accepted", "已申请法院强制执行")
    elif opened.newest("decision_made", "on_the_spot_decision"):
        settled = all(opened.account(party.id).is_settled for party in opened.case.parties)
        if settled or opened.newest("fine_banked"):
            now.put("ground", "performed", "罚没款已缴清")
    elif opened.newest("no_penalty_decided"):
        now.put("ground", "nothing_to_perform", "不予处罚")


def _published(now: Filling) -> None:
    earlier = now.opened.newest("decision_published")
    if earlier is not None:
        now.put("channel", earlier.get("channel"), "上次公示")


def _filed(now: Filling) -> None:
    """The body of the step that was chosen, else the first to which a filing is owed."""
    _, _, chosen = now.step.partition(".")
    now.put("recipient", chosen, "所选的步骤")
    owed = (each.clock.recipient for each in now.opened.assessment.deadlines if each.clock.met_on is None)
    now.put("recipient", next(filter(None, owed), ""), "还没有备案的")


FILLERS: Mapping[str, Filler] = MappingProxyType(
    {
        "case_opened": _opening,
        "site_inspected": _inspection,
        "interview_held": _interview,
        "notice_served": _service,
        "decision_served": _service,
        "reminder_served": _service,
        "paper_served": _paper_served,
        "public_notice_issued": _public_notice,
        "seizure_released": _released,
        "case_closed": _closing,
        "major_filed": _filed,
        "decision_published": _published,
        "publication_withdrawn": _published,
    }
)
