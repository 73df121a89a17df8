"""The review screen's view-model: `app.review` in QML."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from tfcollab.app import review_map, review_timeline
from tfcollab.app.jobs import Jobs
from tfcollab.app.preferences import Preferences
from tfcollab.app.review_corrections import ReviewCorrections
from tfcollab.app.review_open import Opened, Stopped, open_recording, open_stored, stored_exam
from tfcollab.app.review_pictures import ReviewPictures
from tfcollab.app.review_plots import TimelineData, timeline_data
from tfcollab.app.review_views import cell_view, measurement_view, opened_view, repeats_view
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import BreakupMap, Measurement, RecordingResult
from tfcollab.resources import data_dir
from tfcollab.store.store import Store

#: registers their items with QML when they are imported
__all__ = ["ReviewModel", "review_map", "review_timeline"]

_PROGRESS_EVERY_S = 0.1


class ReviewModel(ReviewPictures):
    """state: "empty", "busy" (being opened or analysed), "failed" (sentence says why) or "ready".

    progress: 0-1, negative where it is not known. selected: number of the measurement that is looked at, 0 where there
    is none.
    """

    stateChanged = Signal()
    progressChanged = Signal()
    resultChanged = Signal()
    selectedChanged = Signal()
    _progressed = Signal(float)

    def __init__(self, preferences: Preferences, store_jobs: Jobs, parent: QObject | None = None) -> None:
        """store_jobs: those that use the exam record."""
        super().__init__(parent)
        self._preferences = preferences
        self._jobs, self._store_jobs = Jobs(self), store_jobs
        self._corrections = ReviewCorrections(self._jobs, store_jobs, self)
        self._state, self._sentence, self._progress = "empty", "", -1.0
        self._stop = threading.Event()
        self._timeline: TimelineData | None = None
        self._selected = 0
        self._asked: tuple[Path, Eye] | None = None
        self._progressed.connect(self._set_progress)
        self._corrections.corrected.connect(self._corrected)
        self._corrections.refused.connect(self.failed)

    @Property(QObject, constant=True)
    def corrections(self) -> QObject:
        return self._corrections

    @property
    def unsaved(self) -> bool:
        """Whether corrections would be lost by closing."""
        return self._corrections.unsaved

    @property
    def of_record(self) -> bool:
        """Whether what is open, or being opened, is of the exam record."""
        return self._asked is None and (self._opened is None or self._opened.exam is not None)

    @Property(str, notify=stateChanged)
    def state(self) -> str:
        return self._state

    @Property(str, notify=stateChanged)
    def sentence(self) -> str:
        return self._sentence

    @Property(float, notify=progressChanged)
    def progress(self) -> float:
        return self._progress

    @Property("QVariantMap", notify=resultChanged)
    def recording(self) -> dict[str, Any]:
        """See opened_view."""
        return {} if self._opened is None else opened_view(self._opened)

    @Property("QVariantList", notify=resultChanged)
    def measurements(self) -> list[dict[str, Any]]:
        return [] if self._opened is None else [measurement_view(one) for one in self._opened.result.measurements]

    @Property("QVariantMap", notify=resultChanged)
    def repeats(self) -> dict[str, Any]:
        return {} if self._opened is None else repeats_view(self._opened.result.repeats)

    @Property(object, notify=resultChanged)
    def timeline(self) -> TimelineData | None:
        return self._timeline

    @Property(int, notify=selectedChanged)
    def selected(self) -> int:
        return self._selected

    @Slot(int, bool, result="QVariant")
    def map_of(self, number: int, of_witness: bool) -> BreakupMap | None:
        """The map of a measurement by the nets, or by the independent witness; None where there is none."""
        found = self._measurement(number)
        if found is None or (of_witness and found.witness is None):
            return None
        return found.witness.map if of_witness and found.witness is not None else found.map

    @Slot(int, bool, int, result="QVariantMap")
    def cell(self, number: int, of_witness: bool, cell: int) -> dict[str, Any]:
        """A cell of that map (annulus * sectors + sector), with annulus and sector counted from 1; empty for none."""
        found = self.map_of(number, of_witness)
        if found is None or cell < 0:
            return {}
        annulus, sector = divmod(cell, found.times_s.shape[1])
        return {**cell_view(found, annulus, sector), "annulus": annulus + 1, "sector": sector + 1}

    @Slot(str, str)
    def open_file(self, path: str, eye: str) -> None:
        """Opens a recording without a patient; path may be a file URL. Analyses it unless that was done before."""
        local = QUrl(path).toLocalFile() if path.startswith("file:") else path
        self._asked = Path(local), Eye(eye)
        self._open_file(anew=False)

    @Slot()
    def open_sample(self) -> None:
        """The recording that comes with the program."""
        self.open_file(str(data_dir() / "sample.mkv"), "OD")

    @Slot()
    def analyse_again(self) -> None:
        """The same recording, analysed anew; corrections that were made in it are not in the new result."""
        if self._asked is not None:
            self._open_file(anew=True)

    def open_stored(self, store: Store, recording_id: str, title: str, measurement: int = 0) -> None:
        """Opens a recording of the exam record, at a measurement if it is named."""
        self._open_at(
            lambda: open_stored(stored_exam(store, recording_id, title)), self._store_jobs, measurement=measurement
        )

    def open_result(self, path: Path, result: RecordingResult) -> None:
        """Opens a recording without a patient that was analysed just now."""
        self._open_at(lambda: Opened(path, result, path.name), self._jobs)

    @Slot()
    def stop(self) -> None:
        """Gives up what is being opened or analysed."""
        self._stop.set()

    @Slot()
    def leave(self) -> None:
        """Closes the recording; what was not saved is lost."""
        self._stop.set()
        self._player.pause()
        self._drop()
        self._set_state("empty")

    @Slot(int)
    def select(self, number: int) -> None:
        """Looks at a measurement; a loop goes over it."""
        found = self._measurement(number)
        self._selected = 0 if found is None else number
        if found is not None:
            self._player.set_range(found.start_frame, found.end_frame)
        self.selectedChanged.emit()

    @Slot(int)
    def show_breakup(self, number: int) -> None:
        """Goes to the very frame of a measurement's first break-up; to its beginning where there is none."""
        found = self._measurement(number)
        if found is not None:
            self.select(number)
            self._player.pause()
            self._player.seek(found.start_frame if found.first_breakup_frame is None else found.first_breakup_frame)

    @Slot(int)
    def select_next(self, step: int) -> None:
        """The measurement so many further on, with its break-up."""
        if self._opened is not None and self._opened.result.measurements:
            last = len(self._opened.result.measurements)
            self.show_breakup(min(max(self._selected + step, 1), last))

    def close(self) -> None:
        """Ends every thread."""
        self._stop.set()
        self._player.pause()
        self._jobs.close()
        self._drop()

    def _open_file(self, anew: bool) -> None:
        assert self._asked is not None
        path, eye = self._asked
        try:
            settings = self._preferences.clinical()
        except UserError as error:
            self._drop()
            self._refused(str(error))
            return
        self._begin()
        stop, told_s = self._stop, [0.0]

        def progress(share: float | None) -> None:
            now_s = time.monotonic()
            if now_s - told_s[0] >= _PROGRESS_EVERY_S:
                told_s[0] = now_s
                self._progressed.emit(-1.0 if share is None else share)

        def work() -> tuple[Opened, TimelineData] | None:
            provider = self._preferences.capture.provider
            try:
                return _with_timeline(open_recording(path, eye, settings, provider, progress, stop.is_set, anew=anew))
            except Stopped:
                return None

        self._jobs.run(work, self._ready, self._refused)

    def _open_at(self, find: Callable[[], Opened], jobs: Jobs, measurement: int = 0) -> None:
        self._asked = None
        self._begin()
        stop = self._stop

        def ready(made: tuple[Opened, TimelineData]) -> None:
            if not stop.is_set():
                self._ready(made)
                if measurement:
                    self.show_breakup(measurement)

        jobs.run(lambda: _with_timeline(find()), ready, lambda why: None if stop.is_set() else self._refused(why))

    def _begin(self) -> None:
        self._stop.set()
        self._stop = threading.Event()
        self._drop()
        self._progress = -1.0
        self._set_state("busy")
        self.progressChanged.emit()

    def _ready(self, made: tuple[Opened, TimelineData] | None) -> None:
        if made is None:
            if self._stop.is_set() and self._state == "busy":
                self._set_state("empty")
            return
        opened, self._timeline = made
        self._opened = opened
        self._player.load(self._timeline.times_s.tolist())
        self._corrections.load(opened)
        self.show_pictures_of(opened)
        self._set_state("ready")
        self.resultChanged.emit()
        self._want_thumbnails()
        self._want()
        timed = [one for one in opened.result.measurements if one.first_breakup.seconds is not None]
        self.select(timed[0].number if timed else min(1, len(opened.result.measurements)))

    def _refused(self, sentence: str) -> None:
        self._sentence = sentence
        self._set_state("failed")

    @Slot(object, object)
    def _corrected(self, opened: Opened, timeline: TimelineData) -> None:
        self._opened, self._timeline = opened, timeline
        self.resultChanged.emit()
        self.pictureChanged.emit()
        self._want_thumbnails()
        self.select(self._selected)

    def _drop(self) -> None:
        self._opened = self._timeline = None
        self._selected = 0
        self._corrections.clear()
        self.drop_pictures()
        for signal in (self.resultChanged, self.selectedChanged):
            signal.emit()

    def _measurement(self, number: int) -> Measurement | None:
        result: RecordingResult | None = None if self._opened is None else self._opened.result
        return None if result is None else next((one for one in result.measurements if one.number == number), None)

    def _set_state(self, state: str) -> None:
        self._state = state
        self.stateChanged.emit()

    @Slot(float)
    def _set_progress(self, share: float) -> None:
        self._progress = share
        self.progressChanged.emit()


def _with_timeline(opened: Opened) -> tuple[Opened, TimelineData]:
    return opened, timeline_data(opened.result)
