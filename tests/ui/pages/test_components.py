"""The developer's page: every piece in both themes and all text sizes, without a word from Qt."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.pages.components import ComponentsPage
from ui.pages.filing.table import DeskTable
from ui.widgets.charts import Bars, Lines


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("scale", theme.TEXT_SCALES.values(), ids=theme.TEXT_SCALES.keys())
def test_every_piece_is_drawn_and_fits(qapp: QApplication, scheme: theme.Colours, scale: float) -> None:
    page = ComponentsPage()
    page.resize(1204, 692)
    page.show()
    theme.apply(qapp, scheme, scale)
    qapp.processEvents()
    assert page.size().toTuple() == (1204, 692)
    assert page.minimumSizeHint().width() <= 1204
    assert not page.grab().isNull()


@pytest.mark.parametrize("kind", [Bars, Lines, DeskTable])
def test_the_page_shows_the_pieces_of_desk_and_ledger(qapp: QApplication, kind: type[QWidget]) -> None:
    page = ComponentsPage()
    page.resize(1204, 692)
    page.show()
    qapp.processEvents()
    (shown,) = page.findChildren(kind)
    assert shown.isVisible()
    assert shown.height() >= 60
    drawn = shown.grab().toImage()
    tones = {drawn.pixelColor(x, y).name() for x in range(0, drawn.width(), 5) for y in range(0, drawn.height(), 5)}
    assert len(tones) > 2
