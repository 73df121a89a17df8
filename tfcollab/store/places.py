"""Where a store's files are: all in one folder."""

from dataclasses import dataclass
from pathlib import Path

from tfcollab.resources import user_records_dir


@dataclass(frozen=True, slots=True)
class Places:
    """database: encrypted SQLite file. keys: wrapped keys. anchor: the audit trail's head, outside the database.
    recordings: folder of the encrypted recordings, made with the first one.
    """

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "exams.db"

    @property
    def keys(self) -> Path:
        return self.folder / "exams.keys.json"

    @property
    def anchor(self) -> Path:
        return self.folder / "exams.audit.json"

    @property
    def recordings(self) -> Path:
        return self.folder / "recordings"


def default_places() -> Places:
    """In the platform's folder for a user's data."""
    return Places(user_records_dir())
