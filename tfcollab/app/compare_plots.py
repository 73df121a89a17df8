"""The QML item that paints the break-up areas of two measurements over the seconds since the blink."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from tfcollab.app.painted import PaintedItem, colours, kept

QML_IMPORT_NAME = "TfCollab.Compare"
QML_IMPORT_MAJOR_VERSION = 1

_STEPS_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_LABEL_PX = 48
_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)


@dataclass(frozen=True, slots=True)
class Curve:
    """times_s: float64 (n,), since the eye opened. area_pct: float64 (n,), NaN where not read. breakup_s: the first."""

    times_s: NDArray[np.float64]
    area_pct: NDArray[np.float64]
    breakup_s: float | None


@dataclass(frozen=True, slots=True)
class Curves:
    """Left and right; None where there is none."""

    sides: tuple[Curve | None, Curve | None]

    @property
    def end_s(self) -> float:
        return max((float(side.times_s[-1]) for side in self.sides if side is not None), default=1.0) or 1.0

    @property
    def largest_pct(self) -> float:
        """At least 1."""
        read = [side.area_pct[~np.isnan(side.area_pct)] for side in self.sides if side is not None]
        return max([1.0, *(float(values.max()) for values in read if values.size)])


@QmlElement
class CurvesView(PaintedItem):
    """curves: Curves. atS: where the common clock stands. textPx: size of the labels. margin: beside the time axis.

    colours: left, right, text, faint, rule, ground, mark. The right one is dashed too, so that colour is not needed.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None
        self._at_s = 0.0
        self._text_px = 12
        self._margin = 40.0
        self._colours: dict[str, QColor] = {}
        self.changed.connect(self.update)

    curves = kept(object, "_curves", changed)
    atS = kept(float, "_at_s", changed)
    textPx = kept(int, "_text_px", changed)
    margin = kept(float, "_margin", changed)
    colours = kept("QVariantMap", "_colours", changed, colours)

    def paint(self, painter: QPainter) -> None:
        found = self._curves
        if found is None or not self._colours or self.width() < 4 * self._margin:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(painter.font())
        font.setPixelSize(self._text_px)
        painter.setFont(font)
        row = 1.5 * self._text_px
        plot = QRectF(self._margin, 4, self.width() - 2 * self._margin, self.height() - row - 6)
        painter.fillRect(plot, self._colours["ground"])
        self._axis(painter, found, plot, row)
        for side, name, style in zip(found.sides, ("left", "right"), _STYLES, strict=True):
            if side is not None:
                painter.setPen(QPen(self._colours[name], 2.0, style))
                self._curve(painter, found, side, plot)
        painter.setPen(QPen(self._colours["mark"], 3.0))
        x = plot.x() + min(self._at_s / found.end_s, 1.0) * plot.width()
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _axis(self, painter: QPainter, found: Curves, plot: QRectF, row: float) -> None:
        per_s = plot.width() / found.end_s
        step_s = next((step for step in _STEPS_S if step * per_s >= _LABEL_PX * self._text_px / 12), _STEPS_S[-1])
        for number in range(int(found.end_s / step_s + 1e-6) + 1):
            x = plot.x() + number * step_s * per_s
            painter.setPen(self._colours["rule"])
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(self._colours["faint"])
            place = QRectF(x - 40, plot.bottom() + 2, 80, row)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{number * step_s:g}")
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(0, plot.top() - 2, self._margin - 4, row), flags, f"{found.largest_pct:.0f} %")
        painter.drawText(QRectF(0, plot.bottom() - row, self._margin - 4, row), flags, "0")
        painter.drawText(QRectF(plot.right() + 6, plot.bottom() + 2, 40, row), Qt.AlignmentFlag.AlignVCenter, "s")

    def _curve(self, painter: QPainter, found: Curves, side: Curve, plot: QRectF) -> None:
        xs = plot.x() + side.times_s / found.end_s * plot.width()
        ys = plot.bottom() - side.area_pct / found.largest_pct * (plot.height() - 4)
        read = ~np.isnan(side.area_pct)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], read, [False]]).astype(np.int8)))
        for first, after in edges.reshape(-1, 2):
            points = [QPointF(float(xs[index]), float(ys[index])) for index in range(first, after)]
            painter.drawPolyline(QPolygonF(points))
        if side.breakup_s is not None:
            x, size = plot.x() + side.breakup_s / found.end_s * plot.width(), 0.5 * self._text_px
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setBrush(painter.pen().color())
            tip = QPointF(x, plot.top() + 2 * size)
            painter.drawPolygon(QPolygonF([QPointF(x - size, plot.top()), QPointF(x + size, plot.top()), tip]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
