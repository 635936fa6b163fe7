"""The papers of hearing, review and discussion in both formats: same words, right page counts, signed on every page."""

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
from tests.forms.hearing_samples import HEARING_PAGES, hearing_papers

SIGNED = {
    "31": ("当事人签名", "代理人签名", "调查人员签名", "主持人签名", "听证员签名", "记录员签名"),
    "X10": ("主持人签名", "记录人签名", "参加人员签名"),
}


@cache
def papers() -> dict[str, Paper]:
    return hearing_papers()


def pages_of(paper: Paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(paper))).pages]


@pytest.mark.parametrize("name", HEARING_PAGES)
def test_docx_and_pdf_hold_the_same_characters(name: str) -> None:
    paper = papers()[name]
    require_glyphs(paper)
    body = body_of(render_docx(paper))
    in_docx: Counter[str] = counted("".join(node.text or "" for node in body.iter(qn("w:t"))))
    pages = [page.extract_text() for page in PdfReader(BytesIO(render_pdf(paper, running=False))).pages]
    assert counted("".join(pages)) == in_docx + again_on_later_pages(body, pages)


@pytest.mark.parametrize(("name", "count"), HEARING_PAGES.items())
def test_number_of_pages(name: str, count: int) -> None:
    assert len(pages_of(papers()[name])) == count


@pytest.mark.parametrize("form_id", SIGNED)
def test_record_is_signed_on_every_page(form_id: str) -> None:
    pages = pages_of(papers()[f"{form_id} long"])
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        plain = "".join(page.split())
        assert all(words in plain for words in SIGNED[form_id])
        assert f"第{number}页共{len(pages)}页" in plain


@pytest.mark.parametrize(("form_id", "words"), [("31", "听证笔录（续页）"), ("X10", "集体讨论记录（副页）")])
def test_later_pages_are_continuation_sheets(form_id: str, words: str) -> None:
    first, *later = pages_of(papers()[f"{form_id} long"])
    assert words not in first
    assert all(words in page for page in later)


def test_letter_ends_on_a_page_that_also_holds_words() -> None:
    for name in ("30", "30 company", "30 long"):
        last = pages_of(papers()[name])[-1]
        assert "2024年9月3日" in last
        assert len("".join(last.split())) > 60


def test_review_keeps_its_opinion_and_the_leader_s_on_one_page() -> None:
    for name in ("X11", "X11 long"):
        last = pages_of(papers()[name])[-1]
        assert "审核人签名" in last
        assert "领导审批" in "".join(last.split())
