"""Prints a paper as it was issued: its pages drawn by PDFium at the printer's resolution."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

POINTS_PER_INCH = 72
KEEP = Qt.AspectRatioMode.KeepAspectRatio
MOST_DPI = 300


def has_printer() -> bool:
    """Whether a printer is set up on this computer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_and_print(pdf: bytes, name: str, copies: int, parent: QWidget) -> bool:
    """Ask for the printer and print; False where the officer went back or the printer took nothing."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCopyCount(copies)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    return print_pages(pdf, printer)


def print_pages(pdf: bytes, printer: QPrinter) -> bool:
    """Print every page in its own size where the printer has it, else fitted; a wide paper (by its first page) lies
    across. False where printing can't begin."""
    import pypdfium2

    printer.setFullPage(True)
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        wide = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(wide)
        painter = QPainter()
        if not painter.begin(printer):
            return False
        for number in range(len(document)):
            if number:
                printer.newPage()
            image = _drawn(document[number], min(printer.resolution(), MOST_DPI))
            sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            size = image.size().toSizeF().scaled(sheet.size(), KEEP)
            painter.drawImage(QRectF(sheet.topLeft(), size), image)
        painter.end()
    return True


def _drawn(page: Any, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
    whole = bytes(bitmap.buffer)
    return QImage(whole, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
