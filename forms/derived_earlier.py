"""What an earlier paper of the case already says, so that opinion, notice, approval and decision tell one story.

The chain runs opinion → notice → decision (and its approval sheet). A text that was typed for an earlier paper is
proposed for the later one; where none was typed, it is put together from conduct, goods and catalogue.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from forms.amounts import figures
from forms.dates import day
from forms.derived_basics import case_matter, evidence_by, fact_sentence
from forms.kinds import Column, read_value, show
from forms.predicates import NAMED_GOODS
from forms.sources import Sources
from forms.wording import addressed
from procedures.case import Act, Conduct
from procedures.catalogue import Offence, offence

CHAIN = ("opinion_submitted", "notice_served", "decision_made")
PARTY, YOU = "当事人", "你"
SPOKEN_TO = re.compile("你（单位）|你单位")
SPOKEN_TO_PERSON = re.compile("你（单位）|你单位|你(?!们)")
GOODS_COLUMNS = (
    Column("name", "名称"),
    Column("spec", "规格（型号）", required=False),
    Column("batch", "生产日期（批号）", required=False),
    Column("maker", "生产单位", required=False),
    Column("unit", "单位", required=False),
    Column("quantity", "数量"),
)


def found_facts(sources: Sources) -> str:
    """The facts as an earlier paper tells them, else put together from conduct, inspection and goods."""
    return _voiced(_carried_text(sources, "found_facts") or _facts_in_words(sources), sources)


def evidence_summary(sources: Sources) -> str:
    """The names of the evidence in a row, for a notice."""
    return _carried_text(sources, "evidence_summary") or "、".join(piece.name for piece in evidence_by(sources))


def legal_view(sources: Sources) -> str:
    """What the agency holds: each breach with the provisions broken, as an earlier paper says it."""
    return _voiced(_carried_text(sources, "opinion") or _breaches(sources), sources)


def discretion(sources: Sources) -> str:
    """The standard and the grounds for the amount; the opinion alone keeps the two apart."""
    for act in chain(sources):
        grounds, rule = (str(act.values.get(key) or "") for key in ("discretion", "discretion_rule"))
        if grounds or rule:
            named = f"参照{rule}，" if rule and rule not in grounds else ""
            return _voiced(named + grounds, sources)
    return ""


def carrying_provisions(sources: Sources) -> tuple[str, ...]:
    """The provisions that carry the penalty: of an earlier paper, else of every breach in the catalogue."""
    typed = carried(sources, "penalty_basis", "citations")
    return typed or tuple(dict.fromkeys(str(entry.penalty) for entry in offences(sources)))


def goods_value(sources: Sources) -> int | None:
    """The value of the goods of all the party's breaches, fen; None while it is not known."""
    return _sum_of(sources, "goods_value")


def illegal_gains(sources: Sources) -> int | None:
    """The illegal gains of all the party's breaches, fen; None while they are not known."""
    return _sum_of(sources, "illegal_gains")


def goods_value_words(sources: Sources) -> str:
    """As a sheet names it, 794.00元; nothing while it is not known or the case has none."""
    return _sum_words(goods_value(sources))


def illegal_gains_words(sources: Sources) -> str:
    """As a sheet names them, 289.00元, or 无 where it was found that there are none."""
    return _sum_words(illegal_gains(sources))


def order_words(sources: Sources) -> str:
    """What the party is ordered to do: as an earlier paper says it, else that the breach be corrected."""
    typed = _carried_text(sources, "order")
    ordered = any("order" in (act.get("kinds") or ()) for act in chain(sources))
    return _voiced(typed or ("责令当事人改正违法行为" if ordered else ""), sources)


def confiscated_items(sources: Sources) -> tuple[Mapping[str, Any], ...]:
    """The goods to be confiscated: of an earlier paper, else what is left of the case's goods."""
    typed = carried(sources, "confiscated_items", "items", GOODS_COLUMNS)
    if typed:
        return tuple(typed)
    return _left_goods(sources) if any(act.get("confiscated_goods") for act in chain(sources)) else ()


def confiscated_total(sources: Sources) -> str:
    """6种47瓶。 – as the foot of the list of confiscated goods says it."""
    rows = confiscated_items(sources)
    return f"{counted_words(rows)}。" if rows else ""


def chain(sources: Sources) -> Iterator[Act]:
    """This paper's act where it belongs to the chain, then what came before it, the nearest first."""
    kind = sources.act.kind
    if kind in CHAIN:
        yield sources.act
    before = CHAIN[: CHAIN.index(kind)] if kind in CHAIN else CHAIN
    for earlier in reversed(before):
        found = sources.newest(earlier)
        if found:
            yield found


def carried(sources: Sources, key: str, kind: str, columns: Sequence[Column] = ()) -> Any:
    """The value that this act or the nearest one before it has under `key`; None where none has."""
    for act in chain(sources):
        value = read_value(kind, act.values.get(key), columns)
        if value not in (None, "", ()):
            return value
    return None


def conducts(sources: Sources) -> tuple[Conduct, ...]:
    """Every breach of the paper's party."""
    wanted = sources.party.id if sources.party else ""
    return tuple(one for one in sources.case.conducts if not wanted or one.party == wanted)


def offences(sources: Sources) -> tuple[Offence, ...]:
    """The catalogue's entries for what the party did: of its conducts, else as named when the case was opened."""
    named = [one.offence for one in conducts(sources) if one.offence]
    if not named:
        for act in (*chain(sources), sources.newest("case_opened")):
            named = named or list(act.get("offences") or () if act else ())
    found = (offence(name) for name in dict.fromkeys(named))
    return tuple(entry for entry in found if entry)


def goods_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """49种678盒（瓶、袋）; up to three lines by name and quantity."""
    if len(rows) <= NAMED_GOODS:
        return "、".join(f"{row['name']}{_brackets(row.get('spec'))}{_counted(row)}" for row in rows)
    return counted_words(rows)


def counted_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """6种47瓶: how many kinds, and the sum of all quantities."""
    return f"{len({(row['name'], row.get('spec')) for row in rows})}种{total_words(rows)}"


def total_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """678盒（瓶、袋）: the sum of all quantities with every unit, in the order of the list."""
    ordered = list(dict.fromkeys(str(row.get("unit") or "件") for row in rows))
    more = f"（{'、'.join(ordered[1:])}）" if len(ordered) > 1 else ""
    total = sum((_number(row.get("quantity")) for row in rows), Decimal(0))
    return f"{plain_number(total)}{ordered[0] if ordered else '件'}{more}"


def plain_number(number: Decimal) -> str:
    """A quantity without an exponent and without zeros behind the point."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _carried_text(sources: Sources, key: str) -> str:
    return str(carried(sources, key, "long_text") or "")


def _voiced(text: str, sources: Sources) -> str:
    """A notice speaks to the party, all other papers speak of it."""
    you = addressed(sources)
    if sources.act.kind == "notice_served":
        return SPOKEN_TO.sub(you, text.replace(PARTY, you))
    return (SPOKEN_TO_PERSON if you == YOU else SPOKEN_TO).sub(PARTY, text)


def _facts_in_words(sources: Sources) -> str:
    typed = fact_sentence(sources)
    if typed:
        return typed
    told = [f"当事人{_when(one)}{_name(sources, one)}。" for one in conducts(sources) if _name(sources, one)]
    if not told:
        return ""
    return "\n".join(part for part in (_inspection(sources) + "".join(told), _amounts(sources)) if part)


def _inspection(sources: Sources) -> str:
    checks = sources.acts("site_inspected")
    return f"{day(checks[0].on)}，本机关执法人员在{checks[0].get('place')}检查。经查，" if checks else ""


def _amounts(sources: Sources) -> str:
    goods = _left_goods(sources)
    told = [f"现场共有涉案物品{goods_words(goods)}"] if goods else []
    for amount, label in ((goods_value(sources), "货值金额"), (illegal_gains(sources), "违法所得")):
        told += [f"{label}{figures(amount)}元"] if amount is not None else []
    return "，".join(told) + "。" if told else ""


def _sum_of(sources: Sources, key: str) -> int | None:
    known = [one.facts.get(key) for one in conducts(sources)]
    sums = [amount for amount in known if isinstance(amount, int)]
    return sum(sums) if sums else None


def _sum_words(fen: int | None) -> str:
    if fen is None:
        return ""
    return f"{figures(fen)}元" if fen else "无"


def _when(conduct: Conduct) -> str:
    if conduct.until and conduct.until != conduct.on:
        return f"自{day(conduct.on)}至{day(conduct.until)}"
    return f"于{day(conduct.on)}"


def _name(sources: Sources, conduct: Conduct) -> str:
    """The conduct in the words of the case's cause, where it is the only one, else in those of the catalogue."""
    if len(conducts(sources)) == 1 and case_matter(sources):
        return case_matter(sources)
    entry = offence(conduct.offence) if conduct.offence else None
    return entry.name if entry else ""


def _breaches(sources: Sources) -> str:
    entries = offences(sources)
    names = [entry.name for entry in entries]
    if len(entries) == 1:
        names = [case_matter(sources) or names[0]]
    told = [
        f"{name}的行为，违反了{show('citations', [str(place) for place in entry.violated])}的规定"
        for name, entry in zip(names, entries, strict=True)
    ]
    return f"当事人{'；'.join(told)}。" if told else ""


def _left_goods(sources: Sources) -> tuple[Mapping[str, Any], ...]:
    """The case's goods less what was sold, sampled and returned; lines with nothing left fall out."""
    rows: list[Mapping[str, Any]] = []
    for line in sources.case.goods:
        gone = sum((_number(part) for part in (line.sold, line.sampled, line.returned)), Decimal(0))
        left = _number(line.quantity) - gone
        if left > 0:
            named = {column.key: getattr(line, column.key) for column in GOODS_COLUMNS}
            rows.append(named | {"quantity": plain_number(left)})
    return tuple(rows)


def _counted(row: Mapping[str, Any]) -> str:
    return f"{plain_number(_number(row.get('quantity')))}{row.get('unit') or '件'}"


def _brackets(words: Any) -> str:
    return f"（{words}）" if words else ""


def _number(text: Any) -> Decimal:
    try:
        return Decimal(str(text or 0))
    except ArithmeticError:
        return Decimal(0)
