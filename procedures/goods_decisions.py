"""What decisions do to goods, and the papers before them; disposal, and the closing of the case."""

from decimal import Decimal

from procedures.case import Act
from procedures.goods_book import GoodsBook
from procedures.goods_lines import CONFISCATED_ITEMS, ZERO, GoodsKey, items_of, listed_in
from procedures.goods_stock import MEASURES, SURRENDER, Stock
from procedures.kinds import kinds


def propose(book: GoodsBook, act: Act) -> None:
    """An opinion or a notice lists what is to be confiscated: the agency must be able to."""
    for stock, quantity in _confiscated(book, act):
        _check_takable(book, act, stock, quantity)


def decide(book: GoodsBook, act: Act) -> None:
    """A decision confiscates what it lists; where it lists nothing but has a value, all that is held."""
    if CONFISCATED_ITEMS not in act.values:
        if act.get("confiscated_goods"):
            _confiscate_all(book, act)
        return
    for stock, quantity in _confiscated(book, act):
        _check_takable(book, act, stock, quantity)
        _check_told(book, act, stock, quantity)
        _claim(book, act, stock, quantity)


def change(book: GoodsBook, act: Act) -> None:
    """A decision that is changed lists anew; one that is revoked confiscates nothing."""
    revoked = act.get("how") == "revoked"
    if revoked or CONFISCATED_ITEMS in act.values:
        for stock in book.stocks.values():
            stock.claims.pop(book.case.party_of(act), None)
    if not revoked:
        decide(book, act)


def dispose(book: GoodsBook, act: Act) -> None:
    """What is destroyed, sold or handed on was confiscated or surrendered before."""
    for stock, quantity in book.amounts(items_of(act), act):
        if quantity is not None:
            ready = stock.surrendered_left(book.acts) + stock.claimed_left()
            if quantity > ready and book.keeps_books():
                book.tell("disposed_differs", act, stock, taken=stock.say(quantity), held=stock.say(ready))
            free = stock.take_held(quantity, stock.ids(book.acts, SURRENDER))
            lying_open = quantity - free - stock.take_held(quantity - free, stock.held)
            stock.take_outside(lying_open)
            stock.settled += quantity - free
        book.record(act, stock, "disposed", quantity)


def close(book: GoodsBook, act: Act) -> None:
    """At the closing nothing is held any more, and what was confiscated by name has been disposed of."""
    by_name = any(CONFISCATED_ITEMS in each.values for each in book.acts.values())
    for stock in book.stocks.values():
        left = stock.claimed_left()
        if left and by_name:
            words = {"confiscated": stock.say(stock.claimed()), "taken": stock.say(stock.settled)}
            book.tell("disposal_left", act, stock, left=stock.say(left), **words)
        _check_released(book, act, stock)


def _confiscated(book: GoodsBook, act: Act) -> list[tuple[Stock, Decimal]]:
    """What an act confiscates of each line, in all."""
    found: dict[GoodsKey, Decimal] = {}
    for stock, quantity in book.amounts(listed_in(act), act):
        if quantity is not None:
            found[stock.key] = found.get(stock.key, ZERO) + quantity
    return [(book.stocks[key], quantity) for key, quantity in found.items()]


def _confiscate_all(book: GoodsBook, act: Act) -> None:
    for stock in book.stocks.values():
        held = stock.takable(book.acts)
        if held > 0:
            _claim(book, act, stock, held)


def _claim(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal) -> None:
    party = book.case.party_of(act)
    stock.claims[party] = stock.claims.get(party, ZERO) + quantity
    stock.claimed_by = act.id
    book.record(act, stock, "confiscated", quantity)


def _check_takable(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal) -> None:
    held = max(ZERO, stock.takable(book.acts))
    if quantity <= held or not book.keeps_books():
        return
    surrendered = stock.surrendered_left(book.acts)
    words = {"taken": stock.say(quantity), "held": stock.say(held)}
    if surrendered:
        book.tell("confiscated_surrendered", act, stock, returned=stock.say(surrendered), **words)
    elif stock.returned_by is not None:
        returned, day = stock.say(stock.total("returned")), str(stock.returned_by.on)
        book.tell("confiscated_returned", act, stock, returned=returned, day=day, **words)
    else:
        book.tell("confiscated_not_held", act, stock, **words)


def _check_told(book: GoodsBook, act: Act, stock: Stock, quantity: Decimal) -> None:
    party = book.case.party_of(act)
    notices = [each for each in book.of("notice_served") if book.case.party_of(each) in ("", party)]
    told = [each for each in notices if each.on <= act.on]
    if not told or CONFISCATED_ITEMS not in told[-1].values:
        return
    rows = [item for item in listed_in(told[-1]) if book.known(item) is stock]
    announced = sum((item.quantity or ZERO for item in rows), ZERO)
    if quantity > announced:
        book.tell("more_than_told", act, stock, taken=stock.say(quantity), told=stock.say(announced))


def _check_released(book: GoodsBook, act: Act, stock: Stock) -> None:
    held = min(stock.takable(book.acts), stock.held_by(book.acts, lambda kind: kind in MEASURES))
    measures = stock.ids(book.acts, *MEASURES)
    if held > 0 and measures:
        first = book.acts[measures[0]]
        words = {"held": stock.say(held), "day": str(first.on), "kind": kinds()[first.kind].label}
        book.tell("held_at_closing", act, stock, **words)
