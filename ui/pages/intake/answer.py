"""One answer of the law to what is filled in: verdict first, reason second, article third, the working behind it.

Free of Qt; amounts are fen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.certainty import UNCONFIRMED
from procedures.penalties import Line
from procedures.view import grouped, yuan

UNSURE = {"second_hand": "据转引", "recalled": "凭记忆", "convention": "本机关的理解"}
IN_TEXT = "条文"


@dataclass(frozen=True, slots=True)
class Working:
    """One line of a working: what is compared, where it stands, what comes of it."""

    name: str
    words: str
    note: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The lawful range with the amounts at which something else begins; `thresholds` are (amount, word)."""

    low: int
    high: int
    proposed: int | None
    thresholds: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `stop` means that the law forbids it, `duty` that something must precede a decision.

    `mark` are the words of the tag that says so. `aside` is the figure that it rests on, `lines` what else belongs to
    it. `unsure` says in words why the rule still has to be confirmed, empty where its text was read.
    """

    id: str
    question: str
    verdict: str
    reason: str = ""
    basis: str = ""
    stop: bool = False
    duty: bool = False
    unsure: str = ""
    working: tuple[Working, ...] = ()
    mark: str = ""
    aside: str = ""
    lines: tuple[str, ...] = ()
    scale: Scale | None = None


def workings(lines: Sequence[Line], name: str = IN_TEXT) -> tuple[Working, ...]:
    """The lines of an explanation as lines of a working."""
    return tuple(Working(name, line.text, line.basis) for line in lines)


def doubt_in(lines: Sequence[Line]) -> str:
    """Why something among these lines still has to be confirmed; empty where nothing has."""
    return next((UNSURE[line.certainty] for line in lines if line.certainty in UNCONFIRMED), "")


def comma(fen: int | None) -> str:
    """2,000, 16,062.90: an amount of yuan as it is read on screen."""
    whole, dot, rest = yuan(fen or 0).partition(".")
    return f"{int(whole):,}{dot}{rest}"


def exact(fen: int | None) -> str:
    """7,649.00: an amount that was counted or computed, always with its fen."""
    return grouped(fen or 0)
