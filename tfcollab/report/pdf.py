"""The report of one recording as a tagged PDF (PDF/UA-1 and PDF/A-2a), set from ui/report/report.typ."""

from datetime import datetime
from pathlib import Path

from tfcollab.exam.result import Patient, RecordingResult
from tfcollab.files import write_whole
from tfcollab.report.fonts import FontShelf, choose
from tfcollab.report.key_frames import KeyFrames
from tfcollab.report.page_data import page_data
from tfcollab.report.page_texts import patient_pairs
from tfcollab.report.typesetting import set_pdf


def write_pdf(
    result: RecordingResult,
    key_frames: KeyFrames,
    patient: Patient | None,
    path: Path,
    created: datetime,
    shelf: FontShelf | None = None,
) -> None:
    """Write one or two A4 pages (more with many measurements).

    created: stamp on the report and in the file, with a time zone, to the second; the same input and stamp give the
    same bytes. The fonts inside typst are used, so that a report looks the same on every machine, and others only for
    letters that they lack. Those that no font has are shown as □ in the file name and in warnings; in the patient's
    data they are refused.

    Raises:
        UserError: the file cannot be written, or as check_patient.
    """
    created = created.replace(microsecond=0)
    data = page_data(result, key_frames, patient, created)
    wanted = [("the patient's data", value) for _, value in patient_pairs(patient)]
    fonts = choose(wanted, shelf or FontShelf(), also=(data["title"], *data["warnings"]))
    write_whole(path, set_pdf("report.typ", data, fonts, created, ("ua-1", "a-2a")))


def check_patient(patient: Patient | None, shelf: FontShelf) -> None:
    """Raises UserError naming the letters of the patient's data that no font has, and the font to install."""
    choose([("the patient's data", value) for _, value in patient_pairs(patient)], shelf)
