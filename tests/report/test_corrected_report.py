"""A report of a corrected recording says who changed what."""

import csv
from datetime import UTC, datetime

from pypdf import PdfReader

from tfcollab.exam.corrections import Correction, Decision, Judge, MoveBreakup
from tfcollab.exam.corrections_apply import corrected
from tfcollab.report.key_frames import KeyFrames
from tfcollab.report.pdf import write_pdf
from tfcollab.report.tables import write_measurements

CHANGES = (
    Correction(MoveBreakup(2, 120), "Ada", "begins earlier"),
    Correction(Judge(4, Decision.REJECTED), "Ada", "eye moved"),
)


def test_the_pdf_names_every_correction_and_whose_it_is(typical, tmp_path):
    write_pdf(
        corrected(typical.result, CHANGES), KeyFrames(), None, tmp_path / "a.pdf", datetime(2026, 1, 2, tzinfo=UTC)
    )
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages).split())
    assert "first break-up of measurement 2 set to frame 120" in text
    assert "Why: begins earlier" in text
    assert "Corrected by a person (Ada): measurement 4 rejected. Why: eye moved" in text
    assert "3.8 s (by hand)" in text


def test_the_table_marks_what_a_person_decided(typical, tmp_path):
    write_measurements(corrected(typical.result, CHANGES), tmp_path / "m.csv")
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["nif_but_by_hand"] for row in rows] == ["no", "yes", "no", "no"]
    assert [row["decision"] for row in rows] == ["", "", "", "rejected"]
    assert rows[1]["nif_but_text"] == "3.8 s (by hand)"
