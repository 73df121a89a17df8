"""Users of a record."""

import json

import pytest
from records import ANNA, CHEAP, PASSPHRASE

from tfcollab.errors import UserError
from tfcollab.store.key_file import KeyFile
from tfcollab.store.models import Role
from tfcollab.store.opening import Created, open_store, recover
from tfcollab.store.patients import add_patient, find_patients
from tfcollab.store.people import (
    UserView,
    add_user,
    change_role,
    confirm,
    disable_user,
    readmit_user,
    replace_recovery_key,
    users,
)
from tfcollab.store.places import Places
from tfcollab.store.store import Store

CARLA = "Carla's own passphrase"


def test_each_user_gets_in_by_an_own_passphrase_and_role(store: Store, places: Places) -> None:
    add_user(store, "Carla", Role.CLINICIAN, CARLA, CHEAP)
    assert users(store) == (UserView("Ada", Role.ADMINISTRATOR, False), UserView("Carla", Role.CLINICIAN, False))
    with open_store(places, "Carla", CARLA) as carla:
        assert carla.user.role is Role.CLINICIAN
        add_patient(carla, ANNA)
        for forbidden in (
            lambda: users(carla),
            lambda: add_user(carla, "Eve", Role.ADMINISTRATOR, PASSPHRASE, CHEAP),
            lambda: disable_user(carla, "Ada"),
            lambda: readmit_user(carla, "Ada", "new passphrase", CHEAP),
            lambda: change_role(carla, "Carla", Role.ADMINISTRATOR),
            lambda: replace_recovery_key(carla, CHEAP),
            carla.audit_entries,
            lambda: carla.accept_audit_fault("x"),
        ):
            with pytest.raises(UserError, match="A clinician may not do this"):
                forbidden()
    with pytest.raises(UserError, match="a user Carla already"):
        add_user(store, "Carla", Role.CLINICIAN, CARLA, CHEAP)


def test_a_disabled_user_is_out_at_once_and_stays_out_with_an_old_key_file(store: Store, places: Places) -> None:
    add_user(store, "Carla", Role.CLINICIAN, CARLA, CHEAP)
    old_keys = places.keys.read_bytes()
    with open_store(places, "Carla", CARLA) as carla:
        disable_user(store, "Carla")
        with pytest.raises(UserError, match="has changed your access"):
            find_patients(carla, "")
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, "Carla", CARLA)
    places.keys.write_bytes(old_keys)
    with pytest.raises(UserError, match="no access to this exam record"):
        open_store(places, "Carla", CARLA)
    readmit_user(store, "Carla", "Carla's new passphrase", CHEAP)
    open_store(places, "Carla", "Carla's new passphrase").close()


def test_a_role_cannot_be_changed_in_the_key_file(store: Store, places: Places) -> None:
    add_user(store, "Rex", Role.RESEARCHER, "Rex's own passphrase", CHEAP)
    held = json.loads(places.keys.read_text())
    assert "researcher" not in places.keys.read_text()
    # Rex's sealed key under Ada's name opens nothing: it is bound to Rex
    held["users"]["Ada"] = held["users"]["Rex"]
    places.keys.write_text(json.dumps(held))
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, "Ada", "Rex's own passphrase")


def test_the_last_administrator_stays(store: Store) -> None:
    for forbidden in (lambda: disable_user(store, "Ada"), lambda: change_role(store, "Ada", Role.CLINICIAN)):
        with pytest.raises(UserError, match="The last administrator stays"):
            forbidden()
    add_user(store, "Bea", Role.ADMINISTRATOR, PASSPHRASE + "!", CHEAP)
    change_role(store, "Ada", Role.CLINICIAN)
    with pytest.raises(UserError, match="has changed your access"):
        users(store)


def test_another_recovery_key_takes_the_place_of_the_first(created: Created, places: Places) -> None:
    fresh = replace_recovery_key(created.store, CHEAP)
    with pytest.raises(UserError, match="The recovery key is wrong"):
        recover(places, "Ada", created.recovery_key, "another passphrase", CHEAP)
    recover(places, "Ada", fresh, "another passphrase", CHEAP).store.close()


def test_an_unknown_user_is_told(store: Store) -> None:
    with pytest.raises(UserError, match="There is no user Eve"):
        disable_user(store, "Eve")


def test_the_own_passphrase_is_confirmed_and_a_wrong_one_counts_as_an_attempt(store: Store, places: Places) -> None:
    confirm(store, PASSPHRASE)
    with pytest.raises(UserError, match="is wrong"):
        confirm(store, "not this one at all")
    assert KeyFile.read(places.keys).failures[-1]["who"] == "Ada"
