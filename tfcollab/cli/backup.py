"""`tfcollab backup`: make, check and restore backups of the exam record."""

from pathlib import Path
from typing import Annotated

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, ask_secret, logged_in, places_of
from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Make, check and restore encrypted backups of the exam record.")

_Target = Annotated[Path, typer.Argument(help="A new folder, best on another disk.", file_okay=False)]
_Backup = Annotated[Path, typer.Argument(help="Folder of the backup.", file_okay=False)]
_OldUser = Annotated[
    str,
    typer.Option(help="Who could open the record then, with the passphrase of that time.", prompt="User"),
]


@app.command()
def create(target: _Target, user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """Back up database, keys and recordings, encrypted, also while the record is in use."""
    from tfcollab.cli.progress import bar
    from tfcollab.store.backup import create_backup

    with logged_in(user, folder, keyring) as store, bar("backup") as update:
        index = create_backup(store, target, lambda done, total: update(done / total if total else None))
    size_mib = sum(file.bytes for file in index.files) / 2**20
    print(f"{target}: {len(index.files)} files, {size_mib:.1f} MiB, audit trail up to entry {index.audit_end.sequence}")
    for name in index.missing:
        print(f"note  the recording {name} is named in the record and was not there")
    print("Whoever could open the record can open this backup, with the passphrase of today.")


@app.command()
def verify(backup: _Backup, user: _OldUser) -> None:
    """Check every hash, page, audit entry, result and recording of a backup, without changing it."""
    from tfcollab.cli.progress import bar
    from tfcollab.store.backup_check import verify_backup

    passphrase = ask_secret("Passphrase")
    with bar("verify") as update:
        verdict = verify_backup(backup, user, passphrase, lambda done, total: update(done / total))
    for remark in verdict.remarks:
        print(f"note  {remark}")
    for fault in verdict.faults:
        print(f"BAD   {fault}")
    if verdict.faults:
        raise UserError(f"The backup {backup} is not whole: make a new one, and look for the cause.")
    index = verdict.index
    print(
        f"good  backup of {index.made_at}: {len(index.files)} files, {index.audit_end.sequence} audit entries, "
        f"{verdict.results} results and {verdict.recordings} recordings are as they were saved"
    )


@app.command()
def restore(
    backup: _Backup,
    user: _OldUser,
    folder: FolderOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Set the record that is there aside; it is renamed, not deleted.")
    ] = False,
    server: Annotated[
        bool, typer.Option("--server", help="Put the tables on a PostgreSQL server; its address is asked for.")
    ] = False,
) -> None:
    """Put the record of a backup in place: all or nothing, and never over another one unless --replace is given.

    Passphrase, and address of the server, are asked for, or read from standard input, a line each.
    """
    from tfcollab.cli.progress import bar
    from tfcollab.store.restore import restore_backup

    places = places_of(folder)
    passphrase = ask_secret("Passphrase")
    url = ask_secret("Address of the database") if server else ""
    with bar("restore") as update:
        restored = restore_backup(
            backup, places, user, passphrase, replace, url, lambda done, total: update(done / total if total else None)
        )
    print(f"{places.folder} holds the record as it was backed up at {restored.index.made_at}.")
    if restored.set_aside is not None:
        print(f"The record that was there is in {restored.set_aside}.")
    print("Patients who were erased after that moment are in it again: erase them again.")
