"""A report's PDF as pictures of its pages, as they are shown and printed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageCount:
    """number: 1-based, of `of`."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class PdfPage:
    """pixels: uint8 (height, width, 3), blue, green, red. width_pt, height_pt: of the paper, in points of 1/72 inch.

    text: what is written on the page, for whoever cannot see it.
    """

    pixels: NDArray[np.uint8]
    width_pt: float
    height_pt: float
    text: str
    place: PageCount


def pdf_pages(pdf: bytes, dpi: float) -> Iterator[PdfPage]:
    """The pages, one by one, each drawn when it is asked for. One thread at a time, as PDFium wants it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index in range(len(document)):
            page = document[index]
            bitmap = page.render(scale=dpi / _POINTS_PER_INCH)
            written = page.get_textpage()
            width_pt, height_pt = page.get_size()
            yield PdfPage(
                bitmap.to_numpy().copy(),
                width_pt,
                height_pt,
                written.get_text_range(),
                PageCount(index + 1, len(document)),
            )
            for held in (written, bitmap, page):
                held.close()
    finally:
        document.close()
