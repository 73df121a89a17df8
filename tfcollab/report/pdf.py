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
from tfcollab.resources import ui_dir

_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def write_pdf(
    result: RecordingResult,
    key_frames: KeyFrames,
    patient: Patient | None,
    path: Path,
    created: datetime,
) -> None:
    """Write one or two A4 pages (more with many measurements).

    created: stamp on the report and in the file, with a time zone; the same input and stamp give the same bytes.
    Only the fonts inside typst are used, so that a report looks the same on every machine.

    Raises:
        UserError: the file cannot be written, or a name holds characters that these fonts lack.
    """
    data = json.dumps(page_data(result, key_frames, patient, created), ensure_ascii=True, allow_nan=False)
    try:
        pdf = typst.compile(
            ui_dir() / "report" / "report.typ",
            format="pdf",
            sys_inputs={"data": data},
            pdf_standards=["ua-1", "a-2a"],
            ignore_system_fonts=True,
            timestamp=created,
        )
    except typst.TypstError as error:
        missing = sorted(set(_MISSING_GLYPH.findall(error.diagnostic)))
        if not missing:
            raise
        raise UserError(
            f"The report's font has no sign for {' '.join(missing)}, used in the patient's data, the file name or a "
            f"warning: write these in Latin, Greek or Cyrillic letters."
        ) from error
    write_whole(path, pdf)
