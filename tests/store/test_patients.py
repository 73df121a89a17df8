"""Patients on the encrypted file and on PostgreSQL alike."""

from datetime import date, timedelta

import pytest
from records import ANNA

from tfcollab.errors import UserError
from tfcollab.store.models import Role, Sex
from tfcollab.store.patients import PatientData, add_patient, change_patient, find_patients, patient
from tfcollab.store.store import LOST_UPDATE

NAMES = (
    "Anna Müster-山田",
    "Ζωή Παπαδοπούλου",
    "Олена Шевченко",
    "김철수",
    "محمد علي",
    "שרה לוי",
    "<b>O'Neil</b>",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "a\u202eb\u200f",
    "Robert'); DROP TABLE patient;--",
    "tab\tand\x07bell",
    "long " * 2000,
)


def test_what_is_typed_of_a_patient_comes_back_as_it_was(station) -> None:
    store = station(Role.CLINICIAN)
    for number, name in enumerate(NAMES):
        data = PatientData(name, date(1950, 1, 1), Sex.FEMALE, {"hospital": f"H-{number}", "sys'tem": name[:100]})
        assert patient(store, add_patient(store, data).id).data == data


def test_patients_are_found_as_one_types(station) -> None:
    store = station(Role.CLINICIAN)
    for number, name in enumerate(NAMES):
        add_patient(store, PatientData(name, external_ids={"hospital": f"H-{4700 + number}"}))

    def found(typed: str) -> list[str]:
        return [view.data.name for view in find_patients(store, typed) if view.data]

    assert found("mus") == found("MÜS") == found("müster an") == found("山") == [NAMES[0]]
    assert found("4701") == found("ζωη π") == [NAMES[1]]
    assert found("шевч") == [NAMES[2]]
    assert found("철") == [NAMES[3]]
    assert found("uster") == []
    assert found("%") == found("_") == found("\\") == found("")
    assert len(found("")) == len(NAMES)
    assert found("anna%") == [NAMES[0]]


def test_a_search_gives_fifty_at_most_in_order(station) -> None:
    store = station(Role.CLINICIAN)
    for number in range(60):
        add_patient(store, PatientData(f"Test {number:02}"))
    names = [view.data.name for view in find_patients(store, "test") if view.data]
    assert names == [f"Test {number:02}" for number in range(50)]


def test_a_lost_update_is_refused(station) -> None:
    one, other = station(Role.CLINICIAN), station(Role.CLINICIAN)
    anna = add_patient(one, ANNA)
    changed = change_patient(other, anna.id, anna.version, PatientData("Anna Neu", ANNA.birth_date), "married")
    with pytest.raises(UserError) as refused:
        change_patient(one, anna.id, anna.version, PatientData("Anna Alt"))
    assert str(refused.value) == LOST_UPDATE
    assert patient(one, anna.id).data == PatientData("Anna Neu", ANNA.birth_date)
    again = change_patient(one, anna.id, changed.version, PatientData("Anna Alt"))
    assert again.version == changed.version + 1
    assert one.verify_audit().intact


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (PatientData(" \n"), "needs a name"),
        (PatientData("a\0b"), "cannot be kept"),
        (PatientData("half \ud800"), "cannot be kept"),
        (PatientData("x" * 100_001), "longer than"),
        (PatientData("Anna", date.today() + timedelta(days=2)), "yet to come"),
        (PatientData("Anna", external_ids={"hospital": "x" * 201}), "longer than 200"),
        (PatientData("Berta", external_ids={"hospital": "H-4711"}), "Another patient has this external id"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(station, data: PatientData, sentence: str) -> None:
    store = station(Role.CLINICIAN)
    add_patient(store, ANNA)
    with pytest.raises(UserError, match=sentence):
        add_patient(store, data)
    assert len(find_patients(store, "")) == 1


def test_external_ids_change_with_the_patient(station) -> None:
    store = station(Role.CLINICIAN)
    anna = add_patient(store, ANNA)
    ids = {"hospital": "H-1", "insurance": "I-2"}
    anna = change_patient(store, anna.id, anna.version, PatientData("Anna", external_ids=ids))
    assert patient(store, anna.id).data == PatientData("Anna", external_ids=ids)
    change_patient(store, anna.id, anna.version, PatientData("Anna"))
    add_patient(store, PatientData("Berta", external_ids=ids))
    assert [view.data.name for view in find_patients(store, "h-1") if view.data] == ["Berta"]


def test_a_researcher_sees_nothing_that_says_who_it_is(station) -> None:
    anna = add_patient(station(Role.CLINICIAN), ANNA)
    researcher = station(Role.RESEARCHER)
    views = [patient(researcher, anna.id), *find_patients(researcher, ""), *find_patients(researcher, anna.pseudonym)]
    assert len(views) == 3
    for view in views:
        assert view.data is None
        assert not any(part in repr(view) for part in ("Anna", "1970", "4711"))
    # finding by name would tell whose pseudonym it is
    assert find_patients(researcher, "Anna") == find_patients(researcher, "4711") == ()
    with pytest.raises(UserError, match="A researcher may not do this"):
        change_patient(researcher, anna.id, anna.version, PatientData("x"))


def test_an_unknown_patient_is_told_in_a_sentence(station) -> None:
    with pytest.raises(UserError, match="not in the exam record"):
        patient(station(Role.CLINICIAN), "nobody")
