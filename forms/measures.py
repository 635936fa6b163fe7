"""Every measure of the papers, read from `resources/forms/layout.toml`.

Page lengths in mm, type in points (1 mm = 2.8346 pt).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from unicodedata import east_asian_width

from procedures.problems import DataError
from resources import path

MM = 72 / 25.4
FILE = path("forms", "layout.toml")


@dataclass(frozen=True, slots=True)
class Page:
    """Margins of one kind of page and where its running head and foot stand (mm from the paper's edge).

    `numbers`: "dash" is — 1 —, odd right, even left; "of" is 第 1 页 共 3 页; "none".
    """

    top: float
    bottom: float
    left: float
    right: float
    foot: float
    head: float
    numbers: str
    landscape: bool = False

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the sheet in mm."""
        return (PAPER[1], PAPER[0]) if self.landscape else PAPER

    @property
    def width(self) -> float:
        """Width of the type area in mm."""
        return self.paper[0] - self.left - self.right

    @property
    def height(self) -> float:
        """Height of the type area in mm."""
        return self.paper[1] - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; the renderers know no other sizes. `indent` (negative hangs) and `left` in characters."""

    face: str
    size: float
    pitch: float
    align: str = "justify"
    indent: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    tracking: float = 0.0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """The name a docx gives to a face, and the name Word looks for when a machine lacks the first."""

    docx: str
    substitute: str


def _read() -> dict[str, Any]:
    try:
        return tomllib.loads(FILE.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(FILE.name, "", f"读不出来：{error}") from error


_DATA = _read()
PAPER = (float(_DATA["paper"][0]), float(_DATA["paper"][1]))
PITCH = float(_DATA["body_pitch"])
CELL_PAD = float(_DATA["cell_pad"])
CELL_PAD_V = float(_DATA["cell_pad_vertical"])
THIN, THICK = float(_DATA["thin_line"]), float(_DATA["thick_line"])
DATE_INDENT = float(_DATA["date_indent"])
WHOLE_ROW = float(_DATA["whole_row"])
LEAST_FILL = float(_DATA["least_fill"])
ROW_RULE = float(_DATA["row_rule"])
CUT_HEIGHT = float(_DATA["cut_height"])
PAGES: Mapping[str, Page] = MappingProxyType({key: Page(**value) for key, value in _DATA["pages"].items()})
STYLES: Mapping[str, Style] = MappingProxyType({key: Style(**value) for key, value in _DATA["styles"].items()})
FACES: Mapping[str, Face] = MappingProxyType({key: Face(**value) for key, value in _DATA["faces"].items()})


def half_width(text: str) -> float:
    """Width of text in characters (em) as 仿宋_GB2312 sets it: ASCII and ¥ half; Chinese, × ÷ · ° “ ” … — full."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)
