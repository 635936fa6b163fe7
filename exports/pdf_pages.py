"""Fills pages from slabs: pieces of fixed height that hold together, start a page, or split."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from procedures.problems import Problem, RuleError

SLACK = 0.1  # pt
Draw = Callable[[Any, float, float, bool, bool], None]  # canvas, x, top, first of its group on the page, last of it
Grow = Callable[[float], float]
Split = Callable[[float], "tuple[Slab, Slab] | None"]


@dataclass(slots=True)
class Slab:
    """A line of text, a row of a table, a seal. Heights in points.

    `keep`: stays on the page of the next one; `gap`: space above that vanishes at the top of a page; `group`: pieces of
    one table; `heads`: stand above it again where it begins a page; `split`: cuts it for the room that is left; `grow`:
    is told what its page leaves free and gives back how much of it the slab takes; `name`: what an officer calls it.
    """

    height: float
    draw: Draw
    keep: bool = False
    gap: float = 0.0
    group: object = None
    split: Split | None = None
    new_page: bool = False
    heads: Sequence["Slab"] = ()
    grow: Grow | None = None
    name: str = ""


@dataclass(slots=True)
class PageOf:
    """What stands on one page: slabs with their distance from the top of the type area."""

    placed: list[tuple[float, Slab]] = field(default_factory=list)
    used: float = 0.0

    def add(self, slab: Slab) -> None:
        """Puts a slab under the last one."""
        top = self.used + (slab.gap if self.placed else 0.0)
        self.placed.append((top, slab))
        self.used = top + slab.height

    def fill(self, height: float) -> None:
        """Lets the slabs that grow take what the page leaves free; those below move down."""
        moved = 0.0
        for index, (top, slab) in enumerate(self.placed):
            self.placed[index] = (top + moved, slab)
            if slab.grow:
                moved += slab.grow(height - self.used - moved)
        self.used += moved


def paginate(slabs: Sequence[Slab], height: float, title: str) -> list[PageOf]:
    """Pages of at most `height` points; RuleError where a piece that must stay whole is higher than a page."""
    pages = [PageOf()]
    waiting = list(reversed(_bundles(slabs)))
    while waiting:
        bundle = waiting.pop()
        page = pages[-1]
        if page.placed and bundle[0].new_page:
            pages.append(page := PageOf())
        whole = bundle if page.placed else [*bundle[0].heads, *bundle]
        if _fits(page, whole, height):
            for slab in whole:
                page.add(slab)
            continue
        parts = _split(whole, height - page.used)
        if parts:
            for slab in parts[0]:
                page.add(slab)
            waiting.append(parts[1])
        elif not page.placed:
            raise RuleError([_too_high(title, bundle)])
        else:
            waiting.append(bundle)
        pages.append(PageOf())
    filled = [page for page in pages if page.placed] or [PageOf()]
    for page in filled:
        page.fill(height)
    return filled


def _too_high(title: str, bundle: Sequence[Slab]) -> Problem:
    name = max(bundle, key=lambda slab: slab.height).name
    place = f"“{name}”一栏" if name else "有一段"
    return Problem(f"《{title}》{place}太长，一页放不下", remedy="缩短这里的文字，或者另附页说明")


def _bundles(slabs: Sequence[Slab]) -> list[list[Slab]]:
    """Slabs that must stand on one page."""
    bundles: list[list[Slab]] = []
    open_bundle = False
    for slab in slabs:
        if open_bundle and not slab.new_page:
            bundles[-1].append(slab)
        else:
            bundles.append([slab])
        open_bundle = slab.keep
    return bundles


def _fits(page: PageOf, bundle: Sequence[Slab], height: float) -> bool:
    used = page.used
    for number, slab in enumerate(bundle):
        used += slab.height + (slab.gap if page.placed or number else 0.0)
    return used <= height + SLACK


def _split(bundle: Sequence[Slab], room: float) -> tuple[list[Slab], list[Slab]] | None:
    """Cuts the last slab of a bundle where it can be cut and something of it fits."""
    *lead, last = bundle
    left = room - sum(slab.height + slab.gap for slab in lead) - last.gap
    parts = last.split(left) if last.split else None
    return ([*lead, parts[0]], [parts[1]]) if parts else None
