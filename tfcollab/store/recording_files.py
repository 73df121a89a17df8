"""The recordings of a record as files: where they lie, how a foreign video becomes one, how one is made unreadable."""

import hashlib
import os
import secrets
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.files import sync_folder
from tfcollab.store.models import new_id
from tfcollab.store.places import Places
from tfcollab.store.recordings import open_plain
from tfcollab.store.store import Store
from tfcollab.store.vault import VaultWriter
from tfcollab.store.vault_format import FILE_HEAD_BYTES, manifest_key
from tfcollab.video.manifest import ManifestEnd, ManifestStart, ManifestWriter, Segment, manifest_path

ENDING = ".vault"
_CHUNK_BYTES = 1 << 20


def master_key(store: Store) -> bytes:
    """The 32 bytes from which the keys of this record's recordings come (`master` of tfcollab.store.recordings)."""
    return store.derived_key("recordings").raw


def new_recording_path(places: Places) -> Path:
    """For a new recording; its name says nothing of the patient. The folder is made if it is missing."""
    places.recordings.mkdir(mode=0o700, exist_ok=True)
    return places.recordings / (new_id() + ENDING)


def taking_note(path: Path) -> Path:
    """Where it is noted whose recording is being made (tfcollab.store.interrupted)."""
    return path.with_name(f"taking-{path.name}.json")


def recording_path(places: Places, file_name: str) -> Path:
    """Where the recording of this name lies (Recording.file_name).

    Raises:
        UserError: the name leads elsewhere.
    """
    if file_name in ("", ".", "..") or Path(file_name).name != file_name or "\\" in file_name:
        raise UserError("A recording's file name leads out of the exam record's folder: it is not opened.")
    return places.recordings / file_name


def take_in(
    video: Path, target: Path, master: bytes, frames: int, times_s: tuple[float, float], start: ManifestStart
) -> str:
    """Encrypts a video into a new recording, byte by byte as it is; gives the SHA-256 of those bytes.

    frames, times_s (first, last), start: as found when it was read.

    Raises:
        UserError: the video cannot be read, or the target exists. OSError: it cannot be written; nothing is left.
    """
    writer, manifest, digest = VaultWriter(target, master), None, hashlib.sha256()
    try:
        with video.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                writer.write(chunk)
        stored = writer.finish()
        manifest = ManifestWriter(target, manifest_key(writer.key), start)
        # Matroska's clock, as for a recording of our own
        first_ms, last_ms = (round(1000 * time_s) for time_s in times_s)
        manifest.add(Segment(stored, frames, first_ms, last_ms, 0))
        manifest.finish(ManifestEnd(frames, 0, stored.end_byte, "imported"))
    except BaseException:
        writer.abort()
        if manifest is not None:
            manifest.abort()
        target.unlink(missing_ok=True)
        manifest_path(target).unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def plain_sha256(path: Path, master: bytes) -> str:
    """SHA-256 of the video in an encrypted recording; raises UserError where it cannot be read or was altered."""
    digest = hashlib.sha256()
    with open_plain(path, master) as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def shred(path: Path) -> None:
    """Makes a recording unreadable, and removes it.

    Its key comes from the master key and the 128 random bits in its head, which are kept nowhere else: they are
    overwritten before the file goes. A disk that writes elsewhere than it read (most SSDs, copying file systems) may
    hold them for a while longer.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with path.open("rb+") as file:
            file.write(secrets.token_bytes(FILE_HEAD_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    manifest_path(path).unlink(missing_ok=True)
    path.unlink()
    sync_folder(path.parent)
