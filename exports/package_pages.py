"""The pages that a package adds of its own: the contents with what lies beside the pdf, and a page for each picture."""

from collections.abc import Iterable, Iterator, Sequence

from exports.package import Cover, Piece, Placed
from forms.blocks import Block, Cell, Grid, Paper, Row, Run, Space, Text
from forms.dates import day

CONTENTS_TITLE = "备案材料目录"
MARK = 16  # characters of a digest that tell two files apart
HEAD_ROW, LIST_ROW = 8.0, 7.0
PICTURE_HEIGHT = 150.0
MIDDLE, LEFT = "list_mid", "list_cell"
Line = tuple[str, ...]
Column = tuple[str, float, str]  # words above it, width in mm, style
IN_PDF: tuple[Column, ...] = (
    ("序号", 12.0, MIDDLE),
    ("材料", 62.0, LEFT),
    ("文号", 46.0, LEFT),
    ("页数", 13.0, MIDDLE),
    ("页次", 23.0, MIDDLE),
)
BESIDE: tuple[Column, ...] = (
    ("序号", 12.0, MIDDLE),
    ("材料", 62.0, LEFT),
    ("校验值", 36.0, MIDDLE),
    ("在何处", 46.0, LEFT),
)


def contents_paper(cover: Cover, placed: Sequence[Placed]) -> Paper:
    """What the package holds and on which of its pages; what the pdf can't hold stands in a table of its own."""
    numbered = list(enumerate(placed, 1))
    beside = [_lies(number, part) for number, part in numbered if not part.first]
    blocks: list[Block] = [
        Text((Run(cover.agency),), "grid_agency"),
        Text((Run(CONTENTS_TITLE),), "list_title"),
        _head(cover),
        Space(4.0),
        _table(IN_PDF, (_within(number, part) for number, part in numbered if part.first)),
    ]
    if beside:
        note = "下列材料不能并入本件，随本件一并报送："
        blocks += [Space(2.0), Text((Run(note),), "note", keep_next=True), Space(1.5), _table(BESIDE, beside)]
    return Paper("", CONTENTS_TITLE, "list", tuple(blocks), (Text((Run(f"{CONTENTS_TITLE}（续页）"),), "continued"),))


def picture_paper(piece: Piece) -> Paper:
    """A picture on a page of its own, with what is known of it and room for the check against the original."""
    title = named(piece)
    rows = [
        Row((_label(title, span=4, style="list_head"),), HEAD_ROW, keep_next=True),
        Row((Cell(span=4, picture=piece.digest),), PICTURE_HEIGHT, keep_next=True),
        *(Row((_label(label), _value(words, span=3)), HEAD_ROW, keep_next=True) for label, words in piece.caption),
        Row((_label("文件校验值"), _value(f"SHA-256　{piece.digest}", LEFT, span=3)), LIST_ROW, keep_next=True),
        Row((_label("与原件核对\n的情况"), Cell(span=3)), 11.0, keep_next=True),
        Row((_label("核 对 人"), Cell(), _label("日　　期"), Cell()), 10.0),
    ]
    return Paper("", title, "list", (Grid((26.0, 52.0, 26.0, 52.0), tuple(rows), keep=True),))


def named(piece: Piece) -> str:
    """证据3　现场照片."""
    return "　".join(words for words in (piece.label, piece.title) if words)


def _head(cover: Cover) -> Grid:
    told = (
        ("主送机关", cover.recipient, "备案报告", cover.report_number),
        ("当 事 人", cover.party, "决定书文号", cover.decision_number),
        ("案　　由", cover.matter, "决定日期", day(cover.decided_on)),
    )
    rows = [Row((_label(one), _value(first), _label(two), _value(second)), 9.0) for one, first, two, second in told]
    return Grid((23.0, 45.0, 26.0, 62.0), tuple(rows))


def _within(number: int, part: Placed) -> Line:
    last = part.first + part.pages - 1
    pages = str(part.first) if part.pages == 1 else f"{part.first}—{last}"
    return str(number), named(part.piece), part.piece.number, str(part.pages), pages


def _lies(number: int, part: Placed) -> Line:
    mark = part.piece.digest[:MARK]
    return str(number), named(part.piece), " ".join(mark[at : at + 4] for at in range(0, len(mark), 4)), part.note


def _table(columns: Sequence[Column], lines: Iterable[Line] | Iterator[Line]) -> Grid:
    head = Row(
        tuple(_label(words, style="list_head") for words, _, _ in columns), HEAD_ROW, keep_next=True, header=True
    )
    rows = [
        Row(tuple(_value(words, style) for words, (_, _, style) in zip(line, columns, strict=True)), LIST_ROW)
        for line in lines
    ]
    return Grid(tuple(width for _, width, _ in columns), (head, *rows))


def _label(words: str, *, span: int = 1, style: str = "label") -> Cell:
    return Cell(tuple(Text((Run(line),), style) for line in words.split("\n")), span)


def _value(words: str, style: str = "value", *, span: int = 1) -> Cell:
    return Cell((Text((Run(words),), style),) if words else (), span)
