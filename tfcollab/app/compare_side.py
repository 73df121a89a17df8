"""One of two measurements that are played beside each other: its recording, and the frame that is shown of it."""

from bisect import bisect_right
from typing import Any

import numpy as np
from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.compare_plots import Curve
from tfcollab.app.jobs import Jobs
from tfcollab.app.picture import Picture
from tfcollab.app.review_open import Opened, open_stored, stored_exam
from tfcollab.app.review_video import ReviewVideo
from tfcollab.app.review_views import measurement_view
from tfcollab.exam.corrections import Decision
from tfcollab.exam.result import Measurement
from tfcollab.store.store import Store


class CompareSide(QObject):
    """state: "empty", "busy", "ready" or "failed". recording: its id. measurements: see measurement_view.

    measurement: number of the one that is shown, 0 for none. reading: of the frame at which the common clock stands.
    """

    changed = Signal()
    pictureChanged = Signal()
    #: another measurement: the common clock has other frames
    chosen = Signal()
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._state, self._recording = "empty", ""
        self._opened: Opened | None = None
        self._video: ReviewVideo | None = None
        self._picture: Picture | None = None
        self._measurement: Measurement | None = None
        self._times_s: list[float] = []
        self._at = self._asked = 0

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, notify=changed)
    def recording(self) -> str:
        return self._recording

    @Property("QVariantList", notify=changed)
    def measurements(self) -> list[dict[str, Any]]:
        return [] if self._opened is None else [measurement_view(one) for one in self._opened.result.measurements]

    @Property(int, notify=changed)
    def measurement(self) -> int:
        return 0 if self._measurement is None else self._measurement.number

    @Property(object, notify=pictureChanged)
    def picture(self) -> Picture | None:
        return self._picture

    @Property(bool, notify=pictureChanged)
    def hasPicture(self) -> bool:
        return self._picture is not None

    @Property("QVariantMap", notify=pictureChanged)
    def reading(self) -> dict[str, Any]:
        """sinceS: of the frame, since the eye opened. class. areaPct. broken: the first break-up has come. ended."""
        if self._opened is None or self._measurement is None:
            return {}
        record = self._opened.result.frames[self._measurement.start_frame + self._at]
        first = self._measurement.first_breakup_frame
        return {
            "sinceS": self._times_s[self._at],
            "class": str(record.frame_class),
            "areaPct": record.area_pct,
            "broken": first is not None and self._measurement.start_frame + self._at >= first,
            "ended": self._at == len(self._times_s) - 1,
        }

    @property
    def times_s(self) -> list[float]:
        """Of the measurement's frames, since the eye opened."""
        return self._times_s

    @property
    def curve(self) -> Curve | None:
        """The break-up area of the measurement since the eye opened."""
        if self._opened is None or self._measurement is None:
            return None
        frames = self._opened.result.frames
        first, last = self._measurement.start_frame, self._measurement.end_frame
        areas = [frames[index].area_pct for index in range(first, last + 1)]
        found = self._measurement.first_breakup_frame
        return Curve(
            np.array(self._times_s),
            np.array([np.nan if area is None else area for area in areas], np.float64),
            None if found is None else self._times_s[found - first],
        )

    def open(self, store: Store, recording_id: str) -> None:
        self.close()
        self._recording = recording_id
        self._go("busy")
        asked = self._asked

        def ready(opened: Opened) -> None:
            if asked == self._asked:
                self._ready(opened)

        self._jobs.run(lambda: open_stored(stored_exam(store, recording_id)), ready, self._refused)

    @Slot(int)
    def show_measurement(self, number: int) -> None:
        """Shows another measurement of the recording."""
        if self._opened is None:
            return
        found = next((one for one in self._opened.result.measurements if one.number == number), None)
        self._measurement, self._at = found, 0
        if found is not None:
            frames = self._opened.result.frames
            start_s = frames[found.start_frame].time_s
            shown = range(found.start_frame, found.end_frame + 1)
            self._times_s = [frames[index].time_s - start_s for index in shown]
        self.changed.emit()
        self.chosen.emit()

    def go(self, since_s: float) -> None:
        """Shows the frame at so many seconds since the eye opened; the last one afterwards."""
        if self._measurement is None or self._video is None:
            return
        self._at = max(0, bisect_right(self._times_s, since_s + 1e-6) - 1)
        self._video.want(self._measurement.start_frame + self._at)
        self.pictureChanged.emit()

    def close(self) -> None:
        """Ends its thread, and forgets the recording."""
        self._asked += 1
        if self._video is not None:
            self._video.close()
            self._video.deleteLater()
        self._video = self._picture = self._opened = self._measurement = None
        self._recording, self._times_s, self._at = "", [], 0
        self._go("empty")
        self.pictureChanged.emit()

    def _ready(self, opened: Opened) -> None:
        self._opened = opened
        self._video = ReviewVideo(opened.open_video, opened.result, self)
        self._video.shown.connect(self._shown)
        self._video.failed.connect(self.failed)
        self._video.start()
        self._go("ready")
        counted = [one for one in opened.result.measurements if one.decision is not Decision.REJECTED]
        timed = [one for one in counted if one.first_breakup.seconds is not None]
        for one in (*timed, *counted, *opened.result.measurements)[:1]:
            self.show_measurement(one.number)

    @Slot(int, object)
    def _shown(self, _: int, picture: Picture | None) -> None:
        if self.sender() is self._video:
            self._picture = picture
            self.pictureChanged.emit()

    def _refused(self, sentence: str) -> None:
        self._go("failed")
        self.failed.emit(sentence)

    def _go(self, state: str) -> None:
        self._state = state
        self.changed.emit()
