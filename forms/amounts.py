"""Sums of money in figures and in capitals. The input is integer fen."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")
SECTIONS = ("", "万", "亿", "万亿")


def figures(fen: int) -> str:
    """Two decimals, no thousands separator: 1606290 → 16062.90."""
    return f"{fen // 100}.{fen % 100:02d}"


def capitals(fen: int) -> str:
    """1606290 → 壹万陆仟零陆拾贰元玖角; a sum without 角 and 分 ends in 元整. ValueError for a negative sum."""
    if fen < 0:
        raise ValueError("a sum on a document is never negative")
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    words = _whole(yuan) + "元" if yuan else ""
    if not rest:
        return (words or "零元") + "整"
    if jiao:
        words += DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (DIGITS[cents] + "分" if cents else "")


def in_full(fen: int) -> str:
    """Capitals with the figures in brackets: 壹佰元整（¥100.00元）."""
    return f"{capitals(fen)}（¥{figures(fen)}元）"


def _whole(number: int) -> str:
    sections: list[int] = []
    while number:
        number, low = divmod(number, 10000)
        sections.append(low)
    words, gap = "", False
    for index in range(len(sections) - 1, -1, -1):
        value = sections[index]
        if value == 0:
            gap = bool(words)
            continue
        if words and (gap or value < 1000):
            words += "零"
        words += _section(value) + SECTIONS[index]
        gap = False
    return words


def _section(value: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + DIGITS[digit] + UNITS[place]
        gap = False
    return words
