"""Where a store's files are: all in one folder."""

from dataclasses import dataclass
from pathlib import Path

from tfcollab.resources import user_records_dir


@dataclass(frozen=True, slots=True)
class Places:
    """database: encrypted SQLite file. server: instead of it, the sealed address of a PostgreSQL database.

    keys: wrapped keys. anchor: the audit trail's head, outside the database. settings: sealed. recordings: encrypted.
    """

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "exams.db"

    @property
    def server(self) -> Path:
        return self.folder / "exams.server.json"

    @property
    def keys(self) -> Path:
        return self.folder / "exams.keys.json"

    @property
    def anchor(self) -> Path:
        return self.folder / "exams.audit.json"

    @property
    def settings(self) -> Path:
        return self.folder / "exams.settings.json"

    @property
    def recordings(self) -> Path:
        return self.folder / "recordings"


def default_places() -> Places:
    """In the platform's folder for a user's data."""
    return Places(user_records_dir())
