"""Text that can't stand in a document is refused with place and character; cleaning leaves only text that can."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.text import check_text, clean_text

REFUSED = [
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    0xAD,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xD800,
    0xDFFF,
    0xFDD0,
    0xFEFF,
    0xFFFE,
    0xFFFF,
    0x1FFFE,
    0xE0001,
]


@pytest.mark.parametrize("code", REFUSED, ids=lambda code: f"{code:04X}")
def test_a_character_that_cannot_stand_in_a_document_is_named_with_its_place(code: int) -> None:
    for line in (False, True):
        problem = check_text(f"甲乙{chr(code)}丙", line=line)
        assert problem is not None
        assert "第 3 个字" in problem.text
        assert f"U+{code:04X}" in problem.text
        assert "清理文字" in problem.remedy


@pytest.mark.parametrize(("character", "name"), [("\n", "换行"), ("\t", "制表符")])
def test_breaks_and_tabs_stand_in_long_text_and_not_in_a_line(character: str, name: str) -> None:
    assert check_text(f"甲{character}乙") is None
    problem = check_text(f"甲{character}乙", line=True)
    assert problem is not None
    assert name in problem.text


@pytest.mark.parametrize(
    "text", ["", "某农资有限公司", "１２3 abc", "全角\u3000空格\u00a0", "𠮷野家", "葛\U000e0100城", "①℃—“”《》"]
)
def test_what_officers_write_is_accepted(text: str) -> None:
    assert check_text(text, line=True) is None


def test_length_counts_characters_up_to_the_limit() -> None:
    assert check_text("𠮷" * 20_000) is None
    problem = check_text("字" * 20_001)
    assert problem is not None
    assert "20001 个字" in problem.text
    assert check_text("字" * 200, limit=200, line=True) is None
    assert check_text("字" * 201, limit=200, line=True) is not None


@given(st.text(st.characters(exclude_categories=[])), st.booleans())
def test_cleaned_text_can_always_stand_in_a_document(text: str, line: bool) -> None:
    cleaned = clean_text(text, line=line)
    assert check_text(cleaned, line=line) is None
    assert clean_text(cleaned, line=line) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


def test_cleaning_keeps_the_lines_of_a_text_and_makes_one_line_of_a_name() -> None:
    assert clean_text("甲\r\n乙\u2028丙\x0b丁\u200b") == "甲\n乙\n丙\n丁"
    assert clean_text(" 某农资\r\n有限\u202e公司\t", line=True) == "某农资 有限公司"
    assert clean_text("e\u0301") == "é"
