"""What is done to a layout in the window: each gives a new one that is as valid as the old."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from forms.ledger.columns import Column, columns_of
from forms.ledger.conditions import Condition
from forms.ledger.layout import MOST_CONDITIONS, MOST_SORTS, Axis, Layout, PivotLayout, Sort


def without_column(layout: Layout, key: str) -> Layout:
    """A column no longer shown; the last one stays."""
    if key not in layout.columns or len(layout.columns) == 1:
        return layout
    return with_columns(layout, tuple(each for each in layout.columns if each != key))


def with_column(layout: Layout, key: str) -> Layout:
    """A column shown as the last one."""
    return layout if key in layout.columns else with_columns(layout, (*layout.columns, key))


def with_columns(layout: Layout, keys: Sequence[str]) -> Layout:
    """These columns in this order; totals of columns that are not shown go."""
    totals = tuple(key for key in layout.totals if key in keys)
    return replace(layout, columns=tuple(keys), totals=totals)


def moved(layout: Layout, key: str, step: int) -> Layout:
    """A column further to the left (-1) or right (1), as far as there is a place."""
    keys = list(layout.columns)
    place = keys.index(key)
    target = min(max(0, place + step), len(keys) - 1)
    keys.insert(target, keys.pop(place))
    return replace(layout, columns=tuple(keys))


def with_width(layout: Layout, key: str, width: int) -> Layout:
    """A column so many characters wide; its usual width is not kept."""
    widths = {each: wide for each, wide in layout.widths if each != key}
    if width != columns_of(layout.source)[key].width:
        widths[key] = width
    return replace(layout, widths=tuple(widths.items()))


def sorted_by(layout: Layout, key: str, descending: bool, further: bool = False) -> Layout:
    """Sorted by a column; `further` keeps the order there was and adds to it."""
    kept = tuple(sort for sort in layout.sort if sort.column != key) if further else ()
    return replace(layout, sort=(*kept, Sort(key, descending))[-MOST_SORTS:])


def sort_of(layout: Layout, key: str) -> Sort | None:
    """How a layout is sorted by a column."""
    return next((sort for sort in layout.sort if sort.column == key), None)


def with_total(layout: Layout, key: str, on: bool) -> Layout:
    """A column added up below the table, or no longer; the sums stand in the order of the columns."""
    chosen = (set(layout.totals) | {key}) if on else (set(layout.totals) - {key})
    return replace(layout, totals=tuple(each for each in layout.columns if each in chosen))


def can_total(column: Column) -> bool:
    """Whether a column is offered to be added up: a sum of days left says nothing."""
    return column.kind == "money"


def with_condition(layout: Layout, condition: Condition, place: int = -1) -> Layout:
    """One more condition, or another one at a place; one that is there already is not added twice."""
    filters = list(layout.filters)
    if 0 <= place < len(filters):
        filters[place] = condition
    elif condition not in filters:
        filters.append(condition)
    return replace(layout, filters=tuple(filters[:MOST_CONDITIONS]))


def without_condition(layout: Layout, place: int) -> Layout:
    """One condition less."""
    filters = tuple(each for number, each in enumerate(layout.filters) if number != place)
    return replace(layout, filters=filters)


def narrowed(layout: Layout, conditions: Sequence[Condition]) -> Layout:
    """Only the rows for which these hold too; a stretch of days gives way to one that lies within it."""
    for condition in conditions:
        kept = tuple(each for each in layout.filters if not _holds(each, condition))
        layout = with_condition(replace(layout, filters=kept), condition)
    return layout


def _holds(wider: Condition, condition: Condition) -> bool:
    """Whether a stretch of days holds another of the same column."""
    if (wider.column, wider.test, condition.test) != (condition.column, "between", "between"):
        return False
    days = [value.toordinal() for value in (*wider.values, *condition.values) if isinstance(value, date)]
    return len(days) == 2 + 2 and days[0] <= days[2] and days[3] <= days[1]


def usual_pivot(layout: Layout) -> PivotLayout:
    """The pivot that is shown first where a layout has none: its period by month."""
    return layout.pivot or PivotLayout(Axis(layout.period, "month"))


def is_same(layout: Layout, other: Layout) -> bool:
    """Whether two layouts show the same, whatever they are called."""
    return replace(layout, name="", id="") == replace(other, name="", id="")
