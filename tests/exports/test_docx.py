"""The docx: opens, says what the pdf says, names its fonts, keeps the order that Word insists on."""

from collections import Counter
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from exports.docx import render_docx
from exports.pdf import render_pdf
from forms.blocks import Paper, Run, Text
from procedures.problems import RuleError
from tests.forms.block_samples import TRIAL_PAGES, list_paper, trial_papers
from tests.forms.evidence_samples import evidence_paper
from tests.forms.penalty_samples import penalty_papers
from tests.forms.samples import SIMPLE_VALUES, all_papers, paper_of, simple_sources

PAPERS = all_papers() | trial_papers() | penalty_papers() | {"X12": evidence_paper()}
ORDER = {
    "pPr": [
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr"),
        *("kinsoku", "wordWrap", "overflowPunct"),
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


def again_on_later_pages(body: etree._Element, pages: list[str]) -> Counter[str]:
    """The characters of repeated header rows: one row in the docx, drawn on every page of the list in the pdf."""
    marks = body.iter(qn("w:tblHeader"))
    heads = [node.text or "" for mark in marks for node in mark.getparent().getparent().iter(qn("w:t"))]
    listed = sum(heads[0] in page for page in pages) if heads else 1
    return counted("".join(heads) * (listed - 1))


@pytest.mark.parametrize("name", PAPERS)
def test_docx_and_pdf_hold_the_same_characters(name: str) -> None:
    body = body_of(render_docx(PAPERS[name]))
    in_docx = counted("".join(node.text or "" for node in body.iter(qn("w:t"))))
    plain = PdfReader(BytesIO(render_pdf(PAPERS[name], running=False)))
    pages = [page.extract_text() for page in plain.pages]
    assert counted("".join(pages)) == in_docx + again_on_later_pages(body, pages)


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


@pytest.mark.parametrize("name", [name for name in TRIAL_PAGES if name.startswith(("list", "wide"))])
def test_list_repeats_its_header_and_no_other_row(name: str) -> None:
    rows = list(body_of(render_docx(PAPERS[name])).iter(qn("w:tr")))
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(heads) == 1
    assert "".join(node.text or "" for node in heads[0].iter(qn("w:t"))).startswith("序号")


def exact_rows(package: bytes) -> list[etree._Element]:
    return [mark for mark in body_of(package).iter(qn("w:trHeight")) if mark.get(qn("w:hRule")) == "exact"]


def test_struck_block_is_one_row_of_exact_height_and_open_to_the_words_above() -> None:
    body = body_of(render_docx(list_paper(6)))
    (diagonal,) = body.iter(qn("w:tr2bl"))
    struck = next(row for row in body.iter(qn("w:tr")) if diagonal in row.iter())
    above = struck.getprevious()
    assert [mark.get(qn("w:hRule")) for mark in struck.iter(qn("w:trHeight"))] == ["exact"]
    assert next(struck.iter(qn("w:top"))).get(qn("w:val")) == "nil"
    assert next(above.iter(qn("w:bottom"))).get(qn("w:val")) == "nil"


def test_struck_block_without_room_is_left_out_and_the_row_above_is_closed() -> None:
    full = next(paper for count in range(1, 75) if not exact_rows(render_docx(paper := list_paper(count))))
    body = body_of(render_docx(full))
    told = next(
        row for row in body.iter(qn("w:tr")) if "以下空白" in "".join(t.text or "" for t in row.iter(qn("w:t")))
    )
    assert not list(body.iter(qn("w:tr2bl")))
    assert not list(told.iter(qn("w:tcBorders")))


def test_last_item_total_and_signatures_are_tied_by_their_paragraphs() -> None:
    body = body_of(render_docx(list_paper(18)))
    goods, between, signatures = list(body)[-5:-2]
    rows = goods.findall(qn("w:tr"))
    tied = [all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in row.iter(qn("w:p"))) for row in rows]
    assert tied == [True] + [False] * 17 + [True] * 4
    assert between.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert signatures.tag == qn("w:tbl")


def test_label_of_an_opinion_spans_two_rows_and_no_rule_parts_them() -> None:
    rows = body_of(render_docx(PAPERS["approval"])).findall(f".//{qn('w:tr')}")
    upper, lower = rows[11:13]
    assert [mark.get(qn("w:val")) for row in (upper, lower) for mark in row.iter(qn("w:vMerge"))] == [
        "restart",
        "continue",
    ]
    assert [mark.get(qn("w:val")) for mark in upper.iter(qn("w:bottom"))] == ["nil"]
    assert [mark.get(qn("w:val")) for mark in lower.iter(qn("w:top"))] == ["nil"]


def test_receipt_stands_under_a_dashed_line() -> None:
    (line,) = body_of(render_docx(PAPERS["letter"])).iter(qn("w:pBdr"))
    assert line[0].get(qn("w:val")) == "dashed"


def test_landscape_section_is_turned() -> None:
    section = Document(BytesIO(render_docx(PAPERS["wide 3"]))).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((297, 210), abs=0.1)


def test_package_holds_nothing_of_python_docx_s_own_template() -> None:
    with ZipFile(BytesIO(render_docx(PAPERS["29"]))) as package:
        names = set(package.namelist())
        core = package.read("docProps/core.xml").decode()
    assert {name for name in names if "theme" in name or "thumbnail" in name or "numbering" in name} == set()
    assert "python-docx" not in core
    assert "行政处罚决定书" in core


def test_papers_of_one_kind_do_not_share_their_heads_and_feet() -> None:
    listed, record = (Document(BytesIO(render_docx(PAPERS[name]))).sections[0] for name in ("list 60", "11"))
    assert listed.header.paragraphs[0].text == "查封（扣押）/解除查封（扣押）财物清单（接上页）"
    assert record.header.paragraphs[0].text == "询问笔录（续页）"
    assert not listed.footer.tables
