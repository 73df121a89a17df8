"""Files a minute of `tfcollab analyze` over many recordings: one at a time, and as many as there are cores."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.clips import first_frames
from benchmarks.interleave import medians_s
from benchmarks.startup import PROGRAM

#: frames of a recording: the first measurement of the sample begins in them
_FRAMES = 90
_ROUNDS = 3


def measure(folder: Path, files_each_core: int = 2) -> dict[str, float]:
    """Files a minute, start-up included, and how many times as many all cores manage."""
    recordings = folder / "batch"
    recordings.mkdir()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    first = first_frames(recordings / "0.mkv", _FRAMES)
    copies = (recordings / f"{number}.mkv" for number in range(1, files_each_core * cores))
    files = [first, *(Path(shutil.copy(first, copy)) for copy in copies)]
    sides: dict[str, list[str]] = {"one at a time": ["--jobs", "1"], "all cores": []}
    taken = medians_s({name: partial(_analyse, folder, files, jobs) for name, jobs in sides.items()}, _ROUNDS)
    per_minute = {f"{name}_files_a_minute": 60 * len(files) / taken_s for name, taken_s in taken.items()}
    return {"cores": cores, **per_minute, "times_faster_on_all_cores": taken["one at a time"] / taken["all cores"]}


def _analyse(folder: Path, files: list[Path], jobs: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", PROGRAM, "analyze", *map(str, files), "--out", str(folder / "batch-out"), *jobs]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
