"""The facts from which a lawful range is computed, under the names of the text interface.

Amounts are fen and exact: a sum that doesn't come out in whole fen is kept as a fraction, because thresholds are
compared before anything is rounded. An area is square metres.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from procedures.case import Conduct
from procedures.catalogue.entries import GRADES
from procedures.catalogue.tokens import QUANTITIES

UNKNOWN: Literal["unknown"] = "unknown"
Amount = int | Fraction
Told = Amount | Literal["unknown"]

AREA = "area_m2"
SUMS = ("proposed_fine", "sales", "unsold", "loss")
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "who": ("unit", "individual", "household", "operator", "responsible_person", "institution", "non_business"),
        "grade": GRADES,
        "corrected": ("yes", "no", "refused"),
        "consequence": ("yes", "no"),
        "authority": ("county", "province", "state"),
        "mitigation": ("yes",),
    }
)
NAMES = (*QUANTITIES, *CHOICES, "act_on", *SUMS)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one breach by one person.

    `quantities` holds the bases by name: fen (square metres for `area_m2`), `unknown` where it can't be established; a
    name that is absent was not told. `who`, `corrected` and `consequence` are empty where not told; `corrected` is yes,
    no (time ran out) or refused. `mitigation`: a ground of 行政处罚法 第三十二条 is on record.
    """

    act_on: date
    quantities: Mapping[str, Told] = field(default_factory=lambda: MappingProxyType({}))
    who: str = ""
    grade: str = "ordinary"
    corrected: str = ""
    consequence: str = ""
    authority: str = "county"
    mitigation: bool = False
    proposed_fine: int | None = None
    sales: Amount | None = None
    unsold: Amount | None = None
    loss: Amount | None = None

    @property
    def overdue(self) -> bool:
        """逾期不改正; who refuses lets the time run out too."""
        return self.corrected in ("no", "refused")

    @property
    def refused(self) -> bool:
        """拒不改正."""
        return self.corrected == "refused"

    @property
    def serious(self) -> bool:
        """情节严重, the especially serious included."""
        return self.grade != "ordinary"


def facts_of(conduct: Conduct, **changed: Any) -> Facts:
    """The facts that a case records of a conduct, with what is `changed`; its last day unless `act_on` is told."""
    told = {**conduct.facts, **changed}
    quantities = {name: _exact(told[name]) for name in QUANTITIES if told.get(name) is not None}
    own = {name: told[name] for name in CHOICES if name != "mitigation" and told.get(name)}
    sums = {name: told[name] for name in SUMS if told.get(name) is not None}
    day = told.get("act_on") or conduct.until or conduct.on
    mitigation = told.get("mitigation") in ("yes", True)
    return Facts(day, MappingProxyType(quantities), mitigation=mitigation, **own, **sums)


def _exact(value: Any) -> Told:
    return value if value == UNKNOWN or isinstance(value, int) else Fraction(value)
