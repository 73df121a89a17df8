"""Folders that leave the record (exports, backups): whole or not there, also after the program was killed.

Their unfinished form lies beside them, and that of an export is in plain. Where it lies is noted, sealed, in the
record's folder, so that the next opening on this computer removes what a crash left.
"""

import platform
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from tfcollab.files import whole_folder
from tfcollab.store.notes import noted, settle_left
from tfcollab.store.sealing import sealed, unsealed
from tfcollab.store.store import Store

_KIND = "leaving"


@contextmanager
def leaving_folder(store: Store, folder: Path) -> Iterator[Path]:
    """As tfcollab.files.whole_folder; what a crash leaves of it goes with the next export or opening.

    Raises:
        UserError: as whole_folder; or the record's folder cannot be written.
    """
    remove_left(store)
    with ExitStack() as until_in_place, whole_folder(folder) as scratch:
        note = sealed(store, _KIND, {"computer": platform.node(), "folder": str(scratch)})
        until_in_place.enter_context(noted(store.access.places.folder, _KIND, note, partial(_remove, store)))
        yield scratch


def remove_left(store: Store) -> None:
    """Removes what a crash on this computer left of folders that were to leave the record."""
    settle_left(store.access.places.folder, _KIND, partial(_remove, store))


def _remove(store: Store, note: Path) -> None:
    """The note stays where its folder may come back: on another computer, or on a disk that is not there."""
    # what cannot be read or removed now is tried again at the next opening
    with suppress(OSError):
        if not note.exists():
            return
        # that of nobody who has the key has nothing removed
        told = unsealed(store, _KIND, note.read_bytes())
        if told is not None:
            scratch = Path(told["folder"])
            if told["computer"] != platform.node() or not scratch.parent.is_dir():
                return
            shutil.rmtree(scratch, ignore_errors=True)
            if scratch.exists():
                return
        note.unlink()
