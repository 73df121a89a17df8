"""Recordings that a crash broke off, as the start screen offers them: `app.interrupted` in QML."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.app.preferences import Preferences
from tfcollab.chain.analyzer import Analyzer
from tfcollab.errors import UserError
from tfcollab.report.remeasured import MeasuredPart, keep_part, measure_part
from tfcollab.runtime.contract import Task
from tfcollab.store.interrupted import Interrupted, discard_interrupted, interrupted
from tfcollab.store.models import Role
from tfcollab.store.recording_files import master_key, recording_path
from tfcollab.store.store import Store


class InterruptedModel(QObject):
    """found: see interrupted_view. measuring: number of the one that is being measured, or empty.

    The record is used in the jobs' thread alone; measuring takes one of its own.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, preferences: Preferences, models: Mapping[Task, str], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._models = preferences, dict(models)
        self._store_jobs, self._jobs = jobs, Jobs(self)
        self._store: Store | None = None
        self._found: tuple[Interrupted, ...] = ()
        self._measuring = ""

    @Property("QVariantList", notify=changed)
    def found(self) -> list[dict[str, Any]]:
        return [interrupted_view(seen) for seen in self._found]

    @Property(str, notify=changed)
    def measuring(self) -> str:
        return self._measuring

    def open(self, store: Store | None) -> None:
        """Looks for them in a record that was opened just now."""
        self._store = store
        self._look()

    def close(self) -> None:
        """The record is being locked: what is being measured is offered again."""
        self._store, self._found, self._measuring = None, (), ""
        self.changed.emit()

    def end(self) -> None:
        """Waits for what is being measured, and leaves no thread behind."""
        self._jobs.close()

    @Slot()
    def refresh(self) -> None:
        """Looks again: an exam may have been unable to keep one."""
        if not self._measuring:
            self._look()

    @Slot(str)
    def keep(self, number: str) -> None:
        """Measures one and keeps it as an exam of the patient whose it is."""
        seen, store = self._seen(number), self._store
        if seen is None or store is None or seen.begun is None or self._measuring:
            return
        try:
            settings = self._preferences.clinical()
        except UserError as error:
            self.failed.emit(str(error))
            return
        assert store.places is not None
        begun, provider = seen.begun, self._preferences.capture.provider
        path = recording_path(store.places, seen.file_name)

        def measure(master: bytes) -> MeasuredPart:
            analyzer = Analyzer.open(settings, models=self._models, provider=provider)
            return measure_part(path, master, begun, analyzer, settings, None)

        def measured(part: MeasuredPart) -> None:
            self._store_jobs.run(lambda: keep_part(store, seen, part), lambda _: self._look(), self._refused)

        self._set_measuring(number)
        self._store_jobs.run(
            lambda: master_key(store),
            lambda master: self._jobs.run(lambda: measure(master), measured, self._refused),
            self._refused,
        )

    @Slot(str, str)
    def discard(self, number: str, reason: str) -> None:
        """Removes one for good."""
        seen, store = self._seen(number), self._store
        if seen is not None and store is not None:
            self._store_jobs.run(
                lambda: discard_interrupted(store, seen, reason), lambda _: self._look(), self._refused
            )

    def _look(self) -> None:
        store = self._store
        if store is not None and store.user.role is not Role.RESEARCHER:
            self._store_jobs.run(lambda: interrupted(store), lambda found: self._show(store, found), self._refused)

    def _show(self, store: Store, found: tuple[Interrupted, ...]) -> None:
        if store is self._store:
            self._found = found
            self._set_measuring("")

    def _refused(self, sentence: str) -> None:
        self._set_measuring("")
        if self._store is not None:
            self.failed.emit(sentence)

    def _seen(self, number: str) -> Interrupted | None:
        return next((seen for seen in self._found if seen.file_name == number), None)

    def _set_measuring(self, number: str) -> None:
        self._measuring = number
        self.changed.emit()


def interrupted_view(seen: Interrupted) -> dict[str, Any]:
    """whose: the patient's name, empty where nobody knows. seconds: that can be read. problems: sentences."""
    begun = seen.begun
    return {
        "number": seen.file_name,
        "whose": seen.name,
        "eye": "" if begun is None else str(begun.eye),
        "at": "" if begun is None else begun.at.astimezone().strftime("%Y-%m-%d %H:%M"),
        "seconds": seen.last_s or 0.0,
        "problems": list(seen.problems),
    }
