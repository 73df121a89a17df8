"""The reports of a patient as their screen sees them: `app.report` in QML."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage

from tfcollab.app import page_view
from tfcollab.app.jobs import Jobs
from tfcollab.app.report_work import Drawn, Stopped, draw, print_report, report_view
from tfcollab.exam.frame import Eye
from tfcollab.files import write_whole
from tfcollab.report import filed
from tfcollab.report.fonts import FontShelf
from tfcollab.report.gathered import Progress
from tfcollab.store.report_views import ReportView, Subject
from tfcollab.store.reports import report_pdf, reports
from tfcollab.store.store import Store

#: registers its item with QML when it is imported
__all__ = ["ReportModel", "page_view"]


class ReportModel(QObject):
    """work: what is being done ("reading", "drafting", "drawing", "signing", "exporting", "printing"), or empty.

    progress: 0-1 of it, negative where it is not known. report: the newest one on the chosen subject, see report_view;
    empty where there is none. shown: the version whose pages are shown, 0 for none.
    """

    changed = Signal()
    pagesChanged = Signal()
    progressChanged = Signal()
    failed = Signal(str)
    #: with the file's path; with the printer's name; with nothing
    exported = Signal(str)
    printed = Signal(str)
    signed = Signal()
    printersFound = Signal(list)
    _progressed = Signal(float)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._store: Store | None = None
        self._patient_id = ""
        self._reports: list[ReportView] = []
        self._subject: Subject | None = None
        self._shown = 0
        self._pages: list[Drawn] = []
        self._work, self._progress, self._runs = "", -1.0, 0
        self._stop = threading.Event()
        self._shelf: FontShelf | None = None
        self._exported_to: Path | None = None
        self._progressed.connect(self._set_progress)

    @Property(str, notify=changed)
    def work(self) -> str:
        return self._work

    @Property(float, notify=progressChanged)
    def progress(self) -> float:
        return self._progress

    @Property("QVariantMap", notify=changed)
    def report(self) -> dict[str, Any]:
        found = self._report
        return {} if found is None else report_view(found)

    @Property(int, notify=changed)
    def shown(self) -> int:
        return self._shown

    @Property(bool, notify=changed)
    def wasExported(self) -> bool:
        return self._exported_to is not None

    @Property("QVariantList", notify=pagesChanged)
    def pages(self) -> list[dict[str, Any]]:
        """[{"aspect": height / width, "text": what is written on it}]"""
        return [{"aspect": page.image.height() / page.image.width(), "text": page.text} for page in self._pages]

    def page(self, index: int) -> QImage:
        """As it is painted; empty where there is no such page."""
        return self._pages[index].image if 0 <= index < len(self._pages) else QImage()

    def open(self, store: Store, patient_id: str) -> None:
        """Whose reports are looked at from now on."""
        if patient_id != self._patient_id:
            self._reports, self._subject = [], None
            self._show_pages(0, [])
        self._store, self._patient_id = store, patient_id

    @Slot(str, str)
    def choose(self, visit_id: str, eye: str) -> None:
        """What the report is on: a visit, or all of them with an empty id; one eye, or all with an empty code."""
        store = self._store
        if store is None:
            return
        patient_id = self._patient_id
        self._subject = Subject(patient_id, visit_id or None, Eye(eye) if eye else None)
        self._show_pages(0, [])
        self._run("reading", lambda: reports(store, patient_id), self._read)

    @Slot()
    def make(self) -> None:
        """A draft of what the record holds now: a new one, or in place of the draft that there is."""
        found, subject = self._report, self._subject
        if subject is None:
            return
        if found is None:
            self._change(
                "drafting", lambda store, shelf, tell: filed.draft_report(store, subject, shelf, progress=tell)
            )
        else:
            seen = found.last.number
            self._change(
                "drafting",
                lambda store, shelf, tell: filed.redraft_report(store, found.id, seen, shelf, progress=tell),
            )

    @Slot()
    def sign(self) -> None:
        """Signs the draft as who is logged in."""
        found = self._report
        if found is not None:
            seen = found.last.number
            self._change(
                "signing",
                lambda store, shelf, tell: filed.sign_report(store, found.id, seen, shelf, progress=tell),
                self.signed,
            )

    @Slot(str)
    def amend(self, reason: str) -> None:
        """A draft that amends the signed version."""
        found = self._report
        if found is not None:
            seen = found.last.number
            self._change(
                "drafting",
                lambda store, shelf, tell: filed.amend_report(store, found.id, seen, reason, shelf, progress=tell),
            )

    @Slot(int)
    def show(self, version: int) -> None:
        """Draws the pages of a version."""
        found, store = self._report, self._store
        if found is None or store is None:
            return
        self._stop.set()
        stop = self._stop = threading.Event()
        self._run(
            "drawing",
            lambda: draw(store, found.id, version, self._progressed.emit, stop.is_set),
            lambda pages: self._show_pages(version, pages),
        )

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Writes the version that is shown to a file; path may be a file URL."""
        found, store, version = self._report, self._store, self._shown
        if found is None or store is None:
            return
        target = Path(QUrl(path).toLocalFile() if path.startswith("file:") else path)
        if not target.suffix:
            target = target.with_suffix(".pdf")

        def done(_: None) -> None:
            self._exported_to = target
            self.changed.emit()
            self.exported.emit(str(target))

        self._run("exporting", lambda: write_whole(target, report_pdf(store, found.id, version)), done)

    @Slot()
    def open_folder(self) -> None:
        """Shows where the report was exported to."""
        if self._exported_to is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported_to.parent)))

    @Slot()
    def look_for_printers(self) -> None:
        """Tells their names by printersFound."""
        from tfcollab.app.printing import printers

        self._jobs.run(printers, self.printersFound.emit, self.failed.emit)

    @Slot(str, int)
    def print_on(self, printer: str, copies: int) -> None:
        """Prints the version that is shown."""
        found, store, version = self._report, self._store, self._shown
        if found is None or store is None:
            return
        stop = self._stop = threading.Event()
        self._run(
            "printing",
            lambda: print_report(store, found.id, version, printer, copies, self._progressed.emit, stop.is_set),
            lambda done: self.printed.emit(printer) if done else None,
        )

    @Slot()
    def stop(self) -> None:
        """Gives up what is being done; nothing of it is kept."""
        self._stop.set()

    def close(self) -> None:
        """Forgets the patient: the record is being locked, or the window closed."""
        self._stop.set()
        self._store, self._patient_id, self._reports, self._subject = None, "", [], None
        self._exported_to = None
        self._show_pages(0, [])

    @property
    def _report(self) -> ReportView | None:
        """The newest on the subject."""
        return next((found for found in reversed(self._reports) if found.subject == self._subject), None)

    def _change(
        self, work: str, change: Callable[[Store, FontShelf, Progress], ReportView], then: Signal | None = None
    ) -> None:
        store = self._store
        if store is None:
            return

        stop = self._stop = threading.Event()

        def tell(done: int, total: int) -> None:
            if stop.is_set():
                raise Stopped
            self._progressed.emit(done / total if total else -1.0)

        def do() -> ReportView | None:
            if self._shelf is None:
                folder = os.environ.get("TFCOLLAB_FONTS")
                self._shelf = FontShelf(Path(folder) if folder else None)
            try:
                return change(store, self._shelf, tell)
            except Stopped:
                return None

        def done(found: ReportView | None) -> None:
            if found is None:
                return
            self._reports = [held for held in self._reports if held.id != found.id] + [found]
            if then is not None:
                then.emit()
            self.show(found.last.number)

        self._run(work, do, done)

    def _run(self, work: str, do: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        patient_id, subject = self._patient_id, self._subject
        self._runs += 1
        run = self._runs

        def over() -> None:
            # something else may have been begun since
            if run == self._runs:
                self._set_work("")

        def ended(result: Any) -> None:
            over()
            if self._store is not None and (patient_id, subject) == (self._patient_id, self._subject):
                done(result)

        def refused(sentence: str) -> None:
            over()
            self.failed.emit(sentence)

        self._set_progress(-1.0)
        self._set_work(work)
        self._jobs.run(do, ended, refused)

    def _read(self, found: tuple[ReportView, ...]) -> None:
        self._reports = list(found)
        self.changed.emit()
        if self._report is not None:
            self.show(self._report.last.number)

    def _show_pages(self, version: int, pages: list[Drawn]) -> None:
        self._shown, self._pages = version, pages
        self.changed.emit()
        self.pagesChanged.emit()

    def _set_work(self, work: str) -> None:
        self._work = work
        self.changed.emit()

    @Slot(float)
    def _set_progress(self, share: float) -> None:
        self._progress = share
        self.progressChanged.emit()
