"""All of a package as one pdf: contents, then every paper and picture in order, each page numbered at its corner."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from reportlab.pdfgen.canvas import Canvas

from exports.package import Cover, Piece, Placed
from exports.package_pages import contents_paper, named, picture_paper
from exports.pdf import render_pdf
from exports.pictures import for_paper
from forms.measures import MM
from procedures.evidence import FILM, PAGES, PICTURE, SOUND
from procedures.filing_acts import CONTENTS_PAGE

ON_PAPER = "没有电子文件，复印后附在卷后"
UNREADABLE = "有密码或者已损坏，"
WHERE: dict[str, str] = {FILM: "录像，见文件夹", SOUND: "录音，见文件夹"}
IN_FOLDER = "见文件夹中的同号文件"
# what pypdf raises for files that break the standard, beside its own errors
BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError)
CORNER_RIGHT, CORNER_TOP = 12 * MM, 9 * MM
NUMBER_FONT, NUMBER_SIZE = "Helvetica", 9
STAMP = 100  # points from the edges of the sheet on which a number is drawn, which clips it
QUARTER = 90

# what it has to say of a damaged file is told on the contents page
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def write_pdf(
    cover: Cover, placed: Sequence[Placed], folder: Path, target: Path, tell: Callable[[], None]
) -> tuple[tuple[Placed, ...], int]:
    """Write the pdf of the copies in `folder` and the contents page beside them; gives pages and places of each piece.

    `tell` is called after each piece. A file that can't be put into a pdf is listed, not refused. Raises OSError.
    """
    body = PdfWriter()
    found: list[Placed] = []
    for part in placed:
        before = len(body.pages)
        note = _add(body, part, folder)
        found.append(replace(part, first=before + 1 if not note else 0, pages=len(body.pages) - before, note=note))
        tell()
    contents, numbered = _contents(cover, found)
    (folder / CONTENTS_PAGE).write_bytes(contents)
    body.merge(0, BytesIO(contents), import_outline=False)
    for part in numbered:
        if part.first:
            body.add_outline_item(title=named(part.piece), page_number=part.first - 1)
    _number(body)
    body.metadata = {"/Title": cover.name, "/Producer": "nongantong"}
    with target.open("wb") as file:
        body.write(file)
    tell()
    return numbered, len(body.pages)


def pages_of(content: bytes) -> int:
    """The number of pages of a pdf; 0 for one that can't be read."""
    try:
        return len(PdfReader(BytesIO(content)).pages)
    except BROKEN:
        return 0


def _contents(cover: Cover, placed: Sequence[Placed]) -> tuple[bytes, tuple[Placed, ...]]:
    """The contents page, and the pieces moved back by the pages it takes itself."""
    count = 1
    while True:
        moved = tuple(replace(part, first=part.first + count) if part.first else part for part in placed)
        made = render_pdf(contents_paper(cover, moved))
        taken = pages_of(made)
        if taken <= count:
            return made, moved
        count = taken


def _add(body: PdfWriter, part: Placed, folder: Path) -> str:
    """Add the pages of a piece; why it has none, where it has none."""
    if not part.name:
        return ON_PAPER
    file = folder / part.name
    if part.piece.family == PAGES:
        return _add_pages(body, file)
    if part.piece.family == PICTURE:
        return _add_picture(body, part.piece, file)
    return WHERE.get(part.piece.family, IN_FOLDER)


def _add_pages(body: PdfWriter, file: Path) -> str:
    before = len(body.pages)
    try:
        with file.open("rb") as opened:
            reader = PdfReader(opened)
            if not reader.pages:
                return f"{UNREADABLE}{IN_FOLDER}"
            body.append(reader, import_outline=False)
            for page in body.pages[before:]:
                page.get_contents()
    except BROKEN:
        while len(body.pages) > before:
            body.remove_page(len(body.pages) - 1)
        return f"{UNREADABLE}{IN_FOLDER}"
    return ""


def _add_picture(body: PdfWriter, piece: Piece, file: Path) -> str:
    """The picture scaled on a page of its own; of the originals never two in memory."""

    def read(_digest: str) -> bytes:
        return file.read_bytes()

    if for_paper(piece.digest, read) is None:
        return f"不能在纸上显示，{IN_FOLDER}"
    made = render_pdf(picture_paper(piece), running=False, pictures=read)
    body.append(BytesIO(made), import_outline=False)
    return ""


def _number(body: PdfWriter) -> None:
    """3 / 37 at the upper right corner of each page, as it is seen."""
    pages = list(body.pages)
    stamps = BytesIO()
    canvas = Canvas(stamps, invariant=1)
    for number in range(1, len(pages) + 1):
        canvas.setFont(NUMBER_FONT, NUMBER_SIZE)
        canvas.drawRightString(STAMP, STAMP, f"{number} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    for page, stamp in zip(pages, PdfReader(stamps).pages, strict=True):
        page.merge_transformed_page(stamp, Transformation().translate(-STAMP, -STAMP).transform(_corner(page)))


def _corner(page: PageObject) -> Transformation:
    """What brings the origin to the corner that is at the upper right once the page is turned."""
    box = page.cropbox
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    turned = int(page.get("/Rotate", 0)) % (4 * QUARTER) // QUARTER
    return Transformation(
        (
            (1, 0, 0, 1, right - CORNER_RIGHT, top - CORNER_TOP),
            (0, 1, -1, 0, left + CORNER_TOP, top - CORNER_RIGHT),
            (-1, 0, 0, -1, left + CORNER_RIGHT, bottom + CORNER_TOP),
            (0, -1, 1, 0, right - CORNER_TOP, bottom + CORNER_RIGHT),
        )[turned]
    )
