"""Getting in by the operating system's keyring, with the package's own interface for keyrings."""

from collections.abc import Iterator

import pytest
from records import PASSPHRASE

from tfcollab.errors import UserError
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store
from tfcollab.store.system_keyring import available, forget, open_by_keyring, remember, remembered

keyring = pytest.importorskip("keyring")
backend = pytest.importorskip("keyring.backend")
fail = pytest.importorskip("keyring.backends.fail")


class Held(backend.KeyringBackend):  # type: ignore[misc,name-defined]
    """A keyring in memory, as a desktop's is on the disk."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def ring() -> Iterator[Held]:
    before = keyring.get_keyring()
    held = Held()
    keyring.set_keyring(held)
    yield held
    keyring.set_keyring(before)


def test_a_remembered_user_gets_in_until_forgotten(store: Store, places: Places, ring: Held) -> None:
    assert available()
    with pytest.raises(UserError, match="holds nothing for this user"):
        open_by_keyring(places, "Ada")
    assert remembered(places) == frozenset()
    remember(store)
    assert remembered(places) == {"Ada"}
    (secret,) = ring.held.values()
    # the keyring does not hold the database's key, nor does the key file hold the keyring's
    assert secret != store.access.key.raw.hex()
    assert secret not in places.keys.read_text()
    with open_by_keyring(places, "Ada") as opened:
        assert opened.audit_entries()[-1]["new"] == '{"by": "keyring"}'
    forget(store)
    assert remembered(places) == frozenset()
    with pytest.raises(UserError, match="is wrong"):
        open_by_keyring(places, "Ada")
    open_store(places, "Ada", PASSPHRASE).close()


def test_without_a_keyring_there_is_the_passphrase(store: Store, places: Places) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        assert not available()
        for way in (lambda: remember(store), lambda: open_by_keyring(places, "Ada")):
            with pytest.raises(UserError, match="passphrase"):
                way()
    finally:
        keyring.set_keyring(before)
    open_store(places, "Ada", PASSPHRASE).close()
