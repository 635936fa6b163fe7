"""The pdf: pages, line breaks, nothing outside its place, characters that can be copied, the same bytes twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from exports.fonts import BOLD, REGULAR, face, glyph_problems, missing_characters
from exports.pdf import render_pdf
from exports.pdf_grid import place
from exports.pdf_pages import Slab, paginate
from exports.pdf_text import Para
from forms.blocks import BlankTail, Cell, Grid, PageBreak, Paper, Row, Run, Seal, Text
from forms.derived_records import form_titles
from forms.lines import NOT_FIRST, NOT_LAST, break_lines, may_break
from forms.measures import CELL_PAD, MM, PAGES
from procedures.problems import RuleError
from resources import ROOT
from tests.builders import make_party
from tests.forms.block_samples import NAMES, TRIAL_PAGES, letter_paper, list_paper, trial_papers
from tests.forms.penalty_samples import PENALTY_PAGES, penalty_papers
from tests.forms.samples import PAGES as PAPER_PAGES
from tests.forms.samples import SIMPLE_VALUES, all_papers, paper_of, simple_sources

PAPERS = all_papers() | trial_papers() | penalty_papers()
EXPECTED = PAPER_PAGES | TRIAL_PAGES | PENALTY_PAGES
WIDTH = PAGES["letter"].width * MM


def pages_of(paper: Paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(paper))).pages]


def paras(paper: Paper) -> Iterator[tuple[Para, float]]:
    """Every paragraph with the width it must keep to."""
    for block in paper.blocks:
        if isinstance(block, Grid):
            for cell in (cell for row in place(block) for cell in row.cells):
                yield from (
                    (para, cell.width - 2 * cell.side) for para in dict.fromkeys(para for para, _ in cell.lines)
                )
        elif isinstance(block, Text | BlankTail):
            width = PAGES[paper.page].width * MM
            yield Para(block if isinstance(block, Text) else block.text, width), width


@pytest.mark.parametrize("name", PAPERS)
def test_paper_has_as_many_pages_as_expected(name: str) -> None:
    assert len(pages_of(PAPERS[name])) == EXPECTED[name]


@pytest.mark.parametrize("name", PAPERS)
def test_no_line_begins_or_ends_with_a_forbidden_mark(name: str) -> None:
    for para, _ in paras(PAPERS[name]):
        for before, after in zip(para.lines, para.lines[1:], strict=False):
            assert para.plain[after.start] not in NOT_FIRST
            assert para.plain[before.end - 1] not in NOT_LAST


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_stands_outside_its_cell(name: str) -> None:
    for para, room in paras(PAPERS[name]):
        for line in para.lines:
            count = line.end - line.start
            right = line.left + line.width + line.gap * max(count - 1, 0) - (para.look.tracking if count else 0)
            assert line.left >= -0.02
            assert right <= room + 0.3, para.plain[line.start : line.end]


@pytest.mark.parametrize("name", PAPERS)
def test_rows_are_as_high_as_their_text(name: str) -> None:
    for block in PAPERS[name].blocks:
        if isinstance(block, Grid):
            rows = place(block)
            for index, row in enumerate(rows):
                for cell in row.cells:
                    room = sum(one.height for one in rows[index : index + cell.cell.down])
                    assert cell.content <= room + 0.01


def test_single_page_tables_leave_six_millimetres_for_other_programs() -> None:
    for name, paper in PAPERS.items():
        if paper.page == "grid" and EXPECTED[name] == 1:
            page = PAGES["grid"]
            height = sum(row.height for block in paper.blocks if isinstance(block, Grid) for row in place(block))
            texts = sum(Para(block, WIDTH).height for block in paper.blocks if isinstance(block, Text))
            assert (height + texts) / MM <= 297 - page.top - page.bottom - 6, name


@pytest.mark.parametrize("name", ["7 citizen", "29", "11"])
def test_same_paper_gives_the_same_bytes(name: str) -> None:
    assert render_pdf(PAPERS[name]) == render_pdf(PAPERS[name])


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys; from exports.pdf import render_pdf; from exports.docx import render_docx;"
        "from tests.forms.samples import paper_of, simple_sources; p = paper_of('7', simple_sources());"
        "sys.stdout.buffer.write(render_pdf(p) + render_docx(p))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT.parent), "PYTHONHASHSEED": "7"}
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert runs[0].startswith(render_pdf(paper_of("7", simple_sources())))


def test_characters_above_ffff_can_be_copied_and_searched() -> None:
    text = "".join(pages_of(PAPERS["7 rare characters"]))
    assert "李𬭎䶮" in text
    assert "㑇塘镇" in text


def test_only_our_own_fonts_are_in_the_file() -> None:
    reader = PdfReader(BytesIO(render_pdf(PAPERS["7 rare characters"])))
    names = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert all("Noto" in str(name) or "LXGW" in str(name) for name in names), names


def test_missing_character_is_refused_naming_it_and_its_place() -> None:
    paper = paper_of("7", simple_sources(party=make_party(name="王\U0002d0e4某")))
    with pytest.raises(RuleError) as refused:
        render_pdf(paper)
    problem = refused.value.problems[0]
    assert "U+2D0E4" in problem.text
    assert "王\U0002d0e4某" in problem.where


def test_missing_character_is_told_at_its_field() -> None:
    found = glyph_problems({"party_name": "王\U0002d0e4某", "place": "市场", "rows": ({"text": "☑"},), "fine": 100})
    assert [problem.where for problem in found] == ["party_name", "rows"]
    assert missing_characters("李𬭎䶮㑇，《某法》“引”—…·×℃\n") == ()


def test_tab_typed_by_an_officer_becomes_space() -> None:
    paper = paper_of("7", simple_sources(values=SIMPLE_VALUES | {"offence_facts": "数量\t5头"}))
    assert "5头" in "".join(pages_of(paper))


def test_cell_that_no_page_can_hold_is_refused_with_a_message() -> None:
    text = Text((Run("意见" * 4000),), "long")
    label = Cell((Text((Run("意见"),), "label"),), down=2)
    rows = (Row((label, Cell((text,))), 9.0), Row((Cell(),), 9.0))
    paper = Paper("8", "立案审批表", "grid", (Grid((26.0, 130.0), rows),))
    with pytest.raises(RuleError, match="《立案审批表》“意见”一栏太长，一页放不下"):
        render_pdf(paper)


def test_seal_never_stands_alone_on_a_page() -> None:
    body = Text((Run("本机关依法调查，现查明。" * 4),), "body")
    for count in range(5, 14):
        blocks = (*(body,) * count, Seal("浏阳市农业农村局", "2026年7月15日"))
        last = pages_of(Paper("29", "行政处罚决定书", "letter", blocks))[-1]
        assert "现查明" in last, count


def test_heading_stays_with_the_line_after_it() -> None:
    body = Text((Run("正文一行。"),), "body")
    for count in range(18, 24):
        head = Text((Run("标题如下："),), "body", keep_next=True)
        pages = pages_of(Paper("29", "决定书", "letter", (*(body,) * count, head, body, body)))
        page = next(page for page in pages if "标题如下" in page)
        assert "正文一行" in page.partition("标题如下")[2], count


def test_whole_paragraph_is_never_split() -> None:
    body = Text((Run("正文一行。"),), "body")
    item = Text((Run("壹万陆仟零陆拾贰元玖角" * 6),), "body", whole=True)
    for count in range(18, 23):
        pages = pages_of(Paper("29", "决定书", "letter", (*(body,) * count, item)))
        assert sum("壹万" in page for page in pages) == 1, count


def test_page_break_starts_a_page_and_space_at_its_top_vanishes() -> None:
    text = Text((Run("字"),), "body")
    assert len(pages_of(Paper("29", "决定书", "letter", (text, PageBreak(), text)))) == 2
    pages = paginate([Slab(10, lambda *_: None), Slab(10, lambda *_: None, gap=50, new_page=True)], 100, "")
    assert [page.placed[0][0] for page in pages] == [0.0, 0.0]


def test_page_is_filled_with_22_lines() -> None:
    body = Text((Run("正文一行。"),), "body")
    assert len(pages_of(Paper("29", "决定书", "letter", (body,) * 22))) == 1
    assert len(pages_of(Paper("29", "决定书", "letter", (body,) * 23))) == 2


def test_line_holds_28_characters() -> None:
    para = Para(Text((Run("字" * 56),), "flush"), WIDTH)
    assert [line.end - line.start for line in para.lines] == [28, 28]


def test_figures_take_half_a_character() -> None:
    para = Para(Text((Run("430181197903129995"),), "value"), (48 - 2 * CELL_PAD) * MM)
    assert len(para.lines) == 1
    assert para.lines[0].width == pytest.approx(9 * 12)


@pytest.mark.parametrize(
    ("before", "after", "breaks"),
    [
        ("字", "。", False),
        ("（", "字", False),
        ("—", "—", False),
        ("1", "2", False),
        ("字", "1", True),
        ("字", "字", True),
        (" ", "a", True),
        ("。", "字", True),
    ],
)
def test_where_a_line_may_end(before: str, after: str, breaks: bool) -> None:
    assert may_break(before, after) is breaks


def test_word_longer_than_a_line_is_cut() -> None:
    assert break_lines("1" * 10, [1.0] * 10, 4, 4) == [(0, 4), (4, 8), (8, 10)]
    assert break_lines("", [], 4, 4) == [(0, 0)]


def test_title_takes_characters_its_bold_lacks_from_the_regular() -> None:
    assert [face("biaosong")[char][0] for char in "浏䶮"] == [BOLD, REGULAR]


def test_all_titles_are_bold_throughout() -> None:
    assert {face("biaosong")[char][0] for title in form_titles().values() for char in title} == {BOLD}


def places_of(paper: Paper, words: str) -> list[tuple[int, float]]:
    """Page and height above the paper's lower edge (points) of the lines that hold these words."""
    lines: dict[tuple[int, float, float], str] = {}
    for number, page in enumerate(PdfReader(BytesIO(render_pdf(paper))).pages):

        def visit(text: str, _cm: object, tm: list[float], *_: object, number: int = number) -> None:
            lines[number, tm[4], tm[5]] = lines.get((number, tm[4], tm[5]), "") + text

        page.extract_text(visitor_text=visit)
    return [(number, height) for (number, _, height), text in lines.items() if words in text]


@pytest.mark.parametrize("count", [1, 6, 16, 17, 18, 26, 40, 60])
def test_list_ends_at_the_foot_with_its_total_and_signatures(count: int) -> None:
    paper = list_paper(count)
    ((page, foot),) = places_of(paper, "本清单一式二份")
    assert page == len(pages_of(paper)) - 1
    assert foot / MM == pytest.approx(PAGES["list"].bottom, abs=9)
    last = pages_of(paper)[-1]
    for words in (NAMES[(count - 1) % len(NAMES)][:4], "以下空白", f"{count}种", "见证人签名"):
        assert words in last


def test_struck_block_brings_every_list_to_the_same_foot() -> None:
    feet = {count: places_of(list_paper(count), "本清单一式二份")[0][1] for count in range(1, 16)}
    assert max(feet.values()) - min(feet.values()) < 0.1


def test_header_and_title_stand_on_every_page_of_a_list() -> None:
    first, *later = pages_of(list_paper(60))
    assert "接上页" not in first
    for page in later:
        assert "财物清单（接上页）" in page
        assert page.index("财物名称") < page.index("盒")


def test_header_row_is_not_left_alone_at_the_foot() -> None:
    body = Text((Run("正文一行。"),), "body")
    table = next(block for block in list_paper(60).blocks if isinstance(block, Grid) and block.framed)
    for count in range(17, 24):
        pages = pages_of(Paper("21", "清单", "list", (*(body,) * count, table)))
        page = next(page for page in pages if "序号" in page)
        assert "恩诺沙星" in page, count


def test_row_that_goes_over_pages_stands_under_the_header_again() -> None:
    pages = pages_of(list_paper(3, note="已破封" * 66))
    assert len(pages) > 3
    assert all("财物名称" in page for page in pages)


def test_receipt_stays_whole_under_its_line() -> None:
    for sentences in range(1, 20):
        pages = pages_of(letter_paper(sentences))
        page = next(page for page in pages if "回　　执" in page)
        assert "受理单位" in page, sentences


def test_opinion_line_stands_at_the_foot_of_its_cell() -> None:
    signs = places_of(PAPERS["approval"], "负责人签名")
    notes = places_of(PAPERS["approval"], "备　　注")
    assert 0 < (signs[0][1] - notes[0][1]) / MM < 9


def test_landscape_page_is_turned() -> None:
    box = PdfReader(BytesIO(render_pdf(PAPERS["wide 3"]))).pages[0].mediabox
    assert (float(box.width) / MM, float(box.height) / MM) == pytest.approx((297, 210), abs=0.1)
