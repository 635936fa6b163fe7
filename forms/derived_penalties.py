"""The penalties of an opinion, a notice or a decision as a numbered list, put together from the figures of the act."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from forms.amounts import figures, in_full
from forms.derived_basics import act_of
from forms.derived_earlier import carried, chain, conducts, confiscated_items, goods_words, offences
from forms.predicates import NAMED_GOODS
from forms.sources import Sources
from procedures.case import Act
from procedures.catalogue import Band, offence
from procedures.field_types import description

# 行政处罚法第九条: 警告、通报批评 stand before money and goods, licences and business after them.
BEFORE_MONEY = ("warning", "public_criticism")
AFTER_MONEY = ("suspend_licence", "downgrade", "revoke_licence", "stop_business", "close_business", "trade_ban")
GIVEN = {"warning": "给予警告", "public_criticism": "给予通报批评"}
LISTED = "（见所附没收物品清单）"
FINE = "fine"
Row = Mapping[str, str]


def act_penalties(sources: Sources) -> tuple[Row, ...]:
    """The penalties of this paper's act: as an earlier paper words them while the figures agree, else worded anew."""
    for earlier in chain(sources):
        typed = earlier.values.get("penalties")
        if typed and same_figures(earlier, sources.act):
            return tuple({"text": str(row["text"])} for row in typed)
    return worded(sources, sources.act)


def decision_penalties(sources: Sources) -> tuple[Row, ...]:
    """The penalties of the decision, for what follows it."""
    act = act_of(sources, "decision_made")
    typed = act.values.get("penalties")
    return tuple({"text": str(row["text"])} for row in typed) if typed else worded(sources, act)


def fine_base(sources: Sources) -> int | None:
    """What the fine is a multiple of, fen; nothing for a fine between fixed amounts."""
    typed = carried(sources, "fine_base", "money")
    if typed is not None:
        return int(typed)
    band = _multiplied(sources)
    return _base_amount(sources, band) if band else None


def fine_base_label(sources: Sources) -> str:
    """What the base is called: 货值金额, 违法所得."""
    typed = carried(sources, "fine_base_label", "text")
    if typed:
        return str(typed)
    band = _multiplied(sources)
    return str(description().records["facts"][band.base].label) if band else ""


def fine_times(sources: Sources) -> str:
    """How many times the base the fine is; nothing where it does not come out even at two places."""
    typed = carried(sources, "fine_times", "text")
    if typed:
        return str(typed)
    base, fine = fine_base(sources), _fine(sources)
    if not base or not fine or fine * 100 % base:
        return ""
    return f"{Decimal(fine) / Decimal(base):f}"


def multiple_of(base: int, times: str) -> int | None:
    """Base × times in fen, half a fen up; None where `times` is no number."""
    try:
        return int((Decimal(base) * Decimal(times)).quantize(Decimal(1), "ROUND_HALF_UP"))
    except InvalidOperation:
        return None


def same_figures(one: Act, other: Act) -> bool:
    """Whether two acts of the chain impose the same sums and kinds."""
    return all(
        figure(one, key) == figure(other, key) for key in ("fine", "confiscated_gains", "confiscated_goods")
    ) and (kinds_of(one) == kinds_of(other))


def figure(act: Act, key: str) -> int:
    """A sum of the act in fen, 0 where it has none."""
    return int(act.get(key) or 0)


def kinds_of(act: Act) -> frozenset[str]:
    """The kinds of penalty beside money and goods; an order to correct is none (行政处罚法 第二十八条)."""
    return frozenset(act.get("kinds") or ()) - {"order"}


def worded(sources: Sources, act: Act) -> tuple[Row, ...]:
    """The penalties of an act in their order, each a sentence that ends in ； and the last in 。"""
    lines = list(_lines(sources, act))
    ends = ["；"] * (len(lines) - 1) + ["。"]
    return tuple({"text": line + end} for line, end in zip(lines, ends, strict=False))


def _lines(sources: Sources, act: Act) -> Iterator[str]:
    words, kinds = description().choices["penalty_kind"], kinds_of(act)
    yield from (GIVEN[kind] for kind in BEFORE_MONEY if kind in kinds)
    goods = confiscated_items(sources)
    if goods or figure(act, "confiscated_goods"):
        yield _confiscation(goods)
    if figure(act, "confiscated_gains"):
        yield f"没收违法所得{in_full(figure(act, 'confiscated_gains'))}"
    if figure(act, FINE):
        yield _fine_words(sources, act)
    yield from (words[kind] for kind in AFTER_MONEY if kind in kinds)


def _confiscation(goods: tuple[Mapping[str, str], ...]) -> str:
    if not goods:
        return "没收违法财物"
    if len(goods) <= NAMED_GOODS:
        return f"没收{goods_words(goods)}"
    return f"没收违法财物{goods_words(goods)}{LISTED}"


def _fine_words(sources: Sources, act: Act) -> str:
    fine, rows = figure(act, FINE), act.get("fines") or ()
    if len(rows) > 1:
        parts = "，".join(f"{_offence_name(row['offence'])}罚款{figures(row['amount'])}元" for row in rows)
        return f"处罚款{in_full(fine)}，其中：{parts}"
    base, times = fine_base(sources), fine_times(sources)
    if base and times and multiple_of(base, times) == fine:
        return f"处{fine_base_label(sources)}（{figures(base)}元）{times}倍的罚款，即{in_full(fine)}"
    return f"处罚款{in_full(fine)}"


def _offence_name(offence_id: str) -> str:
    entry = offence(offence_id)
    return entry.name if entry else offence_id


def _fine(sources: Sources) -> int:
    return next((figure(act, FINE) for act in chain(sources) if figure(act, FINE)), 0)


def _multiplied(sources: Sources) -> Band | None:
    """The band of the only breach that multiplies a sum which is known; none where several could apply."""
    entries = offences(sources)
    bands = [band for entry in entries for band in entry.bands if band.low_times is not None or band.high_times]
    fitting = [
        band for band in bands if band.grade == "ordinary" and _base_amount(sources, band) and _when(sources, band)
    ]
    return fitting[0] if len(entries) == 1 and len({band.base for band in fitting}) == 1 else None


def _base_amount(sources: Sources, band: Band) -> int | None:
    sums = [one.facts.get(band.base) for one in conducts(sources)]
    return sum(amount for amount in sums if isinstance(amount, int)) or None


def _when(sources: Sources, band: Band) -> bool:
    """Whether the sum reaches what the band asks for: `goods_value >= 10000`, in yuan; `… known` always does."""
    key, _, limit = band.when.partition(" >= ")
    if not limit:
        return band.when in ("", "always", f"{band.base} known")
    known = [one.facts.get(key) for one in conducts(sources)]
    return limit.isdigit() and sum(amount for amount in known if isinstance(amount, int)) >= int(limit) * 100
