"""`tfcollab models`: what is installed, whether it is intact, and importing published checkpoints."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfcollab.errors import UserError

if TYPE_CHECKING:
    from tfcollab.nets.published import Published

_CARD = """# {name}

TF-Net {variant}, imported from the published checkpoint `{file}`. Its training data, figures and licence are those of
the publication.

Measured on import: with pre- and post-processing as published (RGB / 255 in, soft-max out) the graph differs from the
net by at most {difference:.1e} in probability, on a random picture of 512 × 512. What runs here is the same net with
one gray channel in, and its answer at half size in 255 levels out. How well it finds break-up was not measured by this
program.

Not known, because a checkpoint does not tell and none was at hand when the import was written:

- how crops were fitted to 512 × 512 in training. This program cuts a square around the outermost ring (margin 1.0,
  about that of TF-Crop); the published training may have squashed windows of 1498 × 1337 to a square instead.
- in which order the parts of a concatenation come, and whether corners are aligned in up-sampling. Were one of them
  different from what is assumed here, the weights would fit all the same and give wrong answers: compare the map of a
  picture with that of the published program before relying on it.

Research use and decision support; not a cleared medical device.
"""

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
        published, difference = import_published(checkpoint, scratch)
        _describe(scratch, name, checkpoint, published, difference)
    print(folder)


@app.command()
def quantise(
    model: Annotated[str, typer.Argument(help="Model, by name or folder.")],
    out: Annotated[Path, typer.Option(help="New folder for the model; its name becomes the model's.")],
    int8: Annotated[
        Path | None,
        typer.Option(
            help="Data set in TFM's layout whose train split shows the ranges of the activations; without it an int8 "
            "form that is there is kept."
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Data set in TFM's layout to measure all forms on, for contract and card.")
    ] = None,
    split: Annotated[str, typer.Option(help="Of --data: train, val or test.")] = "test",
    limits: Annotated[
        str | None,
        typer.Option(help="What the model is not good for; sentences for the model card, which are kept if not given."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the model that --out holds.")] = False,
) -> None:
    """Write a model anew with its int8 and fp16 forms made again: the same graph, version and thresholds."""
    from tfcollab.cli.outputs import check_model_place
    from tfcollab.cli.progress import bar
    from tfcollab.runtime import repository
    from tfcollab.training.deploy import requantise

    check_model_place(out, replace)
    with bar(str(out)) as update:
        requantise(
            repository.read_folder(repository.place(model)),
            out.resolve(),
            int8,
            limits=limits,
            data=data,
            split=split,
            progress=lambda _, done, total: update(done / total),
        )
    print(out)


def _describe(folder: Path, name: str, checkpoint: Path, published: "Published", difference: float) -> None:
    from tfcollab.files import write_whole
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
        metrics={} if published.miou is None else {"miou_as_published": published.miou},
        sha256=sha256_of(folder / "model.onnx"),
    )
    recipe = {
        "task": "segment",
        "variant": published.variant,
        "imported_from": checkpoint.name,
        "sha256": sha256_of(checkpoint),
    } | ({} if published.epoch is None else {"epoch": published.epoch})
    card = _CARD.format(name=name, variant=published.variant, file=checkpoint.name, difference=difference)
    write_whole(folder / "model.json", contract.to_json().encode())
    # JSON strings are YAML strings, whatever a file is called
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in recipe.items()]
    write_whole(folder / "recipe.yaml", "".join(lines).encode(errors="replace"))
    write_whole(folder / "README.md", card.encode(errors="replace"))
