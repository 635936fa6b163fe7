"""The end of a record: the line for the party's own words keeps to the text above it, 以下空白 needs room below."""

from collections.abc import Sequence
from dataclasses import replace

from forms.blocks import BlankTail, Block, Grid, Space, Text
from forms.heights import height_of, used_on_last_page
from forms.measures import Page


def tailed(blocks: Sequence[Block], page: Page) -> tuple[Block, ...]:
    """The blocks of a record, with no page that holds nothing but 以下空白 or the line for the party's words."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, BlankTail):
            done = _held(done)
            if used_on_last_page(done, page) + height_of(block, page.width) > page.height:
                continue
        done.append(block)
    return tuple(done)


def _held(blocks: Sequence[Block]) -> list[Block]:
    """Ties the last paragraph to the ruled lines that follow it; nothing where it does not end so."""
    above = len(blocks) - 1
    while above >= 0 and isinstance(blocks[above], Grid | Space):
        above -= 1
    last = blocks[above] if 0 <= above < len(blocks) - 1 else None
    if not isinstance(last, Text):
        return list(blocks)
    return [*blocks[:above], replace(last, keep_next=True), *blocks[above + 1 :]]
