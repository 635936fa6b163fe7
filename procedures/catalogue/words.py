"""The words of the catalogue's tokens and amounts, as an officer reads them."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

FEN_IN_TEN_THOUSAND = 10_000_00
SIX_DECIMALS = 10**6

BASES: Mapping[str, str] = MappingProxyType(
    {
        "goods_value": "货值金额",
        "illegal_gains": "违法所得",
        "test_fee": "检测费用",
        "quarantined_goods_value": "同类检疫合格物品货值金额",
        "transport_fee": "运输费用",
        "illegal_turnover": "违法经营额",
        "wildlife_value": "野生动物及其制品价值",
        "area_m2": "面积",
    }
)
WHO: Mapping[str, str] = MappingProxyType(
    {
        "any": "当事人",
        "unit": "单位",
        "individual": "个人",
        "household": "农户",
        "operator": "生产经营者",
        "responsible_person": "责任人员",
        "institution": "机构",
        "non_business": "非经营活动的当事人",
    }
)
GRADES: Mapping[str, str] = MappingProxyType(
    {"ordinary": "一般", "serious": "情节严重", "especially_serious": "情节特别严重"}
)
REQUIRES: Mapping[str, str] = MappingProxyType(
    {
        "none": "",
        "overdue": "逾期不改正",
        "refusal": "拒不改正",
        "refusal_or_serious": "拒不改正或者情节严重",
        "serious": "情节严重",
        "consequence": "造成后果",
    }
)
CONFISCATED: Mapping[str, str] = MappingProxyType(
    {
        "illegal_gains": "违法所得",
        "goods": "违法物品",
        "tools": "工具",
        "raw_materials": "原材料",
        "equipment": "设备",
        "illegal_additives": "非法添加物",
        "documents": "证书文件",
        "vessel": "船舶",
        "test_fee": "检测费用",
        "transport_fee": "运输费用",
        "data": "数据资料",
    }
)
AUTHORITIES: Mapping[str, str] = MappingProxyType(
    {"county": "县级", "province": "省级", "state": "国务院", "issuing": "发证机关"}
)


def plain_amount(fen: int | Fraction) -> str:
    """1万元, 1.5万元, 5000元, 0.29元: amounts of a text, ten thousands as laws count them."""
    if fen >= FEN_IN_TEN_THOUSAND and fen % 1_000_00 == 0:
        return f"{trimmed(Fraction(fen, FEN_IN_TEN_THOUSAND))}万元"
    return f"{trimmed(Fraction(fen, 100))}元"


def trimmed(number: Fraction) -> str:
    """A number without idle zeros, cut after six decimals: 2.5, 3, 0.3."""
    whole, rest = divmod(number.numerator * SIX_DECIMALS // number.denominator, SIX_DECIMALS)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
