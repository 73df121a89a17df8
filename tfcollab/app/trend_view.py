"""The QML item that paints an eye's trend over its visits with the repeatability band."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from tfcollab.app.painted import PaintedItem, colours, kept
from tfcollab.app.trend_data import Trend, TrendPoint

QML_IMPORT_NAME = "TfCollab.Compare"
QML_IMPORT_MAJOR_VERSION = 1

_TOPS_S = (5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 60.0)
#: above this many visits their figures would run into each other
_LABELLED = 16


@QmlElement
class TrendView(PaintedItem):
    """trend: Trend. textPx: size of the labels. colours: text, faint, rule, ground, band, median, beyond.

    Medians as discs, lower bounds as triangles that point up, single times small and hollow; a median that changed
    beyond repeatability stands in a ring as well as in its colour.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._trend: Trend | None = None
        self._text_px = 12
        self._colours: dict[str, QColor] = {}
        self.changed.connect(self.update)

    trend = kept(object, "_trend", changed)
    textPx = kept(int, "_text_px", changed)
    colours = kept("QVariantMap", "_colours", changed, colours)

    def paint(self, painter: QPainter) -> None:
        found = self._trend
        if found is None or not self._colours or not found.days:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(painter.font())
        font.setPixelSize(self._text_px)
        painter.setFont(font)
        size = self._text_px
        plot = QRectF(3 * size, 0.8 * size, self.width() - 4 * size, self.height() - 3 * size)
        top_s = next((top for top in _TOPS_S if found.largest_s <= 0.9 * top), 100.0)
        xs = _places(found.days, plot.left() + 4 * size, plot.right() - 4 * size, 3.5 * size)
        painter.fillRect(plot, self._colours["ground"])
        for point in found.points:
            self._band(painter, point, xs[point.visit], plot, top_s)
        self._axes(painter, found, xs, plot, top_s)
        known = [point for point in found.points if point.median_s is not None]
        for one, two in pairwise(known):
            style = Qt.PenStyle.DashLine if one.is_bound or two.is_bound else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._colours["faint"], 1.0, style))
            ends = [QPointF(xs[held.visit], _y(held.median_s or 0.0, plot, top_s)) for held in (one, two)]
            painter.drawLine(ends[0], ends[1])
        for point in found.points:
            self._point(painter, point, xs[point.visit], plot, top_s)

    def _axes(self, painter: QPainter, found: Trend, xs: Sequence[float], plot: QRectF, top_s: float) -> None:
        size = self._text_px
        for seconds in (0.0, top_s / 2, top_s):
            y = _y(seconds, plot, top_s)
            painter.setPen(self._colours["rule"])
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._colours["faint"])
            place = QRectF(0, y - size, 2.6 * size, 2 * size)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, f"{seconds:g} s" if seconds == top_s else f"{seconds:g}")
        free_from = -1.0
        for x, label in zip(xs, found.labels, strict=True):
            painter.setPen(self._colours["faint"])
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
            width = painter.fontMetrics().horizontalAdvance(label) + size
            if x - width / 2 >= free_from:
                place = QRectF(x - width / 2, plot.bottom() + 4, width, 1.6 * size)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)
                free_from = x + width / 2

    def _band(self, painter: QPainter, point: TrendPoint, x: float, plot: QRectF, top_s: float) -> None:
        if point.band_s is not None:
            low_s, high_s = point.band_s
            top, bottom = (_y(top_s if high_s is None else high_s, plot, top_s), _y(low_s, plot, top_s))
            half = 1.6 * self._text_px
            painter.fillRect(QRectF(x - half, top, 2 * half, bottom - top), self._colours["band"])

    def _point(self, painter: QPainter, point: TrendPoint, x: float, plot: QRectF, top_s: float) -> None:
        size = self._text_px
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colours["faint"], 1.0))
        for seconds, is_bound in point.times:
            _mark(painter, QPointF(x + 0.8 * size, _y(seconds, plot, top_s)), 0.22 * size, is_bound)
        if point.median_s is None:
            return
        at = QPointF(x, _y(point.median_s, plot, top_s))
        colour = self._colours["beyond" if point.beyond else "median"]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        _mark(painter, at, 0.42 * size, point.is_bound)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.5))
        if point.beyond:
            painter.drawEllipse(at, 0.75 * size, 0.75 * size)
        if self._trend is not None and len(self._trend.days) <= _LABELLED:
            painter.setPen(self._colours["text"])
            text = f"> {point.median_s:.1f}" if point.is_bound else f"{point.median_s:.1f}"
            above = at.y() - 2.6 * size
            # below where the plot ends above it
            place = QRectF(x - 3 * size, above if above > 0 else at.y() + size, 6 * size, 1.6 * size)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _y(seconds: float, plot: QRectF, top_s: float) -> float:
    return plot.bottom() - min(max(seconds, 0.0), top_s) / top_s * plot.height()


def _places(days: Sequence[int], left: float, right: float, least: float) -> list[float]:
    """x of each visit: by its day, but never nearer to the one before than `least`, or an even share."""
    if len(days) == 1:
        return [(left + right) / 2]
    gap = min(least, (right - left) / (len(days) - 1))
    free, span = right - left - gap * (len(days) - 1), days[-1] - days[0]
    # the room beyond the least gaps is shared by time
    return [
        left + gap * number + (free * (day - days[0]) / span if span else free * number / (len(days) - 1))
        for number, day in enumerate(days)
    ]


def _mark(painter: QPainter, at: QPointF, half: float, is_bound: bool) -> None:
    if not is_bound:
        painter.drawEllipse(at, half, half)
        return
    base = at.y() + 0.7 * half
    painter.drawPolygon(
        QPolygonF([QPointF(at.x() - half, base), QPointF(at.x() + half, base), QPointF(at.x(), at.y() - half)])
    )
