"""Whether the amounts for a transfer to the police are reached (涉嫌犯罪移送审查).

The duty begins with the suspicion that an amount is reached; a penalty must not stand in for it. Amounts that are only
recalled are told and never compared. Source: 行政执法机关移送涉嫌犯罪案件的规定 第三条、第十一条.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from procedures.catalogue import Crime
from procedures.catalogue.crimes import Threshold
from procedures.certainty import MARK, UNCONFIRMED
from procedures.penalties.answers import Ground, Line, TransferCheck
from procedures.penalties.bands import exact_amount
from procedures.penalties.facts import UNKNOWN, Amount, Facts

Compared = tuple[Fraction, int, str]
WILDLIFE = "wildlife_value"


def transfer_check(crimes: Mapping[str, Crime], articles: tuple[str, ...], facts: Facts) -> TransferCheck | None:
    """What the facts say of each of these articles of the 刑法; None where no fact for it was given.

    The facts are `sales`, `unsold` and `loss`, and `wildlife_value` for 刑法第三百四十一条.
    """
    rules = {article: crimes[article].rule for article in articles}
    told_value = WILDLIFE in rules.values() and not isinstance(facts.quantities.get(WILDLIFE, UNKNOWN), str)
    if not told_value and facts.sales is None and facts.unsold is None and facts.loss is None:
        return None
    grounds, unconfirmed = [], []
    for article, rule in rules.items():
        crime = crimes[article]
        threshold = crime.threshold(facts.act_on)
        if threshold is None or threshold.certainty in UNCONFIRMED:
            unconfirmed.append(_told(crime, threshold))
        elif rule in RULES and (compared := RULES[rule](facts, threshold)):
            grounds.append(_ground(crime, threshold, compared))
    return TransferCheck(tuple(grounds), tuple(unconfirmed))


def without_amount(crimes: Mapping[str, Crime], articles: tuple[str, ...], day: date) -> tuple[Line, ...]:
    """The crimes that ask for no amount, or for one that no fact here holds: to be thought of before any penalty."""
    found = ((crimes[each], crimes[each].threshold(day)) for each in articles if crimes[each].rule not in RULES)
    return tuple(_told(crime, each) for crime, each in found if each and each.certainty not in UNCONFIRMED)


def _told(crime: Crime, threshold: Threshold | None) -> Line:
    if threshold is None:
        return Line(f"{crime.name}：行为日适用的标准没有录入，{MARK}", crime.name, "recalled")
    end = f"；{MARK}，不据以计算" if threshold.certainty in UNCONFIRMED else ""
    return Line(f"{crime.name}（{crime.about}）：{threshold.text}{end}", threshold.basis, threshold.certainty)


def _ground(crime: Crime, threshold: Threshold, compared: Compared) -> Ground:
    computed, limit, working = compared
    return Ground(crime.name, computed, limit, computed >= limit, working, threshold.basis, threshold.certainty)


def _sales(facts: Facts, threshold: Threshold) -> Compared | None:
    """Sales alone, or below that amount sales times three and what is unsold together."""
    if facts.sales is None and facts.unsold is None:
        return None
    sales, unsold = Fraction(facts.sales or 0), Fraction(facts.unsold or 0)
    if sales >= threshold.amounts["sales"]:
        return sales, threshold.amounts["sales"], f"销售金额{exact_amount(sales)}"
    total = sales * threshold.weight + unsold
    parts = f"销售金额{exact_amount(sales)}×{threshold.weight}＋未销售货值金额{exact_amount(unsold)}"
    return total, threshold.amounts["weighted"], f"{parts}＝{exact_amount(total)}"


def _loss(facts: Facts, threshold: Threshold) -> Compared | None:
    return _alone(facts.loss, threshold, "loss", "造成的损失")


def _wildlife(facts: Facts, threshold: Threshold) -> Compared | None:
    told = facts.quantities.get(WILDLIFE)
    return None if isinstance(told, str) else _alone(told, threshold, WILDLIFE, "野生动物及其制品价值")


def _alone(amount: Amount | None, threshold: Threshold, key: str, name: str) -> Compared | None:
    if amount is None:
        return None
    return Fraction(amount), threshold.amounts[key], f"{name}{exact_amount(amount)}"


RULES: Mapping[str, Callable[[Facts, Threshold], Compared | None]] = {
    "sales": _sales,
    "loss": _loss,
    "wildlife_value": _wildlife,
}
