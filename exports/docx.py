"""Paper → docx bytes. The same paper gives the same bytes."""

from collections.abc import Iterator, Sequence

from exports.docx_parts import package, running_id
from exports.docx_xml import JC, el, field, hair, paragraph, run, styled, table, twips
from forms import blocks as tree
from forms.measures import DATE_INDENT, MM, PAGES, PAPER, PITCH, STYLES, TYPE_WIDTH, Page, half_width

SEAL_ABOVE, SEAL_BELOW = 2 * PITCH, PITCH


def render_docx(paper: tree.Paper) -> bytes:
    """The paper as docx; RuleError for text that a docx cannot hold."""
    page = PAGES[paper.page]
    running = _running(paper, page)
    parts = {f"{place}{number}": content for number, (place, _, content) in enumerate(running, 1)}
    references = [
        f'<w:{place}Reference w:type="{kind}" r:id="{running_id(number)}"/>'
        for number, (place, kind, _) in enumerate(running)
    ]
    body = "".join((*_elements(paper.blocks), _section(page, references, first=bool(paper.continued))))
    return package(paper.title, body, parts, odd_even=page.numbers == "dash")


def _elements(blocks: Sequence[tree.Block]) -> Iterator[str]:
    for index, block in enumerate(blocks):
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        match block:
            case tree.Text():
                sealed = isinstance(follower, tree.Seal)
                yield paragraph(block, keep_next=sealed, widows=sealed)
            case tree.Grid():
                yield table(block)
                if follower is None or isinstance(follower, tree.Grid):
                    yield hair()  # Word joins two tables that touch, and wants a paragraph at the end
            case tree.Seal():
                yield from _seal(block)
            case tree.Space():
                yield hair(el("spacing", line=twips(block.height * MM), lineRule="exact"))
            case tree.PageBreak():
                yield hair("<w:pageBreakBefore/>")
            case tree.BlankTail():
                yield paragraph(block.text)


def _seal(seal: tree.Seal) -> Iterator[str]:
    """Two lines right of the middle: the date four characters in, the agency centred over it."""
    size = STYLES["sign_off"].size
    room = TYPE_WIDTH * MM / size
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


def _section(page: Page, references: Sequence[str], *, first: bool) -> str:
    margins = el(
        "pgMar",
        top=twips(page.top * MM),
        right=twips(page.right * MM),
        bottom=twips(page.bottom * MM),
        left=twips(page.left * MM),
        header=twips(page.head * MM),
        footer=twips(page.foot * MM),
        gutter=0,
    )
    size = el("pgSz", w=twips(PAPER[0] * MM), h=twips(PAPER[1] * MM))
    return el("sectPr", *references, size, margins, "<w:titlePg/>" if first else "")


def _running(paper: tree.Paper, page: Page) -> list[tuple[str, str, str]]:
    """Heads and feet as (header or footer, which pages, content): head of the later pages, foot of every page."""
    parts: list[tuple[str, str, str]] = []
    if paper.continued:
        parts.append(("header", "first", hair()))
        parts.append(("header", "default", "".join(paragraph(text) for text in paper.continued)))
    if page.numbers == "none":
        return parts
    if page.numbers == "dash":
        parts += [("footer", "default", _dashes("right")), ("footer", "even", _dashes("left"))]
        return parts + ([("footer", "first", _dashes("right"))] if paper.continued else [])
    foot = _page_of(paper)
    return parts + [("footer", kind, foot) for kind in (("default", "first") if paper.continued else ("default",))]


def _page_of(paper: tree.Paper) -> str:
    """Signature rows, and under them 第 x 页 共 y 页."""
    signatures = "".join(table(grid) + hair() for grid in paper.foot)
    words = (run(tree.Run("第 ")), field("PAGE"), run(tree.Run(" 页 共 ")), field("NUMPAGES"), run(tree.Run(" 页")))
    return signatures + styled("page_of", *words, look=el("jc", val="center"))


def _dashes(align: str) -> str:
    """— 1 —, one character from the edge."""
    inset = el("ind", **{f"{align}Chars": 100, align: twips(STYLES["page_number"].size)})
    words = (run(tree.Run("— ")), field("PAGE"), run(tree.Run(" —")))
    return styled("page_number", *words, look=inset + el("jc", val=JC[align]))
