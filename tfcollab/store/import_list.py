"""`exams.csv` beside recordings: whose they are. One row a recording; the first row names the columns.

`file` and `patient` (the clinic's number, or a pseudonym of this record) are needed; `eye` (OD, OS), `at` (ISO 8601),
`name`, `birth_date` (ISO 8601), `sex` and `sha256` may be there.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.store.models import Sex

LIST_NAME = "exams.csv"
_NEEDED = ("file", "patient")
_KNOWN = (*_NEEDED, "eye", "at", "name", "birth_date", "sex", "sha256")
_LARGEST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row says of the recording `file`. sha256: to be checked, or empty."""

    file: str
    patient: str
    eye: Eye
    at: datetime
    name: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    sha256: str = ""


def read_list(path: Path) -> list[Listed]:
    """The rows of a list, UTF-8.

    Raises:
        UserError: it cannot be read, lacks a column or has an unknown one; or rows cannot be, each of which is named.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise UserError(f"{path} is too large for a list of recordings: check what it is.")
        table = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        columns = table.fieldnames or []
        wrong = [name for name in columns if name not in _KNOWN]
        if wrong or any(name not in columns for name in _NEEDED):
            raise UserError(
                f"{path}: its first row names the columns; file and patient are needed, of the others it may have "
                f"{', '.join(_KNOWN[2:])}" + (f", and not {', '.join(wrong)}." if wrong else ".")
            )
        rows = list(table)
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} is no CSV table in UTF-8: save it as such.") from error
    listed, faults = [], []
    for number, row in enumerate(rows, start=2):
        try:
            listed.append(_listed({name: (value or "").strip() for name, value in row.items() if name in _KNOWN}, path))
        except (UserError, ValueError) as error:
            faults.append(f"row {number}: {error}")
        if None in row:
            faults.append(f"row {number} has more cells than there are columns.")
    files = [row.file for row in listed]
    twice = sorted({name for name in files if files.count(name) > 1})
    faults += [f"{name} is listed more than once." for name in twice]
    if faults:
        raise UserError("\n  ".join([f"{path} cannot be used:", *faults]))
    return listed


def _listed(row: Mapping[str, str], path: Path) -> Listed:
    file, patient = row["file"], row["patient"]
    if not file or not patient:
        raise UserError("file and patient must not be empty.")
    if Path(file).name != file or "\\" in file or file in (".", ".."):
        raise UserError(f"{file} leads out of the folder: name a file in it.")
    birth_date, sha256 = row.get("birth_date", ""), row.get("sha256", "").lower()
    if sha256 and (len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef")):
        raise UserError("sha256 has 64 hexadecimal digits.")
    return Listed(
        file=file,
        patient=patient,
        eye=Eye(row.get("eye") or Eye.UNKNOWN),
        at=_time(row.get("at", ""), path.with_name(file)),
        name=row.get("name", ""),
        birth_date=date.fromisoformat(birth_date) if birth_date else None,
        sex=Sex(row.get("sex") or Sex.UNKNOWN),
        sha256=sha256,
    )


def _time(typed: str, recording: Path) -> datetime:
    """As it is typed, in local time where no zone is; else when the file was last changed."""
    if typed:
        return datetime.fromisoformat(typed).astimezone()
    try:
        return datetime.fromtimestamp(recording.stat().st_mtime).astimezone()
    except OSError:
        # that the file is missing is told elsewhere
        return datetime.now().astimezone()
