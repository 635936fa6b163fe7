"""Paper → pdf bytes with reportlab's canvas. The same paper gives the same bytes."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from exports.fonts import REGULAR, loaded, require_glyphs
from exports.pdf_grid import grid_slabs
from exports.pdf_pages import PageOf, Slab, paginate
from exports.pdf_text import Para
from exports.pictures import ReadPicture, no_pictures
from forms import blocks as tree
from forms.measures import CUT_HEIGHT, DATE_INDENT, MM, PAGES, PITCH, STYLES, THIN, Page

SEAL_ABOVE, SEAL_BELOW = 2 * PITCH, PITCH  # a 42 mm seal begins 0.6 of a line under the text
SEAL_LINES = 2  # last lines of the text that stay on the seal's page
TAIL_MARGIN = 2 * MM
LEAST_TAIL = 10 * MM
DASH = (3, 2)  # points
Drawn = tree.Text | tree.Grid | tree.Seal | tree.CutLine | tree.BlankTail


def render_pdf(paper: tree.Paper, *, running: bool = True, pictures: ReadPicture = no_pictures) -> bytes:
    """The paper as pdf; without `running` no head, foot and page number. `pictures` gives bytes for a digest.

    RuleError for a character that no font has, and for a block that no page can hold.
    """
    require_glyphs(paper)
    page = PAGES[paper.page]
    pages = paginate(list(_slabs(paper.blocks, page.width * MM, pictures)), page.height * MM, paper.title)
    target = BytesIO()
    canvas = Canvas(target, (page.paper[0] * MM, page.paper[1] * MM), invariant=1, initialFontName=loaded(REGULAR))
    canvas.setTitle(paper.title)
    canvas.setSubject(paper.form)
    for number, filled in enumerate(pages, 1):
        _draw(canvas, page, filled)
        if running:
            _running(canvas, paper, page, number, len(pages))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _slabs(blocks: Sequence[tree.Block], width: float, pictures: ReadPicture) -> Iterator[Slab]:
    gap = 0.0
    new_page = False
    for index, block in enumerate(blocks):
        if isinstance(block, tree.Space):
            gap += block.height * MM
            continue
        if isinstance(block, tree.PageBreak):
            new_page = True
            continue
        sealed = index + 1 < len(blocks) and isinstance(blocks[index + 1], tree.Seal)
        slabs = _of(block, width, pictures, sealed=sealed)
        slabs[0].gap += gap
        slabs[0].new_page = new_page
        yield from slabs
        after = STYLES[block.style].after if isinstance(block, tree.Text) else 0.0
        gap, new_page = after, False


def _of(block: Drawn, width: float, pictures: ReadPicture, *, sealed: bool) -> list[Slab]:
    match block:
        case tree.Text():
            return _text_slabs(block, width, sealed=sealed)
        case tree.Grid():
            return grid_slabs(block, pictures)
        case tree.Seal():
            return [_seal_slab(block, width)]
        case tree.CutLine():
            return [_cut_slab(width)]
        case tree.BlankTail():
            return [_tail_slab(block, width)]


def _text_slabs(text: tree.Text, width: float, *, sealed: bool) -> list[Slab]:
    """One slab a line. A paragraph before a seal keeps its last two lines with it: no page with seal and date alone."""
    para = Para(text, width)
    last = len(para.lines) - 1
    keep_next = text.keep_next or para.look.keep_next or sealed
    slabs = [_line_slab(para, number) for number in range(len(para.lines))]
    for number, slab in enumerate(slabs):
        tied = text.whole or (sealed and number >= last - SEAL_LINES + 1)
        slab.keep = keep_next if number == last else tied
    slabs[0].gap = para.look.before
    return slabs


def _line_slab(para: Para, number: int) -> Slab:
    def draw(canvas: Canvas, x: float, top: float, _first: bool, _last: bool) -> None:
        para.draw(canvas, number, x, top)

    return Slab(para.look.pitch, draw)


def _seal_slab(seal: tree.Seal, width: float) -> Slab:
    """Five body lines: two empty, agency, date, one empty. Both share one centre unless the agency crossed the edge."""
    agency, date = (
        Para(tree.Text((tree.Run(words),), "sign_off", "left"), width) for words in (seal.agency, seal.date)
    )
    indent = DATE_INDENT * STYLES["sign_off"].size
    date_left = width - indent - date.lines[0].width
    centre = date_left + date.lines[0].width / 2
    agency_left = min(centre - agency.lines[0].width / 2, width - agency.lines[0].width)

    def draw(canvas: Canvas, x: float, top: float, _first: bool, _last: bool) -> None:
        for number in range(len(agency.lines)):
            agency.draw(canvas, number, x + max(agency_left, 0.0), top - SEAL_ABOVE - number * PITCH)
        date.draw(canvas, 0, x + date_left, top - SEAL_ABOVE - len(agency.lines) * PITCH)

    return Slab(SEAL_ABOVE + (len(agency.lines) + 1) * PITCH + SEAL_BELOW, draw)


def _cut_slab(width: float) -> Slab:
    """The dashed line above what is cut off and sent back."""
    half = CUT_HEIGHT / 2 * MM

    def draw(canvas: Canvas, x: float, top: float, _first: bool, _last: bool) -> None:
        canvas.setLineWidth(THIN)
        canvas.setDash(*DASH)
        canvas.line(x, top - half, x + width, top - half)
        canvas.setDash()

    return Slab(2 * half, draw, keep=True)


def _tail_slab(tail: tree.BlankTail, width: float) -> Slab:
    """以下空白, and through what is left of the page one stroke from upper right to lower left, as officers draw it."""
    para = Para(tail.text, width)
    rest = 0.0

    def draw(canvas: Canvas, x: float, top: float, _first: bool, _last: bool) -> None:
        para.draw(canvas, 0, x, top)
        upper = top - para.height - TAIL_MARGIN
        lower = top - para.height - rest + TAIL_MARGIN
        if upper - lower > LEAST_TAIL:
            canvas.setLineWidth(THIN)
            canvas.line(x + width, upper, x, lower)

    def grow(free: float) -> float:
        nonlocal rest
        rest = free
        return free

    return Slab(para.height, draw, grow=grow)


def _draw(canvas: Canvas, page: Page, filled: PageOf) -> None:
    left, top = page.left * MM, (page.paper[1] - page.top) * MM
    placed = filled.placed
    for index, (down, slab) in enumerate(placed):
        before = placed[index - 1][1].group if index else None
        after = placed[index + 1][1].group if index + 1 < len(placed) else None
        slab.draw(canvas, left, top - down, slab.group is not before, slab.group is not after)


def _running(canvas: Canvas, paper: tree.Paper, page: Page, number: int, total: int) -> None:
    left, width = page.left * MM, page.width * MM
    if number > 1:
        _stack(canvas, left, (page.paper[1] - page.head) * MM, [Para(text, width) for text in paper.continued])
    base = page.foot * MM
    if page.numbers != "none":
        base += _page_number(canvas, page, left, base, number, total) + TAIL_MARGIN
    for grid in reversed(paper.foot):
        slabs = grid_slabs(grid)
        top = base + sum(slab.height for slab in slabs)
        base = top
        for slab in slabs:
            slab.draw(canvas, left, top, slab is slabs[0], slab is slabs[-1])
            top -= slab.height


def _page_number(canvas: Canvas, page: Page, left: float, base: float, number: int, total: int) -> float:
    """The page number on its base line; returns the height it takes."""
    if page.numbers == "dash":
        words, style, align = f"— {number} —", "page_number", "right" if number % 2 else "left"
        inset = STYLES[style].size  # one character from the edge [GB/T 9704]
    else:
        words, style, align, inset = f"第 {number} 页 共 {total} 页", "page_of", "center", 0.0
    para = Para(tree.Text((tree.Run(words),), style, align), page.width * MM - 2 * inset)
    para.draw(canvas, 0, left + inset, base + para.look.pitch)
    return para.look.pitch


def _stack(canvas: Canvas, left: float, top: float, paras: Sequence[Para]) -> None:
    for para in paras:
        for number in range(len(para.lines)):
            para.draw(canvas, number, left, top)
            top -= para.look.pitch
