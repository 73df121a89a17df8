"""Files that are either whole or not there; open to every room."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tfcollab.errors import UserError


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write beside `path`, then move into place; nothing is left behind where it fails or is interrupted.

    content: the whole, or its parts in order, which are asked for one by one.

    Raises:
        UserError: the folder is missing or not writable, or the disk is full.
    """
    beside: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", suffix=path.suffix, delete=False) as file:
            beside = Path(file.name)
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
        sync_folder(path.parent)
    except BaseException as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        reason = error.strerror or str(error)
        raise UserError(f"Cannot write {path} ({reason}): choose a folder with room that you may write to.") from error


def _umask() -> int:
    # the only way to read it is to set it
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of files to the disk."""
    # Windows cannot open a folder, and does not need it
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
