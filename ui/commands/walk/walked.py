"""What a walk has come to: the case as it stands, and the papers that could not be issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.operations.unit import CaseChange
from procedures.case import Act
from procedures.problems import Problem


@dataclass(frozen=True, slots=True)
class Refusal:
    """A paper that was asked for and refused, with the reasons."""

    form: str
    title: str
    act: Act
    problems: Sequence[Problem]

    def __str__(self) -> str:
        reasons = "；".join(str(problem) for problem in self.problems)
        return f"《{self.title}》（{self.act.on} {self.act.id}）没有签发：{reasons}"


@dataclass(frozen=True, slots=True)
class Walked:
    """A case after its walk: papers refused, and those refused at first, before a published fact was mended."""

    change: CaseChange
    refused: tuple[Refusal, ...] = ()
    refused_at_first: tuple[Refusal, ...] = ()
