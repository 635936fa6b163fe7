"""The look of the window: `apply` dresses the application; pages and painters name tokens, roles and measures."""

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import ICONS, SANS, SERIF, font, load_window_fonts, serif
from ui.theme.icons import FOLDER, icon, paint_icon
from ui.theme.measures import TEXT_SCALES, Size, Type
from ui.theme.sheet import stylesheet
from ui.theme.state import colour, colours, put_in_force, scale, scaled, sizes, types
from ui.theme.tokens import CONTRAST_PAIRS, DARK, LIGHT, Colours, contrast

__all__ = [
    "CONTRAST_PAIRS",
    "DARK",
    "ICONS",
    "LIGHT",
    "SANS",
    "SERIF",
    "TEXT_SCALES",
    "Colours",
    "Size",
    "Type",
    "apply",
    "colour",
    "colours",
    "contrast",
    "font",
    "icon",
    "paint_icon",
    "scale",
    "scaled",
    "serif",
    "sizes",
    "types",
]


def apply(app: QApplication, scheme: Colours = LIGHT, text_scale: float = 1.0) -> None:
    """Dress the whole application: fonts, Fusion, palette, the one style sheet. May be called again at any time.

    Raises RuntimeError when a font that travels with the program is missing.
    """
    load_window_fonts()
    QDir.setSearchPaths("icons", [str(FOLDER)])
    put_in_force(scheme, text_scale)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(scheme))
    app.setFont(font())
    app.setStyleSheet(stylesheet(scheme, types(), sizes()))


def _palette(scheme: Colours) -> QPalette:
    role = QPalette.ColorRole
    tokens = {
        role.Window: scheme.bg,
        role.WindowText: scheme.text,
        role.Base: scheme.surface,
        role.AlternateBase: scheme.shade,
        role.Text: scheme.text,
        role.Button: scheme.surface,
        role.ButtonText: scheme.text,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.PlaceholderText: scheme.faint,
        role.ToolTipBase: scheme.raised,
        role.ToolTipText: scheme.text,
        role.Link: scheme.accent,
    }
    made = QPalette()
    for each, value in tokens.items():
        made.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(scheme.faint))
    return made
