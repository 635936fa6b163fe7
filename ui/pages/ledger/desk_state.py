"""What the ledger shows: the layout as it is worked on, and the one it began as; remembered on this device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exports.ledger.layout_file import write_layout
from forms.ledger.layout import Layout, PivotLayout, read_layout, shipped_layouts
from models.queries.ledger import KnownLayout
from procedures.problems import DataError
from ui.pages.ledger.edits import is_same
from ui.pages.ledger.layout_box import key_of

MEMORY = "ledger"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the layout as it is kept, as it is worked on, and the pivot where that is looked at."""

    key: str
    kept: Layout
    layout: Layout
    pivot: PivotLayout | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the layout is worked on and not kept."""
        return not is_same(self.layout, self.kept)


def begin(known: KnownLayout) -> Shown:
    """A layout as it is kept."""
    assert known.layout is not None
    return Shown(key_of(known), known.layout, known.layout)


def first_shown(known: Sequence[KnownLayout], remembered: Mapping[str, Any]) -> Shown:
    """What was shown last, as it was worked on; the first shipped layout where that can't be shown any more."""
    readable = [each for each in known if each.layout is not None]
    chosen = next((each for each in readable if key_of(each) == remembered.get("key")), None)
    if chosen is None:
        return begin(readable[0]) if readable else begin(KnownLayout(shipped_layouts()[0].name, shipped_layouts()[0]))
    shown = begin(chosen)
    try:
        worked_on = read_layout(str(remembered.get("layout", "")), chosen.name, chosen.layout_id)
    except DataError:
        return shown
    return replace(shown, layout=worked_on) if worked_on.source == shown.kept.source else shown


def to_remember(shown: Shown) -> dict[str, Any]:
    """What is remembered of it; the words that were searched for and the pivot are not."""
    return {"key": shown.key, **({"layout": write_layout(shown.layout)} if shown.is_changed else {})}


def after_renewal(shown: Shown, known: Sequence[KnownLayout]) -> Shown:
    """The same, once the layouts have been read anew; what is worked on stays as it is."""
    found = next((each.layout for each in known if key_of(each) == shown.key), None)
    if found is None:
        return first_shown(known, {})
    if is_same(found, shown.kept):
        return replace(shown, kept=found, layout=replace(shown.layout, name=found.name, id=found.id))
    layout = shown.layout if shown.is_changed else found
    return replace(shown, kept=found, layout=replace(layout, name=found.name, id=found.id))
