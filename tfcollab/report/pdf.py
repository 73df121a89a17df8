"""The report as a tagged PDF (PDF/UA-1 and PDF/A-2a), set by typst from ui/report/report.typ."""

import json
import re
from datetime import datetime
from pathlib import Path

import typst

from tfcollab.errors import UserError
from tfcollab.exam.result import Patient, RecordingResult
from tfcollab.files import write_whole
from tfcollab.report.key_frames import KeyFrames
from tfcollab.report.page_data import page_data
from tfcollab.report.page_texts import patient_pairs
from tfcollab.resources import ui_dir

#: enough of a document to try whether the report's fonts have a text's letters
_TRIAL = b"""#set document(title: "letters")
#set text(lang: "en", font: "Libertinus Serif")
#sys.inputs.data"""
_INSTEAD = "□"
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def write_pdf(
    result: RecordingResult,
    key_frames: KeyFrames,
    patient: Patient | None,
    path: Path,
    created: datetime,
) -> None:
    """Write one or two A4 pages (more with many measurements).

    created: stamp on the report and in the file, with a time zone, to the second; the same input and stamp give the
    same bytes. Only the fonts inside typst are used, so that a report looks the same on every machine. Letters that
    they lack are shown as □ in the file name and in warnings; in the patient's data they are refused.

    Raises:
        UserError: the file cannot be written, or as check_patient.
    """
    check_patient(patient)
    created = created.replace(microsecond=0)
    data = json.dumps(page_data(result, key_frames, patient, created), ensure_ascii=False, allow_nan=False)
    template = (ui_dir() / "report" / "report.typ").read_bytes()
    pdf = _compile(template, data, created)
    # an error need not name all of them at once
    while isinstance(pdf, set):
        data = data.translate(dict.fromkeys(map(ord, pdf), _INSTEAD))
        pdf = _compile(template, data, created)
    write_whole(path, pdf)


def check_patient(patient: Patient | None) -> None:
    """Raises UserError naming the letters of the patient's data that the report's fonts lack."""
    data = " ".join(value for _, value in patient_pairs(patient))
    missing = _compile(_TRIAL, data, created=None)
    if isinstance(missing, set):
        raise UserError(
            f"The report's font has no sign for {' '.join(sorted(missing))}, used in the patient's data: "
            "write it in Latin, Greek or Cyrillic letters."
        )


def _compile(source: bytes, data: str, created: datetime | None) -> bytes | set[str]:
    """The document as PDF; or letters, at least one, that its fonts lack."""
    try:
        return typst.compile(
            source,
            format="pdf",
            sys_inputs={"data": data},
            pdf_standards=["ua-1", "a-2a"],
            ignore_system_fonts=True,
            timestamp=created,
        )
    except typst.TypstError as error:
        missing = {sign for text in _MISSING_GLYPH.findall(error.diagnostic) for sign in text if not sign.isascii()}
        if not missing - {_INSTEAD}:
            raise
        return missing - {_INSTEAD}
