"""Drafting checks on deferral and closing: instalments and receipts to the fen, nothing left open."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from forms.amounts import figures
from forms.checking import Check
from forms.checks_penalties import law_basis
from forms.dates import day
from forms.derived_closing import paid
from forms.predicates import Values
from forms.sources import Sources
from procedures.problems import Problem

INSTALMENTS = "deferral_approved_instalments"
TOTALS = ("case_closed_payments_total", "case_closed_decided_total")


def instalments_add_up(values: Values, sources: Sources) -> Iterator[Problem]:
    """All instalments together are the fine or what is unpaid of it, to the fen (行政处罚法 第六十六条)."""
    rows, fine = values.get(INSTALMENTS) or (), values.get("decision_made_fine") or 0
    total, owed = sum(row["amount"] or 0 for row in rows), fine - paid(sources, "fine")
    if rows and total not in (fine, owed):
        more, what = "多" if total > owed else "少", "罚款" if owed == fine else "未缴罚款"
        told = f"各期合计{figures(total)}元，{what}{figures(owed)}元，{more}{figures(abs(total - owed))}元"
        yield Problem(told, law_basis(sources, "deferral"), "改正各期数额；只有罚款可以分期", INSTALMENTS)


def instalments_in_order(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Every instalment is due after the one before it, and the last by the end of the deferral."""
    days = [row["due_on"] for row in values.get(INSTALMENTS) or () if row["due_on"]]
    for number, (earlier, later) in enumerate(pairwise(days), 2):
        if later <= earlier:
            told = f"第{number}期的期限{day(later)}不晚于上一期的{day(earlier)}"
            yield Problem(told, remedy="按先后排列各期期限", where=INSTALMENTS)
    until = values.get("deferral_approved_until")
    if days and until and days[-1] != until:
        told = f"最后一期期限是{day(days[-1])}，记载的截止日期是{day(until)}"
        yield Problem(told, remedy="使两处一致", where="deferral_approved_until")


def deferral_approved_by_head(values: Values, sources: Sources) -> Iterator[Problem]:
    """A deferral is granted on application and approval (行政处罚法 第六十六条)."""
    if not values.get("deferral_approved_approved_by"):
        basis = law_basis(sources, "deferral")
        yield Problem("没有记载批准人", basis, "先报批，再登记批准人", "deferral_approved_approved_by", "irregular")


def receipts_equal_decision(values: Values, sources: Sources) -> Iterator[Problem]:
    """What was paid towards fine and gains is what was decided, and every payment has its receipt (domain: K32)."""
    paid, decided = (values.get(key) or 0 for key in TOTALS)
    basis = law_basis(sources, "payment")
    if values.get("case_closed_ground") == "performed" and paid != decided:
        more = "多" if paid > decided else "少"
        told = f"已缴{figures(paid)}元，应缴罚没款{figures(decided)}元，{more}{figures(abs(paid - decided))}元"
        remedy = "核对票据；加处罚款在缴款中注明，多缴的登记退款"
        yield Problem(told, basis, remedy, "case_closed_payments_total")
    for number, row in enumerate(values.get("case_closed_payments") or (), 1):
        if not row["receipt_no"]:
            yield Problem(f"第{number}笔款项没有票据号", basis, "补录票据号", "case_closed_payments", "irregular")


def goods_disposed_of(_values: Values, sources: Sources) -> Iterator[Problem]:
    """Confiscated goods are disposed of before the case is closed (行政处罚法 第七十四条)."""
    taken = [
        act
        for act in sources.acts("decision_made")
        if act.get("confiscated_goods") or act.values.get("confiscated_items")
    ]
    if taken and not sources.acts("goods_disposed"):
        basis = law_basis(sources, "confiscated_goods")
        yield Problem("决定没收物品，没有处理的记载", basis, "先登记罚没物品处理", "goods", "irregular")


def published_before_closing(_values: Values, sources: Sources) -> Iterator[Problem]:
    """A decision with some effect on society is published (行政处罚法 第四十八条)."""
    if sources.acts("decision_made") and not sources.acts("decision_published"):
        basis = law_basis(sources, "publicity")
        told = "没有公示的记载"
        yield Problem(told, basis, "具有一定社会影响的，先登记公示；不公示的说明理由", "publication", "formal")


def corrections_checked(_values: Values, sources: Sources) -> Iterator[Problem]:
    """An order to correct is followed by a check."""
    ordered, checked = sources.acts("correction_ordered"), sources.acts("correction_checked")
    if ordered and not any(check.on >= ordered[-1].on for check in checked):
        basis = law_basis(sources, "correction_and_gains")
        yield Problem("责令改正以后没有复查的记载", basis, "先登记复查结果", "corrections", "irregular")


def filed_before_closing(_values: Values, sources: Sources) -> Iterator[Problem]:
    """A major penalty is filed, with all its parts, with every body it must be filed with (附件2 第三条、第四条)."""
    from procedures.deadlines import clocks_of
    from procedures.filing import filings
    from procedures.view import CaseView

    view = CaseView(sources.case, sources.rules)
    for filing in filings(view, clocks_of(view)):
        if filing.is_owed and filing.state == "due":
            told = f"重大处罚还没有向{filing.recipient_name}报送备案"
            yield Problem(told, "附件2 第三条", "先登记备案报送", "filing", "irregular")
        elif filing.is_owed:
            told = f"向{filing.recipient_name}报送的备案材料不全"
            yield Problem(told, "附件2 第四条", "先补送缺的材料", "filing", "irregular")


CLOSING_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "instalments_add_up": Check((INSTALMENTS, "decision_made_fine"), instalments_add_up),
        "instalments_in_order": Check((INSTALMENTS, "deferral_approved_until"), instalments_in_order),
        "deferral_approved_by_head": Check(("deferral_approved_approved_by",), deferral_approved_by_head),
        "receipts_equal_decision": Check(
            (*TOTALS, "case_closed_payments", "case_closed_ground"), receipts_equal_decision
        ),
        "goods_disposed_of": Check(("goods",), goods_disposed_of),
        "published_before_closing": Check(("publication",), published_before_closing),
        "corrections_checked": Check(("corrections",), corrections_checked),
        "filed_before_closing": Check(("filing",), filed_before_closing),
    }
)
