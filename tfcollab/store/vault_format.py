"""The layout of an encrypted recording, and its keys.

A file is a head and then records, all of them only ever appended:

    head    "TFCVAULT", version (1 byte), 7 zero bytes, file id (16 random bytes), tag (16)
    record  index (8 bytes, big-endian, from 0), length n (4), is last (1), tag (16); n bytes of ciphertext, tag (16)

Every tag is of AES-256-GCM (NIST SP 800-38D). The key is this file's own (HKDF-SHA-256, RFC 5869, of the master key and
the file id), so that a nonce made of the record's index and of what it is for never comes twice under one key. The head
of a record has its own tag: a length can be believed before as many bytes are there, so that a record that a crash cut
off is told from a damaged one. Index, length and the mark of the last record are authenticated with the data, so that
records can be neither exchanged, nor left out, nor cut off unnoticed from a file that was finished.
"""

import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"TFCVAULT"
VERSION = 1
KEY_BYTES = 32
FILE_ID_BYTES = 16
TAG_BYTES = 16
_FILE_HEAD = struct.Struct(f">8sB7x{FILE_ID_BYTES}s")
_RECORD_HEAD = struct.Struct(">QIB")
FILE_HEAD_BYTES = _FILE_HEAD.size + TAG_BYTES
RECORD_HEAD_BYTES = _RECORD_HEAD.size + TAG_BYTES
#: plain bytes of a record, at most
RECORD_BYTES = 1 << 16

_FOR_FILE_HEAD, _FOR_RECORD_HEAD, _FOR_DATA = 0, 1, 2


def recording_key(master: bytes, file_id: bytes) -> bytes:
    """The key of one recording, 32 bytes, from the 32 bytes of the master key and the recording's file id."""
    return _derive(master, file_id, b"tfcollab recording")


def manifest_key(key: bytes) -> bytes:
    """What seals the manifest of the recording with this key (of `recording_key`)."""
    return _derive(key, None, b"tfcollab manifest")


def _derive(key: bytes, salt: bytes | None, purpose: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return HKDF(SHA256(), KEY_BYTES, salt, purpose).derive(key)


@dataclass(frozen=True, slots=True)
class RecordHead:
    """index: 0-based. length: bytes of data, 0 to RECORD_BYTES. is_last: nothing follows."""

    index: int
    length: int
    is_last: bool

    def _packed(self) -> bytes:
        return _RECORD_HEAD.pack(self.index, self.length, self.is_last)


class VaultCipher:
    """Seals and opens the parts of one file; what it opens raises cryptography's InvalidTag where it was altered."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal_file_head(self, file_id: bytes) -> bytes:
        head = _FILE_HEAD.pack(MAGIC, VERSION, file_id)
        return head + self._cipher.encrypt(_nonce(_FOR_FILE_HEAD, 0), b"", head)

    def check_file_head(self, sealed: bytes) -> None:
        self._cipher.decrypt(_nonce(_FOR_FILE_HEAD, 0), sealed[_FILE_HEAD.size :], sealed[: _FILE_HEAD.size])

    def seal_record(self, head: RecordHead, data: bytes) -> bytes:
        packed = head._packed()
        tag = self._cipher.encrypt(_nonce(_FOR_RECORD_HEAD, head.index), b"", packed)
        return packed + tag + self._cipher.encrypt(_nonce(_FOR_DATA, head.index), data, packed)

    def open_record_head(self, sealed: bytes, index: int) -> RecordHead:
        """The head of the record that must have this index."""
        packed = sealed[: _RECORD_HEAD.size]
        self._cipher.decrypt(_nonce(_FOR_RECORD_HEAD, index), sealed[_RECORD_HEAD.size :], packed)
        found, length, is_last = _RECORD_HEAD.unpack(packed)
        if found != index:
            raise InvalidTag
        return RecordHead(index, length, bool(is_last))

    def open_data(self, head: RecordHead, sealed: bytes) -> bytes:
        return self._cipher.decrypt(_nonce(_FOR_DATA, head.index), sealed, head._packed())


def file_id_of(head: bytes) -> bytes | None:
    """The file id in the head of an encrypted recording; None if it is none, or of another version."""
    if len(head) < FILE_HEAD_BYTES:
        return None
    magic, version, file_id = _FILE_HEAD.unpack(head[: _FILE_HEAD.size])
    return file_id if (magic, version) == (MAGIC, VERSION) else None


def _nonce(purpose: int, index: int) -> bytes:
    return struct.pack(">IQ", purpose, index)
