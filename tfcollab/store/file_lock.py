"""One process at a time: an advisory lock beside the guarded file, freed by the system if its holder dies."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tfcollab.errors import UserError

_PATIENCE_S = 10.0


@contextmanager
def locked(path: Path, patience_s: float | None = None) -> Iterator[None]:
    """Holds `path` with `.lock` appended.

    Raises:
        UserError: somebody else holds it for longer than patience_s (ten seconds), or the folder cannot be written.
    """
    beside = path.with_name(path.name + ".lock")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"Cannot write in {path.parent} ({reason}): check the folder's permissions.") from error
    try:
        deadline_s = time.monotonic() + (_PATIENCE_S if patience_s is None else patience_s)
        while not _try(handle):
            if time.monotonic() > deadline_s:
                raise UserError(f"{path} is in use by another TF-Collab: close it, then try again.")
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


if os.name == "posix":
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
else:
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
