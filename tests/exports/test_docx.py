"""The docx: opens, says what the pdf says, names its fonts, keeps the order that Word insists on."""

from collections import Counter
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from exports.docx import render_docx
from exports.pdf import render_pdf
from forms.blocks import Paper, Run, Text
from procedures.problems import RuleError
from tests.forms.samples import SIMPLE_VALUES, all_papers, paper_of, simple_sources

PAPERS = all_papers()
ORDER = {
    "pPr": [
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "kinsoku", "wordWrap", "overflowPunct"),
        *("autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc"),
    ],
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "tcMar", "vAlign"],
    "tcBorders": ["top", "left", "bottom", "right", "insideH", "insideV", "tl2br", "tr2bl"],
    "tblPr": ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar"],
    "trPr": ["cantSplit", "trHeight", "tblHeader"],
    "sectPr": ["headerReference", "footerReference", "pgSz", "pgMar", "titlePg"],
    "rPr": ["rFonts", "strike", "spacing", "sz", "szCs", "lang"],
}


def body_of(package: bytes) -> etree._Element:
    body: etree._Element = Document(BytesIO(package)).element.body
    return body


def counted(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@pytest.mark.parametrize("name", PAPERS)
def test_docx_and_pdf_hold_the_same_characters(name: str) -> None:
    body = body_of(render_docx(PAPERS[name]))
    in_docx = counted("".join(node.text or "" for node in body.iter(qn("w:t"))))
    plain = PdfReader(BytesIO(render_pdf(PAPERS[name], running=False)))
    assert counted("".join(page.extract_text() for page in plain.pages)) == in_docx


@pytest.mark.parametrize("name", PAPERS)
def test_children_stand_in_the_order_of_the_schema(name: str) -> None:
    with ZipFile(BytesIO(render_docx(PAPERS[name]))) as package:
        parts = [
            etree.fromstring(package.read(part))
            for part in package.namelist()
            if part.startswith("word/") and "rels" not in part
        ]
    for part in parts:
        for tag, order in ORDER.items():
            for element in part.iter(qn(f"w:{tag}")):
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), etree.tostring(element)


@pytest.mark.parametrize("name", PAPERS)
def test_every_row_fills_the_width_of_its_table(name: str) -> None:
    for table in body_of(render_docx(PAPERS[name])).iter(qn("w:tbl")):
        width = int(table.find(qn("w:tblPr")).find(qn("w:tblW")).get(qn("w:w")))
        for row in table.iter(qn("w:tr")):
            assert sum(int(cell.get(qn("w:w"))) for cell in row.iter(qn("w:tcW"))) == width


@pytest.mark.parametrize("name", PAPERS)
def test_every_cell_ends_with_a_paragraph_and_no_two_tables_touch(name: str) -> None:
    body = body_of(render_docx(PAPERS[name]))
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    tags = [child.tag for child in body]
    assert (qn("w:tbl"), qn("w:tbl")) not in list(pairwise(tags))
    assert tags[-2] != qn("w:tbl")


def test_same_paper_gives_the_same_bytes() -> None:
    assert render_docx(PAPERS["29"]) == render_docx(PAPERS["29"])


def test_package_carries_no_time_and_no_machine() -> None:
    with ZipFile(BytesIO(render_docx(PAPERS["7 citizen"]))) as package:
        for entry in package.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 0
        assert b"dcterms" not in package.read("docProps/core.xml")


def test_fonts_of_the_office_are_named_with_a_substitute() -> None:
    with ZipFile(BytesIO(render_docx(PAPERS["29"]))) as package:
        styles, table = package.read("word/styles.xml").decode(), package.read("word/fontTable.xml").decode()
    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{name}"' in styles
        assert f'<w:font w:name="{name}"><w:altName' in table


def test_cell_that_is_not_needed_has_a_diagonal() -> None:
    body = body_of(render_docx(PAPERS["7 citizen"]))
    assert len(list(body.iter(qn("w:tr2bl")))) == 4


def test_option_that_was_not_chosen_is_struck() -> None:
    body = body_of(render_docx(PAPERS["7 citizen"]))
    struck = [run for run in body.iter(qn("w:r")) if run.find(f".//{qn('w:strike')}") is not None]
    assert "".join(node.text or "" for node in struck[0].iter(qn("w:t"))) == "警告"


def test_record_has_a_first_page_without_head_and_signatures_on_all() -> None:
    document = Document(BytesIO(render_docx(PAPERS["11"])))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert [p.text for p in section.header.paragraphs] == ["询问笔录（续页）"]
    assert [p.text for p in section.first_page_header.paragraphs] == [""]
    for footer in (section.footer, section.first_page_footer):
        assert footer.tables[0].cell(0, 0).text == "被询问人签名："


def test_letter_has_page_numbers_right_and_left() -> None:
    document = Document(BytesIO(render_docx(PAPERS["29"])))
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer
    assert odd.paragraphs[0].alignment != even.paragraphs[0].alignment


def test_text_of_an_officer_is_escaped() -> None:
    typed = "<w:t>&amp; \"引\" 'x' ]]>"
    body = body_of(render_docx(paper_of("7", simple_sources(values=SIMPLE_VALUES | {"offence_facts": typed}))))
    assert typed in [node.text for node in body.iter(qn("w:t"))]


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_text_that_xml_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(RuleError, match=f"U\\+{ord(bad):04X}"):
        render_docx(Paper("7", "决定书", "grid", (Text((Run(f"甲{bad}乙"),), "value"),)))


def test_very_long_cell_may_go_over_pages_and_a_short_one_not() -> None:
    def unsplit(name: str) -> int:
        return len(list(body_of(render_docx(PAPERS[name])).iter(qn("w:cantSplit"))))

    assert unsplit("7 long") == unsplit("7 citizen") - 1
