"""Tables pasted from Excel and WPS: what is understood, and what is refused at its cell."""

import csv
import io
from decimal import Decimal

import pytest

from procedures.case import Goods
from procedures.goods_cells import cells_of, read_cells
from procedures.goods_table import PastedGoods, is_table, read_goods_table, split_cells

HEAD = "序号\t品名\t规格\t批号\t生产厂家\t单位\t数量\t单价\t金额\t备注"
KINDS, BOXES, VALUE = 49, 678, 7649_00


def pasted(*lines: str, head: str = HEAD) -> PastedGoods:
    return read_goods_table("\r\n".join((head, *lines)) + "\r\n")


def feed_shop(head: str = HEAD, last: str = "\t合计\t\t\t\t\t678\t\t7649.00\t") -> str:
    """Forty-nine kinds, 678 boxes worth 7649.00 yuan, as the officers counted them into a spreadsheet."""
    quantities = [14] * (KINDS - 2) + [13, 7]
    prices = [11_00] * (KINDS - 2) + [12_01, 36_41]
    assert (sum(quantities), sum(q * p for q, p in zip(quantities, prices, strict=True))) == (BOXES, VALUE)
    lines = [head] if head else []
    for number, (quantity, price) in enumerate(zip(quantities, prices, strict=True), 1):
        amount = f"{quantity * price / 100:,.2f}"
        lines.append(
            f"{number}\t兽药{number:02d}\t10ml\t00{number}\t某厂\t盒\t{quantity}\t{price / 100:.2f}\t{amount}\t"
        )
    return "\r\n".join([*lines, last] if last else lines)


def test_forty_nine_rows_add_up_and_the_sum_row_is_left_out() -> None:
    read = read_goods_table(feed_shop())
    assert (read.totals.kinds, read.totals.quantity) == (49, "49种678盒")
    assert str(read.totals) == "49种678盒，合计7649.00元"
    assert read.problems == ()
    assert read.left_out == ("合计行：合计 678 7649.00",)
    assert [goods.batch for goods in read.goods()][:2] == ["001", "002"]


def test_table_without_headings_is_read_by_its_content_and_says_so() -> None:
    read = read_goods_table(feed_shop(head="", last="\t\t\t\t\t\t678\t\t7649\t"))
    assert read.guessed
    assert [column.field for column in read.columns] == [
        "numbering",
        "name",
        "spec",
        "batch",
        "maker",
        "unit",
        "quantity",
        "price",
        "amount",
        "",
    ]
    assert read.totals.quantity == "49种678盒"
    assert len(read.left_out) == 1


def test_columns_may_be_chosen() -> None:
    read = read_goods_table("3\t甲药\n4\t乙药", columns=("quantity", "name"))
    assert [(goods.name, goods.quantity) for goods in read.goods()] == [("甲药", "3"), ("乙药", "4")]
    assert not read.guessed


def test_row_whose_product_differs_is_named_with_both_figures() -> None:
    read = pasted("1\t甲药\t10ml\t1\t某厂\t盒\t10\t3.50\t53.00\t")
    assert [(problem.where, problem.text) for problem in read.problems] == [
        ("1.amount", "数量10盒×单价3.50元＝35.00元，金额栏写的是53.00元")
    ]
    assert read.rows[0].goods is not None


@pytest.mark.parametrize(
    ("words", "fen"),
    [("2,382.00", 238200), ("￥3.5", 350), ("¥ 3.50 元", 350), ("３．５０", 350), ("12", 1200), ("3.500", 350)],
)
def test_prices_are_read_in_every_common_form(words: str, fen: int) -> None:
    goods = read_cells({"name": "甲药", "quantity": "1", "price": words}).goods
    assert goods is not None and goods.price == fen


@pytest.mark.parametrize("words", ["3.505", "-3", "三元", "1,5", "12,34.5", "约3", "1/2"])
def test_price_that_is_no_amount_is_told_at_its_cell_and_kept(words: str) -> None:
    row = read_cells({"name": "甲药", "quantity": "1", "price": words})
    assert (row.goods, row.cells["price"]) == (None, words)
    assert [(problem.where, problem.severity) for problem in row.problems] == [("price", "blocking")]


@pytest.mark.parametrize(("words", "quantity"), [("1,200", "1200"), ("１２．５０", "12.5"), ("0", "0"), ("", "")])
def test_quantities_are_read_exactly(words: str, quantity: str) -> None:
    goods = read_cells({"name": "甲药", "quantity": words}).goods
    assert goods is not None and goods.quantity == quantity


def test_unit_behind_a_quantity_is_the_unit_of_the_row_and_must_not_contradict_it() -> None:
    goods = read_cells({"name": "甲药", "quantity": "14包"}).goods
    assert goods is not None and (goods.quantity, goods.unit) == ("14", "包")
    assert read_cells({"name": "甲药", "quantity": "14包", "unit": "盒"}).problems[0].where == "quantity"


def test_identifier_that_the_spreadsheet_rounded_is_refused_with_the_way_out() -> None:
    read = pasted("1\t甲药\t10ml\t6.9E+12\t某厂\t盒\t1\t2\t2\t")
    assert [(problem.where, "文本" in problem.remedy) for problem in read.problems] == [("1.batch", True)]
    assert read.goods() == ()


@pytest.mark.parametrize("words", ["######", "#N/A", "#VALUE!"])
def test_error_of_the_spreadsheet_is_no_value(words: str) -> None:
    assert read_cells({"name": "甲药", "quantity": words}).goods is None
    assert read_cells({"name": words, "quantity": "1"}).goods is None


def test_identifiers_keep_their_leading_zeros() -> None:
    assert pasted("1\t0012\t007\t000123\t\t盒\t1\t2\t2\t").goods()[0] == Goods(
        "0012", "1", spec="007", batch="000123", unit="盒", price=200
    )


def test_quoted_cell_may_hold_line_breaks_tabs_and_quotes() -> None:
    buffer = io.StringIO()
    csv.writer(buffer, dialect="excel-tab").writerow(["1", '甲"牌"\n注射液', "10\tml", "1", "", "盒", "2", "", "", ""])
    goods = pasted(buffer.getvalue().rstrip("\r\n")).goods()
    assert [(each.name, each.spec) for each in goods] == [('甲"牌" 注射液', "10 ml")]


def test_quote_inside_a_cell_stays() -> None:
    assert split_cells('5"喷头\t"甲"牌\t"乙"') == [['5"喷头', '"甲"牌', "乙"]]


def test_merged_name_counts_for_the_rows_below_it() -> None:
    goods = pasted("1\t甲药\t10ml\t1\t某厂\t盒\t3\t\t\t", "\t\t20ml\t2\t\t\t4\t\t\t").goods()
    assert [(each.name, each.spec, each.maker, each.unit) for each in goods] == [
        ("甲药", "10ml", "某厂", "盒"),
        ("甲药", "20ml", "某厂", "盒"),
    ]


def test_title_above_and_repeated_headings_are_left_out() -> None:
    read = read_goods_table(f"涉案物品清单\n{HEAD}\n1\t甲药\t\t\t\t盒\t3\t\t\t\n{HEAD}\n2\t乙药\t\t\t\t盒\t4\t\t\t\n\n")
    assert [goods.name for goods in read.goods()] == ["甲药", "乙药"]
    assert len(read.left_out) == 2


def test_part_sums_are_left_out_and_only_the_last_sum_is_compared() -> None:
    read = pasted(
        "1\t甲药\t\t\t\t盒\t3\t2\t6\t",
        "\t小计\t\t\t\t\t3\t\t6\t",
        "2\t乙药\t\t\t\t盒\t4\t2\t8\t",
        "\t总计：\t\t\t\t\t8\t\t14.00\t",
    )
    assert [problem.text for problem in read.problems] == ["各行数量相加为7，表中合计为8"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("商品名", "name"),
        ("规格/型号", "spec"),
        ("生产日期（批号）", "batch"),
        ("标称生产企业", "maker"),
        ("计量单位", "unit"),
        ("已售数量", "sold"),
        ("零售价（元）", "marked_price"),
        ("货值金额(元)", "amount"),
        ("备　注", "note"),
    ],
)
def test_headings_are_known_by_the_words_in_use(heading: str, field: str) -> None:
    head = f"物品名称\t数量\t{heading}" if field != "name" else f"{heading}\t数量"
    columns = read_goods_table(f"{head}\n甲\t1\t2").columns
    assert columns[0 if field == "name" else 2].field == field


def test_unit_in_the_heading_is_the_unit_of_all_rows() -> None:
    assert [each.unit for each in read_goods_table("品名\t数量（盒）\n甲\t3\n乙\t4").goods()] == ["盒", "盒"]


def test_sums_in_ten_thousands_are_yuan() -> None:
    assert read_goods_table("品名\t数量\t单价（万元）\n甲\t1\t1.25").goods()[0].price == 12_500_00


def test_columns_that_no_field_is_for_go_into_the_note_with_their_heading() -> None:
    goods = read_goods_table("品名\t批号\t生产日期\t登记证号\t数量\t备注\n甲\t1\t2023-01-02\tPD2020\t3\t破损").goods()
    assert [(each.batch, each.note) for each in goods] == [("1", "破损；生产日期2023-01-02；登记证号PD2020")]


def test_amount_alone_gives_the_price_and_says_so() -> None:
    read = read_goods_table("品名\t数量\t金额\n甲\t4\t10\n乙\t3\t10")
    assert [goods.price for goods in read.goods()] == [250, None]
    assert [(problem.where, problem.severity) for problem in read.problems] == [
        ("1.price", "formal"),
        ("2.price", "irregular"),
    ]
    assert read.totals.amount == 20_00


def test_row_without_a_name_is_refused_at_its_cell() -> None:
    read = read_goods_table("品名\t数量\n\t3")
    assert [problem.where for problem in read.problems] == ["1.name"]


def test_control_characters_from_elsewhere_do_not_come_along() -> None:
    assert read_goods_table("品名\t数量\n甲\u200b药\t3").goods()[0].name == "甲药"


def test_row_goes_to_cells_and_back_unchanged() -> None:
    goods = Goods("甲", "12.5", "10ml", "001", "某厂", "瓶", "3", "1", "2", 350, 400, "备注", "2", 350, 700)
    assert read_cells(cells_of(goods)).goods == goods


def test_one_cell_is_no_table() -> None:
    assert not is_table("甲药\n")
    assert is_table("甲药\t3")
    assert is_table("甲药\n乙药")
    assert Decimal(read_goods_table("甲药\n乙药").totals.kinds) == 2


def test_more_sold_lawfully_than_sold_at_all_is_told_at_its_cell() -> None:
    row = read_cells({"name": "甲", "quantity": "20", "unit": "包", "sold": "5", "lawfully_sold": "6"})
    assert [(problem.where, problem.text) for problem in row.problems] == [
        ("lawfully_sold", "合法售出6包，多于已销售的5包")
    ]
    assert row.blocked
