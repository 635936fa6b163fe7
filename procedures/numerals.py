"""Chinese numerals as laws write their articles."""

DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 68 → 六十八, 105 → 一百零五; for 1 to 999."""
    if not 1 <= number <= 999:
        raise ValueError(f"not an article number: {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (DIGITS[ones] if ones else "")


def article_words(article: int, paragraph: int | None = None, item: int | None = None) -> str:
    """第八十八条第一款第二项: article, paragraph, item."""
    words = f"第{chinese_number(article)}条"
    if paragraph:
        words += f"第{chinese_number(paragraph)}款"
    if item:
        words += f"第{chinese_number(item)}项"
    return words
