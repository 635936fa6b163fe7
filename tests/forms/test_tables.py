"""Lists of goods, opinion cells and receipts as block trees: what is repeated, kept together, struck or left open."""

from decimal import Decimal

import pytest

from forms.blocks import CutLine, Grid, PageBreak, Paper, Row, Seal, Text
from forms.heights import height_of, row_heights
from forms.measures import LEAST_FILL, PAGES
from tests.forms.block_samples import approval_paper, approval_values, fill_trial, letter_paper, list_paper, wide_paper

PAGE = PAGES["list"]


def table_in(paper: Paper) -> Grid:
    return next(block for block in paper.blocks if isinstance(block, Grid) and block.framed)


def words(row: Row) -> list[str]:
    return ["".join(text.plain for text in cell.texts) for cell in row.cells]


def foot_of(paper: Paper) -> float:
    """How far down (mm) the last page is filled, by walking all rows of the list over its pages."""
    table = table_in(paper)
    at = paper.blocks.index(table)
    below = sum(height_of(block, PAGE.width) for block in paper.blocks[at + 1 :])
    heights = row_heights(table)
    used = sum(height_of(block, PAGE.width) for block in paper.blocks[:at])
    for index, (row, height) in enumerate(zip(table.rows, heights, strict=True)):
        bundle = height
        for later, more in zip(table.rows[index:], heights[index + 1 :], strict=False):
            if not later.keep_next or row.header:
                break
            bundle += more
        tied = all(one.keep_next for one in table.rows[index:])
        if used + bundle + (below if tied else 0.0) > PAGE.height:
            used = heights[0]
        used += height
    return used + below


def test_items_are_numbered_between_header_and_end() -> None:
    rows = table_in(list_paper(18)).rows
    assert words(rows[0])[:3] == ["序号", "财物名称", "规格（型号）"]
    assert [words(row)[0] for row in rows[1:19]] == [str(number) for number in range(1, 19)]
    assert [words(row) for row in rows[19:]] == [["以下空白"], [""], ["合计：18种180盒。"]]


def test_only_the_header_is_repeated() -> None:
    assert [row.header for row in table_in(list_paper(3)).rows] == [True] + [False] * 6


def test_one_block_is_struck_and_no_rule_parts_it_from_the_words() -> None:
    told, struck = table_in(list_paper(1)).rows[2:4]
    assert (told.cells[0].edges, struck.cells[0].edges) == ("tlr", "lbr")
    assert (told.cells[0].span, struck.cells[0].span) == (8, 8)
    assert struck.cells[0].stroke
    assert struck.fill


def test_last_item_end_total_and_signatures_stay_together() -> None:
    paper = list_paper(18)
    rows = table_in(paper).rows
    assert [row.keep_next for row in rows[1:]] == [False] * 17 + [True] * 4
    signatures = paper.blocks[paper.blocks.index(table_in(paper)) + 1]
    assert isinstance(signatures, Grid)
    assert signatures.keep


@pytest.mark.parametrize("count", range(1, 75))
def test_list_ends_at_the_foot_of_its_last_page(count: int) -> None:
    paper = list_paper(count)
    struck = next(row for row in table_in(paper).rows if row.fill)
    left = PAGE.height - foot_of(paper)
    assert left >= 0
    if struck.height:
        assert struck.height >= LEAST_FILL
        assert left < LEAST_FILL
    else:
        assert left < 2 * LEAST_FILL


def test_list_without_room_for_the_struck_block_leaves_it_out() -> None:
    without = [
        count for count in range(1, 75) if not next(r for r in table_in(list_paper(count)).rows if r.fill).height
    ]
    assert without


def test_list_without_items_has_rows_for_the_pen_and_nothing_struck() -> None:
    rows = table_in(list_paper(0)).rows
    assert len(rows) > 15
    assert not any(cell.stroke for row in rows for cell in row.cells)
    assert {tuple(words(row)) for row in rows[1:-1]} == {("",) * 8}
    assert words(rows[-1]) == ["合计："]


def test_later_pages_are_headed_by_the_title() -> None:
    paper = list_paper(60)
    assert [text.plain for text in paper.continued] == ["查封（扣押）/解除查封（扣押）财物清单（接上页）"]
    assert [run.text for run in paper.continued[0].runs if run.strike] == ["解除查封（扣押）"]


def test_format_of_a_column_and_an_end_of_its_own() -> None:
    rows = table_in(wide_paper(2)).rows
    assert words(rows[2]) == ["二", "盐酸多西环素可溶性粉", "10ml×10支", "某兽药有限公司", "5", "12.50"]
    assert words(rows[3]) == ["以下没有记录"]


def test_what_an_officer_typed_is_not_read_as_a_template() -> None:
    assert words(table_in(list_paper(1, name="{total}｜{no}")).rows[1])[1] == "{total}｜{no}"


def test_list_that_stands_after_a_page_break_fills_its_own_page() -> None:
    paper = list_paper(3)
    page_break = (PageBreak(), *paper.blocks)
    from forms.compose_table import fitted

    again = fitted((Text((), "body"),) * 40 + page_break, PAGE)
    assert table_in(Paper("x", "", "list", again)) == table_in(Paper("x", "", "list", fitted(paper.blocks, PAGE)))


def test_opinion_is_two_rows_under_one_label_without_a_rule_between() -> None:
    rows = table_in(approval_paper()).rows
    upper, lower = rows[11:13]
    label, said = upper.cells
    assert (label.down, label.span, said.span, said.edges, said.valign) == (2, 2, 4, "tlr", "top")
    assert (lower.cells[0].edges, lower.cells[0].valign) == ("lbr", "bottom")
    assert lower.cells[0].texts[0].align == "right"
    assert words(upper) == ["执法人员意　　见", "建议立案调查，由陈某、李某承办。"]
    assert words(lower)[0].startswith("签名：")
    assert upper.height + lower.height == 24


def test_opinion_is_repeated_for_each_of_a_list_and_stays_open_for_the_pen() -> None:
    rows = table_in(approval_paper()).rows
    assert [words(row)[0] for row in rows[13:17:2]] == ["执法机构意　　见", "执法机关意　　见"]
    assert words(rows[15])[1] == ""
    assert not any(cell.stroke for row in rows[11:17] for cell in row.cells)
    more = approval_paper(opinions=[*approval_values()["opinions"], {"role": "法制机构", "opinion": "同意。"}])
    assert len(table_in(more).rows) == len(rows) + 2


def test_receipt_is_cut_off_below_the_seal() -> None:
    blocks = letter_paper().blocks
    assert [type(block) for block in blocks[-5:]] == [Seal, CutLine, Text, Text, Grid]
    title, told, rows = blocks[-3:]
    assert isinstance(title, Text)
    assert isinstance(told, Text)
    assert isinstance(rows, Grid)
    assert (title.plain, told.plain) == ("回　　执", "你局移送的王某涉嫌犯罪案件的材料已收到。")
    assert [word for row in rows.rows for word in words(row) if word] == [
        "受理人（签名）：",
        "受理日期：",
        "受理单位（印章）：",
    ]


def test_receipt_and_page_break_have_conditions() -> None:
    kinds = [type(block) for block in letter_paper(addressee="", appendix="附页").blocks]
    assert CutLine not in kinds
    assert PageBreak in kinds
    assert PageBreak not in [type(block) for block in letter_paper().blocks]


def test_landscape_page_is_as_wide_as_its_columns() -> None:
    page = PAGES["wide"]
    assert page.paper == (297.0, 210.0)
    assert sum(table_in(wide_paper(1)).columns) == page.width


def test_quantity_of_a_case_script_may_be_a_number() -> None:
    row = {"name": "某兽药", "unit": "公斤", "quantity": Decimal("12.50")}
    paper = fill_trial("list", "property_seized", {"goods": [row]})[2]
    assert words(table_in(paper).rows[1])[5] == "12.50"
