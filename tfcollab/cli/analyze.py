"""`tfcollab analyze`: recordings in, measurements and files out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfcollab.cli.choices import (
    EyeChoice,
    FontsOption,
    LooksChoice,
    LooksOption,
    ModelOption,
    PrecisionChoice,
    PrecisionOption,
    ProviderChoice,
    ProviderOption,
    parse_models,
)

if TYPE_CHECKING:
    from tfcollab.cli.recording import Job

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
    looks: LooksOption = LooksChoice.ADAPTIVE,
    fps: Annotated[
        float | None,
        typer.Option(help="Frames a second: for folders of pictures, and for files without usable times."),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help='Clinical settings other than usual, such as {"cutoff_s": 5}.'),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Recordings at the same time; as many as there are cores if not given."),
    ] = None,
    patient_id: Annotated[str, typer.Option(help="Patient's number, for the report.")] = "",
    patient_name: Annotated[str, typer.Option(help="Patient's name, for the report.")] = "",
    fonts: FontsOption = None,
) -> None:
    """Measure tear film break-up in recordings; prints the measurements and leaves JSON, and what else is asked for."""
    models = parse_models(model or [])
    folders = output_folders(videos, out)

    from functools import partial

    from tfcollab.cli.batch import share
    from tfcollab.cli.outputs import check_writable
    from tfcollab.cli.recording import Wanted, prepare
    from tfcollab.exam.frame import Eye
    from tfcollab.exam.provenance import Looks
    from tfcollab.exam.result import Patient

    check_writable(out or _DEFAULT_OUT)
    wanted = Wanted(json=json, csv=csv, report=report, video=video)
    divided = share(len(videos), provider.value, jobs)
    prepared = partial(
        prepare,
        models,
        provider.value,
        precision.value,
        wanted=wanted,
        eye=Eye(eye.value),
        patient=Patient(patient_id=patient_id, name=patient_name) if patient_id or patient_name else None,
        fps=fps,
        settings_file=settings,
        fonts_folder=fonts,
        threads=divided.threads,
        looks=Looks(looks.value),
    )
    if len(videos) == 1:
        _analyse_one(videos[0], folders[0], prepared)
    else:
        _analyse_several(videos, folders, prepared, divided.processes, wanted.names())


def _analyse_one(path: Path, folder: Path, prepare: "Callable[[], Job]") -> None:
    from rich.console import Console

    from tfcollab.cli.progress import bar
    from tfcollab.cli.recording import analyse_file
    from tfcollab.cli.show import print_files, print_result

    job = prepare()
    with bar(path.name) as progress:
        result = analyse_file(path, folder, job, progress)
    console = Console()
    print_result(result, console)
    print_files(folder, job.wanted.names(), console)


def _analyse_several(
    videos: Sequence[Path], folders: Sequence[Path], prepare: "Callable[[], Job]", processes: int, names: list[str]
) -> None:
    from contextlib import closing

    from rich.console import Console

    from tfcollab.cli.batch import analyse_all
    from tfcollab.cli.guard import fail
    from tfcollab.cli.progress import board
    from tfcollab.cli.show import print_files, print_result
    from tfcollab.cli.worker import Failed

    console = Console()
    failed: list[str] = []
    status = 0
    pairs = list(zip(videos, folders, strict=True))
    with (
        board([path.name for path in videos]) as bars,
        closing(analyse_all(pairs, prepare, processes, bars.advance, bars.finish)) as outcomes,
    ):
        for (path, folder), outcome in zip(pairs, outcomes, strict=True):
            if isinstance(outcome, Failed):
                failed.append(f"{path}: {outcome.sentence}")
                # a fault of ours outweighs what a user can put right
                status = min(status or outcome.status, outcome.status)
                continue
            with bars.away():
                print_result(outcome.result, console)
                print_files(folder, names, console)
    if failed:
        count = f"{len(failed)} of {len(videos)} recordings could not be analysed:"
        fail("\n  ".join([count, *failed]), status)


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
