"""`tfcollab train`: one of the three nets on a data set of TFM's layout."""

from pathlib import Path
from typing import Annotated

import typer

from tfcollab.cli.choices import TaskChoice
from tfcollab.cli.synth import parse_size


def train(
    task: Annotated[TaskChoice, typer.Argument(help="Which net.")],
    data: Annotated[Path, typer.Option(help="Data set in TFM's layout.")],
    out: Annotated[Path | None, typer.Option(help="Run folder; runs/TASK if not given.")] = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="30 if neither this nor --max-minutes is given.")] = None,
    max_minutes: Annotated[float | None, typer.Option(help="Train until this much time is over.")] = None,
    batch_size: Annotated[int, typer.Option(min=2)] = 16,
    lr: Annotated[float | None, typer.Option(help="Largest learning rate; the task's own if not given.")] = None,
    size: Annotated[
        str | None, typer.Option(metavar="WIDTHxHEIGHT", help="Input of the deployed net; the task's own if not given.")
    ] = None,
    variant: Annotated[str, typer.Option(help="Of TF-Net, s0 to s6; segment only.")] = "s0",
    start_from: Annotated[
        Path | None,
        typer.Option(help="Checkpoint of an earlier run, or a model, to begin with; a narrower TF-Net is widened."),
    ] = None,
    view: Annotated[
        float, typer.Option(help="Part of the window that a training sample shows, 0.3 to 1; segment only.")
    ] = 1.0,
    ema: Annotated[float, typer.Option(help="Decay of the averaged weights, which are the ones kept.")] = 0.995,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    accelerator: Annotated[str, typer.Option(help="As Lightning takes it: auto, cpu, gpu, mps.")] = "auto",
    devices: Annotated[str, typer.Option(help="As Lightning takes it: auto, how many, or which, as in 0,1.")] = "auto",
    precision: Annotated[str, typer.Option(help="As Lightning takes it: 32-true, bf16-mixed, 16-mixed.")] = "32-true",
    threads: Annotated[int | None, typer.Option(min=1, help="Of PyTorch on the CPU.")] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes that load and augment.")] = 1,
    resume: Annotated[
        bool | None,
        typer.Option(
            "--resume/--restart", help="Insist on a run to go on with, or start over; whichever fits if not given."
        ),
    ] = None,
) -> None:
    """Train a net; an interrupted run goes on where it was. Then: tfcollab export RUN."""
    from tfcollab.training.options import TrainOptions
    from tfcollab.training.train import train as train_net

    width_height = parse_size(size)
    options = TrainOptions(
        size=None if width_height is None else width_height[::-1],
        epochs=epochs,
        max_minutes=max_minutes,
        batch_size=batch_size,
        lr=lr,
        variant=variant,
        start_from=None if start_from is None else str(start_from),
        view=view,
        ema=ema,
        seed=seed,
        precision=precision,
        devices=devices,
        accelerator=accelerator,
        threads=threads,
        workers=workers,
    )
    print(train_net(task.value, data, out or Path("runs") / task.value, options, resume=resume))
