"""Getting into the exam record from the command line; what the commands on it share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfcollab import faults

if TYPE_CHECKING:
    from tfcollab.store.places import Places
    from tfcollab.store.store import Store

#: without them names in Persian and in Indian scripts are not spelled right
_JOINERS = "\u200c\u200d"

UserOption = Annotated[str, typer.Option(help="Who logs in; the passphrase is asked for.", prompt="User")]
FolderOption = Annotated[
    Path | None, typer.Option(help="Folder of the exam record; the usual one if not given.", file_okay=False)
]
KeyringOption = Annotated[bool, typer.Option("--keyring", help="Log in by the system keyring, without a passphrase.")]


def places_of(folder: Path | None) -> "Places":
    """The record in the folder, or the usual one."""
    from tfcollab.store.places import Places, default_places

    return default_places() if folder is None else Places(folder)


@contextmanager
def logged_in(user: str, folder: Path | None, keyring: bool) -> Iterator["Store"]:
    """The record, opened; raises UserError where it cannot be. What is odd about its audit trail is told on stderr."""
    from tfcollab.store.opening import open_store
    from tfcollab.store.system_keyring import open_by_keyring

    faults.tell_no_values()
    places = places_of(folder)
    opened = open_by_keyring(places, user) if keyring else open_store(places, user, ask_secret("Passphrase"))
    with opened as store:
        for warning in (store.audit_fault, store.anchor_warning):
            if warning:
                print(f"tfcollab: note: {warning}", file=sys.stderr)
        yield store


def ask_secret(what: str, twice: bool = False) -> str:
    """Asks on the terminal, unseen, or reads one line from standard input; never from the command line, where others
    could read it."""
    faults.tell_no_values()
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt(what, hide_input=True, confirmation_prompt=twice))


def legible(text: str) -> str:
    """The text with whatever would steer a terminal written out, as `\\x1b`: nothing interpreted, nothing lost."""
    return "".join(
        letter if letter in _JOINERS or (letter.isprintable() and letter != "\\") else repr(letter)[1:-1]
        for letter in text
    )
