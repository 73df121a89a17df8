"""The list in a backup: what is in it, with the hash of every file, sealed with the record's key."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.store.anchor import Head
from tfcollab.store.wrapping import Key

FORMAT = 1
NAME = "backup.json"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """One file. name: within the backup, with forward slashes. bytes, sha256: of the file as it lies there."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupIndex:
    """made_at: UTC. audit_end: of the trail in the backup. missing: recordings that the record named and had not."""

    made_at: str
    program_version: str
    record_id: str
    audit_end: Head
    files: tuple[BackedUp, ...]
    missing: tuple[str, ...]

    def write(self, folder: Path, key: Key) -> None:
        content = {"format": FORMAT, **asdict(self)}
        text = json.dumps(content | {"seal": _seal(key, content)}, indent=1)
        write_whole(folder / NAME, text.encode() + b"\n")


def read_index(folder: Path, key: Key) -> BackupIndex:
    """Raises UserError where there is none, it was altered, or a newer program made it."""
    path = folder / NAME
    try:
        held: dict[str, Any] = json.loads(path.read_bytes())
        if held["format"] > FORMAT:
            raise UserError(f"{folder} was made by a newer TF-Collab: install that version.")
        seal = held.pop("seal")
        if not hmac.compare_digest(seal, _seal(key, held)):
            raise UserError(f"{path} was altered: use another backup.")
        return BackupIndex(
            held["made_at"],
            held["program_version"],
            held["record_id"],
            Head(**held["audit_end"]),
            tuple(BackedUp(**file) for file in held["files"]),
            tuple(held["missing"]),
        )
    except FileNotFoundError as error:
        raise UserError(
            f"There is no backup in {folder}: name the folder that `tfcollab backup create` made."
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is damaged: use another backup.") from error


def copied(source: Path, target: Path, name: str, progress: Callable[[int], None]) -> BackedUp:
    """Copies a file and says what was copied. progress: told the bytes of each part.

    Raises:
        OSError: it cannot be read or written.
    """
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, target.open("xb") as copy:
        while chunk := file.read(_CHUNK_BYTES):
            copy.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            progress(len(chunk))
    target.chmod(0o600)
    return BackedUp(name, size, digest.hexdigest())


def listed(path: Path, name: str) -> BackedUp:
    """What is to be said of a file that lies there already; raises OSError."""
    with path.open("rb") as file:
        return BackedUp(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _seal(key: Key, content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True).encode()
    return hmac.new(key.derived("backup").raw, text, hashlib.sha256).hexdigest()
