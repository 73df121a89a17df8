"""`tfcollab export`: from a training run to a model folder."""

import json
from pathlib import Path
from typing import Annotated

import typer

from tfcollab.errors import UserError


def export(
    run: Annotated[Path, typer.Argument(help="Run folder of tfcollab train, or a checkpoint in it.")],
    out: Annotated[Path, typer.Option(help="New folder for the model; its name becomes the model's.")],
    training_data: Annotated[str, typer.Option(help="What the weights learned from, in words.")],
    version: Annotated[str, typer.Option(help="Of the model.")] = "1",
    metrics: Annotated[Path | None, typer.Option(help="JSON file of names and figures, for the model card.")] = None,
    limits: Annotated[str, typer.Option(help="What the model is not good for; sentences for the model card.")] = "",
) -> None:
    """Write the deployable folder (model.onnx, contract, recipe, card), checked against the trained net."""
    from tfcollab.cli.outputs import check_new
    from tfcollab.training.deploy import deploy

    check_new(out)
    checkpoint = run / "best.ckpt" if run.is_dir() else run
    if not checkpoint.is_file():
        raise UserError(f"There is no checkpoint {checkpoint}: give a run folder of tfcollab train, or a checkpoint.")
    print(deploy(checkpoint, out, out.resolve().name, training_data, _figures(metrics), version, limits=limits))


def _figures(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    try:
        return {str(name): float(value) for name, value in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UserError(f"{path} is not a JSON file of names and figures ({error}): write it anew.") from None
