"""Corrections in the review screen: made, undone, redone and kept; measuring again happens beside the window."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.app.review_open import Opened, save
from tfcollab.app.review_plots import TimelineData, timeline_data
from tfcollab.app.review_views import correction_view
from tfcollab.errors import UserError
from tfcollab.exam.corrections import (
    Change,
    Correction,
    Decision,
    ExcludeSpan,
    History,
    Judge,
    MoveBreakup,
    SpanLabel,
)
from tfcollab.exam.corrections_apply import check, corrected


class ReviewCorrections(QObject):
    """done: what is in force, the newest last. undoes, redoes: the correction that undo or redo is about, empty where
    there is none (see change_view). unsaved: whether something would be lost.

    corrected: the recording was measured again (Opened, TimelineData). saved: it is kept. refused: a sentence.
    """

    changed = Signal()
    corrected = Signal(object, object)
    saved = Signal()
    refused = Signal(str)

    def __init__(self, jobs: Jobs, store_jobs: Jobs, parent: QObject) -> None:
        """store_jobs: those that use the exam record."""
        super().__init__(parent)
        self._jobs, self._store_jobs = jobs, store_jobs
        self._opened: Opened | None = None
        self._history = History()
        self._kept: tuple[Correction, ...] = ()
        self._saving = False

    def load(self, opened: Opened) -> None:
        self._opened = opened
        self._history, self._kept = History(opened.result.corrections), opened.result.corrections
        self._saving = False
        self.changed.emit()

    def clear(self) -> None:
        self._opened = None
        self._history, self._kept, self._saving = History(), (), False
        self.changed.emit()

    @Property("QVariantList", notify=changed)
    def done(self) -> list[dict[str, Any]]:
        return [correction_view(each) for each in self._history.done]

    @Property("QVariantMap", notify=changed)
    def undoes(self) -> dict[str, Any]:
        return correction_view(self._history.done[-1]) if self._history.done else {}

    @Property("QVariantMap", notify=changed)
    def redoes(self) -> dict[str, Any]:
        return correction_view(self._history.undone[-1]) if self._history.undone else {}

    @Property(bool, notify=changed)
    def unsaved(self) -> bool:
        return self._history.done != self._kept

    @Property(bool, notify=changed)
    def saving(self) -> bool:
        return self._saving

    @Slot(int, int, str, result=bool)
    def move_breakup(self, measurement: int, frame: int, why: str) -> bool:
        """The first break-up of a measurement is in this frame. False, with a sentence, where that cannot be."""
        return self._add(MoveBreakup(measurement, frame), why)

    @Slot(int, bool, str, result=bool)
    def judge(self, measurement: int, accepted: bool, why: str) -> bool:
        """Accepts or rejects a measurement; as move_breakup."""
        return self._add(Judge(measurement, Decision.ACCEPTED if accepted else Decision.REJECTED), why)

    @Slot(int, int, str, str, result=bool)
    def exclude(self, first_frame: int, last_frame: int, label: str, why: str) -> bool:
        """Frames that do not show the tear film; as move_breakup."""
        first_frame, last_frame = sorted((first_frame, last_frame))
        return self._add(ExcludeSpan(first_frame, last_frame, SpanLabel(label)), why)

    @Slot()
    def undo(self) -> None:
        self._apply(self._history.undo())

    @Slot()
    def redo(self) -> None:
        self._apply(self._history.redo())

    @Slot()
    def save(self) -> None:
        """Keeps the corrected result, in order behind what is being measured."""
        if self._opened is None or self._saving or not self.unsaved:
            return
        self._saving = True
        self.changed.emit()
        opened, done = self._opened, self._history.done

        def keep(measured: Opened) -> None:
            jobs = self._jobs if opened.exam is None else self._store_jobs
            jobs.run(lambda: save(measured, done), self._kept_now, self._not_kept)

        self._jobs.run(lambda: replace(opened, result=corrected(opened.result, done)), keep, self._not_kept)

    def _add(self, change: Change, why: str) -> bool:
        if self._opened is None:
            return False
        correction = Correction(change, self._opened.who, why.strip())
        try:
            # what was made last may still be being measured
            check(replace(self._opened.result, corrections=self._history.done), correction)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self._apply(self._history.add(correction))
        return True

    def _apply(self, history: History) -> None:
        opened = self._opened
        if opened is None or history == self._history:
            return
        self._history = history
        self.changed.emit()

        def work() -> tuple[Opened, TimelineData]:
            result = corrected(opened.result, history.done)
            return replace(opened, result=result), timeline_data(result)

        self._jobs.run(work, lambda made: self._measured(history, *made), self.refused.emit)

    def _measured(self, history: History, opened: Opened, timeline: TimelineData) -> None:
        # another correction may have been made meanwhile, or the recording closed
        if self._opened is not None and self._opened.path == opened.path and history == self._history:
            self._opened = replace(opened, version=self._opened.version)
            self.corrected.emit(self._opened, timeline)

    def _kept_now(self, opened: Opened) -> None:
        self._saving = False
        if self._opened is not None and self._opened.path == opened.path:
            self._kept = opened.result.corrections
            self._opened = replace(self._opened, version=opened.version)
            self.saved.emit()
        self.changed.emit()

    def _not_kept(self, sentence: str) -> None:
        self._saving = False
        self.changed.emit()
        self.refused.emit(sentence)
