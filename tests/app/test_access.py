"""One's own way in: the passphrase is changed, and the keyring of the computer switched on and off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver, Open
from memory_keyring import keyring_in_memory
from PySide6.QtCore import Qt
from stored import PASSPHRASE, new_record

from tfcollab.errors import UserError
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.wrapping import Cost

NEW = "another passphrase"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    with new_record(tmp_path / "records") as store:
        add_user(store, "Rex", Role.RESEARCHER, PASSPHRASE, Cost(1, 64, 1))
    return Places(tmp_path / "records")


@pytest.fixture
def ring() -> Iterator[None]:
    with keyring_in_memory():
        yield


def settings_of(open_window: Open, places: Places, name: str = "Ada") -> Driver:
    window = open_window(1280, 800, records=places.folder)
    window.app.record.unlock(name, PASSPHRASE)
    window.wait_for(lambda: window.app.record.state == "open", 30)
    window.app.navigation.show("Settings")
    window.wait_for(lambda: window.app.access.keyring and window.app.models.state == "ready", 60)
    window.run(0.1)
    return window


@pytest.mark.parametrize("name", ["Ada", "Rex"])
def test_anybody_changes_their_own_passphrase_and_nothing_is_encrypted_anew(
    open_window: Open, places: Places, name: str
) -> None:
    window = settings_of(open_window, places, name)
    key = window.app.record.store.access.key.raw
    window.press_on("changePassphrase")
    window.write("oldPassphrase", "not the right words")
    for field in ("newPassphrase", "newPassphraseAgain"):
        window.write(field, NEW)
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.seen("formTrouble"), 30)
    assert "is wrong" in window.find("formTrouble").property("text")
    open_store(places, name, PASSPHRASE).close()
    window.find("oldPassphrase").setProperty("text", PASSPHRASE)
    window.click("keepPassphrase")
    window.wait_for(lambda: window.seen("leaveForm") is None, 30)
    assert window.shows("The new passphrase holds from now on.")
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, name, PASSPHRASE)
    with open_store(places, name, NEW) as store:
        assert store.access.key.raw == key


def test_a_short_passphrase_and_one_typed_differently_cannot_be_set(open_window: Open, places: Places) -> None:
    window = settings_of(open_window, places)
    window.press_on("changePassphrase")
    window.write("oldPassphrase", PASSPHRASE)
    for first, again in (("short", "short"), (NEW, f"{NEW}!")):
        for field, text in (("newPassphrase", first), ("newPassphraseAgain", again)):
            window.find(field).setProperty("text", text)
        assert not window.find("keepPassphrase").isEnabled()
    assert window.shows("The two are not the same.")
    window.press(Qt.Key.Key_Escape)
    # what was typed does not stay
    window.press_on("changePassphrase")
    assert [window.find(field).property("text") for field in ("oldPassphrase", "newPassphrase")] == ["", ""]
    window.press(Qt.Key.Key_Escape)


@pytest.mark.usefixtures("ring")
def test_the_keyring_is_switched_on_by_the_passphrase_unlocks_and_is_switched_off(
    open_window: Open, places: Places
) -> None:
    window = settings_of(open_window, places)
    window.press_on("keyring")
    # not by whoever passes by
    window.write("keyringPassphrase", "not the right words")
    window.press(Qt.Key.Key_Return)
    window.wait_for(lambda: window.seen("formTrouble"), 30)
    assert not window.find("keyring").property("checked")
    window.find("keyringPassphrase").setProperty("text", PASSPHRASE)
    window.click("keepKeyring")
    window.wait_for(lambda: window.app.access.keyring == "on", 30)
    assert window.find("keyring").property("checked")
    window.app.lock()
    window.wait_for(lambda: window.app.record.state == "locked" and not window.app.jobs.busy, 30)
    assert window.seen("unlockByKeyring") is None
    window.write("name", "Ada")
    window.click("unlockByKeyring")
    window.wait_for(lambda: window.app.record.state == "open", 30)
    entries = window.app.record.store.audit_entries()
    assert [one["new"] for one in entries if one["action"] == "login"][-1] == '{"by": "keyring"}'
    assert '{"keyring": "remembered"}' in [one["new"] for one in entries]
    window.app.navigation.show("Settings")
    window.wait_for(lambda: window.app.access.keyring == "on" and not window.app.jobs.busy, 30)
    window.press_on("keyring")
    window.wait_for(lambda: window.app.access.keyring == "off", 30)
    assert window.shows("The keyring lets nobody in any more as Ada.")
    window.app.lock()
    window.wait_for(lambda: window.app.record.state == "locked" and not window.app.jobs.busy, 30)
    window.write("name", "Ada")
    assert window.seen("unlockByKeyring") is None


@pytest.mark.usefixtures("ring")
def test_a_window_offers_the_keyring_from_its_start(open_window: Open, places: Places) -> None:
    first = settings_of(open_window, places)
    first.app.access.remember(PASSPHRASE)
    first.wait_for(lambda: first.app.access.keyring == "on", 30)
    first.window.close()
    window = open_window(records=places.folder)
    window.wait_for(lambda: not window.app.jobs.busy, 30)
    window.write("name", "Rex")
    assert window.seen("unlockByKeyring") is None
    window.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    window.press(Qt.Key.Key_Delete)
    window.write("name", "Ada")
    window.click("unlockByKeyring")
    window.wait_for(lambda: window.app.record.state == "open", 30)


def test_a_computer_without_a_keyring_says_so(open_window: Open, places: Places) -> None:
    keyring = pytest.importorskip("keyring")
    fail = pytest.importorskip("keyring.backends.fail")
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        window = settings_of(open_window, places)
        assert not window.find("keyring").isEnabled()
        assert window.shows("This computer has no keyring that the program can use.")
    finally:
        keyring.set_keyring(before)


def test_a_locked_record_offers_nothing_to_change(open_window: Open, places: Places) -> None:
    window = open_window(records=places.folder)
    window.app.navigation.show("Settings")
    window.wait_for(lambda: window.shows("Unlock the exam record to change your passphrase."))
    assert window.seen("changePassphrase") is None
    assert window.seen("keyring") is None
