"""What OpenVINO compiled, kept in the user's cache for the next start.

No hash of a contract covers such a file, so it counts for nothing by itself: it is named by the hash of all that it was
made of and for, and sealed by a key that this user alone has on this computer. Whatever does not fit, damaged, of
another model, or brought from elsewhere, is as good as not there, and the model is compiled again.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.resources import user_compiled_dir, user_compiled_key_file

_KEY_BYTES, _SEAL_BYTES = 32, 32
#: of three models, in two forms, on different numbers of threads; the rest are of versions that were replaced
_MOST_KEPT = 24


def name_of(parts: Iterable[bytes]) -> str:
    """A name for what is made of these parts and for them: the model, what changes it, where and how it runs."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def load(name: str) -> bytes | None:
    """What was kept under that name; None where there is nothing, or not the very bytes that were kept."""
    path = user_compiled_dir() / name
    try:
        content, key = path.read_bytes(), _key()
        if key is None or not hmac.compare_digest(content[:_SEAL_BYTES], _seal(key, name, content[_SEAL_BYTES:])):
            return None
        # those that were not asked for longest are removed first
        os.utime(path)
    except OSError:
        return None
    return content[_SEAL_BYTES:]


def keep(name: str, compiled: bytes) -> None:
    """Keeps it where that is possible; nothing is said where it is not."""
    folder = user_compiled_dir()
    with contextlib.suppress(OSError, UserError):
        folder.mkdir(parents=True, exist_ok=True)
        key = _key() or _new_key()
        write_whole(folder / name, _seal(key, name, compiled) + compiled)
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_MOST_KEPT:]:
            path.unlink(missing_ok=True)


def _seal(key: bytes, name: str, compiled: bytes) -> bytes:
    return hmac.digest(key, name.encode() + compiled, "sha256")


def _key() -> bytes | None:
    try:
        key = user_compiled_key_file().read_bytes()
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _new_key() -> bytes:
    path, key = user_compiled_key_file(), secrets.token_bytes(_KEY_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        # for this user's eyes alone from its first byte on
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return key
