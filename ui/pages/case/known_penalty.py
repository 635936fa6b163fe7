"""What is known of a penalty: each paper starts from the one before it; the hearing follows from the amounts.

Amounts in fen. Sources: 行政处罚法 第四十四条、第六十三条.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from procedures.case import Act
from procedures.catalogue import offence
from procedures.discretion.told import amount_told
from procedures.goods import goods_ledger
from procedures.goods_lines import CONFISCATED_ITEMS, ZERO, GoodsLine, figure
from procedures.goods_stock import SURRENDER
from procedures.thresholds import hearing_grounds
from procedures.view import penalty_of, yuan
from ui.pages.case.filling import NOTHING, Filler, Filling
from ui.pages.case.penalty_fields import BASE, MULTIPLE

EARLIER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "notice_served": ("opinion_submitted",),
        "decision_made": ("notice_served", "opinion_submitted"),
        "decision_changed": ("decision_changed", "decision_made"),
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "opinion_submitted": "处理意见",
        "notice_served": "事先告知",
        "decision_made": "处罚决定",
        "decision_changed": "变更决定",
    }
)
GAINS = "illegal_gains"
HEADS = ("fine", "fines", "confiscated_gains", "confiscated_goods", "kinds")


def _opinion(now: Filling) -> None:
    """What was found and foreseen: the facts of the conducts, the fine noted with the lead, the goods still held."""
    conducts = [each for each in now.opened.case.conducts if each.party == now.party or not now.party]
    for conduct in conducts:
        now.put("fine", conduct.facts.get("proposed_fine"), "案情")
        gains, entry = conduct.facts.get(GAINS), offence(conduct.offence)
        taken = isinstance(gains, int) and gains and (entry is None or GAINS in entry.confiscate)
        now.put("confiscated_gains", gains if taken else None, "案情")
    lead, parties = now.newest("lead_received"), now.opened.case.parties
    if lead is not None and (not parties or now.party in ("", parties[0].id)):
        now.put("fine", lead.values.get("proposed_fine"), "线索")
    now.put(CONFISCATED_ITEMS, _held(now), "物品台账")


def _from_earlier(now: Filling) -> None:
    kinds = EARLIER[now.kind.kind]
    earlier = next((found for kind in kinds if (found := now.newest(kind))), None)
    if earlier is None:
        return
    source = f"{WORDS[earlier.kind]} {earlier.on:%m-%d}"
    for head in HEADS:
        now.put(head, earlier.get(head), source)
    now.put(CONFISCATED_ITEMS, earlier.values.get(CONFISCATED_ITEMS), source)
    for act in filter(None, (now.newest(kind) for kind in kinds)):
        for key in MULTIPLE if act.get("fine") == earlier.get("fine") else ():
            told = act.values.get(key)
            now.put(key, amount_told(told) if key == BASE else told, f"{WORDS[act.kind]} {act.on:%m-%d}")


def _decision(now: Filling) -> None:
    _from_earlier(now)
    entry = now.offence()
    now.put("offences", now.offences(), "案情")
    if entry is not None:
        now.put("basis", str(entry.penalty), "案由库")
    now.put("remedies_told", True, "决定书格式")


def _held(now: Filling) -> tuple[Mapping[str, str], ...]:
    """What the agency keeps, without what was handed over of free will: that is not confiscated."""
    lines = goods_ledger(now.opened.case, now.today).lines
    kept = ((line, [each.quantity or ZERO for each in line.kept if each.kind != SURRENDER]) for line in lines)
    return tuple(_row(line, sum(quantities, ZERO)) for line, quantities in kept if any(quantities))


def _row(line: GoodsLine, quantity: Decimal) -> Mapping[str, str]:
    named = {key: getattr(line, key) for key in ("name", "spec", "batch", "maker", "unit")}
    return {key: value for key, value in named.items() if value} | {"quantity": figure(quantity)}


def hearing_told(now: Filling, planned: Act) -> tuple[bool, str, str] | None:
    """Whether a notice must offer a hearing, why, and the article; None where that can't be said yet.

    `planned` holds the amounts as they stand on the page.
    """
    party = now.person()
    if party is None or all(planned.get(head) in NOTHING for head in HEADS):
        return None
    grounds = hearing_grounds(now.opened.view, party, penalty_of(planned))
    if not grounds:
        setting = now.opened.view.setting("hearing", planned.on)
        return False, "拟处罚款和没收数额都没有达到听证标准，没有须告知听证的处罚种类", setting.basis
    first = grounds[0]
    reaches = f"达到{yuan(first.threshold)}元" if first.threshold is not None else "属于须告知听证的种类"
    return True, f"{first.text}，{reaches}，须告知听证权利", first.basis


FILLERS: Mapping[str, Filler] = MappingProxyType(
    {
        "opinion_submitted": _opinion,
        "notice_served": _from_earlier,
        "decision_made": _decision,
        "decision_changed": _from_earlier,
    }
)
