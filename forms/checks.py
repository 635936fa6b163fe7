"""The drafting checks that forms name: what is wrong with the values of one paper, beside the field."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from forms.amounts import capitals
from forms.checking import Check
from forms.checks_closing import CLOSING_CHECKS
from forms.checks_filing import FILING_CHECKS
from forms.checks_hearing import HEARING_CHECKS
from forms.checks_investigation import OPENING_CHECKS
from forms.checks_measures import MEASURE_CHECKS
from forms.checks_penalties import PENALTY_CHECKS, law_basis
from forms.checks_review import REVIEW_CHECKS
from forms.dates import day
from forms.derived_records import served_document
from forms.predicates import Values
from forms.sources import Sources
from procedures.problems import Problem

LEAST_OFFICERS = 2
SUM = re.compile(r"([零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+)（¥(\d+)\.(\d\d)元）")


def two_officers(values: Values, _sources: Sources) -> Iterator[Problem]:
    """At least two officers, each with a certificate number (行政处罚法 第四十二条)."""
    officers = values.get("act_officers") or ()
    if len(officers) < LEAST_OFFICERS:
        text = f"执法人员不得少于两人，现有{len(officers)}人"
        yield Problem(text, "行政处罚法第四十二条", "补选一名持证的执法人员", "act_officers")
    for officer in officers:
        if not officer["certificate_no"]:
            text = f"{officer['name']}当日没有有效的执法证件"
            yield Problem(text, "行政处罚法第四十二条", "更换人员，或者到“人员证件”补录证件", "act_officers")


def ends_after_it_began(values: Values, _sources: Sources) -> Iterator[Problem]:
    """The record's end is later than its beginning."""
    began, ended = values.get("act_began"), values.get("act_ended")
    if began and ended and ended <= began:
        yield Problem("结束时间不晚于开始时间", remedy="核对起止时刻", where="act_ended")


def asks_and_answers(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Every question has its answer on the record."""
    for number, row in enumerate(values.get("dialogue") or (), 1):
        for key, word in (("question", "问"), ("answer", "答")):
            if not row[key]:
                yield Problem(f"第{number}问没有记“{word}”", remedy="补记，或者删去这一行", where="dialogue")


def figures_equal_capitals(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Wherever a sum stands in capitals and figures, both say the same (domain: K09)."""
    for key, value in values.items():
        for words, yuan, cents in SUM.findall(_words(value)):
            fen = int(yuan) * 100 + int(cents)
            if words.removesuffix("整") != capitals(fen).removesuffix("整"):
                text = f"大写“{words}”与小写“{yuan}.{cents}元”不一致"
                yield Problem(text, remedy=f"大写应为“{capitals(fen)}”", where=key)


def fine_or_warning(values: Values, _sources: Sources) -> Iterator[Problem]:
    """The simple procedure carries a warning or a fine, and nothing else (行政处罚法 第五十一条)."""
    if not values.get("on_the_spot_decision_penalties"):
        yield Problem(
            "没有填处罚内容",
            "行政处罚法第五十一条、第五十二条",
            "填写罚款数额或者选警告",
            "on_the_spot_decision_penalties",
        )


def served_after_issue(_values: Values, sources: Sources) -> Iterator[Problem]:
    """No paper is served before it was issued."""
    served = served_document(sources)
    issued_on = served.issued_on if served else None
    if issued_on and sources.act.on < issued_on:
        text = f"送达日期{day(sources.act.on)}早于文书日期{day(issued_on)}"
        yield Problem(text, remedy="核对送达日期和文书日期", where="act_on")


def left_needs_witness(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Service that is left at the residence: a witness, or photographs or video noted (民事诉讼法 第八十九条)."""
    if values.get("act_method") == "left" and not values.get("witness") and not values.get("note"):
        text = "留置送达应当有见证人，或者在备注中写明拍照、录像记录"
        yield Problem(text, "民事诉讼法第八十九条", "填写见证人，或者在备注写明照片、录像", "witness")


def service_method_on_record(values: Values, _sources: Sources) -> Iterator[Problem]:
    """What a method of service asks to be kept: the slip of the post, the reason for a public notice, the consent."""
    noted, method = bool(values.get("note")), values.get("act_method")
    if method == "post" and not values.get("mail_no") and not noted:
        text = "邮寄送达没有写单号，回执上注明的收件日期为送达日期"
        yield Problem(text, "民事诉讼法第九十一条", "填写邮寄单号", "mail_no", "irregular")
    if method == "public_notice" and not noted:
        text = "公告送达应当在案卷中记明原因和经过"
        yield Problem(text, "民事诉讼法第九十五条", "在备注写明原因、经过和公告的载体", "note", "irregular")
    if method == "electronic" and not noted:
        text = "电子送达应当有当事人签订的确认书"
        yield Problem(text, "行政处罚法第六十一条", "在备注写明确认书和到达的系统", "note", "irregular")


SIX_ITEMS = (
    ("party_name", "当事人的姓名或者名称", "第一项"),
    ("party_address", "当事人的地址", "第一项"),
    ("found_facts", "违反法律、法规、规章的事实", "第二项"),
    ("case_evidence_list", "证据", "第二项"),
    ("penalties", "行政处罚的种类", "第三项"),
    ("penalty_basis", "行政处罚的依据", "第三项"),
    ("decision_made_remedies", "申请行政复议、提起行政诉讼的途径和期限", "第五项"),
    ("office_agency_name", "作出决定的机关名称", "第六项"),
    ("decision_made_on", "作出决定的日期", "第六项"),
)


def six_items_of_article_59(values: Values, sources: Sources) -> Iterator[Problem]:
    """The six items that a decision must hold (行政处罚法 第五十九条); item 4 is asked for where money is owed."""
    article = law_basis(sources, "decision_contents")
    for key, label, item in SIX_ITEMS:
        if not values.get(key):
            yield Problem(f"决定书应当载明{label}", _item(article, item), f"补填{label}", key)
    if values.get("decision_made_total") and not values.get("decision_made_payment"):
        text = "决定书应当载明行政处罚的履行方式和期限"
        remedy = "到“机关设置”填写收缴罚款的银行"
        yield Problem(text, _item(article, "第四项"), remedy, "decision_made_payment")


def _item(article: str, item: str) -> str:
    """第五十九条第一款第四项; the law before it is cited without items, its text was not read."""
    return f"{article}第一款{item}" if article.endswith("条") else article


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n".join(_words(item) for item in value.values())
    return "\n".join(_words(item) for item in value) if isinstance(value, tuple) else ""


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        **OPENING_CHECKS,
        **MEASURE_CHECKS,
        **PENALTY_CHECKS,
        **CLOSING_CHECKS,
        **HEARING_CHECKS,
        **FILING_CHECKS,
        **REVIEW_CHECKS,
        "two_officers": Check(("act_officers",), two_officers),
        "ends_after_it_began": Check(("act_began", "act_ended"), ends_after_it_began),
        "asks_and_answers": Check(("dialogue",), asks_and_answers),
        "figures_equal_capitals": Check((), figures_equal_capitals),
        "fine_or_warning": Check(("on_the_spot_decision_penalties",), fine_or_warning),
        "served_after_issue": Check(("act_on",), served_after_issue),
        "service_method_on_record": Check(("act_method", "mail_no", "note"), service_method_on_record),
        "left_needs_witness": Check(("act_method", "witness", "note"), left_needs_witness),
        "six_items_of_article_59": Check(
            (*(key for key, _, _ in SIX_ITEMS), "decision_made_total", "decision_made_payment"), six_items_of_article_59
        ),
    }
)
