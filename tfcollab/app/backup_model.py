"""Backups of the exam record: made with progress, and checked: `app.backup` in QML."""

import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.store.backup import create_backup
from tfcollab.store.backup_check import BackupVerdict, verify_backup
from tfcollab.store.backup_index import BackupIndex
from tfcollab.store.store import Store


class _Stopped(Exception):
    """The person who waited gave it up."""


class BackupModel(QObject):
    """work: "making", "checking" or empty. progress: 0-1 of it, negative where it is not known.

    made: with the folder. verdict: of the backup that was checked last, see verdict_view; empty before.
    """

    changed = Signal()
    progressChanged = Signal()
    failed = Signal(str)
    made = Signal(str)
    stopped = Signal()
    _progressed = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # a thread of its own: what is measured meanwhile does not wait for it
        self._jobs = Jobs(self)
        self._work, self._progress = "", -1.0
        self._stop = threading.Event()
        self._verdict: dict[str, Any] = {}
        self._progressed.connect(self._set_progress)

    @Property(str, notify=changed)
    def work(self) -> str:
        return self._work

    @Property(float, notify=progressChanged)
    def progress(self) -> float:
        return self._progress

    @Property("QVariantMap", notify=changed)
    def verdict(self) -> dict[str, Any]:
        return self._verdict

    def make(self, store: Store, parent_folder: str) -> None:
        """Makes a backup in a new folder of this one, named by date and time; a file URL is a path as well."""
        target = local_folder(parent_folder) / datetime.now().strftime("tfcollab-backup-%Y-%m-%d-%H%M%S")
        tell = self._begin("making")

        def work() -> BackupIndex | None:
            try:
                return create_backup(store, target, tell)
            except _Stopped:
                return None

        self._jobs.run(work, lambda index: self._made(target, index), self._refused)

    @Slot(str, str, str)
    def check(self, folder: str, name: str, passphrase: str) -> None:
        """Checks every file of a backup, by what opened the record when it was made."""
        tell = self._begin("checking")

        def work() -> BackupVerdict | None:
            try:
                return verify_backup(local_folder(folder), name, passphrase, tell)
            except _Stopped:
                return None

        self._jobs.run(work, self._checked, self._refused)

    @Slot()
    def stop(self) -> None:
        """Gives up what is being made, of which nothing stays, or checked."""
        self._stop.set()

    def close(self) -> None:
        """Gives up what is being done, and ends the thread."""
        self._stop.set()
        self._jobs.close()

    def _begin(self, work: str) -> Any:
        stop = self._stop = threading.Event()
        self._work, self._verdict = work, {}
        self._set_progress(-1.0)
        self.changed.emit()

        def tell(done: int, total: int) -> None:
            if stop.is_set():
                raise _Stopped
            self._progressed.emit(done / total if total else -1.0)

        return tell

    def _made(self, target: Path, index: BackupIndex | None) -> None:
        self._end()
        if index is None:
            self.stopped.emit()
        else:
            self.made.emit(str(target))

    def _checked(self, verdict: BackupVerdict | None) -> None:
        if verdict is not None:
            self._verdict = verdict_view(verdict)
        self._end()

    def _refused(self, sentence: str) -> None:
        self._end()
        self.failed.emit(sentence)

    def _end(self) -> None:
        self._work = ""
        self.changed.emit()

    @Slot(float)
    def _set_progress(self, share: float) -> None:
        self._progress = share
        self.progressChanged.emit()


def local_folder(chosen: str) -> Path:
    """A path as it was typed, or as the folder dialog gives it (a URL)."""
    return Path(QUrl(chosen).toLocalFile() if chosen.startswith("file:") else chosen)


def verdict_view(verdict: BackupVerdict) -> dict[str, Any]:
    """at: local time at which it was made. faults, remarks: sentences. results, recordings: how many are whole."""
    return {
        "at": datetime.fromisoformat(str(verdict.index.made_at)).astimezone().strftime("%Y-%m-%d %H:%M"),
        "faults": list(verdict.faults),
        "remarks": list(verdict.remarks),
        "results": verdict.results,
        "recordings": verdict.recordings,
    }
