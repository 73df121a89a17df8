"""Getting in without a passphrase, by the keyring of the operating system's user; where there is none, by passphrase.

The keyring holds a random key that opens nothing but this user's own sealed copy in the key file, so that access ends
when that copy is removed.
"""

from types import ModuleType

from tfcollab.errors import UserError
from tfcollab.store.audit import Action
from tfcollab.store.key_file import KeyFile
from tfcollab.store.opening import changed_key_file, enter, try_key
from tfcollab.store.places import Places
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Key

_SERVICE = "tfcollab exam record"


def available() -> bool:
    """Whether there is a keyring that keeps secrets."""
    try:
        _keyring()
    except UserError:
        return False
    return True


def remembered(places: Places) -> frozenset[str]:
    """Names of users whom a keyring lets in, of this computer or another; raises UserError where there is no record."""
    return frozenset(KeyFile.read(places.keys).keyring)


def remember(store: Store) -> None:
    """Lets the user in from now on without a passphrase, on this computer, in this system account.

    Raises:
        UserError: there is no keyring, or it refuses.
    """
    keyring, sealing = _keyring(), Key.new()
    with changed_key_file(store.access.places) as file:
        try:
            keyring.set_password(_SERVICE, _account(file.record_id, store.user.name), sealing.raw.hex())
        except Exception as error:
            raise UserError("The system keyring refuses to keep a secret: go on with the passphrase.") from error
        file.seal_for_keyring(store.user.name, store.access.key, sealing)
    with store.unit() as unit:
        unit.tell(Action.CHANGE, "user", store.user.id, new={"keyring": "remembered"})


def forget(store: Store) -> None:
    """Asks for the passphrase again from now on."""
    with changed_key_file(store.access.places) as file:
        file.keyring.pop(store.user.name, None)
    with store.unit() as unit:
        unit.tell(Action.CHANGE, "user", store.user.id, new={"keyring": "forgotten"})


def open_by_keyring(places: Places, name: str) -> Store:
    """Logs in by what the keyring holds.

    Raises:
        UserError: there is no keyring, it holds nothing for this user, or as tfcollab.store.opening.open_store.
    """
    keyring = _keyring()
    with changed_key_file(places) as file:
        record_id = file.record_id
    try:
        held = keyring.get_password(_SERVICE, _account(record_id, name))
    except Exception as error:
        raise UserError("The system keyring cannot be read: log in by passphrase.") from error
    if not held:
        raise UserError("The system keyring holds nothing for this user: log in by passphrase.")
    key = try_key(places, name, lambda file: file.open_for_keyring(name, Key(bytes.fromhex(held))))
    return enter(places, name, key, "keyring")


def _keyring() -> ModuleType:
    try:
        import keyring
        from keyring.backends.fail import Keyring as NoKeyring
    except ImportError as error:
        raise UserError("No system keyring: pip install 'tfcollab[keyring]', or go on with the passphrase.") from error
    if isinstance(keyring.get_keyring(), NoKeyring):
        raise UserError("This system has no keyring: go on with the passphrase.")
    return keyring


def _account(record_id: str, name: str) -> str:
    return f"{record_id}/{name}"
