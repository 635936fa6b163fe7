"""The language of what Qt itself says, such as the menu of a text field; the program speaks Chinese by itself."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def speak_chinese(app: QApplication) -> bool:
    """Let Qt's own words be Chinese, and numbers and dates follow; False where Qt came without its translation."""
    locale = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(locale)
    translator = QTranslator(app)
    found = translator.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if found:
        app.installTranslator(translator)
    return found
