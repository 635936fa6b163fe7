"""Preservation and coercive measures: legal basis, approval before the act, list, extension, who may take them.

Sources: 行政处罚法 第五十六条; 行政强制法 第十条、第十七条至第二十五条.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from procedures.case import Act
from procedures.clocks import Clock
from procedures.gates.opening import approval, approval_words, approved_after
from procedures.gates.registry import Context, Hit, predicate
from procedures.view import yuan

LISTING = ("property_seized", "evidence_preserved", "sample_taken", "goods_counted", "goods_surrendered")
# 法律、法规: a title that ends in 法 or 条例; 办法 is a rule of a department.
LAW_OR_REGULATION = re.compile(r"(?:(?<!办)法|条例)(?=[\s》〉）)（(第、，；]|$)")


@predicate("goods_not_listed")
def _goods_not_listed(_: Context, act: Act) -> Iterator[Hit]:
    if not act.get("items"):
        yield Hit()


@predicate("no_legal_basis")
def _no_legal_basis(_: Context, act: Act) -> Iterator[Hit]:
    if not (act.get("basis") or "").strip():
        yield Hit()


@predicate("basis_not_law", "cited")
def _basis_not_law(_: Context, act: Act) -> Iterator[Hit]:
    cited = (act.get("basis") or "").strip()
    if cited and not LAW_OR_REGULATION.search(cited):
        yield Hit({"cited": cited})


@predicate("measure_approved_late", "approved", "day")
def _measure_approved_late(context: Context, act: Act) -> Iterator[Hit]:
    """Approved after the act; in an emergency only where the report came after the hours that the law gives."""
    if not act.get("approved_by") or not approved_after(act):
        return
    if not (act.get("emergency") and _within_emergency(context, act)):
        yield Hit({"approved": approval_words(act), "day": str(act.on)})


def _within_emergency(context: Context, act: Act) -> bool:
    hours = timedelta(hours=int(context.view.rulebook.value("emergency_report", act.on).value))
    on, at = approval(act)
    if act.at is None or at is None:
        # Counted from the end of the day of the act where an hour is missing.
        return on - act.on <= hours
    return datetime.combine(on, at) - datetime.combine(act.on, act.at) <= hours


@predicate("by_delegated_body")
def _by_delegated_body(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("by_delegated_body"):
        yield Hit()


@predicate("list_not_given")
def _list_not_given(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("list_given") is False:
        yield Hit()


@predicate("extended_after_end", "what", "end")
def _extended_after_end(context: Context, act: Act) -> Iterator[Hit]:
    """An extension that all the limits it may be about had outrun."""
    decided, party = approval(act)[0], context.view.case.party_of(act)
    own = [clock for clock in context.clocks if _is_extended(context, clock, act) and clock.party in ("", party)]
    # An extension decided in time moves the clock's day, one decided late leaves it where it was.
    if own and all(decided > clock.due and not clock.is_paused(decided) for clock in own):
        last = max(own, key=lambda clock: clock.due)
        yield Hit({"what": last.label, "end": str(last.due)})


def _is_extended(context: Context, clock: Clock, act: Act) -> bool:
    extension = context.view.rulebook.deadlines[clock.id].extension
    about = act.ref in ("", clock.act) and clock.trigger_on <= approval(act)[0]
    return extension is not None and extension.in_time and extension.act == act.kind and about


@predicate("extended_too_long", "days", "most")
def _extended_too_long(context: Context, act: Act) -> Iterator[Hit]:
    extension = context.view.rulebook.deadlines["seizure_end"].extension
    days = sum(other.get("days") or 0 for other in _extensions(context, act))
    if extension is not None and extension.most and days > extension.most:
        yield Hit({"days": str(days), "most": str(extension.most)})


def _extensions(context: Context, act: Act) -> Sequence[Act]:
    """The extensions of the same measure up to this one."""
    earlier = [other for other in context.before(act, act.kind) if other.ref == act.ref and other.id != act.id]
    return [*earlier, act]


@predicate("extension_not_told")
def _extension_not_told(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("told_in_writing") is False:
        yield Hit()


@predicate("confiscated_not_listed", "amount")
def _confiscated_not_listed(context: Context, act: Act) -> Iterator[Hit]:
    """Goods confiscated of which no list stands anywhere in the file: not here, not of a measure, not of the case."""
    amount = act.get("confiscated_goods")
    listed = act.values.get("confiscated_items") or context.view.case.goods
    if amount and not listed and not any(other.get("items") for other in context.before(act, *LISTING)):
        yield Hit({"amount": yuan(amount)}, certain=False)
