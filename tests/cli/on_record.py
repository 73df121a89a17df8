"""A real exam record for the commands on it, and how they are given a passphrase."""

import io
import sys
from pathlib import Path

import pytest
from clips import Ended, tfcollab
from memory_keyring import keyring_in_memory
from records import PASSPHRASE

__all__ = ["keyring_in_memory", "on_record"]


def on_record(folder: Path, *arguments: str | Path, typed: str = PASSPHRASE, user: str = "Ada") -> Ended:
    """Runs a command on the record, as the user; typed: lines of standard input."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        return tfcollab(*arguments, "--user", user, "--folder", folder, cwd=folder.parent)
