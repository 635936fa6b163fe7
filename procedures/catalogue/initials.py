"""The first letters of how Chinese text is read (拼音首字母), for finding by typing: 假农药 → jny.

The common characters of GB 2312 stand in the order of their reading, so that the first character of each letter tells
where it begins. Characters that are read in two ways count as either.
"""

from itertools import product

# The first character read with each letter; no reading begins with i, u or v.
FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
LETTERS = "abcdefghjklmnopqrstwxyz"
STARTS = [character.encode("gb2312") for character in FIRST]
# The last character of the common ones; those after it stand in the order of their radicals.
LAST = "座".encode("gb2312")
RARE = {"刍": "c", "狩": "s", "苷": "g", "镉": "g", "砷": "s", "鳜": "g", "鲈": "l", "鳗": "m", "鲟": "x", "螨": "m"}
SEVERAL = {
    "长": "cz",
    "重": "zc",
    "行": "xh",
    "传": "cz",
    "藏": "cz",
    "调": "td",
    "降": "jx",
    "参": "cs",
    "校": "xj",
    "给": "gj",
    "率": "ls",
    "单": "ds",
    "弹": "td",
    "车": "cj",
    "系": "xj",
    "乘": "cs",
    "殖": "zs",
    "卡": "kq",
    "畜": "xc",
    "圈": "qj",
    "属": "sz",
    "解": "jx",
    "角": "jy",
    "提": "td",
    "切": "q",
    "还": "h",
    "曾": "zc",
    "朝": "zc",
}
MOST_VARIANTS = 16


def initials(text: str) -> tuple[str, ...]:
    """Every way to read the first letters of a text; letters and digits stand for themselves, the rest is left out."""
    letters = [found for character in text.casefold() if (found := _letters(character))]
    variants = []
    for variant in product(*letters):
        variants.append("".join(variant))
        if len(variants) == MOST_VARIANTS:
            break
    return tuple(variants)


def _letters(character: str) -> str:
    """The letters with which a character may be read, empty for punctuation and characters that aren't known."""
    if character.isascii():
        return character if character.isalnum() else ""
    if character in SEVERAL or character in RARE:
        return SEVERAL.get(character) or RARE[character]
    code = character.encode("gb2312", "ignore")
    if len(code) != 2 or not STARTS[0] <= code <= LAST:
        return ""
    return LETTERS[sum(start <= code for start in STARTS) - 1]
