"""Small notes beside the database, sealed with the record's key: nobody else reads or writes them."""

import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tfcollab.store.store import Store

_NONCE_BYTES = 12


def sealed(store: Store, purpose: str, content: dict[str, Any]) -> bytes:
    """The content by AES-256-GCM, under a key of this record for this purpose; behind 12 random bytes."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher(store, purpose).encrypt(nonce, json.dumps(content).encode(), None)


def unsealed(store: Store, purpose: str, note: bytes) -> dict[str, Any] | None:
    """What `sealed` was given; None where the note was cut off, altered, or is of another record or purpose."""
    try:
        told = _cipher(store, purpose).decrypt(note[:_NONCE_BYTES], note[_NONCE_BYTES:], None)
    except (InvalidTag, ValueError):
        return None
    content: dict[str, Any] = json.loads(told)
    return content


def _cipher(store: Store, purpose: str) -> AESGCM:
    return AESGCM(store.derived_key(purpose).raw)
