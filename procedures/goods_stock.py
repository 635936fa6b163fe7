"""One kind of goods while the acts of a case are walked through: how many lie where."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from procedures.case import Act, Goods
from procedures.goods_lines import (
    KEEP_PLACE,
    ZERO,
    Custody,
    GoodsKey,
    GoodsLine,
    Item,
    What,
    counted,
    quantity_of,
    same_unit,
    title_of,
)

MEASURES = ("evidence_preserved", "property_seized")
SURRENDER = "goods_surrendered"
LOOSE = "preservation_decided"  # what it holds may be seized


class Stock:
    """The quantities of one line. `outside` is what was found and is neither sold nor taken; `held` counts by act."""

    def __init__(self, key: GoodsKey, like: Item | Goods, listed: bool) -> None:
        self.key, self.listed = key, listed
        self.name, self.spec, self.batch = like.name, like.spec, like.batch
        self.maker, self.unit = like.maker, like.unit
        self.found = self.sold = self.outside = ZERO
        self.listed_sampled = self.listed_returned = ZERO
        self.held: dict[str, Decimal] = {}
        self.came_from: dict[str, str] = {}
        self.unknown: set[str] = set()
        self.claims: dict[str, Decimal] = {}
        self.claimed_by = ""
        self.settled = ZERO
        self.moved: dict[What, Decimal] = {}
        self.returned_by: Act | None = None
        self.certain = True

    def add(self, goods: Goods) -> None:
        """One more row of the case's list; a row in another unit makes the line uncertain."""
        self.unit = self.unit or goods.unit
        found = quantity_of(goods.quantity)
        if found is None or not same_unit(self.unit, goods.unit):
            self.certain = False
            return
        self.found += found
        self.sold += quantity_of(goods.sold) or ZERO
        self.listed_sampled += quantity_of(goods.sampled) or ZERO
        self.listed_returned += quantity_of(goods.returned) or ZERO

    def title(self) -> str:
        """As a message names it."""
        return title_of(self.name, self.spec, self.batch)

    def say(self, quantity: Decimal) -> str:
        """A quantity with the line's unit."""
        return counted(quantity, self.unit)

    def move(self, what: What, quantity: Decimal) -> None:
        """Count a movement of a kind."""
        self.moved[what] = self.total(what) + quantity

    def total(self, what: What) -> Decimal:
        """What acts of a kind moved in all."""
        return self.moved.get(what, ZERO)

    def keep(self, act_id: str, quantity: Decimal | None, after: str = "") -> None:
        """The agency holds goods by this act; None where their number was not recorded.

        `after` is the act by which it held them before: they stay where they are until an act tells another place.
        """
        if after:
            self.came_from[act_id] = after
        self.held[act_id] = self.held.get(act_id, ZERO) + (quantity or ZERO)
        if quantity is None:
            self.unknown.add(act_id)
            self.certain = False

    def take_outside(self, wanted: Decimal) -> Decimal:
        """Take up to `wanted` from what nobody has taken yet; how many there were."""
        taken = max(ZERO, min(wanted, self.outside))
        self.outside -= taken
        return taken

    def take_held(self, wanted: Decimal, ids: Iterable[str]) -> Decimal:
        """Take up to `wanted` from what these acts hold, the earliest first; how many there were."""
        taken = ZERO
        for act_id in tuple(ids):
            part = min(wanted - taken, self.held.get(act_id, ZERO))
            taken += part
            self._lessen(act_id, part)
        return taken

    def _lessen(self, act_id: str, part: Decimal) -> None:
        if act_id not in self.held:
            return
        self.held[act_id] -= part
        if not self.held[act_id] and act_id not in self.unknown:
            del self.held[act_id]

    def let_go(self, act_id: str) -> Decimal:
        """Everything an act holds is held by it no longer; how many that was."""
        self.unknown.discard(act_id)
        return self.held.pop(act_id, ZERO)

    def pass_on(self, act_id: str, to: str) -> None:
        """Everything an act holds is held by another from now on."""
        quantity = None if act_id in self.unknown else self.held[act_id]
        self.let_go(act_id)
        self.keep(to, quantity, act_id)

    def ids(self, acts: Mapping[str, Act], *wanted: str) -> tuple[str, ...]:
        """The acts of these kinds that hold something, the earliest first."""
        return tuple(act_id for act_id in self.held if acts[act_id].kind in wanted)

    def held_by(self, acts: Mapping[str, Act], accepts: Callable[[str], bool]) -> Decimal:
        """What acts hold whose kind is accepted."""
        return sum((held for act_id, held in self.held.items() if accepts(acts[act_id].kind)), ZERO)

    def surrendered_left(self, acts: Mapping[str, Act]) -> Decimal:
        """What was handed over of free will and is still there."""
        return self.held_by(acts, lambda kind: kind == SURRENDER)

    def claimed_left(self) -> Decimal:
        """What was confiscated and is not disposed of yet."""
        return max(ZERO, self.claimed() - self.settled)

    def claimed(self) -> Decimal:
        """What decisions in force confiscate, of all parties."""
        return sum(self.claims.values(), ZERO)

    def takable(self, acts: Mapping[str, Act]) -> Decimal:
        """What the agency holds that may still be confiscated."""
        return self.held_by(acts, lambda kind: kind != SURRENDER) - self.claimed_left()

    def working(self) -> str:
        """（总数20包－已售6包）: how the quantity that should be there comes about; nothing where it is the total."""
        parts = [("已售", self.sold), ("抽样", self.sampled()), ("退回", self.listed_returned)]
        taken = "".join(f"－{word}{self.say(number)}" for word, number in parts if number)
        return f"（总数{self.say(self.found)}{taken}）" if taken else ""

    def sampled(self) -> Decimal:
        """What was taken as samples: as the list says, or as the acts do where they say more."""
        return max(self.listed_sampled, self.total("sampled"))

    def line(self, acts: Mapping[str, Act]) -> GoodsLine:
        """The line as it stands."""
        return GoodsLine(
            key=self.key,
            name=self.name,
            spec=self.spec,
            batch=self.batch,
            maker=self.maker,
            unit=self.unit,
            listed=self.listed,
            found=self.found,
            sold=self.sold,
            sampled=self.sampled(),
            preserved=self.total("preserved"),
            seized=self.total("seized"),
            surrendered=self.total("surrendered"),
            returned=max(self.listed_returned, self.total("returned")),
            tested=self.total("tested"),
            transferred=self.total("transferred"),
            confiscated=self.claimed(),
            disposed=self.total("disposed"),
            outside=self.outside,
            custody=sum(self.held.values(), ZERO),
            kept=tuple(self._kept(acts, act_id, quantity) for act_id, quantity in self.held.items()),
            certain=self.certain,
        )

    def _kept(self, acts: Mapping[str, Act], act_id: str, quantity: Decimal) -> Custody:
        known, told_by = None if act_id in self.unknown else quantity, act_id
        while told_by in self.came_from and not acts[told_by].values.get(KEEP_PLACE):
            told_by = self.came_from[told_by]
        return Custody(act_id, acts[act_id].kind, known, str(acts[told_by].values.get(KEEP_PLACE) or ""))
