"""An idle record locks itself, lets go of its key, and refuses everything until its user is back."""

import gc
import time
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from records import ANNA, MONDAY, PASSPHRASE, filled

from tfcollab.errors import UserError
from tfcollab.store.exams import add_visit
from tfcollab.store.idle import IdleTimer, running_s
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store, unlock
from tfcollab.store.patients import add_patient, patient
from tfcollab.store.people import change_role
from tfcollab.store.places import Places
from tfcollab.store.record_settings import set_lock_after
from tfcollab.store.store import LOCK_AFTER_S, LOCKED, Store


def idle(store: Store, seconds: float) -> None:
    """As if nobody had used it for so long."""
    store._idle._last_s -= seconds


def test_it_is_due_after_the_limit_and_never_while_something_is_in_use() -> None:
    now_s = 1000.0
    timer = IdleTimer(600, lambda: now_s)
    now_s = 1599.9
    assert not timer.is_due
    with timer.in_use(), timer.in_use():
        now_s = 9000.0
        assert not timer.is_due
    now_s = 9599.0
    assert not timer.is_due
    now_s = 9600.0
    assert timer.is_due


def test_a_clock_that_is_set_back_does_not_keep_it_open(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    started_s = running_s()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert running_s() >= started_s
    store.lock_after_s = 0.05
    time.sleep(0.06)
    with pytest.raises(UserError, match="is locked"):
        add_patient(store, ANNA)


def test_after_ten_minutes_every_call_is_refused_in_one_sentence(store: Store) -> None:
    visit, _ = filled(store)
    idle(store, LOCK_AFTER_S - 1)
    patient_id = add_patient(store, ANNA.__class__("B")).id
    idle(store, LOCK_AFTER_S + 1)
    calls = [
        lambda: patient(store, patient_id),
        lambda: add_visit(store, patient_id, MONDAY),
        lambda: store.allow(Role.RESEARCHER),
        lambda: store.tell_export("visit", visit, "a report"),
        lambda: store.derived_key("recordings"),
        lambda: store.access,
        store.verify_audit,
        store.audit_entries,
        store.damaged_pages,
        lambda: store.accept_audit_fault("why"),
        lambda: store.kept_open().__enter__(),
    ]
    said = set()
    for call in calls:
        with pytest.raises(UserError) as refused:
            call()
        said.add(str(refused.value))
    assert said == {LOCKED}
    assert store.is_locked


def test_the_key_is_gone_from_everything_that_a_locked_record_holds(store: Store) -> None:
    filled(store)
    key = store.access.key
    wanted = {key.raw, key.raw.hex()}
    assert held_by(store) & wanted
    store.lock()
    assert not held_by(store) & wanted


def held_by(store: Store) -> set[object]:
    """Every text and every bytes that can be reached from the store, modules and code left out."""
    seen: set[int] = set()
    found: set[object] = set()
    left: list[object] = [store]
    while left:
        value = left.pop()
        if id(value) in seen or isinstance(value, ModuleType | type):
            continue
        seen.add(id(value))
        if isinstance(value, bytes | str):
            found.add(value)
        elif isinstance(value, FunctionType):
            # not its globals, which are its module
            left += [cell.cell_contents for cell in value.__closure__ or ()]
        else:
            left += gc.get_referents(value)
    return found


def test_the_passphrase_and_nothing_else_unlocks_it_for_the_same_user(station) -> None:
    store = station(Role.CLINICIAN)
    anna = add_patient(store, ANNA)
    idle(store, LOCK_AFTER_S)
    assert store.lock_if_idle()
    with pytest.raises(UserError, match="is wrong"):
        unlock(store, "not this passphrase")
    assert store.is_locked
    unlock(store, PASSPHRASE)
    assert patient(store, anna.id).data == ANNA
    with store.unit() as unit:
        assert unit.session.get_one(type(store.current(unit.session)), store.user.id).name == store.user.name


def test_failure_and_unlocking_are_in_the_trail(store: Store) -> None:
    store.lock()
    with pytest.raises(UserError, match="is wrong"):
        unlock(store, "not this passphrase")
    unlock(store, PASSPHRASE)
    failed, back = store.audit_entries()[-2:]
    assert (failed["action"], failed["entity"]) == ("failure", "login")
    assert (back["action"], back["new"]) == ("login", '{"after": "lock", "by": "passphrase"}')


def test_a_user_who_was_changed_meanwhile_is_not_let_in_again(station, tmp_path: Path) -> None:
    ada, clinician = station(Role.ADMINISTRATOR), station(Role.CLINICIAN)
    clinician.lock()
    change_role(ada, clinician.user.name, Role.RESEARCHER)
    with pytest.raises(UserError, match="log in again"):
        unlock(clinician, PASSPHRASE)
    assert clinician.is_locked


def test_a_recording_is_never_locked_in_the_middle(store: Store) -> None:
    with store.kept_open():
        idle(store, 10 * LOCK_AFTER_S)
        assert not store.lock_if_idle()
        with pytest.raises(UserError, match="in use just now"):
            store.lock()
        add_patient(store, ANNA)
    assert not store.lock_if_idle()
    idle(store, LOCK_AFTER_S)
    assert store.lock_if_idle()


def test_the_time_can_be_changed_by_an_administrator_and_only_by_one(store: Store, places: Places) -> None:
    assert store.lock_after_s == 600
    set_lock_after(store, 120)
    assert store.lock_after_s == 120
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert again.lock_after_s == 120
        with pytest.raises(UserError, match="30 s at the least"):
            set_lock_after(again, 0)
        with pytest.raises(UserError, match="8 hours"):
            set_lock_after(again, 10**6)
    places.settings.write_text(places.settings.read_text().replace("120", "9999"))
    with open_store(places, "Ada", PASSPHRASE) as again:
        # not as it was sealed
        assert again.lock_after_s == 600
