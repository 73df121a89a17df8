"""`tfcollab export`: from a training run to a model folder."""

from pathlib import Path
from typing import Annotated

import typer

from tfcollab.errors import UserError


def export(
    run: Annotated[Path, typer.Argument(help="Run folder of tfcollab train, or a checkpoint in it.")],
    out: Annotated[Path, typer.Option(help="New folder for the model; its name becomes the model's.")],
    training_data: Annotated[str, typer.Option(help="What the weights learned from, in words.")],
    version: Annotated[str, typer.Option(help="Of the model.")] = "1",
    data: Annotated[
        Path | None, typer.Option(help="Data set in TFM's layout to measure the model on, for contract and card.")
    ] = None,
    split: Annotated[str, typer.Option(help="Of --data: train, val or test.")] = "test",
    metrics: Annotated[
        Path | None,
        typer.Option(
            help="Figures instead of --data: what tfcollab evaluate --out wrote, or JSON of names and numbers."
        ),
    ] = None,
    calibration: Annotated[
        Path | None,
        typer.Option(help="Data set in TFM's layout whose val split sets what the probabilities mean."),
    ] = None,
    int8: Annotated[
        Path | None,
        typer.Option(help="Data set in TFM's layout whose train split sets the steps of a faster form for the CPU."),
    ] = None,
    average: Annotated[
        str | None,
        typer.Option(help="Model, by name or folder, that the run began with: the weights become the mean of both."),
    ] = None,
    limits: Annotated[str, typer.Option(help="What the model is not good for; sentences for the model card.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace the model that --out holds.")] = False,
) -> None:
    """Write the deployable folder (model.onnx, contract, recipe, card), checked against the trained net."""
    from tfcollab.cli.outputs import check_model_place
    from tfcollab.cli.progress import bar
    from tfcollab.training.checkpoint import load_net
    from tfcollab.training.deploy import deploy
    from tfcollab.training.figures import read_figures

    if data is not None and metrics is not None:
        raise UserError("--data measures the model anew and --metrics quotes a file: give one of them.")
    check_model_place(out, replace)
    checkpoint = run / "best.ckpt" if run.is_dir() else run
    if not checkpoint.is_file():
        raise UserError(f"There is no checkpoint {checkpoint}: give a run folder of tfcollab train, or a checkpoint.")
    figures, where = ({}, "") if metrics is None else read_figures(metrics, load_net(checkpoint)[0])
    with bar(str(out)) as update:
        deploy(
            checkpoint,
            out,
            out.resolve().name,
            training_data,
            figures,
            version,
            limits=limits,
            measured_on=where,
            data=data,
            split=split,
            calibration_data=calibration,
            int8_data=int8,
            average=average,
            progress=lambda _, done, total: update(done / total),
        )
    print(out)
