"""Tokens, fonts, icons and the style sheet."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics, QImage, QRawFont
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.theme.fonts import RESOURCES
from ui.theme.icons import CODE_POINTS, FOLDER, SHEET_PICTURES, write_sheet_pictures
from ui.theme.sheet import stylesheet
from ui.widgets.strips import StageStrip

THEMES = (theme.LIGHT, theme.DARK)


@pytest.mark.parametrize("scheme", THEMES, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("pair", theme.CONTRAST_PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_every_pair_keeps_its_contrast(scheme: theme.Colours, pair: tuple[str, str, float]) -> None:
    first, second, least = pair
    assert theme.contrast(getattr(scheme, first), getattr(scheme, second)) >= least


def test_contrast_is_measured_as_wcag_says() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", THEMES, ids=lambda scheme: scheme.name)
def test_style_sheet_has_no_colour_beside_the_tokens(scheme: theme.Colours) -> None:
    sheet = stylesheet(scheme, theme.Type(), theme.Size())
    tokens = {getattr(scheme, field.name) for field in fields(scheme)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)) <= tokens
    assert "$" not in sheet


def test_no_selector_uses_a_property_that_qt_reserves() -> None:
    """`size` is a property of every widget: setting it to a word fails in silence."""
    assert "[size=" not in stylesheet(theme.LIGHT, theme.Type(), theme.Size())


def test_families_are_there_after_dressing() -> None:
    assert {theme.SANS, theme.ICONS} <= set(QFontDatabase.families())
    assert theme.serif() in QFontDatabase.families()


@pytest.mark.parametrize("weight", [400, 500])
def test_digits_have_one_width(weight: int) -> None:
    metrics = QFontMetrics(theme.font("body", weight))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_every_meaning_has_its_glyph() -> None:
    raw = QRawFont(str(RESOURCES / "icons/icons.ttf"), 16)
    assert [name for name, point in CODE_POINTS.items() if not raw.supportsCharacter(point)] == []


def test_unknown_meaning_is_refused() -> None:
    with pytest.raises(KeyError):
        theme.icon("no such meaning")


@pytest.mark.parametrize("scheme", THEMES, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("picture", SHEET_PICTURES, ids=lambda picture: picture[0])
def test_sheet_pictures_have_the_colour_of_their_token(
    scheme: theme.Colours, picture: tuple[str, str, int], tmp_path: Path
) -> None:
    name, token, size = picture
    write_sheet_pictures(tmp_path)
    shipped = QImage(str(FOLDER / f"{name}-{scheme.name}@2x.png"))
    assert shipped == QImage(str(tmp_path / f"{name}-{scheme.name}@2x.png"))
    assert shipped.width() == 2 * size
    strongest = max(
        (shipped.pixelColor(x, y) for x in range(2 * size) for y in range(2 * size)), key=lambda c: c.alpha()
    )
    assert strongest.alpha() > 200
    assert max(abs(a - b) for a, b in zip(_rgb(strongest.name()), _rgb(getattr(scheme, token)), strict=True)) <= 6


def _rgb(value: str) -> list[int]:
    return [int(value[i : i + 2], 16) for i in (1, 3, 5)]


def test_text_size_and_theme_reach_painted_widgets_at_run_time(qapp: QApplication) -> None:
    strip = StageStrip()
    strip.show()
    assert strip.height() == 60
    theme.apply(qapp, theme.DARK, 1.4)
    qapp.processEvents()
    assert strip.height() == 84
    assert theme.colour("bg").name().upper() == theme.DARK.bg
