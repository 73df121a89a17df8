"""The desktop app: `python -m benchmarks.ui [--minutes 30]`; how fast and steady its window is beside the analysis.

Offscreen, drawn by the processor, unless QT_QPA_PLATFORM and QT_QUICK_BACKEND say otherwise.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.clips import first_frames, upscaled

FPS = 30.0
#: of the sample: open, a blink, a break-up, a blink; played over and over
_FRAMES = 180
_STARTS, _RUNS = 7, 3
_NO_MEASUREMENT = "no measurement has a start"
_ANALYZE = "from tfcollab.cli.main import main; main()"


def measure(folder: Path, threads: int, minutes: float, explain: bool = False) -> dict[str, Any]:
    """See docs/performance.md. minutes: of the session; explain: tell where the window's thread was in a freeze."""
    clip = upscaled(folder / "camera.mkv", 1920, 1080, _FRAMES, FPS)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    command_fps = _command_fps(folder, clip, threads)
    session = _session(folder, clip, threads, minutes, explain)
    live_fps = session["preview"]["analysed_a_second"]
    return {
        "load_before": load,
        "platform": _environment()["QT_QPA_PLATFORM"],
        "first_window_s": _first_window_s(folder, threads),
        **session,
        "analyze_frames_a_second": command_fps,
        # the camera gives no more than its own rate
        "live_analysis_of_analyze": live_fps / min(FPS, command_fps),
    }


def _first_window_s(folder: Path, threads: int) -> dict[str, float]:
    """Seconds from the start of the process to its first painted frame."""
    taken = []
    for number in range(_STARTS + 1):
        command = [sys.executable, "-m", "benchmarks.ui_start", str(folder / "first")]
        began_s = time.monotonic()
        told = _run(command, threads)
        if number:
            # the first one warms the disk's cache
            taken.append(float(told.split()[-1]) - began_s)
    return {"median": statistics.median(taken), "longest": max(taken)}


def _session(folder: Path, clip: Path, threads: int, minutes: float, explain: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.ui_session", str(clip), str(folder / "session"), str(minutes)]
    told = _run(command + ["explain"] * explain, threads, hear=False)
    found = json.loads(told.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def _command_fps(folder: Path, clip: Path, threads: int) -> float:
    """Frames a second of `tfcollab analyze`, without the seconds that it takes to start."""
    one = first_frames(folder / "one.mkv", 1)
    spent: dict[Path, list[float]] = {one: [], clip: []}
    for _ in range(_RUNS):
        for path, seconds in spent.items():
            began_s = time.monotonic()
            _run([sys.executable, "-c", _ANALYZE, "analyze", str(path), "--out", str(folder / path.stem)], threads)
            seconds.append(time.monotonic() - began_s)
    return (_FRAMES - 1) / (statistics.median(spent[clip]) - statistics.median(spent[one]))


def _run(command: list[str], threads: int, hear: bool = True) -> str:
    """What it printed. hear: what it says of itself; else it goes to this program's own stderr."""
    done = subprocess.run(
        command,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if hear else None,
        text=True,
        check=False,
        preexec_fn=_on(threads),
    )
    # one frame is no measurement, which the command says once it was analysed
    if done.returncode and not (hear and _NO_MEASUREMENT in done.stderr):
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def _environment() -> dict[str, str]:
    # as a user has it: the allocator's settings that flatter PyTorch are not for this
    held = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    return {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"} | held


def _on(threads: int) -> Any:
    """Keeps a process on so many cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))[:threads]
    return lambda: os.sched_setaffinity(0, cores)


def main(
    minutes: Annotated[float, typer.Option(help="Length of the session; 30 shows whether memory stays flat.")] = 3.0,
    threads: Annotated[int, typer.Option(help="Cores that it is kept on.")] = 2,
    explain: Annotated[bool, typer.Option(help="Tell where the window's thread was when it did not answer.")] = False,
) -> None:
    """Measure the desktop app's window, and print what was found as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), threads, minutes, explain), indent=2))


if __name__ == "__main__":
    typer.run(main)
