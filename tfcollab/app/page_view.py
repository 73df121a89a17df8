"""The QML item that paints a page of a report."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from tfcollab.app.painted import kept

QML_IMPORT_NAME = "TfCollab.Report"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PageView(QQuickPaintedItem):
    """page: a QImage, painted over the whole item; QML gives the item the page's shape."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._page = QImage()
        self.changed.connect(self.update)

    page = kept(QImage, "_page", changed)

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, self.width(), self.height()), self._page)


def page_image(pixels: NDArray[np.uint8]) -> QImage:
    """Blue, green, red as a picture of its own."""
    pixels = np.ascontiguousarray(pixels)
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888).copy()
