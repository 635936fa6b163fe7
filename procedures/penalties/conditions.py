"""Whether the condition of a band or of a measure is met by the facts; tokens as in the head of `offences.toml`."""

from collections.abc import Callable, Mapping

from procedures.penalties.facts import Facts

MAY = "may"
MAY_IF = "may_if_"


def _always(_: Facts) -> bool:
    return True


MET: Mapping[str, Callable[[Facts], bool]] = {
    "none": _always,
    "always": _always,
    "must": _always,
    MAY: _always,
    "if_applies": _always,
    "overdue": lambda facts: facts.overdue,
    "refusal": lambda facts: facts.refused,
    "refusal_or_serious": lambda facts: facts.refused or facts.serious,
    "serious": lambda facts: facts.serious,
    "consequence": lambda facts: facts.consequence == "yes",
}


def is_met(condition: str, facts: Facts) -> bool:
    """Whether a condition holds; `may_if_…` asks for the same as its rest."""
    return MET[condition.removeprefix(MAY_IF)](facts)


def mode_of(condition: str) -> str:
    """must or may, where the condition holds."""
    return MAY if condition.startswith(MAY) else "must"
