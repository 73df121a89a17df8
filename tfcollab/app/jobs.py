"""Work beside the window: one thread does it in order, and its end is told on the window's thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

from tfcollab.errors import UserError

T = TypeVar("T")
FAULT = "The program made a mistake: this was not done. Please report it with what you did last."


class Jobs(QObject):
    """Runs what would make the window wait: the exam record, key derivation, files.

    busy is True while something runs. Close it before the store that its jobs use.
    """

    busyChanged = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tfcollab-job")
        self._running = 0
        self._closed = False
        # queued: the signal comes from the worker, and the callbacks belong to the window's thread
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        return self._running > 0

    def run(self, work: Callable[[], T], done: Callable[[T], Any], failed: Callable[[str], Any]) -> None:
        """Does `work` after all work before it; then calls done(result), or failed(sentence), on this thread."""
        self._running += 1
        self.busyChanged.emit()
        future = self._pool.submit(work)
        future.add_done_callback(lambda ended: self._ended.emit((ended, done, failed)))

    @Slot(object)
    def _deliver(self, ended: tuple[Future[Any], Callable[[Any], Any], Callable[[str], Any]]) -> None:
        future, done, failed = ended
        self._running -= 1
        self.busyChanged.emit()
        if self._closed:
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, UserError):
            failed(str(error))
        else:
            # no text of the error: it may hold a value of a patient
            logging.getLogger(__name__).error("job failed: %s", type(error).__name__)
            failed(FAULT)

    def close(self) -> None:
        """Waits until all is done, and calls nothing back any more."""
        self._closed = True
        self._pool.shutdown(wait=True)
