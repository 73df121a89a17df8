"""Files that are either whole or not there; open to every room."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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


@contextmanager
def whole_folder(folder: Path, replacing: bool = False) -> Iterator[Path]:
    """Gives a scratch folder beside `folder` that becomes it when the block is left; on an error nothing is left.

    Everything in it is on the disk before that. A process that is killed leaves the scratch folder, `.part-` and more.

    replacing: the block sees to it that `folder` is out of the way when it is left.

    Raises:
        UserError: `folder` is there and not empty, it cannot be written, or the disk is full.
    """
    folder = folder.absolute()
    scratch: Path | None = None
    try:
        if not replacing and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(f"{folder} is there already and not empty: choose a new folder.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".part-", dir=folder.parent))
        yield scratch
        _sync_all(scratch)
        if folder.exists():
            folder.rmdir()
        scratch.rename(folder)
        try:
            sync_folder(folder.parent)
        except OSError:
            # nobody is to find what was told to have failed
            folder.rename(scratch)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"Cannot write {folder} ({reason}): choose a folder with room that you may write to."
        ) from error
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


def _sync_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


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
