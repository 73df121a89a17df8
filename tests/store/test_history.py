"""A patient's eye over time, and one eye against the other."""

from datetime import timedelta

import pytest
from records import ANNA, MONDAY, document, recording

from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import ChangeKind, RepeatabilityLimit
from tfcollab.store.exams import add_visit, exclude, save_exam
from tfcollab.store.history import compare_eyes, eye_history
from tfcollab.store.models import Role
from tfcollab.store.patients import add_patient


def measured(*times_s: float) -> list[tuple[str, float]]:
    return [("measured", time_s) for time_s in times_s]


def test_history_gives_the_medians_of_all_visits_and_what_changed(station) -> None:
    store = station(Role.CLINICIAN)
    anna = add_patient(store, ANNA)
    later = add_visit(store, anna.id, MONDAY + timedelta(days=30))
    first = add_visit(store, anna.id, MONDAY)
    save_exam(store, first, recording(), document(*measured(4.0, 5.0, 6.0)))
    save_exam(store, later, recording(), document(*measured(8.0, 9.0)))
    # another recording of the same eye counts with it; its third measurement is excluded
    second = save_exam(store, later, recording(), document(*measured(9.5, 9.9, 30.0)))
    exclude(store, second.recording_id, 1, 3, "eye moved")
    save_exam(store, first, recording("OS"), document(*measured(7.0), eye="OS"))
    one, two = eye_history(store, anna.id, Eye.OD)
    assert (one.at, one.day, one.repeats.median_s, one.change) == (MONDAY, 0, 5.0, None)
    assert (two.day, two.repeats.measured, two.excluded, len(two.recording_ids)) == (30, 4, 1, 2)
    assert two.repeats.median_s == pytest.approx(9.25)
    assert two.change is not None
    # both below 10 s, three and more measurements each: the limit is 4.6 s
    assert (two.change.kind, two.change.limit_s) == (ChangeKind.WITHIN, 4.6)
    assert two.change.difference_s == pytest.approx(4.25)
    own = RepeatabilityLimit((3.0, 2.5, 2.0), (3.0, 2.5, 2.0), source="our own retest, 2026")
    changed = eye_history(store, anna.id, Eye.OD, own)[1].change
    assert changed is not None
    assert (changed.kind, changed.source) == (ChangeKind.LONGER, "our own retest, 2026")


def test_one_eye_is_held_against_the_other(station) -> None:
    store = station(Role.CLINICIAN)
    visit = add_visit(store, add_patient(store, ANNA).id, MONDAY)
    save_exam(store, visit, recording(), document(*measured(12.0, 12.0, 12.0)))
    assert compare_eyes(store, visit).kind is ChangeKind.NOT_KNOWN
    save_exam(store, visit, recording("OS"), document(*measured(1.0, 1.0, 1.0), eye="OS"))
    found = compare_eyes(store, visit)
    assert (found.kind, found.difference_s, found.limit_s) == (ChangeKind.SHORTER, -11.0, 10.0)


def test_a_researcher_gets_days_for_dates(station) -> None:
    store = station(Role.CLINICIAN)
    anna = add_patient(store, ANNA)
    for day in (0, 11):
        visit = add_visit(store, anna.id, MONDAY + timedelta(days=day))
        save_exam(store, visit, recording(), document(*measured(5.0)))
    seen = eye_history(station(Role.RESEARCHER), anna.id, Eye.OD)
    assert [(visit.at, visit.day) for visit in seen] == [(None, 0), (None, 11)]
    assert "2026" not in repr([visit.at for visit in seen])
