"""A layout as the TOML text in which it is kept and handed on; `forms.ledger.layout` reads it back without loss."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import tomli_w

from forms.ledger.columns import Source, columns_of
from forms.ledger.conditions import Condition
from forms.ledger.layout import COUNT, Layout, PivotLayout

FORMAT = 1
FEN_EXPONENT = -2


def write_layout(layout: Layout) -> str:
    """The layout as TOML text in a stable order; amounts in yuan, what is as usual left out."""
    told: dict[str, Any] = {"format": FORMAT, "name": layout.name, "source": layout.source, "period": layout.period}
    told["columns"] = list(layout.columns)
    if layout.totals:
        told["totals"] = list(layout.totals)
    if layout.per_year:
        told["per_year"] = True
    parts = [tomli_w.dumps(told)]
    parts += [tomli_w.dumps({"widths": dict(layout.widths)})] if layout.widths else []
    parts += ["[[filter]]\n" + tomli_w.dumps(one) for one in _filters(layout)]
    parts += ["[[sort]]\n" + tomli_w.dumps(one) for one in _sorts(layout)]
    parts += [tomli_w.dumps({"pivot": _pivot(layout.pivot)})] if layout.pivot else []
    return "\n".join(parts)


def _filters(layout: Layout) -> Iterator[Mapping[str, Any]]:
    for condition in layout.filters:
        values = [_value(layout.source, condition, value) for value in condition.values]
        told = {"column": condition.column, "test": condition.test}
        yield {**told, "value": values[0] if len(values) == 1 else values} if values else told


def _value(source: Source, condition: Condition, value: Any) -> Any:
    is_money = columns_of(source)[condition.column].kind == "money"
    return Decimal(value).scaleb(FEN_EXPONENT) if is_money else value


def _sorts(layout: Layout) -> Iterator[Mapping[str, Any]]:
    for sort in layout.sort:
        yield {"column": sort.column, **({"descending": True} if sort.descending else {})}


def _pivot(pivot: PivotLayout) -> Mapping[str, str]:
    columns = {"columns": str(pivot.columns)} if pivot.columns else {}
    return {"rows": str(pivot.rows), **columns, "value": pivot.value or COUNT}
