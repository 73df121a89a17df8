"""`tfcollab synth`: recordings and data sets of the synthetic eye, with exact truth."""

from pathlib import Path
from typing import Annotated

import typer

from tfcollab.cli.choices import ClassChoice
from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Make recordings or data sets of the synthetic eye, with exact truth.")


@app.command()
def exam(
    out: Annotated[Path, typer.Option(help="Folder for NAME.mkv and NAME.truth.json.")],
    seed: Annotated[int, typer.Option(min=0, help="Same seed, same bytes.")] = 1,
    count: Annotated[int, typer.Option(min=1, help="How many, with seeds counting up from --seed.")] = 1,
    fps: Annotated[float, typer.Option(min=1, max=240, help="Frames a second.")] = 30.0,
    duration_s: Annotated[float, typer.Option("--duration", min=1, help="Seconds.")] = 12.0,
    scenes: Annotated[
        str,
        typer.Option(
            help="Scene ranges: a name in data/scenes, or a file. The shipped models learned from `train`, not `test`."
        ),
    ] = "test",
    size: Annotated[str | None, typer.Option(metavar="WIDTHxHEIGHT", help="Pixels; drawn if not given.")] = None,
    stable: Annotated[
        bool, typer.Option("--stable", help="Films that never break: whatever is found then is invented.")
    ] = False,
    onset_s: Annotated[
        float | None,
        typer.Option("--onset", min=0, help="Seconds after the blink at which each film that breaks begins to."),
    ] = None,
) -> None:
    """Write synthetic exams as video, each with its truth."""
    from tfcollab.cli.outputs import check_writable, staged
    from tfcollab.cli.progress import bar
    from tfcollab.synth.exam import ExamSpec, write_exam

    check_writable(out)
    for number in range(seed, seed + count):
        spec = ExamSpec(
            seed=number,
            ranges=scenes,
            fps=fps,
            duration_s=duration_s,
            size=parse_size(size),
            breaks=not stable,
            onset_s=onset_s,
        )
        name = f"exam-{number:04d}"
        with bar(name) as update, staged(out) as scratch:
            write_exam(spec, scratch, name, update)
        print(out / f"{name}.mkv")


@app.command()
def dataset(
    out: Annotated[Path, typer.Option(help="New folder for the data set.")],
    train: Annotated[int, typer.Option(min=1, help="Frames to train on.")] = 3000,
    val: Annotated[int, typer.Option(min=1, help="Frames to validate on.")] = 300,
    test: Annotated[int, typer.Option(min=1, help="Frames to test on; scenes from ranges of their own.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="Of the first scene; same seed, same bytes.")] = 1,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
) -> None:
    """Write a data set in TFM's layout, for all three tasks."""
    from tfcollab.cli.outputs import check_new, staged
    from tfcollab.cli.progress import bar
    from tfcollab.synth.dataset import DatasetSpec, write_dataset

    check_new(out)
    spec = DatasetSpec(
        frames={"train": train, "val": val, "test": test},
        ranges={"train": "train", "val": "train", "test": "test"},
        first_seed=seed,
    )
    with bar(f"{train + val + test} frames") as update, staged(out) as scratch:
        write_dataset(spec, scratch, workers, update)
    print(out)


@app.command()
def suite(
    out: Annotated[Path, typer.Option(help="New folder for PRESET/frames and PRESET/exams.")],
    frames: Annotated[int, typer.Option(min=1, help="Of each preset.")] = 200,
    exams: Annotated[int, typer.Option(min=1, help="Of each preset.")] = 6,
    presets: Annotated[
        Path | None, typer.Option(help="Folder of scene ranges; data/scenes/held_out if not given.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
) -> None:
    """Write the fixed test suite of devices that no shipped model has learned from, for tfcollab evaluate --suite."""
    from tfcollab.cli.outputs import check_new, staged
    from tfcollab.cli.progress import bar
    from tfcollab.synth.suite import SuiteSpec, held_out_presets, write_suite

    check_new(out)
    spec = SuiteSpec(held_out_presets(presets), frames, exams)
    # frames of each preset, then all exams, as equal parts
    parts: dict[str, None] = {}

    def progress(what: str, share: float) -> None:
        parts[what] = None
        update((len(parts) - 1 + share) / (len(spec.presets) + 1))

    with bar(f"{len(spec.presets)} presets") as update, staged(out) as scratch:
        write_suite(spec, scratch, workers, progress)
    print(out)


@app.command()
def sheet(
    out: Annotated[Path, typer.Option(help="PNG or JPEG file.")],
    scenes: Annotated[str, typer.Option(help="Scene ranges: a name in data/scenes, or a file.")] = "train",
    frame_class: Annotated[
        ClassChoice | None, typer.Option("--class", help="Of all frames; each in turn if not given.")
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="Scenes.")] = 16,
    seed: Annotated[int, typer.Option(min=0, help="Of the first scene.")] = 1,
) -> None:
    """Draw a contact sheet: one frame from each of many scenes."""
    from tfcollab.cli.outputs import check_writable
    from tfcollab.exam.frame import FrameClass
    from tfcollab.files import write_whole
    from tfcollab.report.contact_sheet import encode_as
    from tfcollab.synth.sheet import frames_sheet

    check_writable(out.parent)
    wanted = None if frame_class is None else FrameClass(frame_class.value)
    write_whole(out, encode_as(frames_sheet(scenes, wanted, count, seed), out))
    print(out)


def parse_size(text: str | None) -> tuple[int, int] | None:
    """`"1280x960"` as (1280, 960). Raises UserError for anything else but None."""
    if text is None:
        return None
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise UserError(f"--size {text} is not WIDTHxHEIGHT in pixels: write for example 1280x960.")
    return int(width), int(height)
