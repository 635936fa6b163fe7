"""What can be wrong, in words an officer can act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["blocking", "irregular", "formal"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the officer can mend.

    `text` says what is so, `basis` the article, `remedy` what to do next; `where` names the field or place.
    """

    text: str
    basis: str = ""
    remedy: str = ""
    where: str = ""
    severity: Severity = "blocking"

    def __str__(self) -> str:
        told = self.text + (f"（{self.basis}）" if self.basis else "")
        return f"{self.where}：{told}" if self.where else told


class RuleError(Exception):
    """The law forbids what was asked for; nothing has been stored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class DataError(Exception):
    """A data file that can't be used: which file, which key, what was expected."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        super().__init__(f"{file}：{key}：{expected}" if key else f"{file}：{expected}")
        self.file, self.key, self.expected = file, key, expected
