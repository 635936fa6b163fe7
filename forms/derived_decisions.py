"""What decisions say about paying, remedies and enforcement, worked out of the acts."""

from datetime import date

from forms.derived_basics import act_of
from forms.sources import Sources
from forms.wording import sentence

OWED = {"fine": "罚款", "confiscated_gains": "没收的违法所得"}


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


def decision_total(sources: Sources) -> int:
    """Confiscated gains and fine together, fen."""
    act = act_of(sources, "decision_made")
    return int(act.get("confiscated_gains") or 0) + int(act.get("fine") or 0)


def decision_payment(sources: Sources) -> str:
    """Where and by when to pay, and the surcharge; nothing where no money is owed."""
    act = act_of(sources, "decision_made")
    if not decision_total(sources):
        return ""
    owed = [name for key, name in OWED.items() if act.get(key)]
    told = sentence("bank_payment", sources, money="罚没款" if len(owed) > 1 else owed[0])
    return told + (sentence("late_payment_cited", sources) if act.get("fine") else "")


def decision_remedies(sources: Sources) -> str:
    """Remedies of the general procedure by the day of the document."""
    return sentence("remedies_ordinary", sources)


def decision_enforcement(sources: Sources) -> str:
    """What follows where the party neither seeks a remedy nor performs."""
    return sentence("enforcement", sources)


def decision_number(sources: Sources) -> str:
    """The number of the decision."""
    return paper_number(sources, "decision_made")


def paper_number(sources: Sources, kind: str) -> str:
    """The number of the paper of the newest act of a kind; empty where none is known."""
    act = sources.newest(kind)
    return act.document.number if act and act.document else ""


def document_day(sources: Sources) -> date:
    """The day that stands on the paper: that of its issue, else of its act."""
    return sources.day
