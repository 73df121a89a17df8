"""Saving results, and changing them by new versions, on the encrypted file and on PostgreSQL alike."""

import importlib.util
import threading
from pathlib import Path

import pytest
from records import ANNA, MONDAY, SHA256, THREE, document, filled, recording

from tfcollab.errors import UserError
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.report.document import to_document
from tfcollab.store.exams import (
    NewRecording,
    add_visit,
    correct,
    exclude,
    include,
    save_exam,
    save_reanalysis,
)
from tfcollab.store.models import Change, Role
from tfcollab.store.patients import add_patient
from tfcollab.store.results import result_document, versions
from tfcollab.store.store import LOST_UPDATE, Store


def test_a_document_comes_back_whole_with_its_provenance(station) -> None:
    store = station(Role.CLINICIAN)
    _, saved = filled(store)
    assert result_document(store, saved.recording_id) == document(*THREE)
    (version,) = versions(store, saved.recording_id)
    assert (version.number, version.change, version.author) == (1, Change.ANALYSED, store.user.name)
    assert (version.program_version, version.provider) == ("0.1.0", "CPUExecutionProvider")
    assert version.models == ({"task": "segment", "name": "s0", "version": "1", "sha256": "1" * 64},)
    assert [held.time.text() for held in version.measurements] == ["5.0 s", "7.0 s", "> 9.0 s"]


def test_a_real_result_of_the_chain_is_kept(store: Store) -> None:
    spec = importlib.util.spec_from_file_location("results", Path(__file__).parents[1] / "report" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    # dataclasses look their module up
    import sys

    sys.modules["results"] = made
    spec.loader.exec_module(made)
    whole = to_document(made.read(made.TYPICAL).result)
    visit = add_visit(store, add_patient(store, ANNA).id, MONDAY)
    saved = save_exam(store, visit, NewRecording("OD", "a.tfv", "ab" * 32, 513, 0.0, 25.6), whole)
    assert result_document(store, saved.recording_id) == whole
    times = [held.time.text() for held in versions(store, saved.recording_id)[0].measurements]
    assert times == [found["first_breakup"]["text"] for found in whole["measurements"]]


def test_every_change_is_a_new_version_with_who_and_why(station) -> None:
    store, other = station(Role.CLINICIAN), station(Role.ADMINISTRATOR)
    _, saved = filled(store)
    saved = exclude(store, saved.recording_id, saved.version, 2, "a lash")
    saved = correct(other, saved.recording_id, saved.version, 3, BreakupTime(TimeKind.MEASURED, 8.2), "seen on video")
    saved = include(store, saved.recording_id, saved.version, 2, "no lash after all")
    saved = save_reanalysis(store, saved.recording_id, saved.version, document(("measured", 6.0)), "new model")
    held = versions(store, saved.recording_id)
    assert [(version.number, version.change, version.author, version.reason) for version in held] == [
        (1, "analysed", store.user.name, ""),
        (2, "excluded", store.user.name, "a lash"),
        (3, "corrected", other.user.name, "seen on video"),
        (4, "included", store.user.name, "no lash after all"),
        (5, "reanalysed", store.user.name, "new model"),
    ]
    assert [[one.excluded for one in version.measurements] for version in held] == [
        [False, False, False],
        [False, True, False],
        [False, True, False],
        [False, False, False],
        [False],
    ]
    assert [version.measurements[-1].time.text() for version in held] == ["> 9.0 s"] * 2 + ["8.2 s (by hand)"] * 2 + [
        "6.0 s"
    ]
    assert [version.measurements[-1].corrected for version in held] == [False, False, True, True, False]
    # the old document stays beside the new one
    assert result_document(store, saved.recording_id, 4) == document(*THREE)
    assert result_document(store, saved.recording_id) == document(("measured", 6.0))
    assert store.verify_audit().intact


def test_two_who_change_one_result_never_lose_either_change(station) -> None:
    one, other = station(Role.CLINICIAN), station(Role.CLINICIAN)
    _, saved = filled(one)
    exclude(other, saved.recording_id, saved.version, 1, "blur")
    with pytest.raises(UserError) as refused:
        exclude(one, saved.recording_id, saved.version, 2, "lash")
    assert str(refused.value) == LOST_UPDATE
    assert [version.reason for version in versions(one, saved.recording_id)] == ["", "blur"]


def test_of_two_at_the_very_same_time_one_wins_and_the_other_is_told(station) -> None:
    stores = [station(Role.CLINICIAN) for _ in range(4)]
    _, saved = filled(stores[0])
    start, told = threading.Barrier(len(stores)), []

    def change(store: Store) -> None:
        start.wait()
        try:
            exclude(store, saved.recording_id, saved.version, 1, store.user.name)
            told.append("kept")
        except UserError as error:
            told.append(str(error))

    threads = [threading.Thread(target=change, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == sorted([LOST_UPDATE] * 3 + ["kept"])
    assert len(versions(stores[0], saved.recording_id)) == 2
    assert stores[0].verify_audit().intact


def test_a_result_of_another_recording_or_form_is_refused_whole(station) -> None:
    store = station(Role.CLINICIAN)
    visit = add_visit(store, add_patient(store, ANNA).id, MONDAY)
    for wrong in (
        document(*THREE, sha256="cd" * 32),
        document(*THREE, eye="OS"),
        document(*THREE) | {"version": 2},
    ):
        with pytest.raises(UserError, match="analyse the recording again"):
            save_exam(store, visit, recording(), wrong)
    with pytest.raises(UserError, match="visit is not in the exam record"):
        save_exam(store, "none", recording(), document(*THREE))
    with store.unit() as unit:
        from tfcollab.store.models import Recording

        assert unit.session.query(Recording).count() == 0


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_change_without_a_reason_is_refused(store: Store, reason: str) -> None:
    _, saved = filled(store)
    with pytest.raises(UserError, match="Say why"):
        exclude(store, saved.recording_id, saved.version, 1, reason)


@pytest.mark.parametrize("seconds", [-1.0, 3600.0, float("nan"), None])
def test_a_corrected_time_that_cannot_be_is_refused(store: Store, seconds: float | None) -> None:
    _, saved = filled(store)
    with pytest.raises(UserError, match="between 0 and 3600 s"):
        correct(store, saved.recording_id, 1, 1, BreakupTime(TimeKind.MEASURED, seconds), "x")


def test_a_measurement_that_is_not_there_is_told(store: Store) -> None:
    _, saved = filled(store)
    with pytest.raises(UserError, match="no measurement 9"):
        exclude(store, saved.recording_id, 1, 9, "x")
    with pytest.raises(UserError, match="no version 7"):
        result_document(store, saved.recording_id, 7)


def test_a_researcher_gets_results_without_names_dates_and_words(station) -> None:
    _, saved = filled(station(Role.CLINICIAN))
    researcher = station(Role.RESEARCHER)
    held = result_document(researcher, saved.recording_id)
    assert "Muster" not in repr(held)
    assert held["source"]["name"] == "recording"
    assert held["source"]["sha256"] == SHA256
    (version,) = versions(researcher, saved.recording_id)
    assert (version.at, version.author, version.reason) == (None, None, None)
    with pytest.raises(UserError, match="A researcher may not"):
        exclude(researcher, saved.recording_id, 1, 1, "x")
