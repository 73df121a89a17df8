"""Notes beside the database of something under way, so that the next opening can settle what a crash left undone."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.files import sync_folder
from tfcollab.store.file_lock import locked
from tfcollab.store.models import new_id

#: settles what a note speaks of, then removes the note; may be called for one that is gone already
Settle = Callable[[Path], None]


@contextmanager
def noted(folder: Path, kind: str, content: bytes, settle: Settle) -> Iterator[None]:
    """Keeps a note, `KIND-….json`, for as long as the block runs, and settles it when the block is left, however it is.

    Raises:
        UserError: the folder cannot be written.
    """
    note = folder / f"{kind}-{new_id()}.json"
    with locked(note):
        try:
            write_note(note, content)
            yield
        finally:
            settle(note)
            _lock_of(note).unlink(missing_ok=True)


def write_note(note: Path, content: bytes) -> None:
    """Writes in its place, and to the disk: a note that a crash cut off says nothing, and no other file is left by it.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        with note.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(note.parent)
    except OSError as error:
        raise UserError(
            f"Cannot write {note} ({error.strerror or error}): choose a folder with room that you may write to."
        ) from error


def settle_left(folder: Path, kind: str, settle: Settle) -> None:
    """Settles the notes that a crash left; leaves alone what another process is at. Raises what settle raises."""
    # a lock without its note is of somebody who had settled it, or had not begun
    for note in {path.with_name(path.name.removesuffix(".lock")) for path in folder.glob(f"{kind}-*.json*")}:
        # somebody is at it, who will settle it
        with suppress(UserError), locked(note, patience_s=0):
            settle(note)
            _lock_of(note).unlink(missing_ok=True)


def _lock_of(note: Path) -> Path:
    return note.with_name(note.name + ".lock")
