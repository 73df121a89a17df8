"""The QML item that paints a page of a report."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Property, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from tfcollab.app.painted import PaintedItem, kept

QML_IMPORT_NAME = "TfCollab.Report"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PageView(PaintedItem):
    """Paints page `number` (from 0) of `pages`, the view-model that draws them, over the whole item.

    The page does not pass through QML, whose engine would keep it until it next collects garbage.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._pages: Any = None
        self._number = 0
        self.changed.connect(self.update)

    pages = kept(QObject, "_pages", changed)
    number = kept(int, "_number", changed)

    def _get_page(self) -> QImage:
        return QImage() if self._pages is None else QImage(self._pages.page(self._number))

    page = Property(QImage, _get_page, notify=changed)

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, self.width(), self.height()), self._get_page())


def page_image(pixels: NDArray[np.uint8]) -> QImage:
    """Blue, green, red as a picture of its own."""
    pixels = np.ascontiguousarray(pixels)
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888).copy()
