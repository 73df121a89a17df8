"""What a person reads on the terminal after an analysis."""

from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tfcollab.exam.result import Measurement, RecordingResult, seconds_text

_NONE = "–"


def print_result(result: RecordingResult, console: Console) -> None:
    """The measurements as a table, what they come to together, and every warning."""
    source = result.source
    console.print(
        Text(f"{source.name}  eye {result.eye}  {source.width}×{source.height}  ")
        + Text(f"{source.frames} frames  {source.duration_s:.1f} s"),
        style="bold",
    )
    if result.measurements:
        console.print(_table(result))
        repeats = result.repeats
        line = f"First break-up: median {repeats.median_text()}"
        if repeats.mean_s is not None and repeats.spread_s is not None:
            line += f", mean {seconds_text(repeats.mean_s)} ± {repeats.spread_s:.1f} s"
        line += f"; {repeats.acceptable} of {repeats.timed} acceptable"
        line += f" ({repeats.measured} measured, {repeats.censored} censored, {repeats.start_not_seen} start not seen)"
        console.print(Text(line))
        if repeats.fewer_than_three:
            console.print(Text("Fewer than three measurements: the protocol asks for three of an eye.", style="yellow"))
    else:
        least_s = result.settings.min_interval_s
        console.print(Text(f"No measurement: the eye was never open for {least_s:g} s or longer."))
    for warning in result.warnings:
        console.print(Text(f"Note: {warning}", style="yellow"))


def print_files(folder: Path, names: list[str], console: Console) -> None:
    """Where the outputs lie, one a line; paths are never wrapped, so that they can be copied."""
    for name in names:
        console.print(Text(str(folder / name)), soft_wrap=True)


#: heading, whether it is a number; the times are never wrapped or cut, however narrow the terminal
_COLUMNS = (
    ("#", True),
    ("interval", True),
    ("ended by", False),
    ("first break-up", True),
    ("average", True),
    ("A3F", True),
    ("end area", True),
    ("quality", False),
)


def _table(result: RecordingResult) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading, numeric in _COLUMNS:
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=numeric)
    for measurement in result.measurements:
        table.add_row(*(Text(cell) for cell in _row(measurement)))
    return table


def _row(m: Measurement) -> tuple[str, ...]:
    return (
        str(m.number),
        f"{m.start_s:.1f}–{m.end_s:.1f} s",
        str(m.end_reason),
        f"{m.first_breakup.text()}\n{m.interval_text()}".rstrip(),
        _number(m.average_breakup_s, " s"),
        _number(m.a3f_s, " s"),
        _number(m.area_at_end_pct, " %"),
        "good" if m.quality.acceptable else "; ".join(m.quality.reasons),
    )


def _number(value: float | None, unit: str) -> str:
    return _NONE if value is None else f"{value:.1f}{unit}"
