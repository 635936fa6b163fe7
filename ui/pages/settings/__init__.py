"""设置: the office, the look, number blocks, rules, data, who works here."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
