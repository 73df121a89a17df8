"""`tfcollab app`: the desktop app."""

from pathlib import Path
from typing import Annotated

import typer


def app(
    records: Annotated[Path | None, typer.Option(help="Folder of the exam record; usually the platform's own.")] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE.json", help="Another settings file.")] = None,
) -> None:
    """Open the desktop app: live exams, replay of recordings, patients."""
    from tfcollab.app.launch import run

    raise typer.Exit(run(records, settings))
