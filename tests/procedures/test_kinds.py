"""The table of act kinds says what the text interface promises, and a broken table is refused by file and key."""

from datetime import date, time

import pytest

from procedures.case import Act
from procedures.field_types import description, read_description
from procedures.kinds import kinds, read_kinds, stages, value_of
from procedures.problems import DataError
from resources import path

# kind | label | fields: `?` optional, `=bool`, `=first,second` the values of a choice
TABLE = """
lead_received | 线索/案源登记 |
    source=inspection,complaint,transfer,superior,sampling,criminal_justice,other complaint?=bool
complaint_answered | 告知投诉人结果 |
opening_extended | 立案延期批准 | approved_by
case_opened | 立案 | approved_by offences?
case_not_opened | 不予立案 | reason approved_by
opening_cancelled | 撤销立案 | reason approved_by
inspection_planned | 检查任务 | due_on object in_duty_list=bool
delegation_recorded | 委托执法 | body valid_from valid_until matters
interview_held | 询问 | respondent role? certificates_shown?=bool
site_inspected | 现场检查(勘验) | place reason matter content object certificates_shown=bool breach_found?=bool
fee_charged | 收费 | amount ref?
sample_taken | 抽样取证 | items
testing_started | 送检 | told_in_writing?=bool ref?
testing_ended | 出具报告 | told_in_writing?=bool ref?
test_result_notified | 检测结果告知 | regime=produce_test,produce_quick_test,veterinary
retest_requested | 申请复检 | ref?
retest_received | 复检机构收样 | ref?
product_confirmation_requested | 产品确认 | reply_by
evidence_preserved | 先行登记保存 | items approved_by
preservation_decided | 登记保存物品处理 | ref disposal
property_seized | 查封、扣押 | measure=seal,seize items basis approved_by emergency?=bool
    list_given=bool by_delegated_body?=bool
seizure_extended | 延长查封、扣押 | ref days approved_by told_in_writing=bool
seizure_released | 解除查封、扣押 | ref reason
goods_counted | 涉案财物清点 | ref items
correction_ordered | 责令改正 | by
correction_checked | 复查 | corrected=bool
investigation_suspended | 中止调查 | reason approved_by
investigation_resumed | 恢复调查 | reason? approved_by? ref?
case_transferred | 移送管辖 | to reason
crime_suspected | 发现涉嫌犯罪（报告负责人） | grounds
crime_transfer_approved | 批准移送 | approved_by
crime_transfer_declined | 决定不移送 | approved_by reason
crime_transferred | 移送公安机关 | to
police_answered | 公安机关答复 | step=accepted,case_opened,refused
recusal_decided | 回避决定 | officer recused=bool
opinion_submitted | 案件处理意见 | fine? fines? confiscated_gains? confiscated_goods? kinds?
legal_review_given | 法制审核 | reviewer passed=bool outcome?=agree,revise,disagree,transfer grounds?
discussion_held | 集体讨论 | presided_by attendees
notice_served | 事先告知书送达 | hearing_offered=bool fine? fines? confiscated_gains? confiscated_goods?
    kinds? method?
rights_waived | 放弃陈述申辩/听证 | which=statement,hearing,both
statement_received | 陈述申辩 | adopted?=bool
hearing_requested | 申请听证 | sent=posted,handed_in received_on?
hearing_notice_served | 听证通知送达 | hearing_on
hearing_held | 听证 | presided_by fee?
decision_extended | 办案期限延长 | days? until? approved_by level=head,superior
on_the_spot_decision | 当场处罚 | fine? kinds? confiscated_gains? confiscated_goods?
    collected_on_the_spot?=bool collection_ground?=small_fine,hard_to_collect,remote_at_request
    review_first_told?=bool remedies_told?=bool receipt_no? warning?=bool
simple_materials_handed_in | 当场处罚材料交回机关 | landed_on?
decision_made | 处罚决定 | fine? confiscated_gains? confiscated_goods? kinds? fines? basis? offences?
    remedies_told?=bool in_name_of?
no_penalty_decided | 不予处罚 | ground
public_notice_issued | 公告送达 | paper?
decision_served | 决定书送达 | method=direct,left,post,electronic,entrusted,passed_on ref?
paper_served | 其他文书送达 | paper method ref?
decision_published | 公示 | channel?
publication_withdrawn | 撤回 | channel?
decision_changed | 变更、撤销决定 | how=changed,revoked fine? fines? confiscated_gains? confiscated_goods? kinds?
paper_corrected | 补正 | ref reason
major_filed | 重大处罚备案报送 | recipient report=bool evidence_copies=bool decision_copy=bool ref?
filing_received | 备案收件 | recipient receipt_no?
filing_reviewed | 备案审查结果 | recipient outcome=no_objection,problems
case_file_called | 调阅案卷 | recipient
case_file_handed_over | 报送案卷 | recipient
filing_corrected | 改正 | recipient
objection_submitted | 异议报告 | recipient
fine_collected | 当场收缴 | amount receipt_no? on_water?=bool
fine_handed_in | 缴至机关 | amount
fine_banked | 缴付银行 | amount
fine_paid | 缴款 | amount receipt_no?
deferral_approved | 延期、分期 | until instalments? approved_by?
reminder_served | 催告 | method?
court_application_filed | 申请强制执行 | court?
court_refused | 法院不予受理 | court?
reconsideration_applied | 申请复议 |
reconsideration_copy_received | 收到复议申请副本 | simplified?=bool
reconsideration_answered | 提交答复 |
reconsideration_received | 收到复议申请 |
reconsideration_accepted | 受理复议申请 |
reconsideration_passed_on | 转送复议申请 |
reconsideration_decided | 复议决定 | outcome=upheld,changed,revoked,unlawful served_on?
reconsideration_carried_out | 履行复议决定 | ref?
advice_received | 收到复议意见书、建议书 | ref?
advice_answered | 回复复议意见书、建议书 | ref?
complaint_received | 当事人申诉 | about? upheld?=bool
suit_filed | 起诉 |
judgment_given | 判决 | outcome=upheld,changed,revoked,unlawful
goods_surrendered | 自愿上缴物品 | items
goods_disposed | 罚没物品处理 | items method
refund_made | 退款 | amount
paper_received | 收到来文（移送函、检察意见等） | from title
party_changed | 当事人变更 | change=died,dissolved,guardian_named,succeeded to?
case_closed | 结案 | ground=performed,court_accepted,nothing_to_perform,decision_revoked,other approved_by
case_archived | 归档 | archive_no?
act_voided | 更正（作废前一记载） | ref reason
"""
SERVICE = "direct,left,post,electronic,entrusted,passed_on"
PENALTY_KINDS = (
    "warning,public_criticism,stop_business,close_business,revoke_licence,suspend_licence,downgrade,trade_ban,order"
)
COMMON = {"id", "kind", "on", "at", "until", "party", "officers", "ref", "note", "values", "document"}
TYPES = {
    "amount": "money",
    "fine": "money",
    "confiscated_gains": "money",
    "confiscated_goods": "money",
    "fee": "money",
    "fines": "fines",
    "kinds": "kinds",
    "items": "items",
    "instalments": "instalments",
    "offences": "offences",
    "approved_by": "person",
    "presided_by": "person",
    "reviewer": "person",
    "attendees": "persons",
    "officer": "officer",
    "recipient": "recipient",
    "paper": "form",
    "about": "act_ref",
    "days": "integer",
    "due_on": "date",
    "reply_by": "date",
    "by": "date",
    "hearing_on": "date",
    "received_on": "date",
    "served_on": "date",
    "landed_on": "date",
    "valid_from": "date",
    "valid_until": "date",
}


def _rows() -> list[tuple[str, str, dict[str, str]]]:
    """kind, label, and the fields with their marks, as the table above says."""
    rows = []
    for line in TABLE.replace("\n    ", " ").strip().splitlines():
        kind, label, fields = (part.strip() for part in line.split("|"))
        marks = dict(field.partition("=")[::2] for field in fields.split())
        rows.append((kind, label, marks))
    return rows


ROWS = _rows()


def test_exactly_the_kinds_of_the_table_exist_in_its_order() -> None:
    assert list(kinds()) == [kind for kind, _, _ in ROWS]
    assert [kind.order for kind in kinds().values()] == list(range(1, len(ROWS) + 1))


@pytest.mark.parametrize(("kind", "label", "marks"), ROWS, ids=[row[0] for row in ROWS])
def test_a_kind_has_the_fields_of_the_table(kind: str, label: str, marks: dict[str, str]) -> None:
    known = kinds()[kind]
    assert known.label == label
    assert known.stage in stages()
    own = {name.rstrip("?"): not name.endswith("?") for name in marks if name.rstrip("?") not in ("ref", "until")}
    approval = {"approved_on": False, "approved_at": False} if "approved_by" in own else {}
    assert {name: field.required for name, field in known.fields.items()} == own | approval


@pytest.mark.parametrize(("kind", "label", "marks"), ROWS, ids=[row[0] for row in ROWS])
def test_a_field_has_the_type_of_the_table(kind: str, label: str, marks: dict[str, str]) -> None:
    for name, mark in marks.items():
        field = kinds()[kind].keys[name.rstrip("?")]
        if mark == "bool":
            assert field.type == "bool"
        elif mark:
            assert (field.type, ",".join(field.choices)) == ("choice", mark)
        elif field.name in TYPES:
            assert field.type == TYPES[field.name]
        assert field.label


@pytest.mark.parametrize(("kind", "label", "marks"), ROWS, ids=[row[0] for row in ROWS])
def test_an_act_names_the_one_it_answers_where_the_table_says(kind: str, label: str, marks: dict[str, str]) -> None:
    known = kinds()[kind]
    assert (known.takes_ref == "must") == ("ref" in marks)
    assert "ref?" not in marks or known.takes_ref == "may"
    assert ("ref" in known.keys) == (known.takes_ref != "no")


def test_every_kind_takes_the_common_keys() -> None:
    for kind in kinds().values():
        lacking = COMMON - kind.keys.keys()
        assert lacking == ({"ref"} if kind.takes_ref == "no" else set())


def test_until_is_a_date_for_two_kinds_and_a_time_for_the_others() -> None:
    dated = {kind.kind for kind in kinds().values() if kind.until == "date"}
    assert dated == {"decision_extended", "deferral_approved"}
    assert all(kind.keys["until"].type == kind.until for kind in kinds().values())
    assert kinds()["decision_extended"].one_of == (("days", "until"),)
    assert kinds()["deferral_approved"].one_of == (("until",),)


def test_service_takes_the_methods_of_service_and_disposal_takes_text() -> None:
    for kind in ("decision_served", "paper_served", "notice_served", "reminder_served"):
        assert ",".join(kinds()[kind].fields["method"].choices) == SERVICE
    assert kinds()["goods_disposed"].fields["method"].type == "long_text"


def test_penalty_kinds_are_those_of_the_table() -> None:
    for kind in kinds().values():
        if "kinds" in kind.fields:
            assert ",".join(kind.fields["kinds"].choices) == PENALTY_KINDS


def test_a_party_must_be_named_only_from_the_opinion_to_the_refund_and_when_it_changes() -> None:
    first, last = kinds()["opinion_submitted"].order, kinds()["refund_made"].order
    must = {kind.kind for kind in kinds().values() if kind.names_party == "must"}
    assert all(first <= kinds()[kind].order <= last for kind in must - {"party_changed"})
    assert {
        "opinion_submitted",
        "notice_served",
        "decision_made",
        "decision_served",
        "fine_paid",
        "party_changed",
    } <= must
    of_the_whole_case = {kind for kind in kinds() if first <= kinds()[kind].order <= last} - must
    assert of_the_whole_case == {
        "legal_review_given",
        "discussion_held",
        "decision_extended",
        "paper_served",
        "paper_corrected",
        "case_file_called",
        "case_file_handed_over",
        "advice_received",
        "advice_answered",
        "goods_disposed",
    }


def test_remedies_count_as_told_where_nothing_is_recorded() -> None:
    act = Act("act-1", "decision_made", date(2024, 9, 18))
    assert value_of(act, "remedies_told") is True
    assert value_of(act, "fine") is None
    told = Act("act-1", "decision_made", date(2024, 9, 18), fields={"remedies_told": False, "fine": 100})
    assert (value_of(told, "remedies_told"), value_of(told, "fine")) == (False, 100)
    assert value_of(Act("a", "public_notice_issued", date(2024, 9, 18), at=time(9)), "paper") == "29"


BROKEN = {
    "[act.decision_made]": ("[act.decision_made]\ncolour = 1", "act.decision_made.colour", "没有这个键"),
    'stage = "filing"': ('stage = "fling"', "act.major_filed.stage", "filing"),
    'party = "must"': ('party = "always"', "act.opinion_submitted.party", "must、may"),
    'ref = "must"': ('ref = "yes"', "act.preservation_decided.ref", "must、may、no"),
    'until = "date"': ('until = "day"', "act.decision_extended.until", "time、date"),
    'one_of = [["until"]]': ('one_of = [["end"]]', "act.deferral_approved.one_of", "分组"),
    'field.fee = { label = "收取的费用", type = "money"': (
        'field.fee = { label = "收取的费用", type = "yuan"',
        "act.hearing_held.field.fee.type",
        "money",
    ),
    'label = "改正期限", ': ('label = "", ', "act.correction_ordered.field.by.label", "不为空"),
    'type = "choice", choices = "regime"': (
        'type = "choice", choices = "regimes"',
        "act.test_result_notified.field.regime.choices",
        "regime",
    ),
    'label = "理由", type = "long_text", optional = true': (
        'label = "理由", type = "long_text", optional = 1',
        "act.investigation_resumed.field.reason.optional",
        "true 或 false",
    ),
    'optional = true, default = "29"': (
        "optional = true, default = 29",
        "act.public_notice_issued.field.paper.default",
        "文书编号",
    ),
    "field.by = {": ("field.party = {", "act.correction_ordered.field.party", "同名"),
    'record = "facts"': ('record = "fact"', "record.conduct.facts.record", "已经列出"),
    'unlawful = "确认违法"': ('unlawful = ""', "choices.remedy_outcome.unlawful", "不为空"),
    "format = 1": ("format = 2", "format", "应为 1"),
    "[stages]": ("[phases]", "phases", "没有这个键"),
}


@pytest.mark.parametrize("found", BROKEN)
def test_a_broken_table_is_refused_by_file_and_key(found: str) -> None:
    replacement, key, words = BROKEN[found]
    text = path("law", "acts.toml").read_text(encoding="utf-8")
    assert found in text
    with pytest.raises(DataError) as refused:
        read_kinds(read_description(text.replace(found, replacement, 1), "broken.toml"), "broken.toml")
    assert (refused.value.file, refused.value.key) == ("broken.toml", key)
    assert words in refused.value.expected


def test_the_description_is_read_once() -> None:
    assert description() is description()
    assert kinds() is kinds()
