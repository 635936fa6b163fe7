"""What a renderer is given: a few plain shapes, already filled with the case's values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one look. Struck text stays in the paper: an unchosen option is struck, never removed."""

    text: str
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph.

    `style` names an entry of `measures.STYLES`, `align` overrides the style's; `whole` is never split over two pages (a
    penalty item, a sum).
    """

    runs: tuple[Run, ...]
    style: str
    align: str = ""
    keep_next: bool = False
    whole: bool = False

    @property
    def plain(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A grid cell. `edges` is any of "tlbr"; `stroke` draws one line from upper right to lower left.

    `picture` is the digest of a picture that fills the cell as far as its proportions allow, in place of texts.
    """

    texts: tuple[Text, ...] = ()
    span: int = 1
    down: int = 1
    valign: str = "center"
    stroke: bool = False
    edges: str = "tlbr"
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A grid row: only the cells that begin in it, left to right. `height` is a minimum in mm.

    `header` is repeated at the head of every page; `fill` reaches down to where the rest of the paper just fits on its
    page, `height` being its height by the common measure, 0 where nothing is left for it.
    """

    cells: tuple[Cell, ...]
    height: float
    keep_next: bool = False
    header: bool = False
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of fixed column widths (mm); `keep` holds all of it on one page."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    framed: bool = True
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """Agency and date at the end of a letter, with room for a 42 mm seal over both."""

    agency: str
    date: str


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in mm; vanishes at the top of a page."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line over the whole width: what stands below is cut off and sent back."""


@dataclass(frozen=True, slots=True)
class BlankTail:
    """以下空白: the words, and in the pdf a stroke through what is left of the page."""

    text: Text


Block = Text | Grid | Seal | Space | PageBreak | CutLine | BlankTail


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper, ready for either renderer.

    `continued` heads the second and later pages; `foot` stands on every page above the page number.
    """

    form: str
    title: str
    page: str
    blocks: tuple[Block, ...]
    continued: tuple[Text, ...] = ()
    foot: tuple[Grid, ...] = ()
