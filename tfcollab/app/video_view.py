"""The QML item that paints a Picture with its layers."""

import time
from typing import Any

from PySide6.QtCore import Property, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from tfcollab.app.painted import PaintedItem, kept
from tfcollab.app.picture import Picture
from tfcollab.exam.frame import Box
from tfcollab.report.palette import RING_RGB

QML_IMPORT_NAME = "TfCollab.Video"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class VideoView(PaintedItem):
    """Shows the whole picture as large as it fits; black where there is none.

    feed: a view-model with `picture` and `pictureChanged`, whose pictures are shown as they come. They do not pass
    through QML, whose engine would keep each of them until it next collects garbage: a hundred and more.
    picture: a tfcollab.app.picture.Picture or None, where there is no feed. layers: names of the layers to draw.
    layerOpacity: 0-1. outline: whether the outermost ring is drawn. aids: centre cross and target circle.
    """

    changed = Signal()
    pictureChanged = Signal()
    feedChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._feed: Any = None
        self._layers: list[str] = ["breakup"]
        self._layer_opacity = 0.6
        self._outline = True
        self._aids = False
        #: from capture to paint, of the picture painted last, in seconds; None where it was not live
        self.delay_s: float | None = None
        self.setOpaquePainting(True)
        self.changed.connect(self.update)
        self.pictureChanged.connect(self.update)

    def _get_picture(self) -> Picture | None:
        return self._picture

    def _set_picture(self, picture: Picture | None) -> None:
        if picture is not self._picture:
            self._picture = picture
            self.pictureChanged.emit()

    picture = Property(object, _get_picture, _set_picture, notify=pictureChanged)

    def _get_feed(self) -> QObject | None:
        found = self._feed
        assert found is None or isinstance(found, QObject)
        return found

    def _set_feed(self, feed: QObject | None) -> None:
        if feed is self._feed:
            return
        if self._feed is not None:
            self._feed.pictureChanged.disconnect(self._take)
        self._feed = feed
        if self._feed is not None:
            self._feed.pictureChanged.connect(self._take)
        self._take()
        self.feedChanged.emit()

    feed = Property(QObject, _get_feed, _set_feed, notify=feedChanged)

    @Slot()
    def _take(self) -> None:
        self._set_picture(None if self._feed is None else self._feed.picture)

    layers = kept("QVariantList", "_layers", changed, list)
    layerOpacity = kept(float, "_layer_opacity", changed)
    outline = kept(bool, "_outline", changed)
    aids = kept(bool, "_aids", changed)

    def picture_rect(self) -> QRectF:
        """Where the whole frame is painted, in the item's own pixels."""
        if self._picture is None:
            return QRectF()
        scale = min(self.width() / self._picture.width, self.height() / self._picture.height)
        width, height = self._picture.width * scale, self._picture.height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), QColor(0, 0, 0))
        picture = self._picture
        if picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.picture_rect()
        painter.drawImage(whole, picture.image)
        painter.setClipRect(whole)
        painter.setOpacity(self._layer_opacity)
        for name in self._layers:
            layer = picture.layers.get(name)
            if layer is not None:
                painter.drawImage(_placed(layer.box, picture, whole), layer.image)
        painter.setOpacity(1.0)
        if self._aids:
            _draw_aids(painter, whole)
        if self._outline and picture.rings is not None:
            painter.setPen(QPen(QColor(*RING_RGB), 2.0))
            painter.drawEllipse(_placed(picture.rings, picture, whole))
        if picture.captured_at_s is not None:
            self.delay_s = time.monotonic() - picture.captured_at_s


def _placed(box: Box, picture: Picture, whole: QRectF) -> QRectF:
    """A box of the frame in the item's pixels."""
    scale = whole.width() / picture.width
    return QRectF(whole.x() + box.x0 * scale, whole.y() + box.y0 * scale, box.width * scale, box.height * scale)


def _draw_aids(painter: QPainter, whole: QRectF) -> None:
    """A cross in the middle, and the circle in which the rings' centre should lie."""
    painter.setPen(QPen(QColor(255, 255, 255, 140), 1.0, Qt.PenStyle.DashLine))
    middle, reach = whole.center(), 0.06 * whole.width()
    painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))
    painter.drawLine(QPointF(middle.x(), middle.y() - reach), QPointF(middle.x(), middle.y() + reach))
    painter.drawEllipse(middle, 0.1 * whole.width(), 0.1 * whole.width())
