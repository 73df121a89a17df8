"""`tfcollab app`: the desktop app."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from tfcollab.cli.choices import ModelOption, parse_models


def app(
    records: Annotated[Path | None, typer.Option(help="Folder of the exam record; usually the platform's own.")] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE.json", help="Another settings file.")] = None,
    model: ModelOption = None,
) -> None:
    """Open the desktop app: live exams, replay of recordings, patients."""
    models = parse_models(model or [])

    # loading the program leaves no garbage, but looking for it takes a tenth of that time; the window looks again
    gc.disable()
    from tfcollab.app.launch import run

    raise typer.Exit(run(records, settings, models))
