"""A band as the statute has it, in one phrase: when it holds, and the amounts or the multiples."""

from fractions import Fraction

from procedures.catalogue.entries import MEASURES, Band, Condition
from procedures.catalogue.words import BASES, GRADES, REQUIRES, plain_amount, trimmed


def band_phrase(band: Band) -> str:
    """货值金额不足1万元：5000元以上5万元以下."""
    when = "，".join(part for part in (circumstances(band), condition_words(band.condition)) if part)
    return f"{when}：{amount_words(band)}" if when else amount_words(band)


def circumstances(band: Band) -> str:
    """拒不改正，情节严重: what must be so beside the amount."""
    parts = (GRADES[band.grade] if band.grade != "ordinary" else "", REQUIRES[band.requires])
    return "，".join(dict.fromkeys(part for part in parts if part))


def condition_words(condition: Condition | None) -> str:
    """货值金额不足1万元."""
    if condition is None:
        return ""
    base = BASES[condition.base]
    if condition.sign in ("known", "unknown"):
        return f"{base}{'可以' if condition.sign == 'known' else '无法'}查明"
    if condition.limit == 0 and condition.sign in ("==", ">"):
        return f"{'没有' if condition.sign == '==' else '有'}{base}"
    limit = f"{condition.limit}平方米" if condition.base in MEASURES else plain_amount(condition.limit)
    before = {"<": "不足", ">": "超过", "==": "为"}.get(condition.sign, "")
    return f"{base}{before}{limit}{'以上' if condition.sign == '>=' else '以下' if condition.sign == '<=' else ''}"


def amount_words(band: Band) -> str:
    """5000元以上5万元以下; 货值金额的5倍以上10倍以下; 每平方米10元以上30元以下."""
    if band.high is not None:
        return _from_to(plain_amount(band.low) if band.low else "", plain_amount(band.high))
    if band.high_times is None:
        return "没有罚款" if band.mode == "none" else "数额没有查到"
    unit = "元" if band.base in MEASURES else "倍"
    low, high = (f"{trimmed(Fraction(each))}{unit}" if each else "" for each in (band.low_times, band.high_times))
    of = "每平方米" if band.base in MEASURES else f"{BASES[band.base]}的"
    return f"{of}{_from_to(low, high)}" + (f"，最高{plain_amount(band.cap)}" if band.cap is not None else "")


def _from_to(low: str, high: str) -> str:
    return f"{low}以上{high}以下" if low else f"{high}以下"
