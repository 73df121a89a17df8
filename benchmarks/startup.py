"""Seconds from the start of `tfcollab` to its answer, against a Python that does nothing."""

import os
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.clips import first_frames
from benchmarks.interleave import medians_s
from benchmarks.providers import on_this_machine

PROGRAM = "from tfcollab.cli.main import main; main()"
_ROUNDS = 7


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Of each: seconds by the clock, and of processor time, which a busy machine changes less."""
    frame = str(first_frames(folder / "one.mkv", 1))
    sides = {"python": ["pass"], "help": [PROGRAM, "--help"], "doctor": [PROGRAM, "doctor"]}
    for provider in on_this_machine():
        options = ["--provider", provider, "--out", str(folder / provider)]
        sides[f"first frame by {provider}"] = [PROGRAM, "analyze", frame, *options]
    spent: dict[str, list[float]] = {name: [] for name in sides}
    taken = medians_s({name: partial(_run, code, spent[name]) for name, code in sides.items()}, _ROUNDS)
    return {name: {"clock_s": taken[name], "processor_s": statistics.median(spent[name][1:])} for name in sides}


def _run(code: list[str], spent: list[float]) -> None:
    before = os.times()
    # as a user has it: the allocator's settings that flatter PyTorch are not for this
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", *code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    after = os.times()
    # one frame is no measurement, and is called that once it was analysed
    if done.returncode and "no measurement has a start" not in done.stderr:
        raise RuntimeError(f"{' '.join(code)}: {done.stderr}")
    spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
