"""The key file beside the database: the database key, sealed for each user, for the recovery key, for the keyring.

JSON, `format` 1. It holds no secret in the clear. Names of users are in it, roles are not: those are in the database,
where nobody can change them without its key. Every sealed key is bound to the record and to whom it is for.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.store.wrapping import (
    Cost,
    Key,
    readable,
    unwrap_by_key,
    unwrap_by_passphrase,
    wrap_by_key,
    wrap_by_passphrase,
)

FORMAT = 1
#: instead of a user's name, which never begins with a blank
RECOVERY = " recovery key"
UNKNOWN = " unknown user"


@dataclass(slots=True)
class KeyFile:
    """users: sealed key by name. recovery: sealed under the recovery key. keyring: sealed under a key that the system
    keyring holds, by name. attempts: see tfcollab.store.attempts. failures: logins that failed and that the audit
    trail does not know of yet."""

    record_id: str
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    recovery: dict[str, Any] = field(default_factory=dict)
    keyring: dict[str, dict[str, Any]] = field(default_factory=dict)
    attempts: dict[str, dict[str, Any]] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)

    @staticmethod
    def read(path: Path) -> "KeyFile":
        """Raises UserError where there is none, or it is not one, or a newer program wrote it."""
        try:
            held = json.loads(path.read_text("utf-8"))
            if held["format"] > FORMAT:
                raise UserError(f"{path} was written by a newer TF-Collab: install that version.")
            parts = {name: held[name] for name in KeyFile.__slots__}
            _check_parts(parts)
            return KeyFile(**parts)
        except FileNotFoundError as error:
            raise UserError(f"There is no exam record in {path.parent}: create one first.") from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UserError(f"{path} is not a key file of an exam record: restore it from a backup.") from error

    def write(self, path: Path) -> None:
        """Whole or not at all, readable by its owner only.

        Raises:
            UserError: the folder cannot be written.
        """
        content = {"format": FORMAT, **{name: getattr(self, name) for name in KeyFile.__slots__}}
        write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        path.chmod(0o600)

    def seal_for_user(self, name: str, key: Key, passphrase: str, cost: Cost) -> None:
        self.users[name] = wrap_by_passphrase(key, passphrase, self._purpose("user", name), cost)

    def open_for_user(self, name: str, passphrase: str) -> Key | None:
        """None for a wrong passphrase and for an unknown user alike, after the same work."""
        if name in self.users:
            return unwrap_by_passphrase(self.users[name], passphrase, self._purpose("user", name))
        unwrap_by_passphrase(self.recovery, passphrase, self._purpose("nobody", ""))
        return None

    def seal_for_recovery(self, key: Key, recovery_key: str, cost: Cost) -> None:
        self.recovery = wrap_by_passphrase(key, readable(recovery_key), self._purpose(RECOVERY, ""), cost)

    def open_for_recovery(self, recovery_key: str) -> Key | None:
        return unwrap_by_passphrase(self.recovery, readable(recovery_key), self._purpose(RECOVERY, ""))

    def seal_for_keyring(self, name: str, key: Key, sealing: Key) -> None:
        self.keyring[name] = wrap_by_key(key, sealing, self._purpose("keyring", name))

    def open_for_keyring(self, name: str, sealing: Key) -> Key | None:
        wrapped = self.keyring.get(name)
        return None if wrapped is None else unwrap_by_key(wrapped, sealing, self._purpose("keyring", name))

    def _purpose(self, kind: str, name: str) -> str:
        return json.dumps(["tfcollab exam record", FORMAT, self.record_id, kind, name])


def _check_parts(parts: dict[str, Any]) -> None:
    """Raises TypeError or ValueError where something is not what this program would have written there."""
    by_name = [*parts["users"].values(), *parts["keyring"].values(), *parts["attempts"].values()]
    if not all(isinstance(held, dict) for held in (parts["recovery"], *by_name, *parts["failures"])):
        raise TypeError
    for held in parts["attempts"].values():
        is_a_count = type(held["failures"]) is int and held["failures"] >= 0
        if not is_a_count or datetime.fromisoformat(held["last"]).tzinfo is None:
            raise ValueError
