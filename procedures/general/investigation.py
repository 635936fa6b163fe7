"""The steps up to the opinion: lead and opening, evidence, tests, preservation and seizure, the transfer question.

Sources: 行政处罚法 第五十四条至第五十七条; 行政强制法 第二十二条至第二十八条; 行政执法机关移送涉嫌犯罪案件的规定.
"""

from collections.abc import Sequence
from datetime import date

from procedures.case import Act
from procedures.goods_lines import ITEM_DISPOSALS
from procedures.pauses import pairs
from procedures.steps import DONE, NEEDED, Need, Situation, named

# The disposal of preserved goods that a sealing or seizure must follow.
TO_BE_SEIZED = "seized"


def unanswered(now: Situation, kind: str, *answer_kinds: str) -> Sequence[Act]:
    """The acts of a kind that none of the answering ones, by reference or by order, has followed up yet."""
    return [act for act, answer in pairs(now.of(kind), now.of(*answer_kinds)) if answer is None]


def _answered_on(now: Situation, kind: str, *answer_kinds: str) -> date | None:
    """The day on which the last of the acts of a kind was followed up; None while one is not."""
    if not now.of(kind) or unanswered(now, kind, *answer_kinds):
        return None
    return now.day_of(*answer_kinds)


def _follows(now: Situation, kind: str, why_not: str) -> Need:
    return Need(True, "") if now.of(kind) else Need(False, why_not)


@named(NEEDED, "lead_before_opening")
def _lead_before_opening(now: Situation) -> Need:
    if now.of("lead_received"):
        return Need(True, "")
    begun = now.last("case_opened", "case_not_opened")
    if begun:
        return Need(False, f"{begun.on}已决定立案与否，线索没有另行登记")
    decided = now.last("decision_made", "no_penalty_decided")
    return Need(False, f"{decided.on}已作出决定，线索没有另行登记") if decided else Need(True, "")


@named(NEEDED, "lead_is_complaint")
def _lead_is_complaint(now: Situation) -> Need | None:
    leads = now.of("lead_received")
    if not leads and now.of("case_opened", "case_not_opened", "decision_made", "no_penalty_decided"):
        return Need(False, "线索没有另行登记")
    if not leads:
        return None
    if any(lead.get("complaint") for lead in leads):
        return Need(True, "")
    return Need(False, "线索不是投诉、举报")


@named(DONE, "tests_reported")
def _tests_reported(now: Situation) -> date | None:
    return _answered_on(now, "testing_started", "testing_ended")


@named(NEEDED, "tests_started")
def _tests_started(now: Situation) -> Need:
    return _follows(now, "testing_started", "没有送检")


@named(NEEDED, "report_to_tell")
def _report_to_tell(now: Situation) -> Need:
    decided = now.view.of("decision_made", "no_penalty_decided")
    if decided and not now.of("test_result_notified"):
        return Need(False, f"{decided[0].on}已作出决定，没有告知检测结果的记录")
    return _follows(now, "testing_ended", "没有检测报告")


@named(NEEDED, "correction_ordered")
def _correction_ordered(now: Situation) -> Need:
    return _follows(now, "correction_ordered", "没有责令改正")


@named(DONE, "resumed")
def _resumed(now: Situation) -> date | None:
    return _answered_on(now, "investigation_suspended", "investigation_resumed")


@named(NEEDED, "suspended")
def _suspended(now: Situation) -> Need:
    return _follows(now, "investigation_suspended", "没有中止调查")


@named(NEEDED, "crime_suspected")
def _crime_suspected(now: Situation) -> Need:
    return _follows(now, "crime_suspected", "没有发现涉嫌犯罪")


@named(NEEDED, "crime_transfer_approved")
def _crime_transfer_approved(now: Situation) -> Need | None:
    if not now.of("crime_suspected", "crime_transfer_approved"):
        return Need(False, "没有发现涉嫌犯罪")
    decided = now.last("crime_transfer_approved", "crime_transfer_declined")
    if decided is None:
        return None
    if decided.kind == "crime_transfer_declined":
        return Need(False, f"{decided.on}决定不移送")
    return Need(True, "")


@named(NEEDED, "transferred_to_police")
def _transferred_to_police(now: Situation) -> Need:
    return _follows(now, "crime_transferred", "没有移送公安机关")


@named(DONE, "preserved_goods_decided")
def _preserved_goods_decided(now: Situation) -> date | None:
    return _answered_on(now, "evidence_preserved", "preservation_decided")


@named(NEEDED, "goods_preserved")
def _goods_preserved(now: Situation) -> Need:
    return _follows(now, "evidence_preserved", "未采取先行登记保存")


@named(NEEDED, "goods_to_be_seized")
def _goods_to_be_seized(now: Situation) -> Need | None:
    """Sealing and seizure are the agency's choice, until it has decided so of goods that were preserved."""
    for decided in reversed(now.of("preservation_decided")):
        if any(row.get("disposal") == TO_BE_SEIZED for row in decided.values.get(ITEM_DISPOSALS) or ()):
            return Need(True, f"{decided.on}已决定将登记保存的物品改为查封（扣押），须另行批准、制作决定书和清单")
    return None


@named(DONE, "measures_released")
def _measures_released(now: Situation) -> date | None:
    return _answered_on(now, "property_seized", "seizure_released")


@named(NEEDED, "property_seized")
def _property_seized(now: Situation) -> Need:
    return _follows(now, "property_seized", "未采取查封、扣押")
