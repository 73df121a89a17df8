"""What a clinic sets for its reports, and the limit by which changes are judged."""

from datetime import timedelta

import pytest
from records import ANNA, MONDAY, document, recording

from tfcollab.errors import UserError
from tfcollab.exam.clinic import Clinic, HanForms, Logo, LogoKind, Paper
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import ChangeKind, RepeatabilityLimit
from tfcollab.store.clinic import clinic, repeatability_limit, set_clinic, set_repeatability_limit
from tfcollab.store.exams import add_visit, save_exam
from tfcollab.store.history import compare_eyes, eye_history
from tfcollab.store.models import Role
from tfcollab.store.patients import add_patient

OURS = Clinic("眼科 Müller", "1 Lake Rd", Paper.LETTER, HanForms.JAPANESE, Logo(LogoKind.PNG, b"\x89PNG"))
OWN_LIMIT = RepeatabilityLimit((3.0, 2.5, 2.0), (2.0, 1.5, 1.0), 8.0, "our own retest, 2026")


def test_the_clinic_is_kept_and_each_change_is_in_the_trail(station) -> None:
    store = station(Role.ADMINISTRATOR)
    assert clinic(store).number == 0
    assert clinic(store).clinic == Clinic()
    assert set_clinic(store, 0, OURS).clinic == OURS
    assert set_clinic(store, 1, Clinic("Eyes")).number == 2
    last = store.audit_entries()[-1]
    assert (last["action"], last["entity"]) == ("change", "clinic")
    assert '"paper": "us-letter"' in last["old"]
    assert '"name": "Eyes"' in last["new"]
    assert clinic(station(Role.CLINICIAN)).clinic == Clinic("Eyes")


def test_a_clinic_that_somebody_else_changed_is_not_overwritten(station) -> None:
    one, other = station(Role.ADMINISTRATOR), station(Role.ADMINISTRATOR)
    seen = clinic(one).number
    set_clinic(other, seen, OURS)
    with pytest.raises(UserError, match="Somebody else changed this"):
        set_clinic(one, seen, Clinic("Mine"))
    assert clinic(one).clinic == OURS


def test_only_administrators_set_the_clinic_and_only_clinicians_the_limit(station) -> None:
    with pytest.raises(UserError, match="clinician may not"):
        set_clinic(station(Role.CLINICIAN), 0, OURS)
    with pytest.raises(UserError, match="researcher may not"):
        set_repeatability_limit(station(Role.RESEARCHER), 0, OWN_LIMIT, "measured")


def test_texts_that_cannot_be_printed_are_refused(station) -> None:
    store = station(Role.ADMINISTRATOR)
    with pytest.raises(UserError, match="The clinic's address is longer than 500"):
        set_clinic(store, 0, Clinic("", "x" * 501))
    with pytest.raises(UserError, match="cannot be kept"):
        set_clinic(store, 0, Clinic("a\0b"))


def test_the_limit_that_holds_judges_histories_and_eyes(station) -> None:
    store = station(Role.CLINICIAN)
    anna = add_patient(store, ANNA)
    for days, time_s in enumerate((5.0, 7.0)):
        visit = add_visit(store, anna.id, MONDAY + timedelta(days=days))
        for eye in ("OD", "OS"):
            times = [("measured", time_s + (eye == "OS"))] * 3
            save_exam(store, visit, recording(eye), document(*times, eye=eye))
    assert repeatability_limit(store).number == 0
    change = eye_history(store, anna.id, Eye.OD)[1].change
    assert change is not None
    assert (change.kind, change.limit_s) == (ChangeKind.WITHIN, 4.6)
    held = set_repeatability_limit(store, 0, OWN_LIMIT, "measured here")
    assert (held.number, held.limit, held.author, held.reason) == (1, OWN_LIMIT, store.user.name, "measured here")
    change = eye_history(store, anna.id, Eye.OD)[1].change
    assert change is not None
    assert (change.kind, change.limit_s, change.source) == (ChangeKind.LONGER, 1.0, "our own retest, 2026")
    assert compare_eyes(store, visit).limit_s == 2.0


def test_a_limit_needs_a_reason_and_the_state_that_was_seen(station) -> None:
    store = station(Role.CLINICIAN)
    with pytest.raises(UserError, match="Say why"):
        set_repeatability_limit(store, 0, OWN_LIMIT, " ")
    set_repeatability_limit(store, 0, OWN_LIMIT, "measured")
    with pytest.raises(UserError, match="Somebody else changed this"):
        set_repeatability_limit(store, 0, RepeatabilityLimit(), "no")
    assert repeatability_limit(store).limit == OWN_LIMIT
