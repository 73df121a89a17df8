"""`tfcollab audit`: whether the exam record's trail of views and changes is whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Check the exam record's audit trail.")


@app.command()
def verify(
    user: Annotated[str, typer.Option(help="Who logs in.", prompt="User")],
    folder: Annotated[Path | None, typer.Option(help="Folder of the exam record; the usual one if not given.")] = None,
) -> None:
    """Find edited, deleted, reordered and cut-off entries, and damaged pages of the database.

    The passphrase is asked for, or read as one line from standard input.
    """
    from tfcollab.store.opening import open_store
    from tfcollab.store.places import Places, default_places

    places = default_places() if folder is None else Places(folder)
    with open_store(places, user, _passphrase()) as store:
        damaged = store.damaged_pages()
        verdict = store.verify_audit()
    for remark in verdict.remarks:
        print(f"note  {remark}")
    for fault in (*damaged, *verdict.faults):
        print(f"BAD   {fault}")
    if damaged or not verdict.intact:
        raise UserError(
            f"The exam record in {places.folder} was tampered with or damaged: keep it as it is, "
            "find out who had access, then restore a backup."
        )
    print(f"good  {verdict.entries} entries, none edited, deleted, reordered or cut off")


def _passphrase() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Passphrase", hide_input=True))
