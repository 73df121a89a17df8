"""The report screen: from a patient's visit to a signed report, shown as it is printed."""

import io
from pathlib import Path

import numpy as np
import pypdf
import pytest
from driving import Driver, Open
from PySide6.QtCore import QPointF, Qt
from PySide6.QtPrintSupport import QPrinter
from stored import PASSPHRASE, Filled, unlocked, with_patient_open

from tfcollab.app.printing import print_pages
from tfcollab.report.pdf_pages import PageCount, pdf_pages
from tfcollab.store.exams import exclude
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.report_models import ReportState
from tfcollab.store.reports import report_pdf, reports
from tfcollab.store.store import Store
from tfcollab.store.visit_recordings import visit_recordings

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(open_window: Open, filled: Filled) -> Driver:
    window = unlocked(open_window, filled.folder, width=1280, height=800)
    with_patient_open(window, filled.patient, "Report")
    idle(window)
    return window


def idle(window: Driver) -> None:
    """Waits until nothing is made or drawn any more."""
    window.wait_for(lambda: window.app.report.work == "" and not window.app.jobs.busy, 30)
    window.run(0.05)


def made(window: Driver) -> None:
    window.press_on("makeReport")
    window.wait_for(lambda: window.app.report.pages, 90)
    idle(window)


def signed(window: Driver) -> None:
    window.press_on("signReport")
    window.click("signNow")
    window.wait_for(lambda: window.app.report.report["state"] == "signed", 30)
    idle(window)


def record_of(filled: Filled) -> Store:
    return open_store(Places(filled.folder), "Ada", PASSPHRASE)


def test_a_report_is_made_looked_at_and_signed(screen: Driver, filled: Filled) -> None:
    assert screen.find("reportState").property("text") == "Not made yet"
    made(screen)
    assert screen.find("reportState").property("text") == "Draft, not signed"
    signed(screen)
    assert screen.find("reportState").property("text") == "Signed"
    assert screen.shows("The report is signed.")
    assert [one["state"] for one in screen.app.report.report["versions"]] == ["signed", "draft"]
    screen.window.close()
    with record_of(filled) as store:
        (found,) = reports(store, filled.patient)
        assert (found.last.state, found.last.author) == (ReportState.SIGNED, "Ada")
        written = pypdf.PdfReader(io.BytesIO(report_pdf(store, found.id, 2))).pages[0].extract_text()
        assert "Signed" in written
        assert "Müller-Lüdenscheidt" in written


def test_the_pages_are_those_of_the_pdf(screen: Driver, filled: Filled) -> None:
    made(screen)
    shown = screen.find("pageView0").property("page")
    rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
    painted = screen.find("pageView0")
    place = painted.mapToScene(QPointF(0, 0)).toPoint()
    image = screen.picture().copy(place.x(), place.y(), int(painted.width()), 300)
    assert image.pixelColor(3, 3).name() == "#ffffff"
    assert len({image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, 300, 3)}) > 10
    texts = [page["text"] for page in screen.app.report.pages]
    screen.window.close()
    with record_of(filled) as store:
        (found,) = reports(store, filled.patient)
        pages = list(pdf_pages(report_pdf(store, found.id, 1), 150))
    assert [page.text for page in pages] == texts
    assert np.array_equal(rows[:, : 3 * shown.width()], pages[0].pixels.reshape(shown.height(), -1))


def test_making_a_report_tells_how_far_it_is_and_can_be_given_up(screen: Driver, filled: Filled) -> None:
    told: list[float] = []
    screen.app.report.progressChanged.connect(lambda: told.append(screen.app.report.progress))
    screen.app.report.make()
    screen.app.report.stop()
    idle(screen)
    assert screen.app.report.report == {}
    assert screen.app.report.pages == []
    made(screen)
    assert {0.5, 1.0} <= set(told)
    screen.window.close()
    with record_of(filled) as store:
        (found,) = reports(store, filled.patient)
        assert len(found.versions) == 1


def test_an_amendment_wants_a_reason_and_names_what_it_amends(screen: Driver, filled: Filled) -> None:
    made(screen)
    signed(screen)
    assert screen.seen("makeReport") is None
    screen.click("amendReport")
    assert not screen.find("amendNow").isEnabled()
    screen.write("amendReason", "OD again")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for(lambda: screen.app.report.report["version"] == 3, 30)
    idle(screen)
    assert screen.shows("Amends version 2: OD again")
    assert "OD again" in screen.app.report.pages[0]["text"]
    signed(screen)
    screen.press_on("version2")
    idle(screen)
    assert screen.app.report.shown == 2
    assert "OD again" not in screen.app.report.pages[0]["text"]
    screen.window.close()
    with record_of(filled) as store:
        states = [(one.state, one.amends) for one in reports(store, filled.patient)[0].versions]
        assert states[2:] == [(ReportState.DRAFT, 2), (ReportState.SIGNED, 2)]


def test_a_draft_that_the_record_has_left_behind_is_not_signed_but_made_anew(screen: Driver, filled: Filled) -> None:
    made(screen)
    store = screen.app.record.store
    recording = visit_recordings(store, filled.patient)[-1].recordings[0]
    exclude(store, recording.id, 1, recording.measurements[0].number, "lashes")
    screen.click("signReport")
    screen.click("signNow")
    screen.wait_for(lambda: screen.shows("The record has changed since this draft"))
    idle(screen)
    assert screen.app.report.report["state"] == "draft"
    screen.click("makeReport")
    screen.wait_for(lambda: screen.app.report.report["version"] == 2, 30)
    idle(screen)
    signed(screen)


def test_the_report_opens_from_the_visits_that_are_shown_already(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.patient)
    window.click("tabReport")
    idle(window)
    made(window)
    assert window.app.report.report["state"] == "draft"


def test_each_subject_has_its_own_report(screen: Driver, filled: Filled) -> None:
    made(screen)
    older = screen.app.patient.visits[1]["id"]
    for visit, eye in ((older, ""), (older, "OS"), ("", "")):
        screen.app.report.choose(visit, eye)
        idle(screen)
        assert screen.app.report.report == {}
        assert screen.app.report.pages == []
        made(screen)
    assert "Follow-up" in screen.app.report.pages[0]["text"]
    screen.app.report.choose(older, "OS")
    screen.wait_for(lambda: screen.app.report.pages, 30)
    assert screen.app.report.report["version"] == 1


def test_the_file_is_the_pdf_byte_for_byte_and_its_leaving_is_in_the_trail(
    screen: Driver, filled: Filled, tmp_path: Path
) -> None:
    made(screen)
    assert screen.seen("openFolder") is None
    screen.app.report.export_to(str(tmp_path / "a report"))
    screen.wait_for(lambda: screen.shows("Exported to"))
    screen.find("openFolder")
    screen.app.report.export_to(str(tmp_path / "missing" / "b.pdf"))
    screen.wait_for(lambda: screen.shows("Cannot write"))
    idle(screen)
    screen.window.close()
    with record_of(filled) as store:
        exported = [entry for entry in store.audit_entries() if entry["action"] == "export"]
        assert len(exported) == 2
        found = reports(store, filled.patient)[0]
        assert (tmp_path / "a report.pdf").read_bytes() == report_pdf(store, found.id, 1)


def test_printing_puts_every_page_on_its_own_sheet(screen: Driver, filled: Filled, tmp_path: Path) -> None:
    made(screen)
    screen.window.close()
    with record_of(filled) as store:
        pdf = report_pdf(store, reports(store, filled.patient)[0].id, 1)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    told: list[PageCount] = []
    print_pages(printer, pdf_pages(pdf, 300), told.append)
    sheets = list(pdf_pages((tmp_path / "printed.pdf").read_bytes(), 60))
    pages = list(pdf_pages(pdf, 60))
    assert [place.number for place in told] == list(range(1, len(pages) + 1))
    assert len(sheets) == len(pages)
    for sheet, page in zip(sheets, pages, strict=True):
        assert (sheet.width_pt, sheet.height_pt) == pytest.approx((page.width_pt, page.height_pt), abs=1.5)
        height, width = map(min, sheet.pixels.shape[:2], page.pixels.shape[:2])
        away = np.abs(sheet.pixels[:height, :width].astype(int) - page.pixels[:height, :width])
        assert away.mean() < 6


def test_without_a_printer_the_way_out_is_named(screen: Driver) -> None:
    made(screen)
    screen.click("printReport")
    screen.wait_for(lambda: screen.seen("noPrinter") or screen.seen("printNow"))
    screen.press(Qt.Key.Key_Escape)


def test_a_patient_without_a_visit_has_nothing_to_report_on(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.empty, "Report", "Empty")
    assert not window.find("makeReport").isEnabled()
    assert window.shows("there is nothing to report on")


@pytest.mark.parametrize(("size", "scale"), [((640, 400), 1.0), ((1280, 800), 2.0), ((3840, 2160), 1.0)])
def test_every_size_shows_the_state_and_the_pages(screen: Driver, size: tuple[int, int], scale: float) -> None:
    screen.app.settings.set("interface", "text_scale", scale)
    screen.quick.resize(*size)
    screen.run(0.1)
    made(screen)
    for name in ("signReport", "page0"):
        item = screen.find(name)
        item.forceActiveFocus()
        screen.run(0.05)
        assert item.width() > 200
        assert item.mapToScene(item.boundingRect().topRight()).x() <= size[0]


def test_the_report_screen_speaks_chinese_and_is_left_when_the_record_is_locked(screen: Driver) -> None:
    made(screen)
    screen.app.settings.set("interface", "language", "zh_CN")
    screen.wait_for(lambda: screen.shows("草稿"))
    screen.app.lock()
    screen.wait_for_page("Start")
    assert screen.app.report.pages == []
    assert screen.app.patient.visits == []
