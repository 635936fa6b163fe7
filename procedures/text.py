"""Which text can stand in a document: no control characters, nothing invisible, no half characters, not too long.

Officers paste from web pages and chat windows; what comes along unseen breaks a page or makes two equal names differ.
"""

import unicodedata

from procedures.problems import Problem

NAMES = {
    0x00: "空字符",
    0x09: "制表符",
    0x0A: "换行",
    0x0D: "回车",
    0xAD: "软连字符",
    0x200B: "零宽空格",
    0x200C: "零宽不连字",
    0x200D: "零宽连字",
    0x2028: "行分隔符",
    0x2029: "段落分隔符",
    0xFEFF: "字节顺序标记",
}
CATEGORIES = {
    "Cc": "控制字符",
    "Cf": "不可见的格式或文字方向控制符",
    "Cs": "不完整的字符",
    "Cn": "不是字符的码位",
    "Zl": "行分隔符",
    "Zp": "段落分隔符",
}
LINE_BREAKS = ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85")


def check_text(text: str, *, limit: int = 20_000, line: bool = False) -> Problem | None:
    """What keeps `text` out of a document, or None; `line` also refuses line breaks and tabs (names, numbers).

    Positions count characters from 1. Text need not be in Unicode form NFC; `clean_text` makes it so, on request.
    """
    kept = "" if line else "\n\t"
    for position, character in enumerate("" if text.isprintable() else text, start=1):
        if character not in kept and _is_refused(character):
            return Problem(
                f"第 {position} 个字是{_told(character)}，不能写进文书",
                remedy=f"删去第 {position} 个字，或者用“清理文字”一次去掉所有这类字符",
            )
    if len(text) > limit:
        return Problem(f"文字有 {len(text)} 个字，超过 {limit} 个字", remedy=f"删减到 {limit} 个字以内")
    return None


def clean_text(text: str, *, line: bool = False) -> str:
    """The text in Unicode form NFC without anything `check_text` refuses; every kind of line break becomes one.

    In a `line` breaks and tabs become spaces and blanks at both ends go. Nothing is cut for length. NFC may replace a
    compatibility ideograph by its unified twin, which is why this happens only when an officer asks for it.
    """
    for ending in LINE_BREAKS:
        text = text.replace(ending, "\n")
    text = "".join(each for each in text if each in "\n\t" or not _is_refused(each))
    text = unicodedata.normalize("NFC", text)
    return text.replace("\n", " ").replace("\t", " ").strip() if line else text


def _is_refused(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Zl", "Zp") or _is_noncharacter(ord(character))


def _is_noncharacter(code: int) -> bool:
    """The 66 code points that Unicode reserves for no character (The Unicode Standard, section 23.7)."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _told(character: str) -> str:
    code = ord(character)
    return f"{NAMES.get(code) or CATEGORIES[unicodedata.category(character)]}（U+{code:04X}）"
