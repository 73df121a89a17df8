"""The QML item that paints a recording over time: measurements, break-up area, frame classes, blinks."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from tfcollab.app.painted import PaintedItem, colours, kept
from tfcollab.app.review_plots import MeasurementMark, TimelineData
from tfcollab.exam.frame import FrameClass

QML_IMPORT_NAME = "TfCollab.Review"
QML_IMPORT_MAJOR_VERSION = 1

_CLASSES = tuple(FrameClass)
#: a second apart, five seconds, … : the first step whose labels have room
_STEPS_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
_LABEL_PX = 48


@QmlElement
class TimelineView(PaintedItem):
    """timeline: TimelineData or None. fromS, toS: the part that is shown. selected: number of a measurement, or 0.
    colours: clear, closed, broken, blur, text, faint, rule, ground, witness, accent. textPx: size of the labels.
    axisMargin: left and right of the time axis, in pixels.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._data: TimelineData | None = None
        self._from_s, self._to_s = 0.0, 1.0
        self._selected = 0
        self._text_px = 12
        self._margin = 30.0
        self._colours: dict[str, QColor] = {}
        self.changed.connect(self.update)

    timeline = kept(object, "_data", changed)
    fromS = kept(float, "_from_s", changed)
    toS = kept(float, "_to_s", changed)
    selected = kept(int, "_selected", changed)
    textPx = kept(int, "_text_px", changed)
    axisMargin = kept(float, "_margin", changed)

    colours = kept("QVariantMap", "_colours", changed, colours)

    def paint(self, painter: QPainter) -> None:
        data = self._data
        if data is None or not self._colours or self.width() < 4 * self._margin:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(painter.font())
        font.setPixelSize(self._text_px)
        painter.setFont(font)
        row = self._text_px * 1.5
        band = self._text_px * 1.1
        left, height = self._margin, self.height() - 2 * row - band - 12
        plot = QRectF(left, row + 4, self.width() - 2 * left, height)
        below = QRectF(plot.x(), plot.bottom() + 4, plot.width(), band)
        painter.fillRect(plot, self._colours["ground"])
        self._axis(painter, data, plot, below.bottom() + 2, row)
        painter.save()
        painter.setClipRect(QRectF(plot.x(), 0, plot.width(), self.height()))
        self._blinks(painter, data, plot)
        self._areas(painter, data, plot)
        self._classes(painter, data, below)
        self._holes(painter, data, plot, below)
        for mark in data.measurements:
            self._measurement(painter, mark, QRectF(0, 0, 0, row), plot)
        painter.restore()

    def _x(self, time_s: float) -> float:
        width = self.width() - 2 * self._margin
        return self._margin + (time_s - self._from_s) / max(self._to_s - self._from_s, 1e-6) * width

    def _axis(self, painter: QPainter, data: TimelineData, plot: QRectF, top: float, height: float) -> None:
        per_s = plot.width() / max(self._to_s - self._from_s, 1e-6)
        step_s = next((step for step in _STEPS_S if step * per_s >= _LABEL_PX * self._text_px / 12), _STEPS_S[-1])
        first = int(np.ceil(self._from_s / step_s - 1e-6))
        painter.setPen(self._colours["faint"])
        for number in range(first, int(self._to_s / step_s + 1e-6) + 1):
            x = self._x(number * step_s)
            painter.setPen(self._colours["rule"])
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(self._colours["faint"])
            text = f"{number * step_s:g}"
            painter.drawText(QRectF(x - 40, top, 80, height), Qt.AlignmentFlag.AlignCenter, text)
        right = QRectF(0, plot.top() - 2, self._margin - 4, height)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(right, flags, f"{data.largest_pct:.0f} %")
        painter.drawText(QRectF(0, plot.bottom() - height, self._margin - 4, height), flags, "0")
        painter.drawText(QRectF(plot.right() + 6, top, self._margin, height), Qt.AlignmentFlag.AlignLeft, "s")

    def _blinks(self, painter: QPainter, data: TimelineData, plot: QRectF) -> None:
        """From top to bottom where the lids close, and in the lower half alone where they do so in part."""
        for start_s, end_s, partial in data.blinks:
            left, right = self._x(start_s), self._x(end_s)
            top = plot.center().y() if partial else plot.top()
            painter.fillRect(QRectF(left, top, max(2.0, right - left), plot.bottom() - top), self._colours["closed"])

    def _areas(self, painter: QPainter, data: TimelineData, plot: QRectF) -> None:
        for values, name, filled in ((data.area_pct, "broken", True), (data.irregular_pct, "witness", False)):
            colour = self._colours[name]
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DashLine))
            ground = QColor(colour)
            ground.setAlphaF(0.35)
            painter.setBrush(ground if filled else Qt.BrushStyle.NoBrush)
            for run in _runs_read(values):
                line = [self._point(data, values, frame, plot) for frame in _thinned(run, int(plot.width()) * 2)]
                if filled:
                    ends = [QPointF(line[-1].x(), plot.bottom()), QPointF(line[0].x(), plot.bottom())]
                    painter.drawPolygon(QPolygonF([*line, *ends]))
                else:
                    painter.drawPolyline(QPolygonF(line))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _point(self, data: TimelineData, values: NDArray[np.float64], frame: int, plot: QRectF) -> QPointF:
        share = values[frame] / data.largest_pct
        return QPointF(self._x(float(data.times_s[frame])), plot.bottom() - float(share) * (plot.height() - 4))

    def _classes(self, painter: QPainter, data: TimelineData, band: QRectF) -> None:
        times_s, classes = data.times_s, data.classes
        edges = np.flatnonzero(np.diff(classes)) + 1
        for first, after in zip([0, *edges], [*edges, len(classes)], strict=True):
            end_s = data.end_s if after == len(classes) else float(times_s[after])
            left, right = self._x(float(times_s[first])), self._x(end_s)
            name = str(_CLASSES[classes[first]])
            # closed is low and broken high as well, so that the band can be read without its colours
            height = {"clear": 0.55, "broken": 1.0, "blur": 0.35, "closed": 0.15}[name] * band.height()
            painter.fillRect(QRectF(left, band.bottom() - height, max(1.0, right - left), height), self._colours[name])

    def _holes(self, painter: QPainter, data: TimelineData, plot: QRectF, band: QRectF) -> None:
        """Gaps of the recording, and excluded spans with their label."""
        whole = QRectF(0, plot.top(), 0, band.bottom() - plot.top())
        for start_s, end_s in data.gaps_s:
            left, right = self._x(start_s), self._x(end_s)
            painter.fillRect(QRectF(left, whole.y(), right - left, whole.height()), self._colours["ground"])
            painter.fillRect(
                QRectF(left, whole.y(), right - left, whole.height()),
                QBrush(self._colours["faint"], Qt.BrushStyle.DiagCrossPattern),
            )
        for start_s, end_s, _ in data.spans:
            left, right = self._x(start_s), self._x(end_s)
            span = QRectF(left, whole.y(), max(2.0, right - left), whole.height())
            painter.fillRect(span, QBrush(self._colours["accent"], Qt.BrushStyle.BDiagPattern))

    def _measurement(self, painter: QPainter, mark: MeasurementMark, row: QRectF, plot: QRectF) -> None:
        left, right = self._x(mark.start_s), self._x(mark.end_s)
        chosen = mark.number == self._selected
        colour = self._colours["accent" if chosen else "text"]
        style = Qt.PenStyle.DotLine if mark.rejected else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 3.0 if chosen else 1.5, style))
        painter.drawLine(QPointF(left, row.height()), QPointF(right, row.height()))
        painter.setPen(colour)
        title = QRectF(left, 0, right - left, row.height() - 3)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, str(mark.number))
        if mark.breakup_s is None:
            return
        x = self._x(mark.breakup_s)
        painter.setPen(QPen(self._colours["text"], 2.0))
        painter.drawLine(QPointF(x, row.height()), QPointF(x, plot.bottom()))
        size = self._text_px * 0.45
        top = QPointF(x, row.height() + 1 + 2 * size)
        painter.setPen(Qt.PenStyle.NoPen if not mark.by_hand else QPen(self._colours["text"], 1.5))
        painter.setBrush(self._colours["ground" if mark.by_hand else "text"])
        tips = [QPointF(x - size, row.height() + 1), QPointF(x + size, row.height() + 1), top]
        painter.drawPolygon(QPolygonF(tips))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _runs_read(values: NDArray[np.float64]) -> list[range]:
    """The runs of frames in which something was read."""
    read = np.concatenate([[False], ~np.isnan(values), [False]])
    edges = np.flatnonzero(np.diff(read.astype(np.int8)))
    return [range(int(first), int(after)) for first, after in edges.reshape(-1, 2)]


def _thinned(run: range, most: int) -> list[int]:
    """So few frames that they can be drawn in time; the ends stay."""
    step = max(1, len(run) // max(most, 1))
    return sorted({*run[::step], run[-1]})
