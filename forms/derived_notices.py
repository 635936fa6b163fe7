"""What notices tell of rights, and what papers after them tell of the party's answer, the measures and the reviews."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from forms.dates import day
from forms.derived_decisions import paper_number
from forms.derived_investigation import SOURCE_CLAUSES, UNKNOWN_SOURCE, officer_name
from forms.derived_measures import measure_word
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Act
from procedures.field_types import description
from procedures.numerals import chinese_number

if TYPE_CHECKING:
    from procedures.thresholds import Duty

STATEMENT, HEARING = "陈述、申辩", "听证"


def notice_number(sources: Sources) -> str:
    """The number of the prior notice that was served."""
    return paper_number(sources, "notice_served")


def notice_rights(sources: Sources) -> str:
    """The rights of which the prior notice told."""
    notice = sources.newest("notice_served")
    return f"{STATEMENT}和要求{HEARING}" if notice and notice.get("hearing_offered") else STATEMENT


def statement_right(sources: Sources) -> str:
    """How and until when the party may state and defend, where it has no right to a hearing; days of the setting."""
    days = int(sources.rules.setting(sources.case, "statement_days", sources.day).value)
    return sentence("statement_right", sources, days=chinese_number(days))


def statement_right_heard(sources: Sources) -> str:
    """How and until when the party may state and defend, where it may also ask for a hearing."""
    return sentence("statement_right_heard", sources)


def hearing_right(sources: Sources) -> str:
    """How and until when the party may ask for a hearing."""
    return sentence("hearing_right", sources)


def party_reaction(sources: Sources) -> str:
    """What the party did about the notice: stated, asked for a hearing, waived, and what it let pass."""
    if sources.newest("notice_served") is None:
        return ""
    told = [*_statements(sources), *_hearings(sources), *_waivers(sources)]
    return "".join(told) + _passed(sources)


def statement_review(sources: Sources) -> str:
    """How the agency dealt with the party's statement (行政处罚法 第四十五条); nothing where there was none."""
    return "".join(_reviewed(act) for act in _after_notice(sources, "statement_received"))


def measures_note(sources: Sources) -> str:
    """Preservation, sealing and seizure of goods in the order of their days, and what became of them."""
    return _course(sources, _MEASURES, lambda own: f"本机关{_MEASURES[own.act.kind](own)}{_numbered(own.act)}")


def process_told(sources: Sources) -> str:
    """The course of the investigation, an act at a time in the order of their days."""
    return _course(sources, _STEPS, lambda own: _STEPS[own.act.kind](own))


def legal_review(sources: Sources) -> str:
    """The outcome of the legal review, else that none is needed; nothing while a needed one is missing."""
    act = sources.newest("legal_review_given")
    if act is None:
        duty = review_duty(sources)
        return "" if duty is None or duty.required else f"{duty.reason}。"
    outcome = description().choices["review_outcome"].get(str(act.get("outcome")), "")
    said = outcome or ("审核通过" if act.get("passed") else "审核未通过")
    grounds = str(act.get("grounds") or "").rstrip("。")
    reviewer = officer_name(sources, str(act.get("reviewer") or ""))
    return f"{day(act.on)}，{reviewer}审核：{said}。{f'{grounds}。' if grounds else ''}"


def discussion(sources: Sources) -> str:
    """Who discussed the case and when, else that no discussion is needed; nothing while a needed one is missing."""
    act = sources.newest("discussion_held")
    if act is None:
        duty = discussion_duty(sources)
        return "" if duty is None or duty.required else f"{duty.reason}。"
    attendees = "、".join(officer_name(sources, str(one)) for one in act.get("attendees") or ())
    note = f"{act.note.rstrip('。')}。" if act.note else ""
    presider = officer_name(sources, str(act.get("presided_by") or ""))
    return f"{day(act.on)}，由{presider}主持集体讨论，参加人员：{attendees}。{note}"


def review_duty(sources: Sources) -> "Duty | None":
    """Whether a legal review must come before the decision; None where no party is named."""
    from procedures import thresholds
    from procedures.view import CaseView

    if sources.party is None:
        return None
    return thresholds.legal_review(
        CaseView(sources.case, sources.rules), sources.party, has_hearing_right(sources), sources.day
    )


def discussion_duty(sources: Sources) -> "Duty | None":
    """Whether the leaders must discuss the case before the decision; None where no party is named."""
    from procedures import thresholds
    from procedures.view import CaseView

    if sources.party is None:
        return None
    return thresholds.discussion(CaseView(sources.case, sources.rules), has_hearing_right(sources), sources.day)


def has_hearing_right(sources: Sources) -> bool:
    """Whether the penalty of this act, or else of the notice, gives a right to a hearing (行政处罚法 第六十三条)."""
    from procedures.thresholds import hearing_grounds
    from procedures.view import CaseView, penalty_of

    notice = sources.newest("notice_served")
    if sources.party is None:
        return False
    penalty = penalty_of(notice or sources.act)
    return bool(hearing_grounds(CaseView(sources.case, sources.rules), sources.party, penalty))


def _statements(sources: Sources) -> Iterator[str]:
    for act in _after_notice(sources, "statement_received"):
        yield f"{day(act.on)}，当事人提出{STATEMENT}意见。{_reviewed(act)}"


def _reviewed(act: Act) -> str:
    outcome = {True: "，决定予以采纳", False: "，决定不予采纳"}.get(act.get("adopted"), "")
    return f"本机关对当事人提出的事实、理由和证据进行了复核{outcome}。"


def _hearings(sources: Sources) -> Iterator[str]:
    for act in _after_notice(sources, "hearing_requested"):
        yield f"{day(act.on)}，当事人要求{HEARING}。"
    for act in _after_notice(sources, "hearing_held"):
        yield f"{day(act.on)}，本机关依法举行了{HEARING}。"


def _waivers(sources: Sources) -> Iterator[str]:
    rights = description().choices["waived_right"]
    for act in _after_notice(sources, "rights_waived"):
        yield f"当事人书面放弃{rights.get(str(act.get('which')), STATEMENT)}的权利。"


def _passed(sources: Sources) -> str:
    """Which of the rights the party neither used nor waived; who is heard has stated as well."""
    waived = {str(act.get("which")) for act in _after_notice(sources, "rights_waived")}
    heard = bool(_after_notice(sources, "hearing_requested") or _after_notice(sources, "hearing_held"))
    stated = heard or bool(_after_notice(sources, "statement_received"))
    silent = not stated and not waived & {"statement", "both"}
    offered = notice_rights(sources).endswith(HEARING)
    unheard = offered and not heard and not waived & {"hearing", "both"}
    if silent:
        return f"当事人逾期未提出{STATEMENT}{f'，也未要求{HEARING}' if unheard else ''}。"
    return f"当事人逾期未要求{HEARING}。" if unheard else ""


def _after_notice(sources: Sources, kind: str) -> tuple[Act, ...]:
    """The acts that answer the newest notice: not those that answered one which a later notice replaced."""
    notice = sources.newest("notice_served")
    return tuple(act for act in sources.acts(kind) if notice is None or act.on >= notice.on)


def _course(sources: Sources, kinds: Iterable[str], told: Callable[[Sources], str]) -> str:
    """Acts in the order of their days, each with its day; 同日 where it is that of the one before."""
    acts = sources.acts(*kinds)
    days = [None, *(act.on for act in acts)]
    words = [
        f"{'同日' if act.on == before else day(act.on)}，{told(replace(sources, act=act))}"
        for before, act in zip(days, acts, strict=False)
    ]
    return f"{'；'.join(words)}。" if words else ""


def _numbered(act: Act) -> str:
    return f"（{act.document.number}）" if act.document and act.document.number else ""


Told = Callable[[Sources], str]
_MEASURES: Mapping[str, Told] = {
    "evidence_preserved": lambda _own: "对涉案物品依法予以先行登记保存",
    "preservation_decided": lambda _own: "对先行登记保存的物品作出处理决定",
    "property_seized": lambda own: f"对涉案财物依法予以{measure_word(own)}",
    "seizure_extended": lambda own: f"决定延长{measure_word(own)}期限{own.act.get('days')}日",
    "seizure_released": lambda own: f"解除{measure_word(own)}",
}
_STEPS: Mapping[str, Told] = {
    "lead_received": lambda own: SOURCE_CLAUSES.get(str(own.act.get("source")), UNKNOWN_SOURCE),
    "case_opened": lambda _own: "经批准立案",
    "site_inspected": lambda own: f"对{own.act.get('place')}进行现场检查",
    "sample_taken": lambda _own: "抽样取证",
    "testing_ended": lambda _own: "检测机构出具报告",
    "test_result_notified": lambda _own: "告知检测结果",
    "interview_held": lambda own: f"询问{own.act.get('respondent')}",
    "evidence_preserved": lambda _own: "先行登记保存涉案物品",
    "preservation_decided": lambda _own: "对登记保存的物品作出处理决定",
    "property_seized": _MEASURES["property_seized"],
    "correction_ordered": lambda _own: "责令改正",
    "correction_checked": lambda own: f"复查，{'已改正' if own.act.get('corrected') else '未改正'}",
    "paper_received": lambda own: f"收到{own.act.get('from')}《{own.act.get('title')}》",
}
