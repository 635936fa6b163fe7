"""The fonts that travel with the program. A missing family shows boxes and fails nowhere: loading checks."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.state import types

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
ICONS = "Nongantong Icons"
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
WINDOW_FONTS = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Medium.ttf", "icons/icons.ttf")


def load_window_fonts() -> None:
    """Register what the first paint needs. Raises RuntimeError naming the file that is missing or unreadable."""
    for name in WINDOW_FONTS:
        _load(name)


@cache
def serif() -> str:
    """The family for quoted law, registered when first asked for. Raises RuntimeError as `load_window_fonts`."""
    _load("fonts/NotoSerifSC-Regular.ttf", SERIF)
    return SERIF


@cache
def _load(name: str, family: str = "") -> None:
    path = RESOURCES / name
    number = QFontDatabase.addApplicationFont(str(path))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    expected = family or (ICONS if "icons" in name else SANS)
    if expected not in families:
        raise RuntimeError(f"字体“{expected}”没有装上：{path}。程序文件不完整，重新安装后再打开。")


def font(role: str = "body", weight: int = 400, family: str = SANS) -> QFont:
    """A font for painting; `role` is a field of `Type`. all digits of Noto Sans SC have one width."""
    made = QFont(serif() if family == SERIF else family)
    made.setPixelSize(getattr(types(), role))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
