"""Two measurements side by side, played together from the blink, and the trend: `app.compare` in QML."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app import compare_plots, trend_view
from tfcollab.app.compare_plots import Curves
from tfcollab.app.compare_side import CompareSide
from tfcollab.app.jobs import Jobs
from tfcollab.app.review_player import Player
from tfcollab.app.trend_data import Past, Trend, difference_view, past, row_views, trend
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import compare
from tfcollab.store.store import Store

#: registers their items with QML when they are imported
__all__ = ["CompareModel", "compare_plots", "trend_view"]


class CompareModel(QObject):
    """left, right: CompareSide. player: its time is the seconds since the eye opened, on both sides.

    rows: see row_views. limitSource: what changes are judged by.
    """

    changed = Signal()
    curvesChanged = Signal()
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._store: Store | None = None
        self._patient_id = ""
        self._past: Past | None = None
        self._rows: list[dict[str, Any]] = []
        self._sides = (CompareSide(jobs, self), CompareSide(jobs, self))
        self._player = Player(self)
        self._player.frameChanged.connect(self._go)
        for side in self._sides:
            side.chosen.connect(self._begin)
            side.failed.connect(self.failed)

    @Property(QObject, constant=True)
    def left(self) -> QObject:
        return self._sides[0]

    @Property(QObject, constant=True)
    def right(self) -> QObject:
        return self._sides[1]

    @Property(QObject, constant=True)
    def player(self) -> QObject:
        return self._player

    @Property(object, notify=curvesChanged)
    def curves(self) -> Curves:
        return Curves((self._sides[0].curve, self._sides[1].curve))

    @Property(float, notify=curvesChanged)
    def endS(self) -> float:
        return max((side.times_s[-1] for side in self._sides if side.times_s), default=0.0)

    @Property("QStringList", notify=changed)
    def eyes(self) -> list[str]:
        """Codes of those with a trend."""
        return [] if self._past is None else [str(eye) for eye in self._past.histories]

    @Property("QVariantList", notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        return self._rows

    @Property(str, notify=changed)
    def limitSource(self) -> str:
        return "" if self._past is None else self._past.limit.source

    @Slot(str, result="QVariant")
    def trend(self, eye: str) -> Trend | None:
        return None if self._past is None else trend(self._past, Eye(eye))

    @Slot(str, str, str, str, result="QVariantMap")
    def difference(self, left_visit: str, left_eye: str, right_visit: str, right_eye: str) -> dict[str, Any]:
        """Medians of an eye at a visit against another's, right minus left; empty where one was not measured."""
        if self._past is None:
            return {}
        first = self._past.repeats(left_visit, Eye(left_eye))
        second = self._past.repeats(right_visit, Eye(right_eye))
        return {} if first is None or second is None else difference_view(compare(first, second, self._past.limit))

    def open(self, store: Store, patient_id: str) -> None:
        """Whose measurements are compared from now on."""
        if patient_id != self._patient_id:
            self._past, self._rows = None, []
            self._drop()
        self._store, self._patient_id = store, patient_id

    @Slot()
    def refresh(self) -> None:
        """Reads the history anew."""
        store, patient_id = self._store, self._patient_id
        if store is None:
            return

        def read() -> tuple[Past, list[dict[str, Any]]]:
            found = past(store, patient_id)
            return found, row_views(found)

        def show(found: tuple[Past, list[dict[str, Any]]]) -> None:
            if patient_id == self._patient_id:
                self._past, self._rows = found
                self.changed.emit()

        self._jobs.run(read, show, self.failed.emit)

    @Slot(int, str)
    def choose(self, side: int, recording_id: str) -> None:
        """Opens a recording on a side: 0 left, 1 right."""
        if self._store is not None and recording_id:
            self._player.pause()
            self._sides[side].open(self._store, recording_id)

    @Slot()
    def leave(self) -> None:
        """Ends playing and its threads; what is compared can be chosen again."""
        self._drop()

    def close(self) -> None:
        """Forgets the patient: the record is being locked, or the window closed."""
        self._drop()
        self._store, self._patient_id, self._past, self._rows = None, "", None, []
        self.changed.emit()

    def _drop(self) -> None:
        self._player.pause()
        for side in self._sides:
            side.close()
        self.curvesChanged.emit()

    @Slot()
    def _begin(self) -> None:
        times_s = sorted({round(time_s, 4) for side in self._sides for time_s in side.times_s})
        self._player.load(times_s or [0.0])
        self.curvesChanged.emit()
        self._go()

    @Slot()
    def _go(self) -> None:
        for side in self._sides:
            side.go(self._player.timeS)
