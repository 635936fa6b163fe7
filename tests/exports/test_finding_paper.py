"""The opinion on a fault (X6) as files: the same words in both formats, cells for the pen kept together."""

from io import BytesIO

import docx
import pypdf

from exports.docx import render_docx
from exports.fonts import require_glyphs
from exports.pdf import render_pdf
from forms.blocks import Paper
from forms.compose import compose
from forms.findings import OPINION, prepare_opinion
from procedures.case import Document
from procedures.faults import FaultFile
from procedures.rulebook import load_rulebook
from tests.builders import OFFICE
from tests.fault_files import CONFIRMED, FACTS, make_decided_fault
from tests.forms.samples import FORMS

FOR_THE_PEN = ("法制机构", "领导小组", "申诉途径")


def paper(file: FaultFile) -> Paper:
    """The opinion as it would be printed."""
    form = FORMS.form(OPINION, CONFIRMED)
    document = Document(OPINION, "浏农过错〔2024〕1号", CONFIRMED)
    return compose(form, prepare_opinion(form, file, OFFICE, document, load_rulebook()).values)


def pages(file: FaultFile) -> list[str]:
    """The words of each page of the pdf, without breaks."""
    read = pypdf.PdfReader(BytesIO(render_pdf(paper(file))))
    return ["".join(page.extract_text().split()) for page in read.pages]


def test_a_short_opinion_fits_on_one_page() -> None:
    short = make_decided_fault(
        facts="逾期报送备案。",
        evidence=(),
        origin_reason="案卷检查",
        bearing_reason="",
        harm_words="未见当事人受损",
        opinion="",
        statements=tuple(make_decided_fault().statements[:1]),
        persons=make_decided_fault().persons[:1],
    )
    assert len(pages(short)) == 1


def test_the_cells_for_the_pen_stay_on_one_page() -> None:
    for times in range(1, 14):
        found = pages(make_decided_fault(facts=FACTS * times))
        assert all(words in found[-1] for words in FOR_THE_PEN)


def test_docx_and_pdf_hold_the_same_words() -> None:
    made = paper(make_decided_fault())
    require_glyphs(made)
    rows = docx.Document(BytesIO(render_docx(made))).tables[0].rows
    words = "".join("".join(cell.text for cell in dict.fromkeys(row.cells)) for row in rows)
    printed = "".join(pages(make_decided_fault()))
    for told in ("18010000011", "未见当事人受损", "附件3", "负连带责任", "丁某复核认定", "申诉途径"):
        assert told in words and told in printed
