"""A record on a PostgreSQL server, for several rooms: its address, sealed with the record's key, and the way to it.

Keys, audit anchor and recordings stay in the record's folder, which the rooms share.
"""

import base64
import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.places import Places
from tfcollab.store.wrapping import Key

_FORMAT = 1
_PURPOSE = b"tfcollab server address"
_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
_SAFE_TRANSPORT = ("verify-ca", "verify-full")


def engine_of(places: Places, key: Key) -> Engine:
    """An engine on the record's database: its encrypted file, or its server.

    Raises:
        UserError: as encrypted_engine; the server's address is damaged, its driver is missing, or it does not answer.
    """
    return server_engine(kept_url(places, key)) if places.server.exists() else encrypted_engine(places.database, key)


def keep_url(places: Places, key: Key, url: str) -> None:
    """Seals the address, password and all, into the record's folder; raises UserError as checked_url."""
    plain = checked_url(url).render_as_string(hide_password=False).encode()
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(key.derived("server").raw).encrypt(nonce, plain, _PURPOSE)
    parts = {"nonce": base64.b64encode(nonce).decode(), "sealed": base64.b64encode(sealed).decode()}
    write_whole(places.server, (json.dumps({"format": _FORMAT, **parts}) + "\n").encode())


def checked_url(url: str) -> URL:
    """The address in one form.

    Raises:
        UserError: it is not one of a PostgreSQL database, or leads over a network without a checked TLS certificate.
    """
    try:
        found = make_url(url.strip())
    except (ArgumentError, ValueError):
        found = None
    if found is None or found.get_backend_name() != "postgresql":
        raise UserError(
            "This is no address of a PostgreSQL database: postgresql://NAME:PASSWORD@HOST/DATABASE?sslmode=…"
        )
    hosts = {found.host, *(found.query.get(name) for name in ("host", "hostaddr"))} - {None, ""}
    is_here = all(isinstance(host, str) and (host in _THIS_COMPUTER or host.startswith("/")) for host in hosts)
    if not is_here and found.query.get("sslmode") not in _SAFE_TRANSPORT:
        raise UserError(
            "The way to the server must be encrypted, and its certificate checked: add ?sslmode=verify-full to its "
            "address (and sslrootcert=FILE for a certificate of your own)."
        )
    return found.set(drivername="postgresql+psycopg")


def server_engine(url: URL) -> Engine:
    """Raises UserError where the driver is missing or the server does not let us in."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise UserError("The driver for PostgreSQL is missing: pip install 'tfcollab[server]'.") from error
    # a value of a patient never gets into an error's text
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 15})
    try:
        engine.connect().close()
    except DBAPIError:
        engine.dispose()
        raise UserError(
            f"The server of the exam record ({url.host or 'this computer'}) does not answer or does not let us in: "
            "check the network, then its address."
        ) from None
    return engine


def kept_url(places: Places, key: Key) -> URL:
    """The address as it was sealed. Raises UserError: it is damaged, of another record, or of a newer program."""
    try:
        held = json.loads(places.server.read_text("utf-8"))
        if held["format"] > _FORMAT:
            raise UserError(f"{places.server} was written by a newer TF-Collab: install that version.")
        nonce, sealed = (base64.b64decode(held[name]) for name in ("nonce", "sealed"))
        return make_url(AESGCM(key.derived("server").raw).decrypt(nonce, sealed, _PURPOSE).decode())
    except (OSError, ValueError, KeyError, TypeError, InvalidTag) as error:
        raise UserError(f"{places.server} is damaged or of another record: restore it from a backup.") from error
