"""Paper → docx bytes through python-docx. The same paper gives the same bytes.

python-docx opens the template, keeps parts, relations, section and properties, and saves. The body is parsed once from
text: its objects cannot express half of what the pages need, and making paragraphs one by one is many times slower.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO

import docx

from exports.docx_pictures import DocxPictures
from exports.docx_template import elements, saved, template
from exports.docx_xml import el, hair, paragraph, run, styled, table, twips
from exports.pictures import ReadPicture, no_pictures
from forms import blocks as tree
from forms.measures import CUT_HEIGHT, DATE_INDENT, MM, PAGES, PITCH, STYLES, half_width

SEAL_ABOVE, SEAL_BELOW = 2 * PITCH, PITCH


def render_docx(paper: tree.Paper, *, pictures: ReadPicture = no_pictures) -> bytes:
    """The paper as docx; RuleError for text that a docx cannot hold. `pictures` gives bytes for a digest."""
    headed = bool(paper.continued)
    document = docx.Document(BytesIO(template(paper.page, headed=headed)))
    document.core_properties.title = paper.title
    placed = DocxPictures(document, pictures)
    document.element.body[:0] = elements("".join(_elements(paper.blocks, PAGES[paper.page].width, placed)))
    section = document.sections[0]
    if headed:
        section.header.part.element[:] = elements("".join(paragraph(text) for text in paper.continued))
    if paper.foot:
        rows = "".join(table(grid, placed.paragraph) + hair() for grid in paper.foot)
        for foot in (section.footer, *((section.first_page_footer,) if headed else ())):
            foot.part.element[:0] = elements(rows)  # above the page number
    return saved(document)


def _elements(blocks: Sequence[tree.Block], width: float, placed: DocxPictures) -> Iterator[str]:
    for index, block in enumerate(blocks):
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        match block:
            case tree.Text():
                sealed = isinstance(follower, tree.Seal)
                yield paragraph(block, keep_next=sealed, widows=sealed)
            case tree.Grid():
                yield table(block, placed.paragraph)
                if follower is None or isinstance(follower, tree.Grid):
                    # Word joins two tables that touch, and wants a paragraph at the end
                    yield hair("<w:keepNext/>" if follower and block.rows[-1].keep_next else "")
            case tree.Seal():
                yield from _seal(block, width)
            case tree.Space():
                yield hair(el("spacing", line=twips(block.height * MM), lineRule="exact"))
            case tree.PageBreak():
                yield hair("<w:pageBreakBefore/>")
            case tree.CutLine():
                yield _cut_line()
            case tree.BlankTail():
                yield paragraph(block.text)


def _cut_line() -> str:
    half = twips(CUT_HEIGHT / 2 * MM)
    dashes = el("pBdr", el("bottom", val="dashed", sz=4, space=0, color="000000"))
    # the height above is the paragraph's own: space before would merge with the space after a seal
    return hair("<w:keepNext/>" + dashes + el("spacing", after=half, line=half, lineRule="exact"))


def _seal(seal: tree.Seal, width: float) -> Iterator[str]:
    """Two lines right of the middle: the date four characters in, the agency centred over it."""
    size = STYLES["sign_off"].size
    room = width * MM / size
    date, agency = half_width(seal.date), half_width(seal.agency)
    inset = max(0.0, min(DATE_INDENT + (date - agency) / 2, room - agency))
    above = el("spacing", before=twips(SEAL_ABOVE), line=twips(PITCH), lineRule="exact")
    below = el("spacing", after=twips(SEAL_BELOW), line=twips(PITCH), lineRule="exact")
    yield styled("sign_off", run(tree.Run(seal.agency)), look=above + _right(inset, size))
    yield styled(
        "sign_off", run(tree.Run(seal.date)), look='<w:keepNext w:val="0"/>' + below + _right(DATE_INDENT, size)
    )


def _right(characters: float, size: float) -> str:
    return el("ind", rightChars=round(characters * 100), right=twips(characters * size))
