"""C11 with everything that a hearing, a legal review and a discussion put on paper; amounts and words constructed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from forms.blocks import Paper
from forms.compose import compose
from forms.prepare import Prepared, prepare
from procedures.case import Act, Case, Document, Party
from procedures.field_types import description
from tests.builders import make_act, make_company, make_sources
from tests.forms.penalty_samples import CONTACT, c11_case
from tests.forms.samples import FORMS, empty_sources, paper_of

NOTICE_DAY, REQUEST_DAY, CALLED, HEARD = date(2024, 8, 26), date(2024, 8, 30), date(2024, 9, 3), date(2024, 9, 18)
REVIEWED, DISCUSSED, DECIDED = date(2024, 9, 26), date(2024, 9, 29), date(2024, 10, 11)
CALLING: Mapping[str, Any] = {
    "hearing_time": time(9),
    "hearing_place": "本机关三楼会议室",
    "hearing_way": "public",
    "presider": "吴某",
    "members": "刘某、何某",
    "clerk": "谢某",
}
CASE_SIDE = "提出当事人未经定点屠宰生猪的事实和证据，建议没收生猪产品、工具和违法所得，处罚款50000元。"
PARTY_SIDE = "对屠宰生猪的事实没有异议；认为数量不大、家庭困难，请求从轻处罚。"
LAST_WORDS = "愿意改正，请求从轻处罚。"
RECORD: Mapping[str, Any] = {
    "attendance": "present",
    "recusal_answer": "不申请回避。",
    "case_side": CASE_SIDE,
    "party_side": PARTY_SIDE,
    "debate": "调查人员认为违法所得已经查清，当事人没有提出新的证据。",
    "last_words": LAST_WORDS,
}
REPORT: Mapping[str, Any] = {
    "findings": "当事人未经定点屠宰生猪，货值金额6400元，违法所得1800元，事实清楚，证据充分。",
    "conclusion": "kept",
    "suggestion": "当事人的申辩没有提出法定的从轻情节，建议维持拟处罚意见。",
}
LABELS = description().choices["review_point"]
CHECKS = tuple(
    {"point": point, "mark": "yes", "note": f"{LABELS[point]}核对无误", "proposed": "yes"} for point in LABELS
)
REVIEW: Mapping[str, Any] = {"submitted_by": "综合执法大队", "submitted_on": date(2024, 9, 23), "checks": CHECKS}
SPEECHES = (
    {"person": "郑某", "post": "局长", "view": "同意承办机构的意见。", "vote": "agree"},
    {"person": "钱某", "post": "副局长", "view": "事实清楚，同意。", "vote": "agree"},
)
DISCUSSION: Mapping[str, Any] = {"discussion_place": "本机关小会议室", "recorder": "谢某", "speeches": SPEECHES}


def calling(**changes: Any) -> Act:
    """The notice of the hearing, served on the day after the request was looked at."""
    values = {**CALLING, **changes.pop("values", {})}
    told: dict[str, Any] = {
        "on": CALLED,
        "hearing_on": HEARD,
        "values": values,
        "document": Document("30", "浏农（屠宰）听通〔2024〕1号", CALLED),
    } | changes
    return make_act("hearing_notice_served", **told)


def hearing(**changes: Any) -> Act:
    """The hearing with its record."""
    values = {**RECORD, **changes.pop("values", {})}
    told: dict[str, Any] = {
        "on": HEARD,
        "presided_by": "吴某",
        "at": time(9),
        "until": time(11),
        "values": values,
    } | changes
    return make_act("hearing_held", **told)


def review(**changes: Any) -> Act:
    """The review, all seven points in order."""
    values = {**REVIEW, **changes.pop("values", {})}
    told: dict[str, Any] = {
        "on": REVIEWED,
        "reviewer": "孙某",
        "passed": True,
        "outcome": "agree",
        "values": values,
    } | changes
    return make_act("legal_review_given", **told)


def discussion(**changes: Any) -> Act:
    """The discussion of two heads."""
    values = {**DISCUSSION, **changes.pop("values", {})}
    told: dict[str, Any] = {
        "on": DISCUSSED,
        "at": time(9),
        "until": time(10, 20),
        "presided_by": "郑某",
        "attendees": ("郑某", "钱某"),
        "note": "同意拟作出的处罚决定。",
        "values": values,
    } | changes
    return make_act("discussion_held", **told)


def heard_case(*changed: Act, without: tuple[str, ...] = (), party: Party | None = None) -> Case:
    """C11 with these acts in place of those of their id; `without` leaves out kinds."""
    whole = c11_case()
    stand_in = {act.id: act for act in (calling(), hearing(), review(), discussion(), *changed)}
    acts = [stand_in.pop(act.id, act) for act in whole.acts] + list(stand_in.values())
    kept = tuple(act for act in acts if act.kind not in without)
    return replace(whole, acts=kept, parties=(party,) if party else whole.parties)


def prepared_of(form_id: str, case: Case, kind: str, **own: Any) -> Prepared:
    """One paper of the case's act of this kind, filled."""
    act = next(act for act in case.acts if act.kind == kind)
    sources = make_sources(act, case, document=Document(form_id, "", act.on))
    sources = replace(sources, office=dict(sources.office) | CONTACT)
    return prepare(FORMS.form(form_id, sources.day), sources, own)


def paper_from(form_id: str, case: Case, kind: str, **own: Any) -> Paper:
    """The composed paper."""
    made = prepared_of(form_id, case, kind, **own)
    act = next(act for act in case.acts if act.kind == kind)
    return compose(FORMS.form(form_id, act.on), made.values)


KINDS: Mapping[str, str] = {
    "30": "hearing_notice_served",
    "31": "hearing_held",
    "32": "hearing_held",
    "X10": "discussion_held",
    "X11": "legal_review_given",
}
LONG = "当事人对调查人员提出的证据逐项质证，认为销售单据没有本人签名，称重的记录不准确，请求重新核对。" * 18
LONG_VALUES: Mapping[str, Mapping[str, Any]] = {
    "30": {"hearing_place": "浏阳市某街道某路一百二十八号浏阳市农业农村局综合行政执法大队三楼第一会议室"},
    "31": {
        "party_side": LONG,
        "debate": LONG,
        "agents": [
            {"name": "某律师", "identity": "湖南某律师事务所律师，执业证号00000000000000001"},
            {"name": "聂某某", "identity": "当事人之兄"},
        ],
        "others": "证人王某（同村村民）、鉴定人周某（某检测中心工程师）",
    },
    "32": {"party_view": LONG, "findings": LONG},
    "X10": {
        "found_facts": LONG,
        "speeches": [
            {"person": f"负责人{number}", "post": "副局长", "view": LONG[:300], "vote": "agree"}
            for number in range(1, 9)
        ],
    },
    "X11": {
        "materials": [{"title": f"询问笔录（第{number}次）", "number": "", "copies": 1} for number in range(1, 31)],
        "checks": [{**row, "note": LONG[:240]} for row in CHECKS],
        "suggestions": LONG[:900],
    },
}
HEARING_PAGES: Mapping[str, int] = {
    "30": 2,
    "30 company": 2,
    "30 long": 2,
    "30 nothing": 2,
    "31": 2,
    "31 long": 4,
    "31 nothing": 1,
    "32": 1,
    "32 long": 3,
    "32 nothing": 1,
    "X10": 1,
    "X10 long": 6,
    "X10 nothing": 1,
    "X11": 1,
    "X11 long": 4,
    "X11 nothing": 1,
}


def hearing_papers() -> dict[str, Paper]:
    """Every sample paper of hearing, review and discussion by name."""
    papers: dict[str, Paper] = {}
    for name in HEARING_PAGES:
        form_id, _, which = name.partition(" ")
        kind = KINDS[form_id]
        if which == "nothing":
            papers[name] = paper_of(form_id, empty_sources(kind))
        elif which == "company":
            papers[name] = paper_from(form_id, heard_case(party=make_company()), kind)
        else:
            own = LONG_VALUES[form_id] if which == "long" else (REPORT if form_id == "32" else {})
            papers[name] = paper_from(form_id, heard_case(), kind, **own)
    return papers
