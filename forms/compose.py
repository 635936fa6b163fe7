"""Turns a form's blocks and one case's values into a Paper: the block tree that both renderers draw."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from forms.blocks import BlankTail, Block, CutLine, Grid, PageBreak, Paper, Seal, Space, Text
from forms.compose_grid import grid_of, lines_of, signatures_of
from forms.compose_table import fitted, table_of
from forms.compose_tail import tailed
from forms.custom import CUSTOM
from forms.fill import Filler
from forms.measures import PAGES
from forms.predicates import Values, holds
from forms.schema import Form

Data = Mapping[str, Any]
TITLES = {
    "letter": "title",
    "record": "record_title",
    "list": "list_title",
    "wide": "list_title",
    "cover": "cover_title",
}
AGENCIES = {"letter": "agency", "cover": "cover_agency"}
NUMBERS = {"letter": "number"}
PARAGRAPHS = {"letter": "body", "record": "record", "cover": "cover_value"}
NUMBER = "{document_number}"
RECEIPT = "回　　执"


def compose(form: Form, values: Values) -> Paper:
    """One filled paper. What the values lack stays empty: checking them is `prepare`'s job."""
    maker = _Maker(form, Filler({field.key: field for field in form.fields}, values))
    continued = tuple(block for block in maker.all(form.continued) if isinstance(block, Text))
    foot = tuple(block for block in maker.all(form.foot) if isinstance(block, Grid))
    page = PAGES[form.page]
    blocks = tailed(fitted(tuple(maker.all(form.blocks)), page), page)
    return Paper(form.id, form.title, form.page, blocks, continued, foot)


class _Maker:
    """Makes the blocks of one form; one method a kind of block."""

    def __init__(self, form: Form, filler: Filler) -> None:
        self.form = form
        self.filler = filler
        self.makers: Mapping[str, Callable[[Data], Iterator[Block]]] = {
            "title": self._title,
            "number": self._number,
            "paragraph": self._paragraph,
            "lines": self._lines,
            "grid": self._grid,
            "table": self._table,
            "signatures": self._signatures,
            "seal": self._seal,
            "receipt": self._receipt,
            "space": self._space,
            "page_break": self._page_break,
            "blank_tail": self._blank_tail,
            "custom": self._custom,
        }

    def all(self, blocks: Sequence[Data]) -> Iterator[Block]:
        for block in blocks:
            if holds(block.get("when", ""), self.filler.values):
                yield from self.makers[block["kind"]](block)

    def _title(self, block: Data) -> Iterator[Block]:
        page = self.form.page
        if "agency" in block:
            yield Text(self.filler.runs(block["agency"]), AGENCIES.get(page, "grid_agency"))
        yield Text(self.filler.runs(block.get("text", self.form.title)), TITLES.get(page, "grid_title"))

    def _number(self, block: Data) -> Iterator[Block]:
        yield Text(self.filler.runs(block.get("text", NUMBER)), NUMBERS.get(self.form.page, "grid_number"))

    def _paragraph(self, block: Data) -> Iterator[Block]:
        style = block.get("style", PARAGRAPHS.get(self.form.page, "value"))
        keep, whole = block.get("keep_next", False), block.get("whole", False)
        for filler in self._fillers(block):
            for runs in filler.lines(block["text"]):
                if runs:
                    yield Text(runs, style, block.get("align", ""), keep, whole)

    def _fillers(self, block: Data) -> Iterator[Filler]:
        """The form's filler, or one for each item of the list that the block repeats."""
        if "each" not in block:
            yield self.filler
            return
        field = self.filler.fields[block["each"]]
        for number, item in enumerate(self.filler.values.get(field.key) or (), 1):
            yield self.filler.within(field.columns, item, number)

    def _lines(self, block: Data) -> Iterator[Block]:
        yield lines_of(block, self.filler, "slot" if self.form.page == "record" else "foot")

    def _grid(self, block: Data) -> Iterator[Block]:
        """One grid, or one for each item of a list with a gap between them."""
        for number, filler in enumerate(self._fillers(block)):
            if number:
                yield Space(block.get("gap", 0.0))
            yield grid_of(block, filler)

    def _table(self, block: Data) -> Iterator[Block]:
        yield table_of(block, self.filler)

    def _signatures(self, block: Data) -> Iterator[Block]:
        yield signatures_of(block, self.filler, PAGES[self.form.page].width)

    def _receipt(self, block: Data) -> Iterator[Block]:
        """Cut line, title, words and blanks for the pen, all on one page."""
        yield CutLine()
        yield Text(self.filler.runs(block.get("title", RECEIPT)), "receipt_title")
        for runs in self.filler.lines(block.get("text", "")):
            if runs:
                yield Text(runs, "receipt", whole=True)
        yield from self._signatures(block)

    def _seal(self, block: Data) -> Iterator[Block]:
        yield Seal(self.filler.plain(block["agency"]), self.filler.plain(block["date"]))

    def _space(self, block: Data) -> Iterator[Block]:
        yield Space(block["height"])

    def _page_break(self, _block: Data) -> Iterator[Block]:
        yield PageBreak()

    def _blank_tail(self, block: Data) -> Iterator[Block]:
        yield BlankTail(Text(self.filler.runs(block["text"]), "record", "center"))

    def _custom(self, block: Data) -> Iterator[Block]:
        yield from CUSTOM[block["function"]].build(self.filler.values)
