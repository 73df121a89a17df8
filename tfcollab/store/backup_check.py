"""Whether a backup is what was backed up: every file, page, entry of the trail, result and recording."""

import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tfcollab.errors import UserError
from tfcollab.store import audit
from tfcollab.store.backup_index import NAME, BackupIndex, listed, read_index
from tfcollab.store.cipher import damaged_pages, encrypted_engine
from tfcollab.store.key_file import KeyFile
from tfcollab.store.migrate import upgrade
from tfcollab.store.models import Analysis, Recording
from tfcollab.store.places import Places
from tfcollab.store.recording_files import plain_sha256, recording_path
from tfcollab.store.recordings import recover_recording
from tfcollab.store.wrapping import Key
from tfcollab.video.recovery import RecordingState


@dataclass(frozen=True, slots=True)
class BackupVerdict:
    """faults, remarks: sentences. results, recordings: how many were checked and found whole."""

    index: BackupIndex
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    results: int
    recordings: int


def key_of_backup(folder: Path, name: str, passphrase: str) -> Key:
    """The record's key by what opened the record when the backup was made. Nothing in the backup is changed.

    Raises:
        UserError: there is no backup, or name or passphrase is wrong.
    """
    places = Places(folder)
    file = KeyFile.read(places.keys)
    try:
        key = file.open_for_user(name.strip(), passphrase)
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(f"{places.keys} is damaged: use another backup.") from error
    if key is None:
        raise UserError(
            "The name or the passphrase is wrong: give those that opened the record when the backup was made."
        )
    return key


def verify_backup(
    folder: Path, name: str, passphrase: str, progress: Callable[[int, int], None] | None = None
) -> BackupVerdict:
    """Checks everything in a backup, without changing it; progress: recordings done, and there are.

    Raises:
        UserError: there is no backup, its list was altered, a newer program made it, name or passphrase is wrong.
    """
    key = key_of_backup(folder, name, passphrase)
    index = read_index(folder, key)
    faults = list(_file_faults(folder, index))
    results, recordings = 0, 0
    if not any(file.name == Places(folder).database.name for file in index.files):
        faults.append("The database is not in it.")
    elif not faults:
        # an older form is brought up to date in a copy; it is encrypted as the backup is
        with tempfile.TemporaryDirectory(prefix="tfcollab-verify-") as scratch:
            copy = Places(Path(scratch))
            shutil.copyfile(Places(folder).database, copy.database)
            engine = encrypted_engine(copy.database, key)
            try:
                upgrade(engine)
                more, results, recordings = _content(engine, Places(folder), index, key, progress)
                faults += more
            finally:
                engine.dispose()
    remarks = [f"{name} was not there when the backup was made." for name in index.missing]
    listed_names = {file.name for file in index.files} | {NAME}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in listed_names:
            remarks.append(f"{path.relative_to(folder).as_posix()} is no part of the backup.")
    return BackupVerdict(index, tuple(faults), tuple(remarks), results, recordings)


def _file_faults(folder: Path, index: BackupIndex) -> Iterator[str]:
    for file in index.files:
        try:
            found = listed(folder / file.name, file.name)
        except OSError as error:
            yield f"{file.name} cannot be read ({error.strerror})."
            continue
        if found != file:
            yield f"{file.name} is not as it was backed up."


def _content(
    engine: Engine, places: Places, index: BackupIndex, key: Key, progress: Callable[[int, int], None] | None
) -> tuple[list[str], int, int]:
    faults = damaged_pages(engine)
    good_results = good_recordings = 0
    with Session(engine) as session, session.begin():
        outside = audit.anchor_fault(session, index.audit_end)
        faults += audit.verify(session, outside).faults
        for row in session.scalars(select(Analysis).execution_options(yield_per=20)):
            if sha256(zlib.decompress(row.document)).hexdigest() == row.document_sha256:
                good_results += 1
            else:
                faults.append(f"The result {row.id} is not as it was saved.")
        wanted = session.execute(select(Recording.file_name, Recording.sha256)).all()
    master = key.derived("recordings").raw
    for done, (file_name, plain_hash) in enumerate(wanted, start=1):
        if file_name not in index.missing:
            fault = _recording_fault(places, file_name, plain_hash, master)
            faults += [fault] if fault else []
            good_recordings += not fault
        if progress:
            progress(done, len(wanted))
    return faults, good_results, good_recordings


def _recording_fault(places: Places, file_name: str, plain_hash: str, master: bytes) -> str:
    try:
        path = recording_path(places, file_name)
        check = recover_recording(path, master)
        if check.state is RecordingState.DAMAGED:
            return check.problems[0]
        if plain_sha256(path, master) != plain_hash:
            return f"{file_name} is not the recording that was measured."
    except UserError as error:
        return str(error)
    return ""
