"""Corrections with their document, as new versions of a result."""

from typing import Any

import pytest
from records import THREE, document, filled

from tfcollab.errors import UserError
from tfcollab.store.corrections import save_corrections
from tfcollab.store.history import eye_history
from tfcollab.store.models import Change, Role
from tfcollab.store.results import result_document, versions
from tfcollab.store.store import LOST_UPDATE

ITEMS = [
    {"change": "move breakup", "measurement": 1, "frame": 131, "who": "Ada", "why": "Mrs Muster blinked"},
    {"change": "rejected", "measurement": 2, "who": "Ada", "why": "gaze"},
]


def changed() -> dict[str, Any]:
    """The third measurement as it was; the first by hand, the second rejected."""
    told = document(*THREE)
    told["corrections"] = {"version": 1, "items": ITEMS}
    told["measurements"][0]["first_breakup"] = {"kind": "measured", "seconds": 4.2, "text": "", "by_hand": True}
    told["measurements"][1]["decision"] = "rejected"
    return told


def test_corrections_are_a_new_version_with_who_and_why(station) -> None:
    store = station(Role.CLINICIAN)
    _, saved = filled(store)
    again = save_corrections(store, saved.recording_id, saved.version, changed(), "seen on video")
    assert again.version == saved.version + 1
    first, second = versions(store, saved.recording_id)
    assert (second.change, second.author, second.reason) == (Change.CORRECTED, store.user.name, "seen on video")
    assert [held.time.text() for held in first.measurements] == ["5.0 s", "7.0 s", "> 9.0 s"]
    assert [held.time.text() for held in second.measurements] == ["4.2 s (by hand)", "7.0 s", "> 9.0 s"]
    assert [held.excluded for held in second.measurements] == [False, True, False]
    assert result_document(store, saved.recording_id)["corrections"]["items"] == ITEMS
    assert "corrections" not in result_document(store, saved.recording_id, 1)


def test_the_history_of_the_eye_goes_by_the_corrected_version(store) -> None:
    _, saved = filled(store)
    save_corrections(store, saved.recording_id, saved.version, changed(), "seen on video")
    from tfcollab.store.models import Recording

    with store.unit() as unit:
        row = unit.session.get(Recording, saved.recording_id)
        assert row is not None
        patient_id = row.visit.patient_id
    (visit,) = eye_history(store, patient_id, "OD")
    assert (visit.corrected, visit.excluded, visit.repeats.measured, visit.repeats.censored) == (1, 1, 1, 1)


def test_a_researcher_sees_neither_who_nor_why(station) -> None:
    clinician, researcher = station(Role.CLINICIAN), station(Role.RESEARCHER)
    _, saved = filled(clinician)
    save_corrections(clinician, saved.recording_id, saved.version, changed(), "seen on video")
    told = result_document(researcher, saved.recording_id)
    assert {(item["who"], item["why"]) for item in told["corrections"]["items"]} == {("withheld", "withheld")}
    with pytest.raises(UserError):
        save_corrections(researcher, saved.recording_id, saved.version + 1, changed(), "why")


def test_corrections_without_a_reason_of_another_analysis_or_after_a_change_are_refused(store) -> None:
    _, saved = filled(store)
    with pytest.raises(UserError, match="Say why"):
        save_corrections(store, saved.recording_id, saved.version, changed(), " ")
    other = changed()
    other["provenance"]["program_version"] = "0.2.0"
    with pytest.raises(UserError, match="another analysis"):
        save_corrections(store, saved.recording_id, saved.version, other, "why")
    save_corrections(store, saved.recording_id, saved.version, changed(), "why")
    with pytest.raises(UserError, match=LOST_UPDATE):
        save_corrections(store, saved.recording_id, saved.version, changed(), "why")
