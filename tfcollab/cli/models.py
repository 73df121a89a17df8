"""`tfcollab models`: what is installed, whether it is intact, and importing published checkpoints."""

from pathlib import Path
from typing import Annotated

import typer

from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="List, verify and import models.")


@app.command("list")
def list_models() -> None:
    """Show every model folder: shipped ones first, then imported ones."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tfcollab.runtime import repository

    table = Table("name", "task", "version", "input", "folder")
    for path in repository.folders():
        try:
            contract = repository.read_folder(path).contract
        except UserError as error:
            table.add_row(Text(path.name), "–", "–", "–", Text(str(error)))
            continue
        size = "×".join(str(side) for side in reversed(contract.input_size))
        table.add_row(*(Text(cell) for cell in (contract.name, contract.task, contract.version, size, str(path))))
    Console().print(table)


@app.command()
def verify(
    folders: Annotated[list[Path] | None, typer.Argument(help="Model folders; all installed ones if none.")] = None,
) -> None:
    """Check that each model is the very file that its contract describes, and that it opens and runs."""
    from tfcollab.runtime import repository
    from tfcollab.runtime.session import Session

    bad = 0
    for path in folders or repository.folders():
        try:
            Session.open(repository.read_folder(path), "cpu")
        except UserError as error:
            bad += 1
            print(f"BAD   {path}: {error}")
        else:
            print(f"good  {path}")
    if bad:
        raise UserError(f"{bad} of the models cannot be used: get them again, or train and export them anew.")


@app.command("import")
def import_model(
    checkpoint: Annotated[Path, typer.Argument(help="Published TF-Net checkpoint (.pt).")],
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for the model; your own model folder, under the file's name, if not given."),
    ] = None,
) -> None:
    """Turn a published TF-Net checkpoint into a model folder that `--model segment=…` takes."""
    from tfcollab.cli.outputs import check_writable
    from tfcollab.nets.published import import_checkpoint
    from tfcollab.resources import user_models_dir

    folder = out or user_models_dir() / checkpoint.stem
    check_writable(folder)
    import_checkpoint(checkpoint, folder)
    print(folder)
