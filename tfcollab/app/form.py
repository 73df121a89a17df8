"""What all forms on the exam record have in common: kept beside the window, refused in a sentence."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.store.store import Store

T = TypeVar("T")


class Form(QObject):
    """working: something is being kept. trouble: why it was not, a sentence, until the form is opened anew. unsaved:
    whether what is written in a form would be lost.

    kept: told what was kept, as a code. failed: what could not be read, a sentence for the window's banner. The store
    is only used in the jobs' thread.
    """

    changed = Signal()
    kept = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.store: Store | None = None
        self._working = self.unsaved = False
        self._trouble = ""

    @Property(bool, notify=changed)
    def working(self) -> bool:
        return self._working

    @Property(str, notify=changed)
    def trouble(self) -> str:
        return self._trouble

    @Slot()
    def begin(self) -> None:
        """A form is opened: what was wrong with the one before is over."""
        self._trouble = ""
        self.changed.emit()

    @Slot(bool)
    def hold(self, unsaved: bool) -> None:
        """Whether a form holds what is not kept yet."""
        self.unsaved = unsaved

    def close(self) -> None:
        """Forgets the record: it is being locked."""
        self.store, self._trouble = None, ""
        self._working = self.unsaved = False
        self.changed.emit()

    def _keep(self, what: str, work: Callable[[Store], T], done: Callable[[T], Any] = lambda _: None) -> None:
        """Does the work, one at a time; then calls done(result) and tells that `what` was kept."""
        store = self.store
        if store is None or self._working:
            return

        def ended(result: T) -> None:
            # the record may have been locked meanwhile, and opened by somebody else
            if self.store is store:
                self._working = self.unsaved = False
                done(result)
                self.changed.emit()
                self.kept.emit(what)

        def refused(sentence: str) -> None:
            if self.store is store:
                self._working, self._trouble = False, sentence
                self.changed.emit()

        self._working, self._trouble = True, ""
        self.changed.emit()
        self._jobs.run(lambda: work(store), ended, refused)

    def _read(self, work: Callable[[Store], T], done: Callable[[T], Any]) -> None:
        """Reads from the record, and calls done(result)."""
        store = self.store
        if store is None:
            return

        def ended(result: T) -> None:
            if self.store is store:
                done(result)
                self.changed.emit()

        def refused(sentence: str) -> None:
            if self.store is store:
                self.failed.emit(sentence)

        self._jobs.run(lambda: work(store), ended, refused)
