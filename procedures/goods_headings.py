"""Which column of a pasted table is which: by its heading, in the words shops and offices use, or by its content."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from procedures.goods_cells import QUANTITIES, number_in

NUMBERING = "numbering"
LEFT_OUT = ""
# What a table says beside the fields goes into the note, under the heading it had.
NOTED = "noted"
MADE_ON = "made_on"

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "name": "名称 品名 商品名 商品名称 产品名 产品名称 物品 物品名 物品名称 货物名称 货品 货品名称 货名 "
        "涉案物品 涉案物品名称 涉案产品 药品名称 药名 兽药名称 农药名称 种子名称 饲料名称 肥料名称 通用名 "
        "通用名称 品种 品种名称 样品名称 财物名称 标称名称",
        "spec": "规格 型号 规格型号 规格/型号 型号规格 型号/规格 规格及型号 包装规格 产品规格 净含量 规格含量",
        "batch": "批号 生产批号 产品批号 批次 批次号 生产批次 批号或生产日期 生产日期或批号 批号/生产日期 "
        "生产日期/批号 生产日期及批号 批号(生产日期)",
        MADE_ON: "生产日期 出厂日期 制造日期 加工日期",
        "maker": "生产单位 生产单位名称 生产厂家 生产企业 生产企业名称 生产者 生产者名称 厂家 厂商 厂名 生产商 生产厂 "
        "制造商 制造单位 标称生产单位 标称生产企业",
        "unit": "单位 计量单位 包装单位 数量单位",
        "quantity": "数量 总数 总数量 数目 件数 个数 库存 库存数 库存数量 现存数量 在库数量 清点数量 现场数量 查获数量 "
        "涉案数量 登记数量 扣押数量 查封数量 瓶数 盒数 袋数 包数",
        "sold": "已售 已销售 已售数量 已销售数量 销售数量 售出数量 售出 销量 卖出数量",
        "sampled": "抽样数量 抽样 抽样数 抽检数量 取样数量",
        "returned": "退回数量 退货数量 退回 退货 召回数量",
        "price": "单价 销售单价 售价 销售价 销售价格 实际售价 实售价 成交价 价格",
        "lawfully_sold": "合法售出数量 合法售出 保质期内售出",
        "refunded": "退赔金额 退赔 退款金额 退款",
        "sample_paid": "抽样付款 抽样款 付费抽样金额",
        "marked_price": "标价 零售价 零售标价 标签价 标示价 明码标价 零售单价",
        "amount": "金额 货值 货值金额 总价 总金额 合计金额 金额合计 小计 合计 价值 总值 总货值 价款",
        "note": "备注 说明 附注 注",
        NUMBERING: "序号 序 编号 号 行号 项次 no no. №",
    }
)
FIELD_OF: Mapping[str, str] = MappingProxyType(
    {word: field for field, words in HEADINGS.items() for word in words.split()}
)
BRACKETED = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
UNIT_WORDS = (
    "包 盒 瓶 袋 支 件 箱 桶 罐 个 只 头 羽 尾 条 台 套 把 张 份 粒 株 板 捆 筐 "
    "斤 公斤 千克 克 吨 升 毫升 米 亩 kg g t l ml"
)
UNITS = frozenset(UNIT_WORDS.split())
TEN_THOUSAND = 10_000
MOSTLY = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading as pasted, the field it is, the unit named in brackets, and the factor of its sums."""

    words: str
    field: str
    unit: str = ""
    factor: int = 1


def heading_of(words: str) -> Heading:
    """What a heading means; an unknown one is kept for the note."""
    plain = _plain(words)
    if not plain:
        return Heading(words, LEFT_OUT)
    inside = "".join(BRACKETED.findall(plain))
    bare = BRACKETED.sub("", plain).rstrip(":：/")
    field = FIELD_OF.get(plain) or FIELD_OF.get(bare) or NOTED
    unit = inside if field in QUANTITIES and inside not in FIELD_OF else ""
    return Heading(words.strip(), field, unit, TEN_THOUSAND if "万元" in plain else 1)


def headings_in(row: Sequence[str]) -> tuple[Heading, ...] | None:
    """The headings of a row, None where it is none: it must name the goods and one thing more.

    A field named twice belongs to its first column; of a lot number and a date of production the first is the batch.
    """
    found = [heading_of(words) for words in row]
    fields = {each.field for each in found} - {LEFT_OUT, NOTED}
    if "name" not in fields or len(fields) < 2:
        return None
    return tuple(_once(found, "batch" in fields))


def headings_by_choice(fields: Sequence[str]) -> tuple[Heading, ...]:
    """The headings an officer chose for the columns, in their order."""
    return tuple(Heading("", field) for field in fields)


def headings_by_content(rows: Sequence[Sequence[str]]) -> tuple[Heading, ...]:
    """What the columns of a table without headings most likely are; to be looked at before it is taken."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[number].strip() if number < len(row) else "" for row in rows] for number in range(width)]
    numeric = [number for number in range(width) if _is_numeric(columns[number])]
    fields: dict[int, str] = {}
    if numeric and numeric[0] == 0 and _is_numbering(columns[0]):
        fields[0] = NUMBERING
        numeric = numeric[1:]
    fields |= _numbers(columns, numeric)
    fields |= _texts(columns, [number for number in range(width) if number not in fields and any(columns[number])])
    return tuple(Heading("", fields.get(number, LEFT_OUT)) for number in range(width))


def _once(found: Sequence[Heading], has_batch: bool) -> list[Heading]:
    seen: set[str] = set()
    made = []
    for each in found:
        field = each.field
        if field == MADE_ON:
            field = NOTED if has_batch or "batch" in seen else "batch"
        elif field in seen and field not in (LEFT_OUT, NOTED):
            field = NOTED
        seen.add(field)
        made.append(Heading(each.words, field, each.unit, each.factor))
    return made


def _numbers(columns: Sequence[Sequence[str]], numeric: Sequence[int]) -> dict[int, str]:
    """Quantity, price and amount: three columns that multiply, else by position from the left."""
    for first, second, third in zip(numeric, numeric[1:], numeric[2:], strict=False):
        if _multiplies(columns[first], columns[second], columns[third]):
            return {first: "quantity", second: "price", third: "amount"}
    names = ("quantity", "price", "amount")
    chosen = numeric[-len(names) :] if len(numeric) > 1 else numeric
    return dict(zip(chosen, names, strict=False))


def _texts(columns: Sequence[Sequence[str]], left: Sequence[int]) -> dict[int, str]:
    """The first column of words is the name; a short one the unit; the others by their usual order."""
    fields: dict[int, str] = {}
    names = iter(("spec", "batch", "maker", "note"))
    for number in left:
        words = [each for each in columns[number] if each]
        if "name" not in fields.values():
            fields[number] = "name"
        elif "unit" not in fields.values() and UNITS.issuperset(each.casefold() for each in words):
            fields[number] = "unit"
        else:
            fields[number] = next(names, LEFT_OUT)
    return fields


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [words for words in column if words]
    read = [words for words in filled if number_in(words) is not None and not _is_code(words)]
    return bool(filled) and len(read) >= MOSTLY * len(filled)


def _is_code(words: str) -> bool:
    """Digits that are no count: a leading zero, or more of them than any count has."""
    return words.isdecimal() and (len(words) > 7 or (len(words) > 1 and words[0] == "0"))


def _is_numbering(column: Sequence[str]) -> bool:
    numbers = [number_in(words) for words in column if words]
    return len(numbers) > 1 and numbers == [Decimal(one) for one in range(1, len(numbers) + 1)]


def _multiplies(first: Sequence[str], second: Sequence[str], third: Sequence[str]) -> bool:
    checked = right = 0
    for one, two, three in zip(first, second, third, strict=True):
        numbers = [number_in(words) for words in (one, two, three)]
        if None not in numbers:
            a, b, c = (number or Decimal(0) for number in numbers)
            checked += 1
            right += abs(a * b - c) < Decimal("0.01")
    return checked > 0 and right >= MOSTLY * checked


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()
