"""`tfcollab models`: what is installed, whether it is intact, and importing published checkpoints."""

import re
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
        typer.Option(help="New folder for the model; one named after the file, among your own models, if not given."),
    ] = None,
) -> None:
    """Turn a published TF-Net checkpoint into a model folder that `--model segment=…` takes."""
    from tfcollab.cli.outputs import check_new, staged
    from tfcollab.nets.published import import_published
    from tfcollab.resources import user_models_dir

    name = re.sub(r"[^A-Za-z0-9._-]+", "-", checkpoint.stem).lstrip("._-")[:80] or "imported"
    folder = out or user_models_dir() / name
    check_new(folder)
    with staged(folder) as scratch:
        published = import_published(checkpoint, scratch)
        _describe(scratch, name, checkpoint, published.variant, published.epoch, published.miou)
    print(folder)


def _describe(folder: Path, name: str, checkpoint: Path, variant: str, epoch: int | None, miou: float | None) -> None:
    from tfcollab.nets.published import INPUT_SIZE
    from tfcollab.runtime.contract import ModelContract, Task, TensorSpec
    from tfcollab.video.hashing import sha256_of

    height, width = INPUT_SIZE
    contract = ModelContract(
        format_version=1,
        task=Task.SEGMENT,
        name=name,
        version="imported",
        inputs=(TensorSpec(name="crop", shape=(1, height, width), dtype="uint8"),),
        outputs=(TensorSpec(name="breakup", shape=(1, height // 2, width // 2), dtype="uint8"),),
        classes=("background", "breakup"),
        thresholds={"probability": 0.5},
        crop_margin=1.0,
        training_data="As published with the checkpoint; not known to this program.",
        metrics={} if miou is None else {"miou_as_published": miou},
        sha256=sha256_of(folder / "model.onnx"),
    )
    (folder / "model.json").write_text(contract.to_json(), "utf-8")
    recipe = f"task: segment\nvariant: {variant}\nimported_from: {checkpoint.name}\nsha256: {sha256_of(checkpoint)}\n"
    (folder / "recipe.yaml").write_text(recipe + ("" if epoch is None else f"epoch: {epoch}\n"), "utf-8")
    card = (
        f"# {name}\n\nTF-Net {variant}, imported from the published checkpoint `{checkpoint.name}`. Its training "
        "data, figures and licence are those of the publication; nothing about it was measured by this program.\n\n"
        "Research use and decision support; not a cleared medical device.\n"
    )
    (folder / "README.md").write_text(card, "utf-8")
