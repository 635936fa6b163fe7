"""Drafting checks on the penalties of opinion, notice, approval sheet and decision: one story, sums that come out."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from forms.amounts import figures, in_full
from forms.checking import Check
from forms.derived_earlier import illegal_gains
from forms.derived_notices import discussion_duty, has_hearing_right, review_duty
from forms.derived_penalties import figure, kinds_of, multiple_of
from forms.predicates import Values
from forms.sources import Sources
from procedures.case import Act
from procedures.field_types import description
from procedures.numerals import article_words
from procedures.problems import Problem

SUMS: Mapping[str, str] = MappingProxyType(
    {"fine": "罚款", "confiscated_gains": "没收违法所得", "confiscated_goods": "没收物品价值"}
)
CITED = re.compile(r"《[^《》]+》第[一二三四五六七八九十百零]+条(第[一二三四五六七八九十百零]+[款项])*")
BASE = ("fine_base", "fine_times")
OLD_LAW = "行政处罚法（1996年）"


def penalties_as_noticed(values: Values, sources: Sources) -> Iterator[Problem]:
    """Nothing is decided of which the party was not told; what differs is shown with both sides (domain: K17)."""
    notice = sources.newest("notice_served")
    if notice is None or not _tells_figures(notice):
        return
    basis = law_basis(sources, "notice", "statement", "no_notice_no_decision")
    heavier, lighter = _differences(sources.act, notice)
    for told in heavier:
        remedy = "改为不重于告知的内容，或者重新送达事先告知书后再作决定"
        yield Problem(f"{told}，重于事先告知书", basis, remedy, "penalties")
    for told in lighter:
        remedy = "核对；采纳陈述、申辩而减轻的，在复核及采纳情况中写明"
        yield Problem(f"{told}，轻于事先告知书", basis, remedy, "penalties", "irregular")
    if not heavier and not lighter:
        yield from _other_words(values, notice, basis)


def notice_as_opinion(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The notice tells of what was proposed in the opinion (domain: K17)."""
    opinion = sources.newest("opinion_submitted")
    if opinion is None or not _tells_figures(opinion):
        return
    heavier, lighter = _differences(sources.act, opinion)
    for told, where in ((heavier, "重于"), (lighter, "轻于")):
        for words in told:
            basis = law_basis(sources, "notice")
            yield Problem(
                f"{words}，{where}案件处理意见", basis, "核对，或者重新报批处理意见", "penalties", "irregular"
            )


def times_and_base_agree(values: Values, sources: Sources) -> Iterator[Problem]:
    """Base × times is the fine, to the fen (domain: K09)."""
    base, times, fine = values.get("fine_base"), values.get("fine_times"), figure(sources.act, "fine")
    if not times:
        return
    if not base:
        yield Problem("写了倍数，没有写基数", remedy="填写倍数罚款的基数，或者删去倍数", where="fine_base")
        return
    product = multiple_of(base, times)
    if product is None:
        yield Problem(f"倍数“{times}”不是数字", remedy="写成 2.1 的样子", where="fine_times")
    elif fine and product != fine:
        told = f"{figures(base)}元的{times}倍是{figures(product)}元，罚款是{figures(fine)}元"
        yield Problem(told, remedy="改正倍数、基数或者罚款数额", where="fine_times")


def gains_as_found(_values: Values, sources: Sources) -> Iterator[Problem]:
    """What is confiscated as illegal gains is what was found."""
    found, taken = illegal_gains(sources), figure(sources.act, "confiscated_gains")
    if found is None or not taken or found == taken:
        return
    basis = law_basis(sources, "correction_and_gains")
    told = f"没收违法所得{figures(taken)}元，查明的违法所得是{figures(found)}元"
    yield Problem(told, basis, "核对违法所得的计算；已退赔的写明", "penalties", "irregular")


def articles_complete(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Laws stand with their full title and articles as the law numbers them (domain: K12)."""
    for words in values.get("penalty_basis") or ():
        if not CITED.fullmatch(words):
            told = f"“{words}”不是完整的条款"
            yield Problem(told, "", "写成《法律全称》第几条第几款第几项", "penalty_basis", "irregular")


def opinion_has_evidence(values: Values, sources: Sources) -> Iterator[Problem]:
    """The opinion rests on evidence (domain: K19)."""
    if not values.get("case_evidence_list"):
        basis = law_basis(sources, "evidence_kinds")
        yield Problem("没有列出证据", basis, "到“证据”登记证据和证明对象", "case_evidence_list", "irregular")


def no_hearing_right(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The notice without hearing fits only a penalty that gives no right to one (行政处罚法 第六十三条)."""
    if sources.act.get("hearing_offered"):
        yield Problem("已记载告知听证权利", "", "改用告知听证权利的事先告知书", "statement_right")
    elif has_hearing_right(sources):
        told = "拟作出的处罚达到听证标准，应当告知要求听证的权利"
        yield Problem(told, law_basis(sources, "hearing"), "改用告知听证权利的事先告知书", "statement_right")


def hearing_paper_needed(_values: Values, sources: Sources) -> Iterator[Problem]:
    """A hearing is offered where the law gives a right to it; more is allowed and shown."""
    if sources.act.get("hearing_offered") is False:
        yield Problem("记载为没有告知听证权利", "", "改正行为记载，或者改用不听证的事先告知书", "hearing_right")
    elif sources.party is not None and not has_hearing_right(sources):
        told = "拟作出的处罚没有达到听证标准"
        basis = law_basis(sources, "hearing")
        yield Problem(told, basis, "核对；愿意给予听证的可以保留", "hearing_right", "formal")


def reviews_on_record(_values: Values, sources: Sources) -> Iterator[Problem]:
    """Legal review and discussion are recorded where they must come first (行政处罚法 第五十七条、第五十八条)."""
    review, due = sources.newest("legal_review_given"), review_duty(sources)
    if review is not None and review.get("passed") is False:
        yield Problem(
            "法制审核没有通过", law_basis(sources, "legal_review"), "改正后重新送审", "legal_review", "irregular"
        )
    elif review is None and due is not None and due.required:
        yield Problem(f"{due.reason}，应当经法制审核", due.basis, "先登记法制审核", "legal_review", "irregular")
    talk = discussion_duty(sources)
    if talk is not None and talk.required and sources.newest("discussion_held") is None:
        yield Problem(f"{talk.reason}，应当集体讨论", talk.basis, "先登记集体讨论", "discussion", "irregular")


def law_basis(sources: Sources, *names: str) -> str:
    """The articles of these names in the penalty law of the document's day; only the law where none is known."""
    found = [sources.rules.citations.citation(name, sources.day) for name in names]
    articles = dict.fromkeys(article for one in found if one is not None for article in one.articles)
    return "行政处罚法" + "、".join(article_words(article) for article in articles) if articles else OLD_LAW


def _differences(act: Act, earlier: Act) -> tuple[list[str], list[str]]:
    """In words, in what an act is heavier and in what it is lighter than an earlier one."""
    heavier: list[str] = []
    lighter: list[str] = []
    for key, label in SUMS.items():
        now, then = figure(act, key), figure(earlier, key)
        if now != then:
            (heavier if now > then else lighter).append(f"{label}{_sum(now)}，原为{_sum(then)}")
    words = description().choices["penalty_kind"]
    now_kinds, then_kinds = kinds_of(act), kinds_of(earlier)
    heavier += [f"增加了{words[kind]}" for kind in sorted(now_kinds - then_kinds) if kind in words]
    lighter += [f"少了{words[kind]}" for kind in sorted(then_kinds - now_kinds) if kind in words]
    return heavier, lighter


def _tells_figures(act: Act) -> bool:
    """Whether any sum or kind is on record; an act of which only the day is known has nothing to compare with."""
    return any(figure(act, key) for key in SUMS) or bool(kinds_of(act))


def _sum(fen: int) -> str:
    return in_full(fen) if fen else "没有这一项"


def _other_words(values: Values, notice: Act, basis: str) -> Iterator[Problem]:
    """The same figures in other words than the notice: to be looked at."""
    told = _joined(notice.values.get("penalties"))
    decided = _joined(values.get("penalties"))
    if told and decided and told != decided:
        yield Problem(f"处罚内容的文字与事先告知书不同；告知书为：{told}", basis, "核对两处文字", "penalties", "formal")


def _joined(rows: Any) -> str:
    return "".join(str(row.get("text") or "") for row in rows or ())


PENALTY_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "penalties_as_noticed": Check(("penalties",), penalties_as_noticed),
        "notice_as_opinion": Check(("penalties",), notice_as_opinion),
        "times_and_base_agree": Check(BASE, times_and_base_agree),
        "gains_as_found": Check(("penalties",), gains_as_found),
        "articles_complete": Check(("penalty_basis",), articles_complete),
        "opinion_has_evidence": Check(("case_evidence_list",), opinion_has_evidence),
        "no_hearing_right": Check(("statement_right",), no_hearing_right),
        "hearing_paper_needed": Check(("hearing_right",), hearing_paper_needed),
        "reviews_on_record": Check(("legal_review", "discussion"), reviews_on_record),
    }
)
