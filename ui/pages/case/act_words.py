"""What the page of an act is called, the verb on its button, and which of the common questions a kind is asked."""

from collections.abc import Mapping
from types import MappingProxyType

from procedures.kinds import kinds

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "simple_materials_handed_in": "登记材料交回",
        "fine_handed_in": "登记罚款缴至机关",
        "lead_received": "登记线索",
        "complaint_answered": "登记答复",
        "preservation_decided": "登记处理决定",
        "testing_ended": "登记报告",
        "rights_waived": "登记放弃",
        "crime_suspected": "登记报告",
        "paper_received": "登记来文",
        "reconsideration_copy_received": "登记收到副本",
        "case_file_called": "登记调阅",
        "major_filed": "登记报送",
    }
)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "lead_received": "线索登记",
        "site_inspected": "现场检查（勘验）",
        "opening_extended": "延长立案期限",
        "simple_materials_handed_in": "材料交回机关",
        "fine_handed_in": "罚款缴至机关",
        "fine_banked": "罚款缴付银行",
        "fine_paid": "缴款",
        "decision_published": "公示处罚决定",
        "paper_served": "送达文书",
        "decision_served": "送达决定书",
        "notice_served": "事先告知",
        "reminder_served": "送达催告书",
        "hearing_notice_served": "送达听证通知书",
        "testing_ended": "收到检测报告",
        "police_answered": "公安机关答复",
        "paper_received": "收到来文",
        "deferral_approved": "延期、分期缴纳",
        "decision_extended": "延长办案期限",
        "rights_waived": "放弃陈述申辩、听证",
        "crime_suspected": "发现涉嫌犯罪",
        "publication_withdrawn": "撤回公示",
    }
)
# What the note of an act is for, where it tells the thing itself.
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "statement_received": "陈述、申辩的内容",
        "hearing_held": "听证的情况",
        "goods_surrendered": "自愿上缴的说明",
        "discussion_held": "讨论的意见和决定",
        "decision_served": "送达的情况",
        "notice_served": "送达的情况",
        "paper_served": "送达的情况",
        "reminder_served": "送达的情况",
        "rights_waived": "放弃的意思表示",
        "lead_received": "线索摘要",
    }
)
# Acts of the agency's officers: who did them belongs to what is recorded.
BY_OFFICERS = frozenset(
    {
        *("lead_received", "case_opened", "case_not_opened", "site_inspected", "interview_held", "sample_taken"),
        *("evidence_preserved", "preservation_decided", "property_seized", "seizure_released", "goods_counted"),
        *("correction_ordered", "correction_checked", "opinion_submitted", "notice_served", "statement_received"),
        *("hearing_notice_served", "hearing_held", "decision_made", "no_penalty_decided", "decision_changed"),
        *("on_the_spot_decision", "simple_materials_handed_in", "fine_collected", "fine_handed_in", "fee_charged"),
        *("decision_published", "decision_served", "paper_served", "public_notice_issued", "reminder_served"),
        *("goods_surrendered", "goods_disposed", "paper_corrected", "testing_started", "test_result_notified"),
    }
)
# Acts whose hour matters: for a record of what happened, a period of hours, or two acts on one day.
TIMED = frozenset(
    {
        *("site_inspected", "interview_held", "sample_taken", "evidence_preserved", "property_seized"),
        *("seizure_released", "goods_counted", "hearing_held", "discussion_held", "statement_received"),
        *("notice_served", "decision_served", "paper_served", "hearing_notice_served", "reminder_served"),
        *("crime_suspected", "crime_transferred", "crime_transfer_approved", "on_the_spot_decision"),
        *("goods_surrendered", "goods_disposed"),
    }
)
WITH_END = frozenset(
    {
        *("site_inspected", "interview_held", "sample_taken", "property_seized", "hearing_held"),
        *("discussion_held", "goods_disposed"),
    }
)
# Measures that must have been approved beforehand: the hour of the approval is asked for.
APPROVED_TO_THE_HOUR = frozenset(
    {"evidence_preserved", "property_seized", "seizure_extended", "crime_transfer_approved"}
)


def title_of(kind: str) -> str:
    """What the page of an act is called."""
    return TITLES.get(kind) or kinds()[kind].label


def action_of(kind: str) -> str:
    """The verb on the button that records an act."""
    return ACTIONS.get(kind) or f"登记{title_of(kind)}"
