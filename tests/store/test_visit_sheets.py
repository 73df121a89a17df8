"""What was said in a patient's visits, as a screen shows it."""

from datetime import timedelta

import pytest
from records import ANNA, MONDAY, document, filled, recording

from tfcollab.errors import UserError
from tfcollab.store.audit import Action
from tfcollab.store.exams import add_visit, save_exam
from tfcollab.store.models import Role
from tfcollab.store.patients import add_patient
from tfcollab.store.visit_sheets import begin_visit, begun_visit, note_versions, said_in_visits, visit_sheets
from tfcollab.store.visit_texts import add_note, change_note, save_questionnaire


def test_each_filling_in_is_told_with_who_and_when_the_last_one_first(station) -> None:
    store = station(Role.CLINICIAN)
    visit, _ = filled(store)
    save_questionnaire(store, visit, "OSDI", [2] * 12)
    save_questionnaire(store, visit, "OSDI", [1] * 12, "mistyped")
    save_questionnaire(store, visit, "DEQ-5", [1, 1, 1, 1, 0])
    note = add_note(store, visit, "blinks often")
    found = visit_sheets(store, visit)
    assert [(held.filled.instrument, held.filled.number) for held in found.sheets] == [
        ("DEQ-5", 1),
        ("OSDI", 2),
        ("OSDI", 1),
    ]
    assert {held.author for held in found.sheets} == {store.user.name}
    assert all(held.at.endswith("Z") for held in found.sheets)
    assert found.notes == (note,)


def test_of_each_visit_the_last_scores_and_the_notes_are_told(station) -> None:
    store = station(Role.CLINICIAN)
    patient = add_patient(store, ANNA).id
    first, second, _ = (add_visit(store, patient, MONDAY + timedelta(days=days)) for days in (0, 30, 60))
    save_questionnaire(store, first, "OSDI", [2] * 12)
    save_questionnaire(store, first, "OSDI", [1] * 12, "mistyped")
    for text in ("one", "two"):
        add_note(store, second, text)
    said = said_in_visits(store, patient)
    assert said.keys() == {first, second}
    assert [(held.number, held.score.score) for held in said[first].filled] == [(2, 25.0)]
    assert (said[first].notes, said[second].notes, said[second].filled) == (0, 2, ())


def test_a_note_s_earlier_texts_are_read_from_the_trail(station) -> None:
    one, other = station(Role.CLINICIAN), station(Role.CLINICIAN)
    visit, _ = filled(one)
    note = add_note(one, visit, 'blinks "often"\nérythème')
    change_note(other, note.id, note.version, "blinks rarely")
    told = [(held.text, held.author) for held in note_versions(one, note.id)]
    assert told == [('blinks "often"\nérythème', one.user.name), ("blinks rarely", other.user.name)]


def test_an_exam_joins_the_visit_that_a_questionnaire_began_that_day(station) -> None:
    store = station(Role.CLINICIAN)
    patient = add_patient(store, ANNA).id
    assert begun_visit(store, patient, MONDAY) == ""
    begun = begin_visit(store, patient, MONDAY)
    assert begun_visit(store, patient, MONDAY + timedelta(hours=1)) == begun
    assert begin_visit(store, patient, MONDAY + timedelta(hours=2)) == begun
    # the next day, and once something was recorded, there is a new one
    assert begin_visit(store, patient, MONDAY + timedelta(days=1)) != begun
    later = begin_visit(store, patient, MONDAY + timedelta(days=30))
    save_exam(store, later, recording(), document(("measured", 5.0)))
    assert begin_visit(store, patient, MONDAY + timedelta(days=30, hours=1)) != later


def test_a_researcher_sees_none_of_it(station) -> None:
    clinician = station(Role.CLINICIAN)
    visit, _ = filled(clinician)
    note = add_note(clinician, visit, "blinks often")
    researcher = station(Role.RESEARCHER)
    for forbidden in (
        lambda: visit_sheets(researcher, visit),
        lambda: said_in_visits(researcher, "x"),
        lambda: note_versions(researcher, note.id),
        lambda: begun_visit(researcher, "x", MONDAY),
        lambda: begin_visit(researcher, "x", MONDAY),
    ):
        with pytest.raises(UserError, match="A researcher may not"):
            forbidden()


def test_reading_is_entered_in_the_trail(station) -> None:
    store, administrator = station(Role.CLINICIAN), station(Role.ADMINISTRATOR)
    visit, _ = filled(store)
    note = add_note(store, visit, "blinks often")
    visit_sheets(store, visit)
    note_versions(store, note.id)
    last = administrator.audit_entries()[-2:]
    assert [(entry["action"], entry["entity"], entry["entity_id"]) for entry in last] == [
        (Action.VIEW, "visit", visit),
        (Action.VIEW, "note", note.id),
    ]
