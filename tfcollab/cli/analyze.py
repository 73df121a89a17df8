"""`tfcollab analyze`: recordings in, measurements and files out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tfcollab.cli.choices import (
    EyeChoice,
    FontsOption,
    ModelOption,
    PrecisionChoice,
    PrecisionOption,
    ProviderChoice,
    ProviderOption,
    parse_models,
)
from tfcollab.errors import UserError

_DEFAULT_OUT = Path("tfcollab-results")


def analyze(
    videos: Annotated[list[Path], typer.Argument(help="Recordings: video files, or folders of numbered pictures.")],
    eye: Annotated[EyeChoice, typer.Option(case_sensitive=False, help="OD right, OS left.")] = EyeChoice.UNKNOWN,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the outputs; with several recordings each gets a folder in it. "
            f"{_DEFAULT_OUT}/NAME if not given.",
        ),
    ] = None,
    report: Annotated[bool, typer.Option("--report", help="Write the PDF report.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Write a table of frames and a table of measurements.")] = False,
    json: Annotated[bool, typer.Option(help="Write everything as JSON.")] = True,
    video: Annotated[bool, typer.Option("--video", help="Write the recording with the break-up drawn in.")] = False,
    model: ModelOption = None,
    provider: ProviderOption = ProviderChoice.AUTO,
    precision: PrecisionOption = PrecisionChoice.AUTO,
    fps: Annotated[
        float | None,
        typer.Option(help="Frames a second: for folders of pictures, and for files without usable times."),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help='Clinical settings other than usual, such as {"cutoff_s": 5}.'),
    ] = None,
    patient_id: Annotated[str, typer.Option(help="Patient's number, for the report.")] = "",
    patient_name: Annotated[str, typer.Option(help="Patient's name, for the report.")] = "",
    fonts: FontsOption = None,
) -> None:
    """Measure tear film break-up in recordings; prints the measurements and leaves JSON, and what else is asked for."""
    models = parse_models(model or [])
    folders = output_folders(videos, out)

    from rich.console import Console

    from tfcollab.cli.outputs import check_writable
    from tfcollab.cli.recording import Wanted, analyse_file, prepare
    from tfcollab.cli.show import print_files, print_result
    from tfcollab.exam.frame import Eye
    from tfcollab.exam.result import Patient

    check_writable(out or _DEFAULT_OUT)
    job = prepare(
        models,
        provider.value,
        precision.value,
        wanted=Wanted(json=json, csv=csv, report=report, video=video),
        eye=Eye(eye.value),
        patient=Patient(patient_id=patient_id, name=patient_name) if patient_id or patient_name else None,
        fps=fps,
        settings_file=settings,
        fonts_folder=fonts,
    )
    console = Console()
    failed: list[str] = []
    for path, folder in zip(videos, folders, strict=True):
        try:
            result = analyse_file(path, folder, job)
        except UserError as error:
            if len(videos) == 1:
                raise
            failed.append(f"{path}: {error}")
            continue
        print_result(result, console)
        print_files(folder, job.wanted.names(), console)
    if failed:
        raise UserError("\n  ".join([f"{len(failed)} of {len(videos)} recordings could not be analysed:", *failed]))


def output_folders(videos: Sequence[Path], out: Path | None) -> list[Path]:
    """A folder for each recording: `out` itself for a single one, else folders in it, named after the recordings."""
    if out is not None and len(videos) == 1:
        return [out]
    folders: list[Path] = []
    for video in videos:
        stem = video.resolve().stem
        names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(videos) + 1))
        folders.append(next(folder for name in names if (folder := (out or _DEFAULT_OUT) / name) not in folders))
    return folders
