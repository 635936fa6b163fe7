"""The printable register of filings: every line with its days, decisions together, the head on each page."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from exports.filing_register import COLUMNS, NOTHING, RegisterHead, register_paper, render_register
from forms.blocks import Grid
from forms.measures import PAGES
from procedures.filing import STATE_WORDS, FilingState

HEAD = RegisterHead("浏阳市农业农村局", date(2024, 10, 1), date(2024, 10, 31), date(2024, 11, 1), "丁某")


@dataclass(frozen=True)
class Line:
    """A filing as the register of filings gives it."""

    source_id: str = "c11"
    decision: str = "decision"
    number: str = "浏农（屠宰）罚〔2024〕1号"
    title: str = "聂某案"
    party_name: str = "聂某"
    cause: str = "涉嫌未经定点从事生猪屠宰活动"
    penalty: str = "罚款50,000.00元，责令关闭"
    decided_on: date = date(2024, 10, 11)
    recipient_name: str = "浏阳市人民政府"
    plain_due: date = date(2024, 10, 26)
    due: date = date(2024, 10, 28)
    state: FilingState = "received"
    filed_on: date | None = date(2024, 10, 28)
    received_on: date | None = date(2024, 10, 29)
    receiver: str = "邓某"
    receipt_no: str = "2024-0111"


BOTH = (Line(), Line(recipient_name="长沙市农业农村局", filed_on=date(2024, 10, 29), receiver="罗某", state="problems"))


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(content)).pages]


def table(*lines: Line) -> Grid:
    grid = register_paper(lines, HEAD).blocks[-1]
    assert isinstance(grid, Grid)
    return grid


def words(grid: Grid, row: int) -> list[str]:
    return ["|".join(text.plain for text in cell.texts) for cell in grid.rows[row].cells]


def test_a_decision_stands_once_beside_its_recipients() -> None:
    grid = table(*BOTH)
    decided = [
        "1",
        "浏农（屠宰）罚〔2024〕1号",
        "聂某|未经定点从事生猪屠宰活动",
        "罚款50000.00元，责令关闭",
        "2024-10-11",
    ]
    city = ["浏阳市人民政府", "2024-10-26|顺延2024-10-28", "2024-10-28", "邓某|2024-10-29|2024-0111", "已收件"]
    assert words(grid, 1) == decided + city
    assert words(grid, 2)[:3] == ["长沙市农业农村局", "2024-10-26|顺延2024-10-28", "2024-10-29|（逾期）"]
    assert [cell.down for cell in grid.rows[1].cells] == [2] * 5 + [1] * 5


def test_day_that_is_not_rolled_stands_alone_and_nothing_filed_leaves_its_cells_empty() -> None:
    day = date(2024, 10, 25)
    line = Line(plain_due=day, due=day, filed_on=None, received_on=None, receiver="", receipt_no="", state="due")
    assert words(table(line), 1)[5:] == ["浏阳市人民政府", "2024-10-25", "", "", "待报送"]


def test_every_state_has_its_words() -> None:
    for state, said in STATE_WORDS.items():
        assert words(table(replace(Line(), state=state)), 1)[-1] == said


def test_two_decisions_of_one_case_and_one_id_in_two_cases_are_told_apart() -> None:
    grid = table(Line(), Line(decision="again"), Line(source_id="c12", decision="again"))
    assert [words(grid, row)[0] for row in (1, 2, 3)] == ["1", "2", "3"]


def test_head_comes_again_on_every_page_and_pages_are_counted() -> None:
    lines = [replace(line, decision=f"d{number}") for number in range(30) for line in BOTH]
    pages = pages_of(render_register(lines, HEAD))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "决定书文号" in page and f"第 {number} 页 共 {len(pages)} 页" in page
    assert "2024年10月1日至2024年10月31日" in pages[0] and "共30件、60处" in pages[0] and "制表人：丁某" in pages[0]
    assert sum(page.count("长沙市农业农村局") for page in pages) == 30


def test_month_without_a_filing_says_so() -> None:
    (page,) = pages_of(render_register([], HEAD))
    assert NOTHING in page and "共0件、0处" in page


def test_page_is_landscape_and_full() -> None:
    assert sum(width for _, width in COLUMNS) == PAGES["wide"].width
    (page,) = PdfReader(BytesIO(render_register(BOTH, HEAD))).pages
    assert page.mediabox.width > page.mediabox.height


def test_same_lines_give_the_same_bytes() -> None:
    assert render_register(BOTH, HEAD) == render_register(BOTH, HEAD)


def test_matter_without_party_is_named_by_its_title() -> None:
    line = Line(
        source_id="m1",
        decision="",
        number="浏农发〔2024〕3号",
        party_name="",
        cause="",
        penalty="",
        title="养殖管理办法",
    )
    assert words(table(line), 1)[1:4] == ["浏农发〔2024〕3号", "养殖管理办法", ""]
