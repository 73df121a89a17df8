"""A file that only ever grows, and what a recorder needs of such a thing."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tfcollab.errors import UserError
from tfcollab.files import sync_folder


@dataclass(frozen=True, slots=True)
class StoredRange:
    """Bytes start_byte to end_byte (exclusive) of a file, and their SHA-256 as 64 hexadecimal digits."""

    start_byte: int
    end_byte: int
    sha256: str


class RecordingSink(Protocol):
    """Where a recorder puts its bytes, in order and once; every method may raise OSError."""

    path: Path

    def write(self, data: bytes) -> None: ...

    def flush(self) -> None:
        """Hands everything to the operating system: it outlives this process."""
        ...

    def sync(self) -> StoredRange:
        """Everything written so far outlives a power cut. Gives what is new in the file since the last call."""
        ...

    def finish(self) -> StoredRange:
        """Marks the end, syncs and closes."""
        ...

    def abort(self) -> None:
        """Closes without the mark of the end; never raises."""
        ...


class AppendFile:
    """A new file, readable by its owner alone, that is only appended to (a RecordingSink).

    Raises UserError where the file exists already or cannot be made.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            self._descriptor: int | None = os.open(self.path, flags, 0o600)
            sync_folder(self.path.parent)
        except FileExistsError:
            raise UserError(f"{self.path} exists already: choose another name.") from None
        except OSError as error:
            raise UserError(
                f"{self.path} cannot be written ({error.strerror}): choose a folder with room that you may write to."
            ) from None
        self._digest = hashlib.sha256()
        self._start = self._end = 0

    def write(self, data: bytes) -> None:
        assert self._descriptor is not None
        view = memoryview(data)
        while view:
            done = os.write(self._descriptor, view)
            self._digest.update(view[:done])
            self._end += done
            view = view[done:]

    def flush(self) -> None:
        """Nothing is held back here."""

    def sync(self) -> StoredRange:
        assert self._descriptor is not None
        os.fsync(self._descriptor)
        stored = StoredRange(self._start, self._end, self._digest.hexdigest())
        self._start, self._digest = self._end, hashlib.sha256()
        return stored

    def finish(self) -> StoredRange:
        stored = self.sync()
        self.abort()
        return stored

    def abort(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)
