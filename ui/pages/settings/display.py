"""显示: light or dark, size of the text. Applies at once and stays on this device."""

from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton

from ui import theme
from ui.desk import Desk
from ui.pages.settings.part import SettingsPart
from ui.widgets.layout import row
from ui.widgets.surfaces import card
from ui.widgets.text import text

THEMES = ((False, "浅色"), (True, "深色"))


class DisplayPart(SettingsPart):
    """Two questions, each a choice of words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.themes = {dark: QRadioButton(words) for dark, words in THEMES}
        self.sizes = {name: QRadioButton(f"{name} {scale:.0%}") for name, scale in theme.TEXT_SCALES.items()}
        self._groups = [self._group(self.themes.values()), self._group(self.sizes.values())]
        sample = text("浏农（畜牧）当罚〔2026〕1号，罚款 100.00 元，10-12 前缴至机关。", "body")
        self.put(
            card(row(*self.themes.values(), None, gap=24), heading="颜色"),
            card(row(*self.sizes.values(), None, gap=24), sample, heading="文字大小"),
            text("立即生效，只对这台电脑。", "caption"),
        )
        self.refresh()

    def _group(self, buttons: object) -> QButtonGroup:
        made = QButtonGroup(self)
        for each in buttons:  # type: ignore[attr-defined]
            made.addButton(each)
            each.clicked.connect(lambda _checked=False: self._apply())
        return made

    def refresh(self) -> None:
        self.themes[bool(self.desk.memory.get("dark", False))].setChecked(True)
        kept = self.desk.memory.get("text_scale", 1.0)
        name = min(theme.TEXT_SCALES, key=lambda each: abs(theme.TEXT_SCALES[each] - kept))
        self.sizes[name].setChecked(True)

    def _apply(self) -> None:
        dark = self.themes[True].isChecked()
        scale = next(theme.TEXT_SCALES[name] for name, made in self.sizes.items() if made.isChecked())
        self.desk.memory.update({"dark": dark, "text_scale": scale})
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.DARK if dark else theme.LIGHT, scale)
