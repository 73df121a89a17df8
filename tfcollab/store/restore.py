"""A record from a backup: checked on the way, whole or not at all, and never over another one unless that is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.files import whole_folder
from tfcollab.store.audit import Action
from tfcollab.store.backup_check import key_of_backup
from tfcollab.store.backup_index import BackupIndex, copied, read_index
from tfcollab.store.copying import copy_tables, read_snapshot
from tfcollab.store.migrate import upgrade
from tfcollab.store.opening import enter
from tfcollab.store.places import Places
from tfcollab.store.server import engine_of, keep_url
from tfcollab.store.wrapping import Key


@dataclass(frozen=True, slots=True)
class Restored:
    """set_aside: where the record that was there lies now, untouched; None where there was none."""

    index: BackupIndex
    set_aside: Path | None


def restore_backup(
    folder: Path,
    places: Places,
    name: str,
    passphrase: str,
    replace: bool = False,
    server_url: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Restored:
    """Puts the record of a backup to its place. Every file is held against the sealed list while it is copied.

    name, passphrase: of a user who could open the record when the backup was made. replace: a record that is there is
    set aside, under a name that says when. server_url: of an empty PostgreSQL database, to have the tables there;
    without it they are in an encrypted file, wherever they were before. progress: bytes done, and there are.

    Raises:
        UserError: as tfcollab.store.backup_check.verify_backup; there is a record already, or it is in use; the disk is
            full. Nothing is changed then.
    """
    key = key_of_backup(folder, name, passphrase)
    index = read_index(folder, key)
    there = places.folder.exists() and any(places.folder.iterdir())
    if there:
        _check_replaceable(places, replace)
    aside: Path | None = None
    try:
        with whole_folder(places.folder, replacing=there) as scratch:
            _copy(folder, scratch, index, progress or (lambda _done, _all: None))
            _open_and_tell(Places(scratch), name.strip(), key, index)
            if server_url:
                _move_to_server(Places(scratch), key, server_url)
            if there:
                aside = _free_name(places.folder)
                places.folder.rename(aside)
    except BaseException:
        if aside is not None and aside.exists() and not places.folder.exists():
            aside.rename(places.folder)
        raise
    return Restored(index, aside)


def _check_replaceable(places: Places, replace: bool) -> None:
    if not replace:
        raise UserError(
            f"There is something in {places.folder} already, and nothing was restored: choose another folder, or say "
            "--replace, which sets it aside."
        )
    # it is there as long as somebody has the file open, who would go on writing into what was set aside
    if places.database.with_name(places.database.name + "-wal").exists():
        raise UserError(
            f"The exam record in {places.folder} is open, or a crash left it so: close it everywhere, or open and "
            "close it once. If it cannot be opened, move the folder away yourself."
        )


def _copy(folder: Path, scratch: Path, index: BackupIndex, progress: Callable[[int, int], None]) -> None:
    total, done = sum(file.bytes for file in index.files), 0

    def more(size: int) -> None:
        nonlocal done
        done += size
        progress(done, total)

    for file in index.files:
        target = (scratch / file.name).resolve()
        if not target.is_relative_to(scratch.resolve()):
            raise UserError(f"{file.name} leads out of the backup: use another one.")
        target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            found = copied(folder / file.name, target, file.name, more)
        except FileNotFoundError:
            found = None
        if found != file:
            raise UserError(
                f"{folder / file.name} is not as it was backed up, so nothing was restored: use another one."
            )


def _open_and_tell(copy: Places, name: str, key: Key, index: BackupIndex) -> None:
    with enter(copy, name, key, "restored backup") as store:
        made = {"restored from the backup of": index.made_at, "entries": index.audit_end.sequence}
        with store.unit() as unit:
            unit.tell(Action.CHANGE, "record", new=made)
        if store.audit_fault:
            raise UserError(f"{store.audit_fault} Nothing was restored: use another backup.")


def _move_to_server(copy: Places, key: Key, url: str) -> None:
    file = engine_of(copy, key)
    keep_url(copy, key, url)
    server = engine_of(copy, key)
    try:
        upgrade(server)
        with read_snapshot(file) as source, server.begin() as target:
            copy_tables(source, target)
    finally:
        server.dispose()
        file.dispose()
    copy.database.unlink()


def _free_name(folder: Path) -> Path:
    stem = f"{folder.name}.replaced-{datetime.now():%Y%m%dT%H%M%S}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1000))
    return next(folder.with_name(name) for name in names if not folder.with_name(name).exists())
