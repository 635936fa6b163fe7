"""Short hands for the tests of ranges: an offence and facts as the text interface writes them."""

from datetime import date

from procedures.catalogue import shipped_catalogue
from procedures.penalties import Facts, Range, SameAct, penalty, read_facts, same_act

TODAY = date(2026, 10, 9)


def facts(told: str) -> Facts:
    """`goods_value=9000 who=unit`, all of it right."""
    found, problems = read_facts(told.split(), TODAY)
    assert not problems, problems
    return found


def computed(offence: str, told: str = "") -> Range:
    return penalty(shipped_catalogue(), offence, facts(told))


def compared(offences: str, told: str = "") -> SameAct:
    return same_act(shipped_catalogue(), offences.split(), facts(told))


def ends(found: Range) -> list[tuple[str, str, str]]:
    """Who, from, to, in yuan."""
    return [(band.who, f"{band.low / 100:.2f}", f"{band.high / 100:.2f}") for band in found.bands]
