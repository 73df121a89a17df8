"""A patient's page: every visit with its recordings, and what is held to be true of each."""

from datetime import timedelta

from records import ANNA, MONDAY, THREE, document, recording
from sqlalchemy import event

from tfcollab.exam.frame import Eye
from tfcollab.store.exams import add_visit, exclude, save_exam
from tfcollab.store.models import Role
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.store import Store
from tfcollab.store.visit_recordings import visit_recordings


def with_visits(store: Store, count: int, data: PatientData = ANNA) -> str:
    """A patient with both eyes recorded at each of so many visits; the first measurement of each OD is left out."""
    patient_id = add_patient(store, data).id
    for day in range(count):
        visit = add_visit(store, patient_id, MONDAY + timedelta(days=day))
        saved = save_exam(store, visit, recording(), document(*THREE))
        exclude(store, saved.recording_id, saved.version, 1, "moved")
        save_exam(store, visit, recording("OS"), document(*THREE, eye="OS"))
    return patient_id


def test_every_visit_has_its_recordings_with_the_current_version(station) -> None:
    store = station(Role.CLINICIAN)
    seen = visit_recordings(store, with_visits(store, 3))
    assert [visit.at for visit in seen] == [MONDAY + timedelta(days=day) for day in range(3)]
    assert [visit.day for visit in seen] == [0, 1, 2]
    for visit in seen:
        first, second = visit.recordings
        assert (first.eye, second.eye) == (Eye.OD, Eye.OS)
        assert (first.version, second.version) == (2, 1)
        assert [held.excluded for held in first.measurements] == [True, False, False]


def test_it_takes_as_many_queries_for_a_few_visits_as_for_many(store: Store) -> None:
    counts = []
    for visits in (1, 7):
        patient_id = with_visits(store, visits, PatientData(f"Number {visits}"))
        asked: list[str] = []

        def note(_: object, __: object, statement: str, *___: object, asked: list[str] = asked) -> None:
            asked.append(statement)

        event.listen(store._engine, "before_cursor_execute", note)
        assert len(visit_recordings(store, patient_id)) == visits
        event.remove(store._engine, "before_cursor_execute", note)
        counts.append(len(asked))
    assert counts[0] == counts[1]
