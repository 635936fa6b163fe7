"""The fonts that travel with the product: one is picked per character, and nothing is drawn that none of them has."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from types import MappingProxyType

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from forms.blocks import BlankTail, Grid, Paper, Seal, Text
from procedures.problems import Problem, RuleError
from resources import path

REGULAR, BOLD, SANS, KAI = "NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Regular", "LXGWWenKai-Regular"
# face → fonts in order of preference; the bold one holds GB2312 only, other characters come from the regular
FONTS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "fangsong": (REGULAR, SANS, KAI),
        "songti": (REGULAR, SANS, KAI),
        "biaosong": (BOLD, REGULAR, SANS, KAI),
        "heiti": (SANS, REGULAR, KAI),
        "kaiti": (KAI, REGULAR, SANS),
    }
)
FULL_WIDTH = frozenset("“”‘’…—·")  # LXGW WenKai sets these narrow; a Chinese page needs them full width
HALF = 0.5  # em: digits and all that is wider in ASCII, as in 仿宋_GB2312, so that docx and pdf break alike
DIGITS = frozenset("0123456789")
AROUND = 8  # characters quoted beside a missing one
Pick = tuple[str, float, float]  # font, horizontal scale, advance in em


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters of a text that no font at hand can draw, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if char not in "\n\t" and _font_of(char, "fangsong") is None))


def glyph_problems(values: Mapping[str, object]) -> tuple[Problem, ...]:
    """A problem for each field (`where`) that holds a character no font can draw."""
    found = ((key, missing_characters(_words(value))) for key, value in values.items())
    return tuple(
        Problem(_told(missing), remedy="换用通用规范汉字，或者改用拼音并注明", where=key)
        for key, missing in found
        if missing
    )


def require_glyphs(paper: Paper) -> None:
    """RuleError naming character and place where the paper holds one that no font can draw."""
    problems = []
    for text in _texts(paper):
        missing = missing_characters(text)
        if missing:
            at = text.index(missing[0])
            place = text[max(0, at - AROUND) : at + AROUND + 1]
            problems.append(
                Problem(
                    _told(missing), remedy="换用通用规范汉字，或者改用拼音并注明", where=f"《{paper.title}》“{place}”处"
                )
            )
    if problems:
        raise RuleError(problems)


class Face(dict[str, Pick]):
    """How a face draws each character; worked out when a character first comes up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __missing__(self, char: str) -> Pick:
        font = _font_of(char, self.name)
        if font is None:
            raise RuleError([Problem(_told((char,)))])
        width = pdfmetrics.stringWidth(char, font, 1)
        narrow = self.name != "biaosong" and (char in DIGITS or (char.isascii() and width > HALF))
        picked = self[char] = (font, HALF / width, HALF) if narrow else (font, 1.0, width)
        return picked


@cache
def face(name: str) -> Face:
    """The face of this name; its fonts are loaded on first use."""
    return Face(name)


def same_font(text: str, look: Face) -> Iterator[tuple[str, float, str]]:
    """Cuts text into (font, horizontal scale, piece) so that each piece is drawn in one go."""
    for (font, scale), chars in groupby(text, key=lambda char: look[char][:2]):
        yield font, scale, "".join(chars)


def loaded(font: str) -> str:
    """The font's name, once it is registered with reportlab."""
    if font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(font, str(path("fonts", f"{font}.ttf"))))
    return font


def _font_of(char: str, face_name: str) -> str | None:
    fonts = FONTS["fangsong"] if face_name == "kaiti" and char in FULL_WIDTH else FONTS[face_name]
    return next((font for font in fonts if ord(char) in _glyphs(font)), None)


@cache
def _glyphs(font: str) -> Mapping[int, int]:
    glyphs: Mapping[int, int] = pdfmetrics.getFont(loaded(font)).face.charToGlyph
    return glyphs


def _told(missing: Sequence[str]) -> str:
    return f"字库里没有{'、'.join(f'“{char}”（U+{ord(char):04X}）' for char in missing)}，印不出来"


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n".join(_words(item) for item in value.values())
    return "\n".join(_words(item) for item in value) if isinstance(value, tuple) else ""


def _texts(paper: Paper) -> Iterator[str]:
    for block in (*paper.blocks, *paper.continued, *paper.foot):
        match block:
            case Text():
                yield block.plain
            case BlankTail():
                yield block.text.plain
            case Seal():
                yield from (block.agency, block.date)
            case Grid():
                yield from (text.plain for row in block.rows for cell in row.cells for text in cell.texts)


def _unicode_map(font: str, subset: Sequence[int]) -> str:
    """A ToUnicode map in UTF-16 and in blocks of a hundred rows, as the PDF standard asks (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in enumerate(subset)]
    parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
            f"/CMapName /{font} def",
            "/CMapType 2 def",
            f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange",
            *(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


# WORKAROUND: reportlab 5.1 writes characters above U+FFFF as five hex digits: 𬭎 copies and searches as another one.
ttfonts.makeToUnicodeCMap = _unicode_map
