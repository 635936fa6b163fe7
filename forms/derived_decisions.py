"""What decisions and the notices before them say, worked out of the acts."""

from collections.abc import Mapping

from forms.amounts import in_full
from forms.derived_basics import act_of
from forms.sources import Sources
from forms.wording import sentence
from procedures.field_types import description


def on_the_spot_penalties(sources: Sources) -> tuple[str, ...]:
    """Which of the two penalties of the simple procedure were chosen."""
    act = act_of(sources, "on_the_spot_decision")
    warned = bool(act.get("warning")) or "warning" in (act.get("kinds") or ())
    return tuple(name for name, chosen in (("warning", warned), ("fine", bool(act.get("fine")))) if chosen)


def on_the_spot_payment(sources: Sources) -> str:
    """on_the_spot or bank; nothing without a fine."""
    act = act_of(sources, "on_the_spot_decision")
    if not act.get("fine"):
        return ""
    return "on_the_spot" if act.get("collected_on_the_spot") else "bank"


def on_the_spot_remedies(sources: Sources) -> str:
    """Remedies by the day of the document; the surcharge where a fine is to be paid at the bank."""
    told = sentence("remedies_on_the_spot", sources)
    return told + (sentence("late_payment", sources) if on_the_spot_payment(sources) == "bank" else "")


def statement_told(sources: Sources) -> str:
    """The rights told and no objection raised, as the officer may confirm with one click."""
    return sentence("statement_told", sources)


def decision_penalties(sources: Sources) -> tuple[Mapping[str, str], ...]:
    """The penalties of the decision in their order, each with its sum; for the numbered list."""
    act = act_of(sources, "decision_made")
    words = description().choices["penalty_kind"]
    lines = [words[kind] for kind in act.get("kinds") or () if kind in words and kind != "order"]
    if act.get("confiscated_goods"):
        lines.append("没收违法财物")
    if act.get("confiscated_gains"):
        lines.append(f"没收违法所得{in_full(act.get('confiscated_gains'))}")
    if act.get("fine"):
        lines.append(f"处罚款{in_full(act.get('fine'))}")
    ends = ["；"] * (len(lines) - 1) + ["。"]
    return tuple({"text": line + end} for line, end in zip(lines, ends, strict=False))


def decision_total(sources: Sources) -> int:
    """Confiscated gains and fine together, fen."""
    act = act_of(sources, "decision_made")
    return int(act.get("confiscated_gains") or 0) + int(act.get("fine") or 0)


def decision_payment(sources: Sources) -> str:
    """Where and by when to pay, and the surcharge; nothing where no money is owed."""
    act = act_of(sources, "decision_made")
    if not decision_total(sources):
        return ""
    return sentence("bank_payment", sources) + (sentence("late_payment_cited", sources) if act.get("fine") else "")


def decision_remedies(sources: Sources) -> str:
    """Remedies of the general procedure by the day of the document."""
    return sentence("remedies_ordinary", sources)


def decision_enforcement(sources: Sources) -> str:
    """What follows where the party neither seeks a remedy nor performs."""
    return sentence("enforcement", sources)


def notice_number(sources: Sources) -> str:
    """The number of the prior notice that was served."""
    notice = sources.newest("notice_served")
    return notice.document.number if notice and notice.document else ""


def notice_rights(sources: Sources) -> str:
    """The rights of which the prior notice told."""
    notice = sources.newest("notice_served")
    return "陈述、申辩和要求听证" if notice and notice.get("hearing_offered") else "陈述、申辩"


def party_reaction(sources: Sources) -> str:
    """What the party did about the notice: stated, waived, or let the time pass."""
    heard = notice_rights(sources).endswith("听证")
    if sources.newest("statement_received"):
        return "当事人提出了陈述、申辩意见。"
    waived = sources.newest("rights_waived")
    if waived:
        return f"当事人书面放弃{description().choices['waived_right'].get(waived.get('which'), '陈述、申辩')}的权利。"
    return f"当事人逾期未提出陈述、申辩{'，也未要求听证' if heard else ''}。"
