"""`tfcollab audit`: whether the exam record's trail of views and changes is whole."""

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, logged_in, places_of
from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Check the exam record's audit trail.")


@app.command()
def verify(user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """Find edited, deleted, reordered and cut-off entries, and damaged pages of the database."""
    with logged_in(user, folder, keyring) as store:
        damaged = store.damaged_pages()
        verdict = store.verify_audit()
    for remark in verdict.remarks:
        print(f"note  {remark}")
    for fault in (*damaged, *verdict.faults):
        print(f"BAD   {fault}")
    if damaged or not verdict.intact:
        raise UserError(
            f"The exam record in {places_of(folder).folder} was tampered with or damaged: keep it as it is, "
            "find out who had access, then restore a backup."
        )
    print(f"good  {verdict.entries} entries, none edited, deleted, reordered or cut off")
