"""The QML item that paints a break-up map as the camera sees the eye."""

import math

import numpy as np
from PySide6.QtCore import Property, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from tfcollab.app.painted import PaintedItem, colours, kept
from tfcollab.chain.polar import DISC_SHARE
from tfcollab.exam.result import BreakupMap
from tfcollab.report.palette import time_colour

QML_IMPORT_NAME = "TfCollab.Review"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PolarMap(PaintedItem):
    """map: BreakupMap; QML hides the item where there is none. cell: (annulus * sectors + sector) that is outlined, or
    -1.
    colours: stable, notSeen, hatch, rule, mark. Times have the colours of the report's map.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._map: BreakupMap | None = None
        self._cell = -1
        self._colours: dict[str, QColor] = {}
        self.changed.connect(self.update)

    map = kept(object, "_map", changed)
    colours = kept("QVariantMap", "_colours", changed, colours)

    def _get_cell(self) -> int:
        return self._cell

    def _set_cell(self, cell: int) -> None:
        if cell != self._cell:
            self._cell = cell
            self.changed.emit()

    cell = Property(int, _get_cell, _set_cell, notify=changed)

    @Slot(float, float, result=int)
    def cell_at(self, x: float, y: float) -> int:
        """The cell under a point of the item, -1 beside the map."""
        if self._map is None:
            return -1
        annuli, sectors = self._map.times_s.shape
        centre, radius = self._geometry()
        away = math.hypot(x - centre.x(), y - centre.y()) / radius
        if not DISC_SHARE <= away < 1:
            return -1
        annulus = min(int((away - DISC_SHARE) / (1 - DISC_SHARE) * annuli), annuli - 1)
        turn = math.atan2(x - centre.x(), centre.y() - y) / math.tau % 1
        return annulus * sectors + min(int(turn * sectors), sectors - 1)

    @Slot(int, int, result=int)
    def neighbour(self, outward: int, clockwise: int) -> int:
        """The cell so many annuli and sectors from the outlined one; from nowhere to the one above the middle."""
        if self._map is None:
            return -1
        annuli, sectors = self._map.times_s.shape
        if self._cell < 0:
            return 0
        annulus, sector = divmod(self._cell, sectors)
        return min(max(annulus + outward, 0), annuli - 1) * sectors + (sector + clockwise) % sectors

    def paint(self, painter: QPainter) -> None:
        if self._map is None or not self._colours:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        times_s = self._map.times_s
        painter.setPen(QPen(self._colours["rule"], 0.75))
        for annulus, sector in np.ndindex(times_s.shape):
            path = self._path(annulus, sector)
            seconds = float(times_s[annulus, sector])
            if math.isnan(seconds):
                painter.fillPath(path, self._colours["notSeen"])
                painter.fillPath(path, QBrush(self._colours["hatch"], Qt.BrushStyle.BDiagPattern))
            elif math.isinf(seconds):
                painter.fillPath(path, self._colours["stable"])
            else:
                painter.fillPath(path, QColor(time_colour(seconds)))
            painter.drawPath(path)
        if self._cell >= 0:
            painter.setPen(QPen(self._colours["mark"], 3.0))
            painter.drawPath(self._path(*divmod(self._cell, times_s.shape[1])))

    def _geometry(self) -> tuple[QPointF, float]:
        return QPointF(self.width() / 2, self.height() / 2), max(min(self.width(), self.height()) / 2 - 3, 1.0)

    def _path(self, annulus: int, sector: int) -> QPainterPath:
        assert self._map is not None
        annuli, sectors = self._map.times_s.shape
        centre, radius = self._geometry()
        inner, outer = (radius * (DISC_SHARE + (1 - DISC_SHARE) * edge / annuli) for edge in (annulus, annulus + 1))
        # Qt counts degrees counter-clockwise from 3 o'clock
        from_deg, span_deg = 90 - 360 * sector / sectors, -360 / sectors
        path = QPainterPath()
        path.arcMoveTo(_square(centre, outer), from_deg)
        path.arcTo(_square(centre, outer), from_deg, span_deg)
        path.arcTo(_square(centre, inner), from_deg + span_deg, -span_deg)
        path.closeSubpath()
        return path


def _square(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
