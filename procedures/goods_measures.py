"""What measures do to goods: samples, preservation, sealing and seizure, their end, surrender, the count."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from procedures.case import Act
from procedures.field_types import description
from procedures.goods_book import GoodsBook
from procedures.goods_lines import ITEM_DISPOSALS, ZERO, GoodsKey, Item, What, items_of, listed_in, read_items
from procedures.goods_stock import LOOSE, MEASURES, Stock
from procedures.kinds import kinds

# What each disposal of preserved goods (form 17) does to them, by the id of the choice.
DISPOSALS: Mapping[str, What] = MappingProxyType(
    {
        "returned": "returned",
        "released": "returned",
        "tested": "tested",
        "transferred": "transferred",
        "seized": "turned",
    }
)
PROPOSALS = ("decision_made", "notice_served", "opinion_submitted")
WHOLE = ("", "all")


def sample(book: GoodsBook, act: Act) -> None:
    """Samples come from what lies open, else from what is held."""
    for stock, quantity in book.amounts(items_of(act), act):
        if quantity is not None:
            short = quantity - stock.take_outside(quantity)
            short -= stock.take_held(short, stock.held)
            _fill(book, act, stock, quantity, short)
        book.record(act, stock, "sampled", quantity)


def take_in(book: GoodsBook, act: Act) -> None:
    """A measure takes in what lies open, or what a decision about preserved goods has left to it."""
    what: What = "preserved" if act.kind == "evidence_preserved" else "seized"
    for stock, quantity in book.amounts(items_of(act), act):
        if quantity is not None:
            _seal(book, act, stock, quantity)
        stock.keep(act.id, quantity)
        book.record(act, stock, what, quantity)


def surrender(book: GoodsBook, act: Act) -> None:
    """What is handed over of free will, whether it lay open or was held already."""
    for stock, quantity in book.amounts(items_of(act), act):
        if quantity is not None:
            short = quantity - stock.take_outside(quantity)
            short -= stock.take_held(short, [each for each in stock.held if each != act.id])
            _fill(book, act, stock, quantity, short)
        stock.keep(act.id, quantity)
        book.record(act, stock, "surrendered", quantity)


def decide_preservation(book: GoodsBook, act: Act) -> None:
    """Each item preserved is disposed of once; an act that lists none disposes of all in one way, or leaves it open."""
    rows = tuple(read_items(act.values.get(ITEM_DISPOSALS)))
    if not rows:
        _decide_all(book, act)
        return
    for item, (stock, quantity) in zip(rows, book.amounts(rows, act), strict=True):
        what = disposal_of(item.disposal)
        if quantity is None or what is None:
            stock.certain = False
            continue
        held = stock.take_held(quantity, (act.ref,))
        if held < quantity:
            book.tell("disposal_differs", act, stock, taken=stock.say(quantity), held=stock.say(held))
        _dispose_preserved(book, act, stock, what, held)
    _check_all_decided(book, act)


def release(book: GoodsBook, act: Act) -> None:
    """What a released measure held goes back, except what a decision has confiscated."""
    rows = items_of(act)
    if not rows:
        _release_unlisted(book, act)
        return
    for stock, quantity in book.amounts(rows, act):
        if quantity is None:
            continue
        held = stock.take_held(quantity, (act.ref,))
        if held < quantity:
            book.tell("released_more", act, stock, taken=stock.say(quantity), held=stock.say(held))
        _give_back(book, act, stock, held)


def count(book: GoodsBook, act: Act) -> None:
    """A count of what a measure holds must find as many as it took in and has not given away."""
    measure = book.acts.get(act.ref)
    if measure is None or measure.kind not in MEASURES:
        return
    found: dict[GoodsKey, Decimal] = {}
    for stock, quantity in book.amounts(items_of(act), act):
        found[stock.key] = found.get(stock.key, ZERO) + (quantity or ZERO)
    for stock in book.stocks.values():
        held, seen = stock.held.get(act.ref, ZERO), found.get(stock.key, ZERO)
        if seen != held:
            book.tell("count_differs", act, stock, taken=stock.say(seen), held=stock.say(held))


@cache
def _disposals_by_word() -> Mapping[str, What]:
    words = description().choices["item_disposal"]
    return MappingProxyType(dict(DISPOSALS) | {words[name]: what for name, what in DISPOSALS.items()})


def disposal_of(told: str) -> What | None:
    """What a disposal does to preserved goods: its id or its words; None for words of one's own."""
    return _disposals_by_word().get(told.strip())


def _seal(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal) -> None:
    short = quantity - stock.take_held(quantity, stock.ids(book.acts, LOOSE))
    short -= stock.take_outside(short)
    others = [each for each in stock.ids(book.acts, *MEASURES) if each != act.id]
    if not stock.listed:  # nothing says how many there were: only the very same quantity is the same goods
        others = [each for each in others if stock.held[each] == short]
    twice = stock.take_held(short, others)
    if twice:
        first = book.acts[others[0]]
        words = {"taken": stock.say(quantity), "held": stock.say(twice), "what": kinds()[act.kind].label}
        book.tell("sealed_twice", act, stock, day=str(first.on), kind=kinds()[first.kind].label, **words)
    _fill(book, act, stock, quantity, short - twice)


def _fill(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal, short: Decimal) -> None:
    """What was taken beyond what there was: a problem where the list says how many there were."""
    if not short:
        return
    if not stock.listed:
        stock.found += short
        return
    words = {"taken": stock.say(quantity), "held": stock.say(quantity - short), "working": stock.working()}
    book.tell("more_than_there_was", act, stock, what=kinds()[act.kind].label, **words)


def _decide_all(book: GoodsBook, act: Act) -> None:
    what = disposal_of(str(act.get("disposal") or ""))
    for stock in book.stocks.values():
        if act.ref not in stock.held:
            continue
        if what is None:
            stock.pass_on(act.ref, act.id)
        else:
            _dispose_preserved(book, act, stock, what, stock.let_go(act.ref))


def _dispose_preserved(book: GoodsBook, act: Act, stock: Stock, what: What, quantity: Decimal) -> None:
    if what == "returned":
        stock.outside += quantity
        stock.returned_by = act
        _warn_of_proposal(book, act, stock, quantity)
    elif what != "transferred":
        stock.keep(act.id, quantity, act.ref)
    book.record(act, stock, what, quantity)


def _warn_of_proposal(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal) -> None:
    for paper in [each for each in book.of(*PROPOSALS) if each.on <= act.on][-1:]:
        proposed = _total(book, listed_in(paper), stock)
        if proposed:
            words = {"taken": stock.say(quantity), "held": stock.say(proposed), "paper": kinds()[paper.kind].label}
            book.tell("return_of_proposed", act, stock, **words)


def _total(book: GoodsBook, items: Sequence[Item], stock: Stock) -> Decimal:
    return sum((item.quantity or ZERO for item in items if book.known(item) is stock), ZERO)


def _check_all_decided(book: GoodsBook, act: Act) -> None:
    decided = [each.id for each in book.of(act.kind) if each.ref == act.ref]
    if decided[-1] != act.id:
        return
    for stock in book.stocks.values():
        left = stock.held.get(act.ref, ZERO)
        if left:
            whole = book.moved_by(act.ref, stock)
            words = {"held": stock.say(whole), "taken": stock.say(whole - left), "left": stock.say(left)}
            book.tell("preserved_left", act, stock, **words)


def _release_unlisted(book: GoodsBook, act: Act) -> None:
    for stock in book.stocks.values():
        if act.ref not in stock.held:
            continue
        if str(act.values.get("scope") or "") in WHOLE:
            _give_back(book, act, stock, stock.let_go(act.ref))
        else:
            stock.certain = False


def _give_back(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal) -> None:
    free = max(ZERO, stock.takable(book.acts) + quantity)
    back = min(quantity, free)
    if quantity > back:
        stock.keep(stock.claimed_by, quantity - back, act.ref)
    if back:
        stock.outside += back
        stock.returned_by = act
        book.record(act, stock, "returned", back)
