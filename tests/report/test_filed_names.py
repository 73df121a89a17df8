"""Names on the reports of a record: only text, whole in the data, or refused with the font to install."""

import pytest
from filing import attached, drafted, pdf_of, text_of
from records import MONDAY, document, recording

from tfcollab.errors import UserError
from tfcollab.exam.clinic import Clinic, HanForms
from tfcollab.report.document import to_document
from tfcollab.report.fonts import FontShelf
from tfcollab.store.clinic import set_clinic
from tfcollab.store.exams import add_visit, save_exam
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.report_views import Subject

HOSTILE = '#panic() *b* $x$ <a&b> =1+1 @ref \\ "q" ] [ \u202eRLO\u202c\x07bell a\u200fb'


def test_hostile_names_are_only_text_and_whole_in_the_data(store, tmp_path, typical) -> None:
    anna = add_patient(store, PatientData(HOSTILE, external_ids={"=cmd()": "+1"}))
    save_exam(store, add_visit(store, anna.id, MONDAY), recording(), to_document(typical.result))
    pdf = pdf_of(store, drafted(store, Subject(anna.id)), tmp_path)
    assert '#panic() *b* $x$ <a&b> =1+1 @ref \\ "q" ] [ RLO bell a' in text_of(pdf)
    assert attached(pdf)["patient"] == {
        "name": HOSTILE,
        "birth_date": None,
        "sex": "unknown",
        "external_ids": {"=cmd()": "+1"},
    }


@pytest.mark.parametrize("name", ["Ж" * 10_000, "Hohenlohe " * 1000, "دوست" * 2500])
def test_a_name_of_ten_thousand_letters_is_shortened_on_the_page_and_whole_in_the_data(store, tmp_path, name) -> None:
    anna = add_patient(store, PatientData(name))
    save_exam(store, add_visit(store, anna.id, MONDAY), recording(), document(("measured", 5.0)))
    pdf = pdf_of(store, drafted(store, Subject(anna.id)), tmp_path)
    assert len(pdf.pages) <= 2
    assert "…" in text_of(pdf)
    lines = [line.replace("\u200b", "") for page in pdf.pages for line in page.extract_text().splitlines()]
    assert max(len(line) for line in lines) < 190
    assert attached(pdf)["patient"]["name"] == name


def test_a_name_that_no_font_draws_is_refused_and_nothing_is_kept(store, tmp_path) -> None:
    anna = add_patient(store, PatientData("山田太郎"))
    save_exam(store, add_visit(store, anna.id, MONDAY), recording(), document(("measured", 5.0)))
    set_clinic(store, 0, Clinic(han_forms=HanForms.JAPANESE))
    with pytest.raises(UserError, match=r"the patient's name, with Japanese letters .+ Noto Serif CJK JP"):
        drafted(store, Subject(anna.id))
    assert [entry["entity"] for entry in store.audit_entries()].count("report") == 0
    if "Noto Serif CJK JP" in FontShelf().families:
        assert "山田太郎" in text_of(pdf_of(store, drafted(store, Subject(anna.id), FontShelf()), tmp_path))


def test_names_written_from_right_to_left_stand_in_order(store, tmp_path) -> None:
    anna = add_patient(store, PatientData("דוד לוי"))
    save_exam(store, add_visit(store, anna.id, MONDAY), recording(), document(("measured", 5.0)))
    pdf = pdf_of(store, drafted(store, Subject(anna.id)), tmp_path)
    head = pdf.pages[0].extract_text().splitlines()[0]
    # the isolated name leaves what stands beside it where it is
    assert head.index("Follow-up") < head.index("version 1")
    assert pdf.metadata.title == "Tear film break-up · Follow-up · OD · \u2068דוד לוי\u2069"
