"""What a drafting check is: a named function that looks at the values of one paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.predicates import Values
from forms.sources import Sources
from procedures.problems import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """A check and the field keys it reads."""

    needs: tuple[str, ...]
    run: Callable[[Values, Sources], Iterator[Problem]]
