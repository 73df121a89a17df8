"""What identifies a recording: the SHA-256 of its bytes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.video.folder import list_frames

_CHUNK_BYTES = 1 << 20


def sha256_of(path: str | Path) -> str:
    """SHA-256, as 64 hexadecimal digits, of a file; for a folder, of its frame files' bytes in frame order.

    Raises UserError where something cannot be read, or a folder holds no numbered frames.
    """
    path = Path(path)
    return _sha256(frame.path for frame in list_frames(path)) if path.is_dir() else _sha256([path])


def _sha256(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK_BYTES):
                    digest.update(chunk)
        except OSError as error:
            raise UserError(f"{path} cannot be read ({error.strerror}): check the path and its permissions.") from None
    return digest.hexdigest()
