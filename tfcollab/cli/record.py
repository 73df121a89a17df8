"""`tfcollab record`: a new exam record, how it is locked, and where its server is."""

from typing import Annotated

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, ask_secret, logged_in, places_of
from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Create an exam record, set when it locks, and where its server is.")


@app.command()
def create(
    user: Annotated[str, typer.Option(help="Name of its first administrator.", prompt="Administrator")],
    folder: FolderOption = None,
    server: Annotated[
        bool,
        typer.Option(
            "--server", help="Keep the tables on a PostgreSQL server; its address is asked for, as it holds a password."
        ),
    ] = False,
) -> None:
    """Create an encrypted exam record, and show its recovery key once.

    Passphrase, and address of the server, are asked for, or read from standard input, a line each.
    """
    from tfcollab.store.opening import create_store

    places = places_of(folder)
    passphrase = ask_secret("New passphrase", twice=True)
    url = ask_secret("Address of the database (postgresql://NAME:PASSWORD@HOST/DATABASE)") if server else ""
    if server and not url:
        raise UserError("No address of a database was given: paste it when it is asked for.")
    made = create_store(places, user, passphrase, server_url=url)
    made.store.close()
    print(f"The exam record is in {places.folder}.")
    print(f"Recovery key: {made.recovery_key}")
    print("Write it down and lock it away: it is kept nowhere, and lets in whoever has it and the folder.")


@app.command("lock-after")
def lock_after(
    minutes: Annotated[float, typer.Argument(help="Minutes without use; 10 in a new record.")],
    user: UserOption,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Set after how many minutes without use the record locks itself; administrators only."""
    from tfcollab.store.record_settings import set_lock_after

    with logged_in(user, folder, keyring) as store:
        set_lock_after(store, round(60 * minutes))
    print(f"The record locks itself after {minutes:g} min without use; never while something is recorded.")


@app.command("server")
def change_address(
    user: Annotated[str, typer.Option(help="An administrator; the passphrase is asked for.", prompt="User")],
    folder: FolderOption = None,
) -> None:
    """Give the new address of the server that this record's tables are on, after it moved or its password changed.

    Passphrase and address are asked for, or read from standard input, a line each. The tables must be there already.
    """
    from tfcollab.store.server_change import change_server

    places = places_of(folder)
    passphrase = ask_secret("Passphrase")
    url = ask_secret("New address of the database (postgresql://NAME:PASSWORD@HOST/DATABASE)")
    change_server(places, user, passphrase, url)
    print("The record is used at its new address from the next opening on, in every room that shares its folder.")
