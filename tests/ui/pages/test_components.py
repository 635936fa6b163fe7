"""The developer's page: every piece in both themes and all text sizes, without a word from Qt."""

import pytest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.pages.components import ComponentsPage


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
