"""Reads an encrypted recording at any place, record by record; nothing of it is written anywhere."""

import io
import os
from array import array
from bisect import bisect_right
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from tfcollab.errors import UserError
from tfcollab.store.vault_format import (
    FILE_HEAD_BYTES,
    RECORD_HEAD_BYTES,
    TAG_BYTES,
    RecordHead,
    VaultCipher,
    file_id_of,
    recording_key,
)


class VaultReader(io.RawIOBase):
    """The plain bytes of an encrypted recording, as a file that can be read and sought.

    master: 32 bytes. synced_bytes: of an unfinished file, as many bytes were safe on the disk; a record that begins
    behind them and is not whole is where the recording ends, and is left out. Without a crash there is no such record.
    is_finished: the file holds everything up to its mark of the end. damage: the sentence of an altered record that was
    come across in reading, else None.

    Opening raises UserError where the file cannot be read, is not an encrypted recording, has another key, or where a
    record's head is altered; reading raises it where a record's content is.
    """

    def __init__(self, path: str | Path, master: bytes, synced_bytes: int | None = None) -> None:
        super().__init__()
        self.path = Path(path)
        self.damage: UserError | None = None
        self.is_finished = False
        self._position = 0
        self._cached: tuple[int, bytes] = (-1, b"")
        self._file_starts = array("Q")
        self._plain_starts = array("Q", [0])
        try:
            self._file = self.path.open("rb", buffering=0)
        except OSError as error:
            raise UserError(f"{path} cannot be read ({error.strerror}): check the path and its permissions.") from None
        try:
            self._size = os.fstat(self._file.fileno()).st_size
            self._cipher = VaultCipher(self._open_key(master))
            self._find_records(self._size if synced_bytes is None else synced_bytes)
        except BaseException:
            self._file.close()
            raise

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._plain_starts[-1]}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view) and self._position < self._plain_starts[-1]:
            index = bisect_right(self._plain_starts, self._position) - 1
            data = self._record(index)
            at = self._position - self._plain_starts[index]
            part = data[at : at + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)
            self._position += len(part)
        return done

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

    def _open_key(self, master: bytes) -> bytes:
        sealed = self._file.read(FILE_HEAD_BYTES)
        file_id = file_id_of(sealed)
        if file_id is None:
            raise UserError(f"{self.path} is not an encrypted recording of this program, or its beginning is damaged.")
        key = recording_key(master, file_id)
        try:
            VaultCipher(key).check_file_head(sealed)
        except InvalidTag:
            raise UserError(f"{self.path} belongs to another key, or its beginning is damaged.") from None
        return key

    def _find_records(self, synced_bytes: int) -> None:
        at = FILE_HEAD_BYTES
        while at < self._size and not self.is_finished:
            index = len(self._file_starts)
            sealed = self._read_at(at, RECORD_HEAD_BYTES)
            if len(sealed) < RECORD_HEAD_BYTES:
                return
            try:
                head = self._cipher.open_record_head(sealed, index)
                end = at + RECORD_HEAD_BYTES + head.length + TAG_BYTES
                if end > self._size:
                    return
                if at >= synced_bytes:
                    self._read_data(at, head)
            except InvalidTag:
                if at >= synced_bytes:
                    return
                raise self._altered(at) from None
            # an empty record has no place among the plain bytes
            if head.length:
                self._file_starts.append(at)
                self._plain_starts.append(self._plain_starts[-1] + head.length)
            self.is_finished = head.is_last
            at = end
        if at < self._size:
            raise UserError(f"{self.path} goes on behind its end: something was added to it.")

    def _record(self, index: int) -> bytes:
        if self._cached[0] != index:
            at = self._file_starts[index]
            try:
                head = self._cipher.open_record_head(self._read_at(at, RECORD_HEAD_BYTES), index)
                self._cached = index, self._read_data(at, head)
            except (InvalidTag, OSError):
                self.damage = self._altered(at)
                raise self.damage from None
        return self._cached[1]

    def _read_data(self, at: int, head: RecordHead) -> bytes:
        sealed = self._read_at(at + RECORD_HEAD_BYTES, head.length + TAG_BYTES)
        return self._cipher.open_data(head, sealed)

    def _read_at(self, at: int, length: int) -> bytes:
        self._file.seek(at)
        return self._file.read(length)

    def _altered(self, at: int) -> UserError:
        return UserError(f"{self.path} was altered or damaged at byte {at}: restore it from a backup.")
