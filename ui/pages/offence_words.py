"""An offence of the catalogue in words: sectors, who is fined, the bands as the law has them. Nothing is computed."""

from collections.abc import Mapping

from procedures.catalogue import Band, Offence
from ui.widgets.ranges import yuan

DOMAINS: Mapping[str, str] = {
    "seed": "种子",
    "pesticide": "农药",
    "fertilizer": "肥料",
    "vetdrug": "兽药",
    "feed": "饲料",
    "livestock": "畜牧",
    "animal_epidemic": "动物防疫",
    "slaughter": "屠宰",
    "dairy": "生鲜乳",
    "fishery": "渔业",
    "produce": "农产品",
    "machinery": "农机",
    "gmo": "转基因",
    "plant_quarantine": "植物检疫",
    "crop_pest": "病虫害防治",
    "wildlife": "野生动物",
    "wildplant": "野生植物",
    "biosafety": "生物安全",
    "farmland": "耕地质量",
    "land": "土地承包",
    "inputs": "投入品",
}
BASES: Mapping[str, str] = {
    "goods_value": "货值金额",
    "illegal_gains": "违法所得",
    "wildlife_value": "猎获物价值",
    "quarantined_goods_value": "同类检疫合格产品货值金额",
    "illegal_turnover": "违法经营额",
    "transport_fee": "运输费用",
    "test_fee": "检验费用",
    "area_m2": "面积（平方米）",
}
WHO: Mapping[str, str] = {
    "any": "当事人",
    "unit": "单位",
    "individual": "个人",
    "household": "农户",
    "operator": "经营者",
    "responsible_person": "直接责任人员",
    "institution": "机构",
    "non_business": "非经营者",
}
REQUIRES: Mapping[str, str] = {
    "overdue": "逾期不改正",
    "refusal": "拒不改正",
    "refusal_or_serious": "拒不改正或者情节严重",
    "serious": "情节严重",
    "consequence": "造成后果",
}
GRADES: Mapping[str, str] = {"serious": "情节严重", "especially_serious": "情节特别严重"}
CONFISCATED: Mapping[str, str] = {
    "illegal_gains": "违法所得",
    "goods": "违法物品",
    "tools": "工具",
    "raw_materials": "原材料",
    "equipment": "设备",
    "illegal_additives": "非法添加物",
    "documents": "证书文件",
    "vessel": "船舶",
    "test_fee": "检验费用",
    "transport_fee": "运输费用",
    "data": "数据资料",
}
SUBJECTS: Mapping[str, str] = {"any": "不限", "organisation": "单位", "citizen": "个人"}
SIGNS: Mapping[str, str] = {"<": "不足", ">=": "", "<=": "", ">": "超过", "==": "为"}


def domain_words(domain: str) -> str:
    """畜牧."""
    return DOMAINS.get(domain, domain)


def band_words(band: Band) -> str:
    """5,000 元以上 50,000 元以下；货值金额 10 倍以上 20 倍以下."""
    if band.mode == "none":
        return "不罚款"
    if band.mode == "unknown":
        return "罚款数额没有查到"
    amounts = [part for part in (_fixed(band), _times(band)) if part]
    told = "，".join(amounts) or "罚款数额没有查到"
    return f"可以罚款：{told}" if band.mode == "may" else f"罚款：{told}"


def band_conditions(band: Band) -> str:
    """When and for whom a band holds; empty where always and for anybody."""
    parts = [
        WHO.get(band.who, band.who) if band.who != "any" else "",
        GRADES.get(band.grade, ""),
        REQUIRES.get(band.requires, ""),
        _when(band.when),
    ]
    return "，".join(part for part in dict.fromkeys(parts) if part)


def fine_summary(entry: Offence) -> tuple[str, str]:
    """The first ordinary band, and how many there are, for a list."""
    ordinary = [band for band in entry.bands if band.grade == "ordinary"] or list(entry.bands)
    told = list(dict.fromkeys(band_words(band).removeprefix("罚款：") for band in ordinary))
    if not told:
        return "没有罚款", ""
    return told[0], f"共 {len(told)} 档" if len(told) > 1 else ""


def _fixed(band: Band) -> str:
    if band.high is None:
        return f"{yuan(band.low)} 元以上" if band.low else ""
    high = f"{yuan(band.high)} 元以下"
    return f"{yuan(band.low)} 元以上 {high}" if band.low else high


def _times(band: Band) -> str:
    if band.high_times is None:
        return ""
    base = BASES.get(band.base, band.base)
    high = f"{base} {band.high_times:g} 倍以下"
    words = f"{base} {band.low_times:g} 倍以上 {band.high_times:g} 倍以下" if band.low_times else high
    return words + (f"，最高 {yuan(band.cap)} 元" if band.cap is not None else "")


def _when(expression: str) -> str:
    if not expression:
        return ""
    base, _, rest = expression.partition(" ")
    name = BASES.get(base, base)
    if rest in ("known", "unknown"):
        return f"{name}{'可以' if rest == 'known' else '无法'}计算"
    sign, _, number = rest.partition(" ")
    if rest in ("== 0", "> 0"):
        return f"{'没有' if sign == '==' else '有'}{name}"
    unit = "" if base == "area_m2" else " 元"
    amount = f"{int(number):,}{unit}"
    after = {">=": "以上", "<=": "以下"}.get(sign, "")
    return f"{name}{SIGNS.get(sign, sign)} {amount}{after}".replace("  ", " ")
