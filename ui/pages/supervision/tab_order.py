"""Tab in reading order, on a page whose parts are made anew: Qt by itself walks widgets as they were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def step(page: QWidget, forward: bool) -> bool:
    """Move the keyboard to what is read next on the page, or from its end to what follows; False where nothing does."""
    order = list(_stops(page))
    at = QApplication.focusWidget()
    if at is None or not page.isAncestorOf(at) or not order:
        return False
    places = [number for number, each in enumerate(order) if each is at or each.focusProxy() is at]
    number = (places[0] if places else _before(order, at, forward)) + (1 if forward else -1)
    target = order[number] if 0 <= number < len(order) else _beyond(page, order[-1 if forward else 0], forward)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Every widget that Tab stops at, in reading order."""
    if widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isVisible():
        yield widget
    scrolled = widget.widget() if isinstance(widget, QScrollArea) else None
    layout = widget.layout()
    if scrolled is not None:
        yield from _stops(scrolled)
    elif layout is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _inside(inner)


def _before(order: list[QWidget], at: QWidget, forward: bool) -> int:
    """The place of something that is no stop itself: just before the first stop in it, else the end it comes from."""
    inside = next((number for number, each in enumerate(order) if at.isAncestorOf(each)), None)
    if inside is None:
        return -1 if forward else len(order)
    return inside - 1 if forward else inside


def _beyond(page: QWidget, last: QWidget, forward: bool) -> QWidget | None:
    """The next stop outside the page."""
    at: QWidget | None = last.nextInFocusChain() if forward else last.previousInFocusChain()
    while at is not None and at is not last:
        takes = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.focusProxy() is None
        if takes and at.isVisible() and at.isEnabled() and at is not page and not page.isAncestorOf(at):
            return at
        at = at.nextInFocusChain() if forward else at.previousInFocusChain()
    return None
