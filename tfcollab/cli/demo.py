"""`tfcollab demo`: the sample recording through everything."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the outputs.")] = Path("tfcollab-demo"),
) -> None:
    """Analyse the sample recording: report, annotated video, JSON and CSV in a folder, measurements on the terminal."""
    import json

    from rich.console import Console

    from tfcollab.cli.outputs import check_writable
    from tfcollab.cli.progress import bar
    from tfcollab.cli.recording import Wanted, analyse_file, prepare
    from tfcollab.cli.show import print_files, print_result
    from tfcollab.exam.frame import Eye
    from tfcollab.resources import data_dir

    check_writable(out)
    wanted = Wanted(json=True, csv=True, report=True, video=True)
    truth = json.loads((data_dir() / "sample.truth.json").read_text("utf-8"))
    job = prepare({}, "auto", "auto", wanted=wanted, eye=Eye(truth["eye"]))
    console = Console()
    with bar(truth["video"]) as update:
        result = analyse_file(data_dir() / truth["video"], out, job, update)
    print_result(result, console)
    print_files(out, wanted.names(), console)
