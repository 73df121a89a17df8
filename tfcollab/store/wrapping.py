"""Secrets wrapped by secrets: argon2id turns a passphrase into a key, AES-256-GCM seals the database key with it.

Argon2id by the first recommended option's family of RFC 9106 (section 4), in its memory-constrained form: 64 MiB, three
passes, four lanes. The parameters travel with every wrapped key, so that later ones can be stronger.
"""

import base64
import secrets
from dataclasses import dataclass
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16
#: an altered key file must not ask for all memory
_LARGEST_MEMORY_KIB = 1024 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """256 random bits; never shown by repr or str."""

    raw: bytes

    @staticmethod
    def new() -> "Key":
        return Key(secrets.token_bytes(KEY_BYTES))

    def derived(self, purpose: str) -> "Key":
        """Another key by HKDF-SHA256 (RFC 5869), from which this one cannot be found."""
        info = f"tfcollab {purpose}".encode()
        return Key(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self.raw))


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of argon2id; memory_kib per guess is what makes guessing expensive."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


DEFAULT_COST = Cost()


def wrap_by_passphrase(key: Key, passphrase: str, purpose: str, cost: Cost = DEFAULT_COST) -> dict[str, Any]:
    """The key sealed under the passphrase, as plain JSON values; purpose is bound to it and asked for again."""
    salt = secrets.token_bytes(_SALT_BYTES)
    parameters = {"passes": cost.passes, "memory_kib": cost.memory_kib, "lanes": cost.lanes, "salt": _text(salt)}
    sealing = _derived(passphrase, salt, cost)
    return {"kdf": "argon2id", **parameters, **_sealed(key, sealing, purpose)}


def unwrap_by_passphrase(wrapped: dict[str, Any], passphrase: str, purpose: str) -> Key | None:
    """The key, or None where the passphrase is wrong or the wrapped key was altered.

    Raises:
        KeyError, TypeError, ValueError, argon2.exceptions.HashingError: it is no wrapped key at all.
    """
    cost = Cost(int(wrapped["passes"]), int(wrapped["memory_kib"]), int(wrapped["lanes"]))
    if cost.memory_kib > _LARGEST_MEMORY_KIB or cost.passes > 100 or cost.lanes > 64:
        return None
    return _opened(wrapped, _derived(passphrase, _bytes(wrapped["salt"]), cost), purpose)


def wrap_by_key(key: Key, sealing: Key, purpose: str) -> dict[str, Any]:
    """The key sealed under another random key."""
    return _sealed(key, sealing.raw, purpose)


def unwrap_by_key(wrapped: dict[str, Any], sealing: Key, purpose: str) -> Key | None:
    """The key, or None where the other key is wrong or the wrapped key was altered."""
    return _opened(wrapped, sealing.raw, purpose)


def new_recovery_key() -> str:
    """160 random bits as 32 letters and digits in groups of four, fit to be written down."""
    return readable(base64.b32encode(secrets.token_bytes(20)).decode())


def readable(recovery_key: str) -> str:
    """A recovery key as it was shown, whatever blanks, hyphens and lower case it was typed with."""
    plain = "".join(letter for letter in recovery_key.upper() if letter.isalnum())
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    secret = passphrase.encode("utf-8", errors="surrogatepass")
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _sealed(key: Key, sealing: bytes, purpose: str) -> dict[str, Any]:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(sealing).encrypt(nonce, key.raw, purpose.encode())
    return {"cipher": "AES-256-GCM", "nonce": _text(nonce), "sealed": _text(sealed)}


def _opened(wrapped: dict[str, Any], sealing: bytes, purpose: str) -> Key | None:
    try:
        return Key(AESGCM(sealing).decrypt(_bytes(wrapped["nonce"]), _bytes(wrapped["sealed"]), purpose.encode()))
    except InvalidTag:
        return None


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value)
