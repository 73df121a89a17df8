"""`tfcollab user`: who may open the exam record, passphrases, the recovery key, the system keyring.

Every passphrase is asked for, or read from standard input, a line each in the order in which they are named.
"""

from enum import StrEnum
from typing import Annotated

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, ask_secret, legible, logged_in, places_of

app = typer.Typer(no_args_is_help=True, help="Users of the exam record, their passphrases, and the recovery key.")

_Name = Annotated[str, typer.Argument(help="Name of the user that it is about.")]


class RoleChoice(StrEnum):
    """What a user may do."""

    CLINICIAN = "clinician"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


_Role = Annotated[
    RoleChoice, typer.Option(help="clinician: patients and exams; researcher: no names; administrator: users, too.")
]


@app.command("list")
def list_users(user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """One line a user: name, role, and whether they are shut out; administrators only."""
    from tfcollab.store.people import users

    with logged_in(user, folder, keyring) as store:
        for seen in users(store):
            print("  ".join([legible(seen.name), seen.role, *(["disabled"] if seen.disabled else [])]))


@app.command()
def add(
    name: _Name, user: UserOption, role: _Role, folder: FolderOption = None, keyring: KeyringOption = False
) -> None:
    """Let a new user in, by a passphrase that they type, or change afterwards; administrators only."""
    from tfcollab.store.models import Role
    from tfcollab.store.people import add_user

    with logged_in(user, folder, keyring) as store:
        add_user(store, name, Role(role.value), ask_secret(f"Passphrase of {legible(name)}", twice=True))
    print(f"{legible(name)} is a {role.value} of this exam record.")


@app.command()
def disable(name: _Name, user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """Shut a user out, at once, also where they are logged in; administrators only."""
    from tfcollab.store.people import disable_user

    with logged_in(user, folder, keyring) as store:
        disable_user(store, name)
    print(f"{legible(name)} is shut out. Whoever kept a copy of the record's folder can still open that copy.")


@app.command()
def readmit(name: _Name, user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """Give a user who is shut out, or forgot it, a new passphrase; administrators only."""
    from tfcollab.store.people import readmit_user

    with logged_in(user, folder, keyring) as store:
        readmit_user(store, name, ask_secret(f"New passphrase of {legible(name)}", twice=True))
    print(f"{legible(name)} gets in by the new passphrase.")


@app.command("role")
def change_role(
    name: _Name, user: UserOption, role: _Role, folder: FolderOption = None, keyring: KeyringOption = False
) -> None:
    """Give a user another role, from their next login on; administrators only."""
    from tfcollab.store.models import Role
    from tfcollab.store.people import change_role as change

    with logged_in(user, folder, keyring) as store:
        change(store, name, Role(role.value))
    print(f"{legible(name)} is a {role.value} from the next login on.")


@app.command()
def passphrase(user: UserOption, folder: FolderOption = None) -> None:
    """Change one's own passphrase: the old one is asked for, then the new one. No data is encrypted anew."""
    from tfcollab.store.opening import open_store
    from tfcollab.store.people import change_passphrase

    old = ask_secret("Passphrase")
    with open_store(places_of(folder), user, old) as store:
        change_passphrase(store, old, ask_secret("New passphrase", twice=True))
    print("The new passphrase holds from now on. Backups that were made before open with the old one.")


@app.command("recover")
def recover_user(
    user: Annotated[str, typer.Option(help="Who forgot the passphrase.", prompt="User")], folder: FolderOption = None
) -> None:
    """Get in by the recovery key: it is asked for, then a new passphrase. It is used up, and a new one is shown."""
    from tfcollab.store.opening import recover

    key = ask_secret("Recovery key")
    made = recover(places_of(folder), user, key, ask_secret("New passphrase", twice=True))
    made.store.close()
    _show(made.recovery_key)


@app.command("recovery-key")
def recovery_key(user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """Make a new recovery key, and show it once; the one before opens nothing any more. Administrators only."""
    from tfcollab.store.people import replace_recovery_key

    with logged_in(user, folder, keyring) as store:
        _show(replace_recovery_key(store))


@app.command()
def remember(user: UserOption, folder: FolderOption = None) -> None:
    """Log in by the system keyring from now on (--keyring), on this computer, in this system account."""
    from tfcollab.store.system_keyring import remember as let_in

    with logged_in(user, folder, keyring=False) as store:
        let_in(store)
    print("Whoever is in this system account gets in with --keyring, without a passphrase.")


@app.command()
def forget(user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """Ask for the passphrase again from now on."""
    from tfcollab.store.system_keyring import forget as ask_again

    with logged_in(user, folder, keyring) as store:
        ask_again(store)
    print("The system keyring lets nobody in any more as this user.")


def _show(key: str) -> None:
    print(f"Recovery key: {key}")
    print("Write it down and lock it away: it is kept nowhere, and lets in whoever has it and the folder.")
