"""The papers of opening and investigation in both formats: same words, right page counts, lists over pages."""

from collections import Counter
from functools import cache
from io import BytesIO

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from exports.docx import render_docx
from exports.fonts import require_glyphs
from exports.pdf import render_pdf
from forms.blocks import Paper
from tests.exports.test_docx import again_on_later_pages, body_of, counted
from tests.forms.investigation_samples import INVESTIGATION_PAGES, investigation_papers

NAMES = (*INVESTIGATION_PAGES, *(f"{form} empty" for form in ("8", "10", "12", "16", "17", "18", "19", "20", "21")))


@cache
def papers() -> dict[str, Paper]:
    return investigation_papers()


def pages_of(paper: Paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(paper))).pages]


def test_every_form_has_a_full_and_an_empty_sample() -> None:
    assert set(NAMES) == set(papers())


@pytest.mark.parametrize("name", NAMES)
def test_docx_and_pdf_hold_the_same_characters(name: str) -> None:
    paper = papers()[name]
    require_glyphs(paper)
    body = body_of(render_docx(paper))
    in_docx: Counter[str] = counted("".join(node.text or "" for node in body.iter(qn("w:t"))))
    plain = PdfReader(BytesIO(render_pdf(paper, running=False)))
    pages = [page.extract_text() for page in plain.pages]
    assert counted("".join(pages)) == in_docx + again_on_later_pages(body, pages)


@pytest.mark.parametrize(("name", "count"), INVESTIGATION_PAGES.items())
def test_number_of_pages(name: str, count: int) -> None:
    assert len(pages_of(papers()[name])) == count


@pytest.mark.parametrize("name", ["16 many", "21 many"])
def test_long_list_repeats_its_head_and_ends_with_total_and_signatures(name: str) -> None:
    pages = pages_of(papers()[name])
    lists = [page for page in pages if "生产日期" in page and "序号" in page]
    assert len(lists) >= 3
    for words in ("以下空白", "合计：6种470瓶。", "见证人签名", "18010065"):
        assert words in lists[-1]
        assert words not in "".join(lists[:-1])


@pytest.mark.parametrize("name", ["12", "19"])
def test_record_is_signed_on_every_page(name: str) -> None:
    for page in pages_of(papers()[name]):
        for words in ("当事人签名", "见证人签名", "执法人员签名"):
            assert words in page


@pytest.mark.parametrize("name", ["10", "16", "17", "18", "20"])
def test_letter_ends_on_a_page_that_also_holds_words(name: str) -> None:
    page = next(page for page in reversed(pages_of(papers()[name])) if "浏阳市农业农村局\n20" in page)
    assert len("".join(page.split())) > 60
