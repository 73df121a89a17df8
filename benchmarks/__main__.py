"""`python -m benchmarks [WHAT…]`: measures, prints and writes benchmarks/results.json."""

import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

RESULTS = Path(__file__).parent / "results.json"
WHAT = (
    *("startup", "chain", "live", "live-memory", "end-to-end", "tfnet", "bounds"),
    *("batch", "memory", "rendering", "recorder", "records", "ui"),
)
#: without these PyTorch spends its time giving memory back to the system, which would flatter everybody else
MALLOC = {"MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "4000000000"}


def run(
    what: Annotated[list[str] | None, typer.Argument(help=f"Any of {', '.join(WHAT)}; all if none.")] = None,
    threads: int = 2,
    minutes: Annotated[float, typer.Option(help="Length of the recording of the memory test.")] = 10.0,
    seconds: Annotated[float, typer.Option(help="Length of each recording of the recorder test.")] = 5.0,
    analysis: Annotated[bool, typer.Option(help="Analyse in another process while recording.")] = False,
    session: Annotated[float, typer.Option(help="Minutes of the session at the desktop app (ui).")] = 3.0,
) -> None:
    """Measure, print, and write benchmarks/results.json."""
    chosen = what or list(WHAT)
    if unknown := sorted(set(chosen) - set(WHAT)):
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(WHAT)}")
    found: dict[str, object] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores, {threads} threads"}
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            found[name] = _measure(name, Path(folder), threads, minutes, seconds, analysis, session)
            print(json.dumps({name: found[name]}, indent=2), flush=True)
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(kept | found, indent=2) + "\n", "utf-8")


def _measure(
    name: str, folder: Path, threads: int, minutes: float, seconds: float, analysis: bool, session: float
) -> object:
    if name == "tfnet":
        from benchmarks import tfnet

        return tfnet.measure(folder, threads)
    if name == "chain":
        from benchmarks import chain

        return chain.measure(folder, threads)
    if name == "live":
        from benchmarks import live

        return live.measure(folder, threads)
    if name == "live-memory":
        from benchmarks import live_memory

        return live_memory.measure(folder)
    if name == "startup":
        from benchmarks import startup

        return startup.measure(folder)
    if name == "bounds":
        from benchmarks import bounds

        return bounds.measure(threads)
    if name == "batch":
        from benchmarks import batch

        return batch.measure(folder)
    if name == "memory":
        from benchmarks import memory

        return memory.measure(folder, minutes)
    if name == "rendering":
        from benchmarks import rendering

        return rendering.measure(threads)
    if name == "recorder":
        from benchmarks import recorder

        return recorder.measure(folder, seconds, analysis)
    if name == "records":
        from benchmarks import records

        return records.measure(folder)
    if name == "ui":
        from benchmarks import ui

        return ui.measure(folder, threads, session)
    from benchmarks import end_to_end

    return end_to_end.measure(folder, threads)


if __name__ == "__main__":
    if os.environ.get("MALLOC_TRIM_THRESHOLD_") is None:
        # the C library reads them when a process starts
        os.execve(sys.executable, [sys.executable, "-m", "benchmarks", *sys.argv[1:]], os.environ | MALLOC)
    typer.run(run)
