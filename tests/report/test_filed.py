"""Reports on a real record: what the page says, what is attached to it, and what may be signed."""

from datetime import date, timedelta

import cv2
import numpy as np
import pytest
from filing import INSIDE_ALONE, attached, clock, drafted, pdf_of, text_of
from records import MONDAY, document, recording

from tfcollab.errors import UserError
from tfcollab.exam.clinic import Clinic, Paper
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import RepeatabilityLimit
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.report.filed import amend_report, redraft_report, sign_report
from tfcollab.report.fonts import choose
from tfcollab.report.gathered import gather
from tfcollab.report.logo import checked_logo
from tfcollab.report.page_texts import INTENDED_USE
from tfcollab.report.patient_content import Edition, content
from tfcollab.report.patient_pages import pages
from tfcollab.report.typesetting import set_pdf
from tfcollab.store.clinic import clinic, repeatability_limit, set_clinic, set_repeatability_limit
from tfcollab.store.exams import add_visit, correct, exclude, save_exam
from tfcollab.store.patients import PatientData, add_patient, change_patient, patient
from tfcollab.store.report_models import ReportState
from tfcollab.store.report_views import Subject
from tfcollab.store.reports import report_content, report_pdf
from tfcollab.store.visit_texts import save_questionnaire


def test_both_eyes_stand_side_by_side_with_everything(store, examined, tmp_path) -> None:
    anna, visit = examined
    pdf = pdf_of(store, drafted(store, Subject(anna, visit)), tmp_path)
    text = text_of(pdf)
    for expected in (
        "Łukasz Παππάς",
        "H-4711",
        "1961-04-30",
        "2026-03-02 09:30 UTC",
        "OD (right eye)",
        "OS (left eye)",
        "Draft, not signed. Version 1, made by Dr. Ada on 2026-03-04 09:30 UTC.",
        "OSDI 32.5 severe Not answered: 4, 8.",
        "Schiffman et al.",
        "A gap from 3.2 s.",
        "A value below the cut-off is not a diagnosis",
        "Repeatability limit used: the program's own.",
        "SHA-256 " + "ab" * 32,
        "result version 1 (analysed, by Dr. Ada)",
        "a break-up counts when it lasts 0.2 s",
        "First visit of this eye.",
        "Learned from Synthetic eye only.",
    ):
        assert expected in text
    assert text.count(INTENDED_USE) == len(pdf.pages) + 1
    # censored times are bounds wherever they stand
    assert 0 < text.count("8.3 s") == text.count("> 8.3 s")
    assert "> 7.9 s" in text


def test_it_is_tagged_archivable_and_carries_its_data(store, examined, tmp_path) -> None:
    anna, visit = examined
    report = drafted(store, Subject(anna, visit))
    pdf = pdf_of(store, report, tmp_path)
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    data = attached(pdf)
    assert data == report_content(store, report.id, 1)
    assert data["patient"]["name"] == "Łukasz Παππάς"
    assert data["report"]["report_id"] == report.id
    assert [held["eye"] for held in data["recordings"]] == ["OD", "OS"]
    assert {one for eye in data["visits"][0]["eyes"].values() for one in eye["result_ids"]} == set(
        report.last.result_ids
    )
    assert data["recordings"][0]["measurements"][2]["first_breakup"] == {
        "kind": "censored",
        "seconds": 8.35,
        "text": "> 8.3 s",
    }


def test_one_eye_is_a_report_of_its_own(store, examined, tmp_path) -> None:
    anna, visit = examined
    report = drafted(store, Subject(anna, visit, Eye.OS))
    text = text_of(pdf_of(store, report, tmp_path))
    assert "OS (left eye)" in text
    assert "OD" not in text
    assert len(report.last.result_ids) == 1


def test_corrected_and_excluded_measurements_are_called_so(store, examined, tmp_path) -> None:
    anna, visit = examined
    recording_id = attached(pdf_of(store, drafted(store, Subject(anna, visit)), tmp_path))["recordings"][0][
        "recording_id"
    ]
    exclude(store, recording_id, 1, 4, "eye moved")
    correct(store, recording_id, 2, 2, BreakupTime(TimeKind.MEASURED, 6.1), "lash")
    pdf = pdf_of(store, drafted(store, Subject(anna, visit, Eye.OD)), tmp_path)
    text = text_of(pdf)
    assert "corrected; the program said 5.2 s" in text
    assert "excluded from the median" in text
    # of 6.1 s and > 8.3 s
    assert "> 7.2 s" in text
    assert "Fewer than three measurements" in text
    assert attached(pdf)["recordings"][0]["measurements"][1]["program_said"] == "5.2 s"


def test_the_signed_version_says_who_and_when_and_an_amendment_what_and_why(store, examined, tmp_path) -> None:
    anna, _ = examined
    report = drafted(store, Subject(anna))
    signed = sign_report(store, report.id, 1, INSIDE_ALONE, clock)
    text = text_of(pdf_of(store, signed, tmp_path))
    assert "Signed by Dr. Ada (administrator) on 2026-03-04 09:30 UTC. Version 2." in text
    assert "not signed" not in text
    kept = report_pdf(store, report.id, 2)
    data = PatientData("Lukas Pappas", date(1961, 4, 30))
    change_patient(store, anna, patient(store, anna).version, data)
    amended = amend_report(store, report.id, 2, "The name was misspelt.", INSIDE_ALONE, clock)
    text = text_of(pdf_of(store, amended, tmp_path))
    assert "Amendment of version 2, which was signed before. Reason: The name was misspelt." in text
    assert "Lukas Pappas" in text
    final = sign_report(store, report.id, 3, INSIDE_ALONE, clock)
    text = text_of(pdf_of(store, final, tmp_path))
    assert "Signed by Dr. Ada" in text
    assert "Amendment of version 2" in text
    assert report_pdf(store, report.id, 2) == kept


@pytest.mark.parametrize("what", ["patient", "questionnaire", "clinic", "limit"])
def test_a_draft_is_not_signed_once_the_record_says_something_else(store, examined, what: str) -> None:
    anna, visit = examined
    report = drafted(store, Subject(anna))
    changes = {
        "patient": lambda: change_patient(store, anna, patient(store, anna).version, PatientData("Other")),
        "questionnaire": lambda: save_questionnaire(store, visit, "OSDI", [1] * 12, "misread"),
        "clinic": lambda: set_clinic(store, clinic(store).number, Clinic("Eyes")),
        "limit": lambda: set_repeatability_limit(store, repeatability_limit(store).number, RepeatabilityLimit(), "new"),
    }
    changes[what]()
    with pytest.raises(UserError, match="The record has changed since this draft"):
        sign_report(store, report.id, 1, INSIDE_ALONE, clock)
    redraft_report(store, report.id, 1, INSIDE_ALONE, clock)
    assert sign_report(store, report.id, 2, INSIDE_ALONE, clock).last.number == 3


def test_the_same_record_and_edition_give_the_same_bytes(store, examined) -> None:
    found = gather(store, Subject(*examined))
    edition = Edition("0" * 32, 1, ReportState.DRAFT, "Ada", "clinician", clock())
    fonts = choose([], INSIDE_ALONE)
    shown = [pages(found, edition, content(found, edition)) for _ in range(2)]
    made = [set_pdf("patient.typ", page, fonts, clock(), ("ua-1", "a-3a")) for page in shown]
    assert made[0] == made[1]


@pytest.mark.parametrize(("paper", "size_pt"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612.0, 792.0))])
def test_clinic_logo_and_paper(store, examined, tmp_path, paper: Paper, size_pt: tuple[float, float]) -> None:
    picture = cv2.imencode(".png", np.full((40, 120, 3), 90, np.uint8))[1].tobytes()
    set_clinic(store, 0, Clinic("Eye Clinic *North*", "1 #Lake Rd", paper, logo=checked_logo(picture)))
    pdf = pdf_of(store, drafted(store, Subject(*examined)), tmp_path)
    assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(size_pt, abs=0.01)
    assert "Eye Clinic *North* 1 #Lake Rd" in text_of(pdf)
    assert len(pdf.pages[0].images) == 1


@pytest.mark.parametrize("visits", [1, 2, 12])
def test_follow_up_shows_each_visit_judged_by_the_stated_limit(store, tmp_path, visits: int) -> None:
    anna = add_patient(store, PatientData("Anna"))
    set_repeatability_limit(store, 0, RepeatabilityLimit((3.0, 2.5, 2.0), (2.0, 1.5, 1.0), 8.0, "own retest"), "ours")
    for number in range(visits):
        visit = add_visit(store, anna.id, MONDAY + timedelta(days=30 * number))
        kinds = [("censored", 9.0)] * 3 if number == 3 else [("measured", 5.0 + 0.7 * number)] * 3
        save_exam(store, visit, recording(), document(*kinds))
        save_questionnaire(store, visit, "DEQ-5", [2, 1, 3, 4, number % 5])
    report = drafted(store, Subject(anna.id))
    text = text_of(pdf_of(store, report, tmp_path))
    assert len(report.last.result_ids) == visits
    assert text.count("DEQ-5 1") == visits
    assert "Repeatability limit used: no. 1 of this clinic, set by Dr. Ada on" in text
    assert "Source: own retest." in text
    assert "1 2026-03-02 5.0 s 3 measured – – first visit" in text
    if visits == 1:
        assert "One visit: there is nothing yet to compare it with." in text
        return
    assert "2 2026-04-01 5.7 s 3 measured +0.7 s 1 s within repeatability" in text
    if visits == 12:
        assert "4 2026-05-31 > 9.0 s 3 censored ≥ +2.6 s 2 s longer beyond repeatability" in text
        assert "5 2026-06-30 7.8 s 3 measured not known (censored) 2 s not known" in text
        assert "12 2027-01-26 12.7 s 3 measured +0.7 s 2 s within repeatability" in text


def test_what_was_not_recorded_cannot_be_reported_on(store) -> None:
    anna = add_patient(store, PatientData("Anna"))
    visit = add_visit(store, anna.id, MONDAY)
    with pytest.raises(UserError, match="There is no recording"):
        drafted(store, Subject(anna.id, visit))
    with pytest.raises(UserError, match="not one of the patient's"):
        drafted(store, Subject(anna.id, "0" * 32))
