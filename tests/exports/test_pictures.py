"""Pictures on paper: upright, of a page's size, in both formats; what is no picture is said in words."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from exports.docx import render_docx
from exports.pdf import render_pdf
from exports.pictures import LONGEST, UNSHOWN, PictureError, scaled, taken_at
from tests.forms.evidence_samples import FILES, LANDSCAPE, UPRIGHT, evidence_paper, photo, read

EMU = 36_000
TYPE_WIDTH, MM = 156, 72 / 25.4


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def test_picture_is_turned_as_the_camera_was_held_and_made_smaller() -> None:
    whole, turned = scaled(FILES[LANDSCAPE]), scaled(FILES[UPRIGHT])
    assert (whole.width, whole.height) == (LONGEST, 1067)
    assert (turned.width, turned.height) == (1067, LONGEST)
    red, green, blue = opened(turned.jpeg).convert("RGB").getpixel((500, 100))
    assert blue > 200 > red and green < 60  # what was at the left is on top
    assert not opened(turned.jpeg).getexif()


def test_small_picture_is_not_made_larger() -> None:
    assert (scaled(photo(40, 30, "red")).width, scaled(photo(40, 30, "red"), 20).width) == (40, 20)


def test_what_is_clear_becomes_white() -> None:
    target = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(target, "PNG")
    assert opened(scaled(target.getvalue()).jpeg).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def _bomb() -> bytes:
    """A PNG of a few kilobytes with a hundred million pixels."""
    target = BytesIO()
    Image.new("1", (10_000, 10_000)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "损坏"), (b"%PDF", "损坏"), (photo(400, 300, "red")[:900], "损坏"), (_bomb(), "过大")]
)
def test_what_cannot_be_shown_is_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(PictureError, match=says):
        scaled(content)


def test_picture_without_a_camera_time_has_none() -> None:
    assert taken_at(photo(10, 10, "red")) is None and taken_at(b"no picture") is None


def test_pdf_shows_each_picture_whole_and_says_which_it_cannot() -> None:
    pages = PdfReader(BytesIO(render_pdf(evidence_paper(), pictures=read))).pages
    assert [len(page.images) for page in pages] == [0, 1, 1, 0]
    shown = opened(pages[1].images[0].data)
    assert shown.format == "JPEG" and shown.size == (LONGEST, 1067)
    assert UNSHOWN in pages[3].extract_text() and UNSHOWN not in pages[1].extract_text()


def test_two_pictures_stand_on_one_page() -> None:
    pages = PdfReader(BytesIO(render_pdf(evidence_paper({"per_page": "two"}), pictures=read))).pages
    assert [len(page.images) for page in pages] == [0, 2, 0]


def test_docx_holds_each_picture_once_inside_its_cell() -> None:
    package = render_docx(evidence_paper(), pictures=read)
    body = Document(BytesIO(package)).element.body
    boxes = [(int(one.get("cx")) / EMU, int(one.get("cy")) / EMU) for one in body.iter(qn("wp:extent"))]
    assert len(boxes) == 2
    assert all(width <= TYPE_WIDTH and height < 124 for width, height in boxes)
    assert [round(width / height, 2) for width, height in boxes] == [1.5, 0.67]
    lines = [one.get(qn("w:lineRule")) for one in body.iter(qn("w:spacing")) if one.get(qn("w:lineRule")) == "auto"]
    assert len(lines) == 2  # an exact line would cut the picture off
    with ZipFile(BytesIO(package)) as parts:
        assert [name for name in parts.namelist() if name.startswith("word/media/")] == [
            "word/media/image1.jpg",
            "word/media/image2.jpg",
        ]


def test_same_paper_with_pictures_has_the_same_bytes() -> None:
    assert render_pdf(evidence_paper(), pictures=read) == render_pdf(evidence_paper(), pictures=read)
    assert render_docx(evidence_paper(), pictures=read) == render_docx(evidence_paper(), pictures=read)


def test_paper_drawn_without_pictures_keeps_their_places() -> None:
    text = PdfReader(BytesIO(render_pdf(evidence_paper()))).pages[1].extract_text()
    assert "摊位照片" in text
