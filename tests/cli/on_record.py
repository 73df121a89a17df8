"""A real exam record for the commands on it, and how they are given a passphrase."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from clips import Ended, tfcollab
from keyring.backend import KeyringBackend
from records import PASSPHRASE


def on_record(folder: Path, *arguments: str | Path, typed: str = PASSPHRASE, user: str = "Ada") -> Ended:
    """Runs a command on the record, as the user; typed: lines of standard input."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        return tfcollab(*arguments, "--user", user, "--folder", folder, cwd=folder.parent)


@contextmanager
def keyring_in_memory() -> Iterator[None]:
    """In place of the system's, and empty."""

    class Memory(KeyringBackend):
        priority = 1

        def __init__(self) -> None:
            self.held: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.held.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.held[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.held[service, username]

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        yield
    finally:
        keyring.set_keyring(before)
