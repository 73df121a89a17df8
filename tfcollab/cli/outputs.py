"""Output folders that are complete or not there at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tfcollab.errors import UserError


def check_writable(folder: Path) -> None:
    """Raises UserError, before any work is done, if nothing could be written into folder."""
    _scratch(folder).rmdir()


def check_new(folder: Path) -> None:
    """Raises UserError if the folder holds anything, or could not be made."""
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError(f"The output folder {folder} is not empty: choose a new one with --out.")
    check_writable(folder)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Gives a scratch folder whose content is moved into `folder` at the end, and removed if anything fails.

    `folder` and its parents are made only then; files of the same name in it are replaced one by one, others stay.
    Folders in the scratch folder are only right where `folder` was empty. It is on the same file system, so that
    a move never copies.
    """
    scratch = _scratch(folder)
    try:
        yield scratch
        folder.mkdir(parents=True, exist_ok=True)
        for item in sorted(scratch.iterdir()):
            item.replace(folder / item.name)
    except UserError as error:
        # the scratch folder is gone when this is read
        raise UserError(str(error).replace(str(scratch), str(folder))) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _scratch(folder: Path) -> Path:
    parent = folder.absolute()
    while not os.path.lexists(parent):
        parent = parent.parent
    if not parent.is_dir():
        raise UserError(
            f"The output folder {folder} cannot be made: {parent} is not a folder; choose another with --out."
        )
    try:
        return Path(tempfile.mkdtemp(prefix=".tfcollab-partial-", dir=parent))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"The output folder {folder} is not writable ({reason}); choose another with --out.") from error
