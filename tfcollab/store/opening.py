"""Creating an exam record, and getting into it: by passphrase, by the recovery key, by the system keyring."""

import contextlib
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2.exceptions import HashingError
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.anchor import set_anchor
from tfcollab.store.attempts import now_utc, passed, start_attempt
from tfcollab.store.audit import Action, Event
from tfcollab.store.cipher import cipher_driver
from tfcollab.store.file_lock import locked
from tfcollab.store.key_file import RECOVERY, UNKNOWN, KeyFile
from tfcollab.store.leaving import remove_left
from tfcollab.store.migrate import upgrade
from tfcollab.store.models import Role, User, new_id, utc_now
from tfcollab.store.pending import decide_pending
from tfcollab.store.places import Places
from tfcollab.store.record_settings import lock_after_s
from tfcollab.store.refusals import in_words
from tfcollab.store.server import engine_of, keep_url
from tfcollab.store.store import Access, CurrentUser, Store
from tfcollab.store.wrapping import DEFAULT_COST, Cost, Key, new_recovery_key

SHORTEST_PASSPHRASE = 12
_MOST_FAILURES_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Created:
    """recovery_key: to be shown once and written down; it is kept nowhere."""

    store: Store
    recovery_key: str


def create_store(
    places: Places, administrator: str, passphrase: str, cost: Cost = DEFAULT_COST, server_url: str = ""
) -> Created:
    """A new, empty record with one administrator; whole or not at all.

    server_url: of an empty PostgreSQL database, to keep the tables there and not in an encrypted file.

    Raises:
        UserError: no cipher, the folder is not empty or not writable, a bad name, a short passphrase, a server that
            does not answer or holds a record already.
    """
    if not server_url:
        cipher_driver()
    name = checked_name(administrator)
    check_passphrase(passphrase, name)
    if places.folder.exists() and any(places.folder.iterdir()):
        raise UserError(f"{places.folder} is not empty: an exam record is created in an empty or new folder.")
    try:
        places.folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".part-", dir=places.folder.parent))
    except OSError as error:
        raise UserError(f"Cannot write in {places.folder.parent} ({error.strerror}): choose another folder.") from error
    key, recovery_key = Key.new(), new_recovery_key()
    try:
        if server_url:
            keep_url(Places(staging), key, server_url)
        user = _fill(Places(staging), name, passphrase, key, recovery_key, cost)
        with contextlib.suppress(FileNotFoundError):
            places.folder.rmdir()
        staging.rename(places.folder)
    except OSError as error:
        raise UserError(f"Cannot create {places.folder} ({error.strerror}): choose another folder.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Created(Store(engine_of(places, key), user, places.anchor, Access(places, key)), recovery_key)


def _fill(places: Places, name: str, passphrase: str, key: Key, recovery_key: str, cost: Cost) -> CurrentUser:
    engine = engine_of(places, key)
    try:
        upgrade(engine)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            if session.scalars(select(User)).first() is not None:
                raise UserError("This database holds an exam record already: name an empty one.")
            row = User(name=name, role=Role.ADMINISTRATOR)
            session.add(row)
            session.flush()
            made = Event(Action.CREATE, "user", row.id, new={"name": name, "role": Role.ADMINISTRATOR})
            end = audit.append(session, name, [made])
    finally:
        engine.dispose()
    set_anchor(places.anchor, end)
    file = KeyFile(record_id=new_id())
    file.seal_for_user(name, key, passphrase, cost)
    file.seal_for_recovery(key, recovery_key, cost)
    file.write(places.keys)
    return CurrentUser(row.id, name, Role.ADMINISTRATOR)


def open_store(places: Places, name: str, passphrase: str) -> Store:
    """Logs in by name and passphrase; brings an older record to this program's form.

    Raises:
        UserError: there is no record, name or passphrase is wrong, it is too early to try again, the user is disabled,
            the file is not encrypted, is damaged, or was made by a newer program.
    """
    name = unicodedata.normalize("NFC", name.strip())
    key = try_key(places, name, lambda file: file.open_for_user(name, passphrase))
    return enter(places, name, key, "passphrase")


def recover(places: Places, name: str, recovery_key: str, new_passphrase: str, cost: Cost = DEFAULT_COST) -> Created:
    """Gives a user a new passphrase by the recovery key, which is replaced by a new one; logs in.

    Raises:
        UserError: as open_store; or the recovery key is wrong.
    """
    name = checked_name(name)
    check_passphrase(new_passphrase, name)
    key = try_key(places, RECOVERY, lambda file: file.open_for_recovery(recovery_key))
    store = enter(places, name, key, "recovery key")
    fresh = new_recovery_key()
    with changed_key_file(places) as file:
        file.seal_for_user(name, key, new_passphrase, cost)
        file.seal_for_recovery(key, fresh, cost)
    return Created(store, fresh)


def try_key(places: Places, who: str, open_key: Callable[[KeyFile], Key | None]) -> Key:
    """The database key, if it is not too early to try and open_key gives it; a failure is counted and kept.

    Raises:
        UserError: it is too early, or open_key gave none.
    """
    with changed_key_file(places) as file:
        # what nobody is called is not written down: it may be a passphrase in the wrong field
        count = who if who in file.users or who == RECOVERY else UNKNOWN
        start_attempt(file.attempts, count, now_utc())
    try:
        key = open_key(file)
    except (KeyError, TypeError, ValueError, HashingError) as error:
        raise UserError(f"{places.keys} is damaged: restore it from a backup.") from error
    with changed_key_file(places) as file:
        if key is not None:
            passed(file.attempts, count)
        elif len(file.failures) < _MOST_FAILURES_KEPT:
            file.failures.append({"who": count, "at": utc_now()})
    if key is None:
        what = "The recovery key" if who == RECOVERY else "The name or the passphrase"
        raise UserError(f"{what} is wrong: check it, and try again.")
    return key


def enter(places: Places, name: str, key: Key, how: str) -> Store:
    """Opens the database as a user, and enters the login, and failed ones before it, in the trail.

    Raises:
        UserError: as open_store.
    """
    engine = _opened(places, key)
    try:
        upgrade(engine)
        store = Store(engine, known_user(engine, name), places.anchor, Access(places, key), lock_after_s(places, key))
        _tell_login(store, places, {"by": how})
        # a recording that cannot be destroyed now is tried again at the next opening
        with contextlib.suppress(OSError):
            decide_pending(store)
        remove_left(store)
    except DBAPIError as error:
        engine.dispose()
        raise UserError(in_words(error)) from None
    except BaseException:
        engine.dispose()
        raise
    return store


def unlock(store: Store, passphrase: str) -> None:
    """Goes on with a record that was locked, as the same user.

    The system keyring does not do here: whoever passes by would be let in.

    Raises:
        UserError: the passphrase is wrong, it is too early to try again, the user's access was changed.
    """
    places, name = store.places, store.user.name
    if places is None:
        raise UserError("This exam record was opened without its key: log in.")
    key = try_key(places, name, lambda file: file.open_for_user(name, passphrase))
    engine = _opened(places, key)
    try:
        if known_user(engine, name) != store.user:
            raise UserError("An administrator has changed your access to this exam record: log in again.")
    except BaseException:
        engine.dispose()
        raise
    store.unlocked(engine, Access(places, key))
    _tell_login(store, places, {"by": "passphrase", "after": "lock"})


def _opened(places: Places, key: Key) -> Engine:
    if not places.server.exists() and not places.database.exists():
        raise UserError(f"{places.database} is missing: restore it from a backup.")
    return engine_of(places, key)


def _tell_login(store: Store, places: Places, how: dict[str, str]) -> None:
    """Enters the login, and failed ones before it, in the trail."""
    failures = KeyFile.read(places.keys).failures
    with store.unit() as unit:
        for failure in failures:
            unit.tell(Action.FAILURE, "login", new=failure)
        unit.tell(Action.LOGIN, "user", store.user.id, new=how)
    if failures:
        with changed_key_file(places) as file:
            file.failures = [kept for kept in file.failures if kept not in failures]


def known_user(engine: Engine, name: str) -> CurrentUser:
    """The user as the database knows them; raises UserError where it has none of that name, or a disabled one."""
    with Session(engine) as session, session.begin():
        row = session.scalars(select(User).where(User.name == name)).one_or_none()
        if row is None or row.disabled:
            raise UserError("This user has no access to this exam record: ask an administrator.")
        return CurrentUser(row.id, row.name, Role(row.role))


@contextmanager
def changed_key_file(places: Places) -> Iterator[KeyFile]:
    """The key file, written back when the block is left, even by an error; one process at a time."""
    with locked(places.keys):
        file = KeyFile.read(places.keys)
        try:
            yield file
        finally:
            file.write(places.keys)


def checked_name(name: str) -> str:
    """A user's name in one form.

    Raises:
        UserError: it is empty, too long, or holds what cannot be read.
    """
    plain = unicodedata.normalize("NFC", name.strip())
    if not plain or len(plain) > 200 or not plain.isprintable():
        raise UserError("A user's name has 1 to 200 readable characters.")
    return plain


def check_passphrase(passphrase: str, name: str) -> None:
    """Raises UserError where the passphrase is too short, or is the name."""
    if len(passphrase) < SHORTEST_PASSPHRASE or passphrase.casefold().strip() == name.casefold():
        raise UserError(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters and is not the name: a few words.")
