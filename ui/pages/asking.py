"""A field that a page made by hand asks for, in the shape from which the generated forms are made."""

from dataclasses import dataclass

from forms.kinds import Choice, Column


@dataclass(frozen=True, slots=True)
class Ask:
    """One field; `width` in twelfths, `limit` in characters (0: the kind's own)."""

    key: str
    label: str
    kind: str = "text"
    width: int = 4
    required: bool = False
    help: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    section: str = ""
    fact: str = ""
    derived: bool = False
    limit: int = 0
