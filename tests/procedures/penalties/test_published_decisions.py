"""The ranges of published decisions: case, offence, facts, and what the law allowed for them."""

import pytest

from procedures.penalties import CatalogueRefusedError
from tests.procedures.penalties.ranges import computed, ends

# case | offence | facts | day | from | to | what it was; 补写 marks an amount that the page doesn't state
RANGES = """
C1  | vetdrug-56-b       | goods_value=794                   | 2025-12-25 |    1588 |     3970 | 生物制品超出许可范围
C2  | pesticide-55-1-2   | goods_value=60                    | 2023-07-26 |    5000 |    50000 | 假农药（公司）
C2  | pesticide-56       | goods_value=60                    | 2023-07-26 |    2000 |    20000 | 同上，若为劣质农药
C3  | pesticide-56       | goods_value=84                    | 2025-03-19 |    2000 |    20000 | 过期农药
C4  | pesticide-55-1-1   | goods_value=336                   | 2024-05-22 |    5000 |    50000 | 限用农药，货值为补写
C5  | seed-74-1          | goods_value=1100                  | 2023-04-16 |   20000 |   200000 | 假种子，货值为补写
C6  | seed-79-2          |                                   | 2024-08-06 |    2000 |    20000 | 标签与登记不符
C8  | feed-44-3          | goods_value=4465                  | 2023-02-08 |    2000 |    10000 | 过期饲料
C9  | fishery2013-38-1-c |                                   | 2025-02-14 |       0 |    50000 | 禁渔期禁用渔具
C10 | epidemic-100-1-a   | quarantined_goods_value=296000    | 2025-07-02 |       0 |   296000 | 骆驼无检疫，价为补写
C10 | epidemic-100-1-c   | transport_fee=5000                | 2025-07-02 |   15000 |    25000 | 承运人，运费为补写
C10 | epidemic-100-1-c   | transport_fee=5000 grade=serious  | 2025-07-02 |   25000 |    50000 | 承运人，情节严重
C11 | pig-31-1           | goods_value=8000                  | 2024-03-29 |   50000 |   100000 | 私屠滥宰
C12 | vetdrug-56-b       | goods_value=7649                  | 2024-04-28 |   15298 |    38245 | 无证经营兽药
D2  | seed-79-4          |                                   | 2025-04-14 |    2000 |    20000 | 未建立种子档案
D4  | fishery2013-38-1-c |                                   | 2024-12-09 |       0 |    50000 | 种质资源保护区禁用渔具
D5  | fishery2013-38-1-c |                                   | 2022-07-06 |       0 |    50000 | 弹弓射鱼
D6  | seed-79-2          |                                   | 2023-04-20 |    2000 |    20000 | 豇豆种子无使用说明
D7  | vetdrug-56-b       | goods_value=3686.67               | 2023-03-21 | 7373.34 | 18433.35 | 外卖平台无证经营兽药
D8  | agriproduct-71-1   | goods_value=75 who=household      | 2023-04-06 |     500 |     5000 | 农户韭菜残留超标
D8  | agriproduct-71-1   | goods_value=75 who=operator       | 2023-04-06 |   50000 |   100000 | 同样的韭菜，其他经营者
D9  | feed-40-2          | goods_value=8085                  | 2023-08-11 |   10000 |    20000 | 饲料铜锌不符规定
D10 | seed-79-5          |                                   | 2023-02-06 |    2000 |    20000 | 未备案
D10 | seed-79-4          |                                   | 2023-02-06 |    2000 |    20000 | 未建档（另一行为）
D11 | pesticide-55-1-1   | goods_value=1032                  | 2022-09-29 |    5000 |    50000 | 无证经营农药
D12 | pesticide-55-1-1   | goods_value=512                   | 2024-06-05 |    5000 |    50000 | 限用农药超出许可范围
D14 | feed-46-1-2        | goods_value=5000                  | 2022-03-29 |    2000 |    20000 | 饲料不合格，货值为补写
D15 | fishery2013-38-1-a |                                   | 2024-01-01 |       0 |    50000 | 海上电鱼
"""
# case | offence | facts | day | why the catalogue can't say it
REFUSED = """
D1  | seed-74-1          | goods_value=44120                 | 2020-10-01 | not_yet_in_force | 2022年以前的假种子
C7  | fertilizer-27-1    | illegal_gains=1160                | 2025-07-31 | unverified       | 未登记肥料
D13 | fertilizer-27-3    | illegal_gains=0                   | 2024-05-27 | unverified       | 肥料含量与登记不符
"""
# case | offence | facts with the fine that was imposed | day
IMPOSED = """
C1  | vetdrug-56-b       | goods_value=794 proposed_fine=2382 | 2025-12-25 | 货值的3倍
C12 | vetdrug-56-b       | goods_value=7649 proposed_fine=16062.90 | 2024-04-28 | 货值的2.1倍
D5  | fishery2013-38-1-c | proposed_fine=400                 | 2022-07-06 | 罚款400元
D6  | seed-79-2          | proposed_fine=2000                | 2023-04-20 | 幅度下限
D14 | feed-46-1-2        | goods_value=5000 proposed_fine=6500 | 2022-03-29 | 罚款6500元
D15 | fishery2013-38-1-a | proposed_fine=30004.48            | 2024-01-01 | 罚款30004.48元
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def name_of(row: list[str]) -> str:
    return f"{row[0]}-{row[1]}"


@pytest.mark.parametrize("row", rows(RANGES), ids=name_of)
def test_range_of_a_published_decision(row: list[str]) -> None:
    _, offence, told, day, low, high, _ = row
    found = [(start, end) for _, start, end in ends(computed(offence, f"{told} act_on={day}"))]
    assert found == [(f"{float(low):.2f}", f"{float(high):.2f}")]


@pytest.mark.parametrize("row", rows(REFUSED), ids=name_of)
def test_published_decision_that_can_not_be_computed(row: list[str]) -> None:
    _, offence, told, day, reason, _ = row
    with pytest.raises(CatalogueRefusedError) as refused:
        computed(offence, f"{told} act_on={day}")
    assert refused.value.reason == reason and refused.value.problems[0].remedy


@pytest.mark.parametrize("row", rows(IMPOSED), ids=name_of)
def test_fine_that_was_imposed_lies_inside(row: list[str]) -> None:
    _, offence, told, day, _ = row
    proposed = computed(offence, f"{told} act_on={day}").proposed
    assert proposed is not None and proposed.lawful


def test_fake_seed_takes_the_licence_and_trade_without_one_bars_from_it() -> None:
    assert computed("seed-74-1", "goods_value=1100").licence.act == "revoke"
    assert computed("pesticide-55-1-1", "goods_value=336").ban_years == 10


def test_gear_is_confiscated_only_where_it_is_serious() -> None:
    assert "tools" not in computed("fishery2013-38-1-c", "act_on=2025-02-14").confiscate
    assert "tools" in computed("fishery2013-38-1-c", "act_on=2025-02-14 grade=serious").confiscate
