"""Printing a report. Runs in a thread: a printer may keep whoever asks it waiting."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from tfcollab.app.page_view import page_image
from tfcollab.errors import UserError
from tfcollab.report.pdf_pages import PageCount, PdfPage

#: fine enough for the small type of a report on any office printer
PRINT_DPI = 300


def printers() -> list[str]:
    """Names of the printers that there are, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: name != usual)


def printer_named(name: str, copies: int) -> QPrinter:
    """Raises UserError where there is none of that name."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise UserError(f"The printer {name} is not there any more: choose another one.")
    printer = QPrinter(info)
    printer.setCopyCount(copies)
    return printer


def print_pages(printer: QPrinter, pages: Iterable[PdfPage], on_page: Callable[[PageCount], None]) -> None:
    """Each page on a sheet of its own size, or as large as the printer's paper takes it.

    on_page: told before each page; what it raises ends the printing, and nothing is printed.

    Raises:
        UserError: the printer refuses.
    """
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for page in pages:
            on_page(page.place)
            if not painter.isActive():
                size = QPageSize(QSizeF(page.width_pt, page.height_pt), QPageSize.Unit.Point)
                printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
                if not painter.begin(printer):
                    raise UserError(f"The printer {printer.printerName()} does not take the report: check it.")
            elif not printer.newPage():
                raise UserError(f"The printer {printer.printerName()} stopped in the middle: check it.")
            image = page_image(page.pixels)
            sheet = QRectF(painter.viewport())
            scale = min(sheet.width() / image.width(), sheet.height() / image.height())
            width, height = image.width() * scale, image.height() * scale
            painter.drawImage(QRectF((sheet.width() - width) / 2, 0, width, height), image)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
