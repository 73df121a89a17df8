"""The encrypted file: SQLCipher under SQLAlchemy, or nothing. Where the cipher is not really there, nothing is opened.

Stock SQLite ignores `PRAGMA key` and writes plain text, so that the cipher is asked for its version, and the file is
looked at, before anything is written.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from tfcollab.errors import UserError
from tfcollab.store.wrapping import Key

READ_ONLY = "tfcollab_read_only"
_PLAIN_HEADER = b"SQLite format 3\0"
_BUSY_TIMEOUT_S = 15.0
#: pragma -> what it must answer afterwards
_SAFE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}


def encrypted_engine(path: Path, key: Key) -> Engine:
    """An engine on the encrypted file; every transaction is IMMEDIATE, every commit is on the disk when it returns.

    With the execution option READ_ONLY a connection sees the file as it is at its first query, and keeps nobody out.

    Raises:
        UserError: no cipher in this installation, or the file is not encrypted. On the first connection: the key does
            not fit, the file is damaged, or it cannot be opened.
    """
    refuse_plain(path)
    driver = cipher_driver()
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=_opener(path, key, driver),
        poolclass=QueuePool,
        # a value of a patient never gets into an error's text
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_read_only = connection.get_execution_options().get(READ_ONLY)
        connection.exec_driver_sql("BEGIN" if is_read_only else "BEGIN IMMEDIATE")

    return engine


def cipher_driver() -> ModuleType:
    """SQLCipher's driver.

    Raises:
        UserError: it is missing.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise UserError(
            "The exam record is only kept encrypted, and SQLCipher is missing: pip install 'sqlcipher3>=0.6.4'."
        ) from error
    driver: ModuleType = dbapi2
    return driver


def refuse_plain(path: Path) -> None:
    """Raises UserError if there is an unencrypted database at the path."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"Cannot read {path} ({error.strerror}): check its permissions.") from error
    if start == _PLAIN_HEADER:
        raise UserError(f"{path} is not encrypted, so it is not opened: move it away, it is not an exam record.")


def _opener(path: Path, key: Key, driver: ModuleType) -> Callable[[], Any]:
    def connect() -> Any:
        try:
            connection = driver.connect(
                str(path), timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        except driver.Error as error:
            raise UserError(f"Cannot open {path}: check that the folder is there and may be written to.") from error
        try:
            _secure(connection, path, key)
        except driver.OperationalError as error:
            connection.close()
            raise UserError(f"Cannot open {path} ({error}): close other programs that use it, or free space.") from None
        except driver.DatabaseError:
            connection.close()
            raise UserError(
                f"{path} cannot be decrypted: it is damaged, or its key file belongs to another record; "
                "restore both from one backup."
            ) from None
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _secure(connection: Any, path: Path, key: Key) -> None:
    def answer(sql: str) -> Any:
        row = connection.execute(sql).fetchone()
        return None if row is None else row[0]

    # SQLCipher writes about damaged pages to stderr otherwise
    answer("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    if not answer("PRAGMA cipher_version"):
        raise UserError("The exam record is only kept encrypted, and this SQLite has no cipher: install sqlcipher3.")
    answer("SELECT count(*) FROM sqlite_master")
    answer("PRAGMA journal_mode = WAL")
    answer("PRAGMA synchronous = FULL")
    answer("PRAGMA fullfsync = ON")
    answer("PRAGMA foreign_keys = ON")
    answer("PRAGMA temp_store = MEMORY")
    # what was deleted leaves zeros, and does not wait in a free page
    answer("PRAGMA secure_delete = ON")
    answer("PRAGMA trusted_schema = OFF")
    for name, wanted in _SAFE.items():
        if answer(f"PRAGMA {name}") != wanted:
            raise UserError(f"{path} cannot be kept safely here ({name} is refused): choose a folder on a local disk.")
    refuse_plain(path)


def damaged_pages(engine: Engine) -> list[str]:
    """One sentence for each page of the encrypted file whose seal is broken; empty where all are intact."""
    with engine.connect() as connection:
        return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
