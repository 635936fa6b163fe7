"""The printed ledger: columns that fit beside each other, parts for the others, amounts and days as on paper."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from exports.ledger.printed import PrintedHead, column_widths, least_width, ledger_paper, parts_of, print_ledger
from forms.blocks import Grid
from forms.ledger.columns import columns_of
from forms.measures import PAGES

HEAD = PrintedHead("案件台账", "条件：全部　共 2 / 2 件", "制表：2025-01-09 09:00")
KNOWN = columns_of("cases")
FEW = [KNOWN[key] for key in ("case_number", "party_name", "opened_on", "fine")]
ROWS = [("浏农（种子）立〔2024〕1号", "某种业有限公司", date(2024, 5, 1), 4_200_000), ("", "=HYPERLINK()", None, None)]


def test_few_columns_share_the_whole_page() -> None:
    widths = column_widths(FEW, [30, 24, 12, 14])
    assert round(sum(widths), 3) == round(PAGES["ledger"].width, 3)
    assert all(width >= least_width(column) for width, column in zip(widths, FEW, strict=True))


def test_more_columns_than_fit_go_to_further_parts_behind_the_first_column() -> None:
    parts = parts_of(list(KNOWN.values()))
    assert len(parts) > 1
    assert all(part[0] == 0 for part in parts)
    assert sorted({place for part in parts for place in part}) == list(range(len(KNOWN)))
    for part in parts:
        assert sum(least_width(list(KNOWN.values())[place]) for place in part) <= PAGES["ledger"].width


def test_amounts_have_no_separator_on_paper_and_the_sum_stands_below() -> None:
    paper = ledger_paper(FEW, [30, 24, 12, 14], ROWS, [None, None, None, 4_200_000], HEAD)
    [grid] = [block for block in paper.blocks if isinstance(block, Grid)]
    told = [[cell.texts[0].plain if cell.texts else "" for cell in row.cells] for row in grid.rows]
    assert told[1] == ["浏农（种子）立〔2024〕1号", "某种业有限公司", "2024-05-01", "42000.00"]
    assert told[2] == ["", "=HYPERLINK()", "", ""]
    assert told[3] == ["合计", "", "", "42000.00"]
    assert grid.rows[0].header


def test_the_head_stands_on_every_page() -> None:
    many = [(f"浏农（种子）立〔2024〕{number}号", "某公司", date(2024, 5, 1), number) for number in range(120)]
    pages = PdfReader(BytesIO(print_ledger(FEW, [30, 24, 12, 14], many, [None] * 4, HEAD))).pages
    assert len(pages) > 2
    assert all("立案日期" in page.extract_text() for page in pages)


def test_the_same_rows_give_the_same_bytes() -> None:
    made = [print_ledger(FEW, [30, 24, 12, 14], ROWS, [None] * 4, HEAD) for _ in range(2)]
    assert made[0] == made[1]
