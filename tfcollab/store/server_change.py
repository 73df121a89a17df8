"""Another address for a record on a server: the server moved, has another name, or lets us in by another password."""

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.anchor import read_anchor
from tfcollab.store.audit import Action
from tfcollab.store.models import Role
from tfcollab.store.opening import known_user, try_key
from tfcollab.store.places import Places
from tfcollab.store.server import checked_url, keep_url, kept_url, server_engine
from tfcollab.store.store import Access, Store


def change_server(places: Places, name: str, passphrase: str, url: str) -> None:
    """Seals the new address in place of the one before; administrators only. The old server need not answer any more.

    The database there must hold this very record, with everything that was ever entered in its trail, which then tells
    of the change: host and database, no password. Rooms that have the record open go on at the old address until they
    open it anew.

    Raises:
        UserError: the record is none on a server, name or passphrase is wrong, not allowed, the address is not safe or
            does not answer, or the database there is another one or an older state of this one.
    """
    if not places.server.exists():
        raise UserError(
            "This exam record is an encrypted file, not on a server: make a backup, and restore it with --server."
        )
    new = checked_url(url)
    key = try_key(places, name, lambda file: file.open_for_user(name, passphrase))
    engine = server_engine(new)
    try:
        try:
            with Session(engine) as session:
                fault = audit.anchor_fault(session, read_anchor(places.anchor))
        except DBAPIError:
            fault = "It holds no exam record."
        if fault:
            raise UserError(
                f"The database at the new address is not this exam record as it is now ({fault.rstrip('.')}): bring "
                "all of its tables there first. The address stays as it was."
            )
        with Store(engine, known_user(engine, name), places.anchor, Access(places, key)) as store:
            store.allow(Role.ADMINISTRATOR)
            # first, so that no change is without its entry
            with store.unit() as unit:
                unit.tell(Action.CHANGE, "record", old={"server": _before(store)}, new={"server": _told(new)})
            keep_url(places, key, url)
    finally:
        engine.dispose()


def _before(store: Store) -> str:
    try:
        return _told(kept_url(store.access.places, store.access.key))
    except UserError:
        return "unreadable"


def _told(url: URL) -> str:
    # a password may stand anywhere in the rest
    port = "" if url.port is None else f":{url.port}"
    return f"{url.host or 'this computer'}{port}/{url.database}"
