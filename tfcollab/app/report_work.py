"""What the report screen has done beside the window: drawing pages, printing them. No view-model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtGui import QImage

from tfcollab.app.page_view import page_image
from tfcollab.report.pdf_pages import PageCount, pdf_pages
from tfcollab.store.audit import Action
from tfcollab.store.report_views import ReportView
from tfcollab.store.reports import report_pdf
from tfcollab.store.store import Store

#: sharp on a screen at twice the usual density
_SHOWN_DPI = 150


class Stopped(Exception):
    """The person who waited gave it up."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is shown, with what is written on it."""

    image: QImage
    text: str


def draw(
    store: Store, report_id: str, version: int, progress: Callable[[float], None], stopped: Callable[[], bool]
) -> list[Drawn]:
    """The pages of a report's version, none where stopped() was true. Raises UserError: as report_pdf."""
    tell = _teller(progress, stopped)
    drawn = []
    try:
        for page in pdf_pages(report_pdf(store, report_id, version, Action.VIEW), _SHOWN_DPI):
            drawn.append(Drawn(page_image(page.pixels), page.text))
            tell(page.place)
    except Stopped:
        return []
    return drawn


def print_report(
    store: Store,
    report_id: str,
    version: int,
    printer: str,
    copies: int,
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
) -> bool:
    """Prints a report's version; False where stopped() was true. Raises UserError: as report_pdf and print_pages."""
    # Qt's printing is loaded when it is first wanted: it looks for printers
    from tfcollab.app.printing import PRINT_DPI, print_pages, printer_named

    chosen = printer_named(printer, copies)
    try:
        print_pages(chosen, pdf_pages(report_pdf(store, report_id, version), PRINT_DPI), _teller(progress, stopped))
    except Stopped:
        return False
    return True


def report_view(found: ReportView) -> dict[str, Any]:
    """versions: newest first. at: local time."""
    last = found.last
    return {
        "id": found.id,
        "state": str(last.state),
        "version": last.number,
        "versions": [
            {
                "number": held.number,
                "state": str(held.state),
                "author": held.author,
                "at": datetime.fromisoformat(held.at).astimezone().strftime("%Y-%m-%d %H:%M"),
                "amends": held.amends or 0,
                "reason": held.reason,
            }
            for held in reversed(found.versions)
        ],
    }


def _teller(progress: Callable[[float], None], stopped: Callable[[], bool]) -> Callable[[PageCount], None]:
    def tell(place: PageCount) -> None:
        if stopped():
            raise Stopped
        progress(place.number / place.of)

    return tell
