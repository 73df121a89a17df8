"""Recordings whose fate a transaction decides: they stay if the record names them afterwards, and are destroyed if not.

Their names are noted before, so that the next opening decides where a crash came between.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from tfcollab.store.models import Recording
from tfcollab.store.notes import noted, settle_left
from tfcollab.store.recording_files import recording_path, shred
from tfcollab.store.store import Store

_KIND = "pending"


@contextmanager
def provisional(store: Store, names: Iterable[str]) -> Iterator[None]:
    """Decides on the recordings of these names when the block is left, however it is.

    Raises:
        UserError: the folder of the recordings cannot be written. OSError: a recording could not be destroyed; the next
            opening tries again.
    """
    folder = store.access.places.recordings
    folder.mkdir(mode=0o700, exist_ok=True)
    with noted(folder, _KIND, json.dumps(list(names)).encode(), lambda note: _decide(store, note)):
        yield


def decide_pending(store: Store) -> None:
    """Decides on what a crash left undecided; leaves alone what another process is at. Raises OSError."""
    settle_left(store.access.places.recordings, _KIND, lambda note: _decide(store, note))


def pending_names(store: Store) -> set[str]:
    """File names of the recordings that are undecided, or that somebody is at."""
    return {name for note in store.access.places.recordings.glob(f"{_KIND}-*.json") for name in _names(note)}


def _names(note: Path) -> list[str]:
    try:
        names: list[str] = json.loads(note.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        # settled meanwhile, or cut off by a crash before anything had begun
        return []
    return names


def _decide(store: Store, note: Path) -> None:
    if not note.exists():
        return
    names = _names(note)
    with store.unit() as unit:
        query = select(Recording.file_name).where(Recording.file_name.in_(names))
        kept = set(unit.session.scalars(query)) if names else set()
    for name in set(names) - kept:
        shred(recording_path(store.access.places, name))
    note.unlink()
