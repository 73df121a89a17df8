"""Output folders that are complete or not there at all, and of one recording."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
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


def check_model_place(folder: Path, replace: bool) -> None:
    """As check_new; replace: a folder that holds a model may be there, and is replaced."""
    if replace and (folder / "model.json").is_file():
        check_writable(folder.resolve().parent)
    else:
        check_new(folder)


def check_same_recording(folder: Path, names: Sequence[str], document: str, sha256: str) -> None:
    """Raises UserError if files of these names lie in the folder and are not known to be of this recording.

    document: the one of the names that is the JSON document, which says whose files they are. sha256: the recording's.
    """
    if any((folder / name).exists() for name in names) and _recording_of(folder / document) != sha256:
        raise UserError(
            f"The output folder {folder} holds results of another recording: choose another folder with --out."
        )


def _recording_of(document: Path) -> object:
    """SHA-256 in a result's JSON document; None where there is none, or it is none of ours."""
    try:
        return json.loads(document.read_bytes())["source"]["sha256"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


@contextmanager
def staged(folder: Path, replaced: Sequence[str] = ()) -> Iterator[Path]:
    """Gives a scratch folder whose content is moved into `folder` at the end, and removed if anything fails.

    `folder` and its parents are made only then; files of the same name in it are replaced one by one, and those
    named in `replaced` are removed where there is no new one; others stay.
    Folders in the scratch folder are only right where `folder` was empty. It is on the same file system, so that
    a move never copies.
    """
    scratch = _scratch(folder)
    try:
        yield scratch
        folder.mkdir(parents=True, exist_ok=True)
        for name in replaced:
            if not (scratch / name).exists():
                (folder / name).unlink(missing_ok=True)
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
