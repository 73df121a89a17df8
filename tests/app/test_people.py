"""Users of the record, whom an administrator manages in the settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver, Open
from keyboard import focused, tab_to, type_in, wait_for_focus
from PySide6.QtCore import QMetaObject, Qt
from stored import PASSPHRASE, new_record, unlocked

from tfcollab.errors import UserError
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store, recover
from tfcollab.store.patients import find_patients
from tfcollab.store.people import UserView, add_user, users
from tfcollab.store.places import Places
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Cost

CARLA = "Carla's own passphrase"
CHEAP = Cost(1, 64, 1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A record with an administrator and a clinician."""
    with new_record(tmp_path / "records") as store:
        add_user(store, "Carla", Role.CLINICIAN, CARLA, CHEAP)
    return Places(tmp_path / "records")


@pytest.fixture
def settings(open_window: Open, places: Places) -> Driver:
    window = unlocked(open_window, places.folder, width=1280, height=800)
    window.app.navigation.show("Settings")
    window.wait_for(lambda: window.app.people.found and window.app.models.state == "ready", 60)
    window.run(0.1)
    return window


@pytest.fixture
def other(places: Places) -> Iterator[Store]:
    """The administrator at another station."""
    with open_store(places, "Ada", PASSPHRASE) as store:
        yield store


def choose(window: Driver, choice: str, role: str) -> None:
    (button,) = [
        button
        for segment in window.find(choice).childItems()
        for button in segment.childItems()
        if button.property("text") == role
    ]
    QMetaObject.invokeMethod(button, "click")
    window.run(0.02)


def kept(window: Driver) -> None:
    window.wait_for(lambda: not window.app.people.working and window.seen("leaveForm") is None, 30)


def told(store: Store) -> list[tuple[str, str, str]]:
    """Changes of users in the trail: who, what, and the new values."""
    return [
        (one["who"], one["action"], one["new"])
        for one in store.audit_entries()
        if one["entity"] == "user" and one["action"] in ("create", "change")
    ]


def test_a_user_is_added_by_the_keyboard_with_role_and_passphrase(
    settings: Driver, places: Places, other: Store
) -> None:
    settings.find("addUser").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    settings.press(Qt.Key.Key_Return)
    wait_for_focus(settings, "newUserName")
    type_in(settings, "Rex")
    researcher = settings.find("newUserRole").childItems()[1].childItems()[0]
    settings.press(Qt.Key.Key_Tab)
    settings.press(Qt.Key.Key_Tab)
    settings.wait_for(lambda: focused(settings) == researcher)
    settings.press(Qt.Key.Key_Space)
    tab_to(settings, "newUserPassphrase")
    type_in(settings, "Rex's own words")
    settings.press(Qt.Key.Key_Return)
    assert not settings.find("keepUser").isEnabled()
    type_in(settings, "Rex's own words")
    settings.press(Qt.Key.Key_Return)
    kept(settings)
    assert settings.find("user2").property("text") == "Rex"
    assert settings.find("userAbout2").property("text") == "Researcher"
    assert UserView("Rex", Role.RESEARCHER, False) in users(other)
    assert told(other)[-1] == ("Ada", "create", '{"name": "Rex", "role": "researcher"}')
    with open_store(places, "Rex", "Rex's own words") as rex:
        assert rex.user.role is Role.RESEARCHER


def test_a_name_that_is_taken_is_told_in_the_form(settings: Driver, other: Store) -> None:
    settings.press_on("addUser")
    settings.write("newUserName", "Carla")
    for name in ("newUserPassphrase", "newUserPassphraseAgain"):
        settings.write(name, "another passphrase")
    settings.click("keepUser")
    settings.wait_for(lambda: settings.seen("formTrouble"), 30)
    assert settings.find("formTrouble").property("text") == "There is a user Carla already: choose another name."
    assert len(users(other)) == 2
    settings.press(Qt.Key.Key_Escape)
    kept(settings)


def test_a_role_is_changed_from_the_next_login_on(settings: Driver, places: Places, other: Store) -> None:
    settings.press_on("role1")
    assert not settings.find("keepRole").isEnabled()
    choose(settings, "otherRole", "Administrator")
    settings.click("keepRole")
    kept(settings)
    assert settings.find("userAbout1").property("text") == "Administrator"
    assert told(other)[-1] == ("Ada", "change", '{"role": "administrator"}')
    with open_store(places, "Carla", CARLA) as carla:
        assert carla.user.role is Role.ADMINISTRATOR


def test_a_user_is_shut_out_at_once_and_let_in_again(settings: Driver, places: Places, other: Store) -> None:
    with open_store(places, "Carla", CARLA) as carla:
        settings.press_on("shutOut1")
        # asked once
        assert UserView("Carla", Role.CLINICIAN, False) in users(other)
        settings.click("keepShutOut")
        kept(settings)
        with pytest.raises(UserError, match="has changed your access"):
            find_patients(carla, "")
    assert settings.find("userAbout1").property("text") == "Clinician  ·  shut out"
    assert settings.seen("role1") is None
    assert told(other)[-1] == ("Ada", "change", '{"disabled": true}')
    settings.press_on("readmit1")
    for name in ("readmitPassphrase", "readmitPassphraseAgain"):
        settings.write(name, "Carla's new words")
    settings.click("keepReadmitted")
    kept(settings)
    assert told(other)[-1] == ("Ada", "change", '{"passphrase": "new"}')
    open_store(places, "Carla", "Carla's new words").close()


def test_a_new_recovery_key_is_shown_once_and_opens_the_record(settings: Driver, places: Places, other: Store) -> None:
    settings.press_on("newRecoveryKey")
    settings.click("keepRecoveryKey")
    settings.wait_for(lambda: settings.seen("freshRecoveryKey"), 30)
    key = settings.find("freshRecoveryKey").property("text")
    settings.press(Qt.Key.Key_Escape)
    assert not settings.find("recoveryWritten").isEnabled()
    settings.click("recoverySure")
    settings.click("recoveryWritten")
    settings.wait_for(lambda: settings.seen("freshRecoveryKey") is None)
    assert key not in str(settings.app.people.recoveryKey)
    assert told(other)[-1] == ("Ada", "change", '{"recovery key": "new"}')
    recover(places, "Ada", key, "yet another passphrase", CHEAP).store.close()


def test_the_keyboard_stays_where_it_was(settings: Driver) -> None:
    settings.press_on("role1")
    settings.press(Qt.Key.Key_Escape)
    kept(settings)
    wait_for_focus(settings, "role1")
    settings.press(Qt.Key.Key_Return)
    choose(settings, "otherRole", "Researcher")
    settings.click("keepRole")
    kept(settings)
    wait_for_focus(settings, "addUser")


def test_nobody_changes_or_shuts_out_themselves_here(settings: Driver) -> None:
    assert settings.find("user0").property("text") == "Ada"
    for button in ("role0", "shutOut0", "readmit0"):
        assert settings.seen(button) is None


def test_others_see_no_users(open_window: Open, places: Places) -> None:
    window = open_window(records=places.folder)
    window.app.navigation.show("Settings")
    window.wait_for(lambda: window.shows("Unlock the exam record to see its users."))
    window.app.navigation.show("Start")
    window.app.record.unlock("Carla", CARLA)
    window.wait_for(lambda: window.app.record.state == "open", 30)
    window.app.navigation.show("Settings")
    window.wait_for(lambda: not window.app.jobs.busy, 30)
    window.wait_for(lambda: window.shows("Only an administrator manages users."))
    assert window.seen("addUser") is None
    assert window.seen("user0") is None
    # nor by another way
    window.app.people.add("Eve", "administrator", "Eve's own passphrase")
    window.wait_for(lambda: window.app.people.trouble, 30)
    assert window.app.people.trouble == "A clinician may not do this: ask an administrator of this exam record."
