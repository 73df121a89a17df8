"""`tfcollab audit`: whether the exam record's trail of views and changes is whole."""

from typing import Annotated

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, legible, logged_in, places_of
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


@app.command()
def show(
    user: UserOption,
    newest: Annotated[int, typer.Option("--newest", min=1, help="So many entries.")] = 50,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """The newest entries, oldest of them first: who, when, what, old, new, reason; administrators only."""
    with logged_in(user, folder, keyring) as store:
        found = store.audit_entries(newest)
    for entry in found:
        head = [str(entry["sequence"]), entry["at"], entry["who"], entry["action"], entry["entity"], entry["entity_id"]]
        print("  ".join(legible(part) for part in head if part))
        for name in ("old", "new", "reason"):
            if entry[name]:
                print(f"    {name}: {legible(entry[name])}")


@app.command()
def accept(
    user: UserOption,
    reason: Annotated[str, typer.Option(help="Why the trail is accepted as it is; it stays in it.", prompt=True)],
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Note the end of the trail anew, after a fault that was looked into; the fault and the reason are entered.

    Administrators only.
    """
    with logged_in(user, folder, keyring) as store:
        if not store.audit_fault:
            raise UserError("The audit trail and its noted end belong together: there is nothing to accept.")
        store.accept_audit_fault(reason)
    print("The end of the trail is noted anew, with the fault and the reason in it.")
