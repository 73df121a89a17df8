"""Writes an encrypted recording; what goes in is never on the disk in plain."""

import secrets
from pathlib import Path

from tfcollab.store.vault_format import FILE_ID_BYTES, RECORD_BYTES, RecordHead, VaultCipher, recording_key
from tfcollab.video.append_file import AppendFile, StoredRange


class VaultWriter:
    """An encrypted file that is only appended to (a tfcollab.video.append_file.RecordingSink).

    master: 32 bytes. After a crash everything that was flushed can be read. `key` is the file's own.
    Raises UserError where the file exists already or cannot be made; later OSError.
    """

    def __init__(self, path: str | Path, master: bytes) -> None:
        self.path = Path(path)
        file_id = secrets.token_bytes(FILE_ID_BYTES)
        self.key = recording_key(master, file_id)
        self._cipher = VaultCipher(self.key)
        self._held = bytearray()
        self._index = 0
        self._file = AppendFile(path)
        try:
            self._file.write(self._cipher.seal_file_head(file_id))
        except BaseException:
            self._file.abort()
            raise

    def write(self, data: bytes) -> None:
        self._held += data
        while len(self._held) >= RECORD_BYTES:
            self._write_record(RECORD_BYTES)

    def flush(self) -> None:
        if self._held:
            self._write_record(len(self._held))

    def sync(self) -> StoredRange:
        self.flush()
        return self._file.sync()

    def finish(self) -> StoredRange:
        self._write_record(len(self._held), is_last=True)
        return self._file.finish()

    def abort(self) -> None:
        self._file.abort()

    def _write_record(self, length: int, is_last: bool = False) -> None:
        data = bytes(self._held[:length])
        del self._held[:length]
        # counted first: a record that could not be written whole must not give its nonce to another
        head = RecordHead(self._index, length, is_last)
        self._index += 1
        self._file.write(self._cipher.seal_record(head, data))
