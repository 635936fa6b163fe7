"""What is told above the fields of an act, and the values that follow from others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that follows, with its article; `tone` as a notice has it."""

    text: str
    basis: str = ""
    tone: str = "soft"


@dataclass(frozen=True, slots=True)
class Live:
    """Values that follow from others, each with its source, and what is told above the fields."""

    values: Mapping[str, tuple[Any, str]]
    notes: tuple[Note, ...] = ()
