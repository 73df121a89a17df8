"""Where the audit trail ended, kept in a small file outside the database, so that a cut trail is found out."""

import json
from dataclasses import dataclass
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.store.file_lock import locked

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """sequence: number of the newest entry, 0 for none. hash: its hash."""

    sequence: int
    hash: str


def read_anchor(path: Path) -> Head | None:
    """The head, or None where the file is missing.

    Raises:
        UserError: the file is not an anchor.
    """
    try:
        held = json.loads(path.read_text("utf-8"))
        return Head(int(held["sequence"]), str(held["hash"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} does not hold the end of an audit trail: restore it from a backup.") from error


def advance_anchor(path: Path, head: Head) -> None:
    """Moves the anchor to a newer head; an older one, of a process that came later, changes nothing.

    Raises:
        UserError: the file cannot be written.
    """
    with locked(path):
        held = read_anchor(path)
        if held is None or held.sequence < head.sequence:
            set_anchor(path, head)


def set_anchor(path: Path, head: Head) -> None:
    """Writes the anchor, whatever it held.

    Raises:
        UserError: the file cannot be written.
    """
    text = json.dumps({"sequence": head.sequence, "hash": head.hash})
    write_whole(path, (text + "\n").encode())
