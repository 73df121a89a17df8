"""`tfcollab`: the commands, each in a module of its own that is loaded only when it runs."""

import sys
from typing import Annotated

import typer

from tfcollab.cli import (
    analyze,
    audit,
    backup,
    demo,
    doctor,
    evaluate,
    exam,
    export,
    models,
    patient,
    record,
    report,
    synth,
    train,
    user,
)
from tfcollab.cli import app as desktop
from tfcollab.cli.guard import INTERRUPTED, GuardedGroup
from tfcollab.cli.signals import end_when_asked

app = typer.Typer(
    cls=GuardedGroup,
    no_args_is_help=True,
    add_completion=True,
    # its help pages of Rich take longer to load than all the rest
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    help="Tear film break-up read from Placido video: break-up time, break-up map and report. "
    "Research use and decision support; not a cleared medical device.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"tfcollab {version('tfcollab')}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Print the traceback of a fault instead of filing it.")
    ] = False,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


app.command("demo")(demo.demo)
app.command("app")(desktop.app)
app.command("analyze")(analyze.analyze)
app.command("doctor")(doctor.doctor)
app.add_typer(models.app, name="models")
app.add_typer(synth.app, name="synth")
app.add_typer(record.app, name="record")
app.add_typer(user.app, name="user")
app.add_typer(patient.app, name="patient")
app.add_typer(exam.app, name="exam")
app.add_typer(backup.app, name="backup")
app.add_typer(audit.app, name="audit")
app.add_typer(report.app, name="report")
app.command("train")(train.train)
app.command("evaluate")(evaluate.evaluate)
app.command("export")(export.export)


def main() -> None:
    """Entry point of the program; never returns."""
    end_when_asked()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
