"""A backup of a record: a folder of its own, encrypted as the record is, made while the record is in use.

It holds the database as it was at one moment (that of a server as an encrypted file, too), the key file, the settings,
the recordings, and a sealed list of it all. Whoever could open the record when it was made can open the backup.
"""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, select

from tfcollab.errors import UserError
from tfcollab.store.anchor import Head, set_anchor
from tfcollab.store.backup_index import BackedUp, BackupIndex, copied, listed
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.copying import copy_tables
from tfcollab.store.file_lock import locked
from tfcollab.store.key_file import KeyFile
from tfcollab.store.leaving import leaving_folder
from tfcollab.store.migrate import upgrade
from tfcollab.store.models import AuditHead, Recording, utc_now
from tfcollab.store.patients import CLINICAL
from tfcollab.store.places import Places
from tfcollab.store.recording_files import ENDING, taking_note
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Key
from tfcollab.video.manifest import manifest_path

#: told the bytes of recordings that were copied, and that there are
Progress = Callable[[int, int], None]


def create_backup(store: Store, folder: Path, progress: Progress | None = None) -> BackupIndex:
    """Makes a new backup folder, whole or not at all; clinicians and administrators.

    Raises:
        UserError: not allowed, the folder is not empty, lies in the record or cannot be written, the disk is full.
    """
    store.allow(*CLINICAL)
    places, key = store.access.places, store.access.key
    if folder.resolve().is_relative_to(places.folder.resolve()):
        raise UserError(f"{folder} lies in the exam record itself: choose a folder on another disk.")
    with store.kept_open(), leaving_folder(store, folder) as scratch:
        store.tell_export("record", "", "backup")
        copy = Places(scratch)
        with store.snapshot() as source:
            end = _copy_database(source, copy, key)
            named = set(source.scalars(select(Recording.file_name)))
        set_anchor(copy.anchor, end)
        record_id = _copy_key_file(places, copy)
        if places.settings.exists():
            copied(places.settings, copy.settings, places.settings.name, lambda _: None)
        files = [listed(path, path.name) for path in sorted(scratch.iterdir())]
        files += _copy_recordings(places, copy, progress or (lambda _done, _all: None))
        held = {Path(file.name).name for file in files}
        index = BackupIndex(utc_now(), version("tfcollab"), record_id, end, tuple(files), tuple(sorted(named - held)))
        index.write(scratch, key)
    return index


def _copy_database(source: Connection, copy: Places, key: Key) -> Head:
    engine = encrypted_engine(copy.database, key)
    try:
        upgrade(engine)
        with engine.begin() as target:
            copy_tables(source, target)
            row = target.execute(select(AuditHead.sequence, AuditHead.hash)).one()
    finally:
        # the last one to close it moves the write-ahead log into the file
        engine.dispose()
    return Head(row.sequence, row.hash)


def _copy_key_file(places: Places, copy: Places) -> str:
    with locked(places.keys):
        file = KeyFile.read(places.keys)
    # of the living record alone
    file.attempts, file.failures = {}, []
    file.write(copy.keys)
    return file.record_id


def _copy_recordings(places: Places, copy: Places, progress: Progress) -> Iterator[BackedUp]:
    if not places.recordings.is_dir():
        return
    copy.recordings.mkdir(mode=0o700)
    # the list of a recording that is being made is read first, so that it names nothing that is not there
    paths = [
        path
        for recording in sorted(places.recordings.glob("*" + ENDING))
        for path in (manifest_path(recording), taking_note(recording), recording)
        if path.exists()
    ]
    total, done = sum(path.stat().st_size for path in paths), 0

    def more(size: int) -> None:
        nonlocal done
        done += size
        progress(done, max(total, done))

    for path in paths:
        try:
            yield copied(path, copy.recordings / path.name, f"{places.recordings.name}/{path.name}", more)
        except FileNotFoundError:
            # erased meanwhile
            continue
