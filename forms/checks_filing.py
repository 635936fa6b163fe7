"""Drafting checks on the papers of filing: in time, to the right body, resting on what was found and corrected.

Sources: 附件2 第二条至第七条; 农业行政执法文书制作规范 第七条.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forms.checking import Check
from forms.dates import day
from forms.derived_filing import CHOSEN, filed_act, filed_decision, filing_clock
from forms.derived_filing_review import corrections_of, review_found, served_on
from forms.predicates import Values
from forms.sources import Sources
from procedures.problems import Problem

RULES_OF_PAPERS = "农业行政执法文书制作规范第七条"
RECIPIENT, ROWS = "act_filing_recipient", "corrections"
DECIDING = re.compile(r"\d[\d,.]*元|第[一二三四五六七八九十百零]+条|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元")


def filed_in_time(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The report is dated within the fifteen days; a late one is told, and filed all the same (domain: K27)."""
    clock = filing_clock(sources)
    if clock is not None and sources.day > clock.due:
        rolled = f"（原为{day(clock.plain_due)}）" if clock.plain_due != clock.due else ""
        told = f"报备日期{day(sources.day)}晚于备案期限{day(clock.due)}{rolled}"
        yield Problem(told, clock.basis, "立即报送，并说明原因；不改写日期", "document_day", "irregular")


def recipient_of_decision(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The report goes to a body with which a decision of that day is filed, and the others get their own (K27)."""
    decision, chosen = filed_decision(sources), str(sources.act.get("recipient") or "")
    known = sources.rules.recipients_on(decision.on) if decision else ()
    if decision is None:
        return
    names = {one: sources.rules.recipients[one].name for one in known}
    if chosen not in names:
        told = f"作出决定时的备案机关是{'、'.join(names.values())}"
        yield Problem(told, "附件2 第三条", "改选备案机关", RECIPIENT)
        return
    filed = {act.get("recipient") for act in sources.acts("major_filed")} | {chosen}
    others = [name for one, name in names.items() if one not in filed]
    if others:
        told = f"{'、'.join(others)}还没有登记报送；每处一份报告，各报一份"
        yield Problem(told, "附件2 第三条", "几处的报告都制作好，一并报送", RECIPIENT, "formal")


def is_major(values: Values, sources: Sources) -> Iterator[Problem]:
    """The decision reaches what makes it major (附件2 第二条)."""
    from procedures.thresholds import comparisons
    from procedures.view import CaseView

    subject = filed_act(sources)
    if subject is None:
        yield Problem("没有要备案的处罚决定", "附件2 第二条", "先登记处罚决定", "act_filed_number")
    elif not values.get("act_major_ground") and sources.party is not None:
        compared = comparisons(CaseView(sources.case, sources.rules), sources.party, subject)
        told = f"这份决定没有达到重大行政处罚的标准：{'；'.join(one.text for one in compared)}"
        yield Problem(told, "附件2 第二条", "不需要备案；仍要报送的，核对后继续", "act_major_ground", "irregular")


def evidence_of_the_case(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The copies are of this case's own evidence."""
    known = {piece.id for piece in sources.case.evidence}
    strangers = [str(piece) for piece in sources.act.values.get(CHOSEN) or () if piece not in known]
    if strangers:
        told = f"所选证据不在本案证据中：{'、'.join(strangers)}"
        yield Problem(told, "附件2 第四条", "重新选择本案的主要证据", "attachments")


def answers_a_review(_values: Values, sources: Sources) -> Iterator[Problem]:
    """A correction or an objection answers what its addressee found (附件2 第六条、第七条)."""
    if review_found(sources) is None:
        told = "没有该机关审查发现问题的记录"
        yield Problem(told, "附件2 第六条、第七条", "先登记审查结果和来函", RECIPIENT, "irregular")


def correction_served(_values: Values, sources: Sources) -> Iterator[Problem]:
    """What corrects a served paper is served too before it is reported (附件2 第六条)."""
    for act in corrections_of(sources):
        if served_on(sources, act) is None:
            told = f"{day(act.on)}的改正还没有送达当事人"
            yield Problem(told, "附件2 第六条", "先送达并登记送达，再报告改正情况", ROWS, "irregular")


def other_words(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Each correction changes words, and changes no sum and no article: that takes another decision."""
    for number, row in enumerate(values.get(ROWS) or (), 1):
        if row["wrong"] and row["wrong"] == row["right"]:
            yield Problem(f"第{number}处补正前后相同", RULES_OF_PAPERS, "改正，或者删去这一行", ROWS)
        elif DECIDING.findall(row["wrong"] or "") != DECIDING.findall(row["right"] or ""):
            told = f"第{number}处改动了数额或者条文"
            remedy = "只是笔误的，继续；处罚内容、依据有变化的，作出变更决定，重大处罚还要重新备案"
            yield Problem(told, RULES_OF_PAPERS, remedy, ROWS, "irregular")


def corrected_was_served(_values: Values, sources: Sources) -> Iterator[Problem]:
    """Only a paper that was served is corrected in writing, another is made anew (domain: K30)."""
    corrected = sources.act_with(sources.act.ref)
    if corrected is None or corrected.kind in HANDED_OVER:
        return
    acts = sources.acts("decision_served", "paper_served", "public_notice_issued")
    if not any(act.ref in ("", corrected.id) and act.on >= corrected.on for act in acts):
        told = "没有这份文书送达的记录；没有送达的，重新制作，不用补正"
        yield Problem(told, RULES_OF_PAPERS, "核对送达记录", "act_corrected_title", "irregular")


HANDED_OVER = frozenset({"on_the_spot_decision", "notice_served", "hearing_notice_served", "reminder_served"})
FILING_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "filed_in_time": Check(("document_day",), filed_in_time),
        "recipient_of_decision": Check((RECIPIENT,), recipient_of_decision),
        "is_major": Check(("act_major_ground", "act_filed_number"), is_major),
        "evidence_of_the_case": Check(("attachments",), evidence_of_the_case),
        "answers_a_review": Check((RECIPIENT,), answers_a_review),
        "correction_served": Check((ROWS,), correction_served),
        "other_words": Check((ROWS,), other_words),
        "corrected_was_served": Check(("act_corrected_title",), corrected_was_served),
    }
)
