"""`tfcollab evaluate`: the deployed models against truth: data sets, exams, labelled frames, or the fixed suite."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tfcollab.cli.choices import (
    AgainstChoice,
    LooksChoice,
    LooksOption,
    ModelOption,
    PrecisionChoice,
    PrecisionOption,
    ProviderChoice,
    ProviderOption,
    TaskChoice,
    parse_models,
)
from tfcollab.errors import UserError


def evaluate(
    data: Annotated[Path | None, typer.Option(help="Data set in TFM's layout, or a folder of several.")] = None,
    split: Annotated[str, typer.Option(help="Of the data set: train, val or test.")] = "test",
    exams: Annotated[
        Path | None,
        typer.Option(help="Folder of recordings with NAME.truth.json beside them, or a folder of several such."),
    ] = None,
    frames: Annotated[Path | None, typer.Option(help="Folder of pictures with labels.json.")] = None,
    suite: Annotated[Path | None, typer.Option(help="What tfcollab synth suite made.")] = None,
    task: Annotated[list[TaskChoice] | None, typer.Option(help="Of the data set, only these; may be repeated.")] = None,
    changes: Annotated[
        int, typer.Option(min=0, help="Put each labelled frame through so many random mild changes, too.")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Of the changes.")] = 1,
    overlays: Annotated[
        Path | None,
        typer.Option(help="Folder for pictures of all labelled frames, and videos of the exams that are not right."),
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option(help="PNG or JPEG file for the segmenter's best and worst crops of the data set.")
    ] = None,
    model: ModelOption = None,
    provider: ProviderOption = ProviderChoice.AUTO,
    precision: PrecisionOption = PrecisionChoice.AUTO,
    looks: LooksOption = LooksChoice.ADAPTIVE,
    against: Annotated[
        AgainstChoice | None,
        typer.Option(help="Of the exams: say what this way changes: looking at every frame, or fp32."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the scores as JSON.")] = None,
) -> None:
    """Print how good the models are: on a data set, on exams, on labelled frames of your own, or on the suite."""
    models = parse_models(model or [])
    if all(given is None for given in (data, exams, frames, suite)):
        raise UserError("There is nothing to evaluate on: give --data, --exams, --frames or --suite.")
    if changes and frames is None:
        raise UserError("--changes is about labelled frames: give them with --frames.")
    if overlays is not None and frames is None and exams is None:
        raise UserError("--overlays is about labelled frames and exams: give --frames or --exams.")
    if against is not None and exams is None:
        raise UserError("--against is about exams: give them with --exams.")
    if sheet is not None and data is None:
        raise UserError("--sheet is about the crops of a data set: give it with --data.")

    from tfcollab.cli import evaluation
    from tfcollab.cli.outputs import check_writable
    from tfcollab.files import write_whole
    from tfcollab.training.plain import to_json

    if overlays is not None:
        check_writable(overlays)
    nets = evaluation.Nets(models, provider.value, precision.value, looks.value)
    scores: dict[str, Any] = {}
    if frames is not None:
        scores["frames"] = evaluation.on_frames(frames, nets, changes, seed, overlays)
    if data is not None:
        scores["data"] = evaluation.on_data(data, split, task or list(TaskChoice), nets)
        if sheet is not None:
            evaluation.sheet_of_crops(data, split, nets, sheet)
    if exams is not None:
        scores["exams"] = evaluation.on_exams(exams, nets, overlays)
    if exams is not None and against is not None:
        scores["against"] = {against.value: evaluation.against(exams, nets, against.value)}
    if suite is not None:
        scores["suite"] = evaluation.on_suite(suite, nets)
    if out is not None:
        write_whole(out, to_json(scores).encode())
        print(out)
