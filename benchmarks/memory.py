"""Resident memory of `tfcollab analyze` over a long recording, with every output on."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from benchmarks.clips import upscaled

MIB = 2**20
_EVERY_S = 0.25
#: a slow camera's rate: what could grow, grows with minutes and with frames, and 7,200 frames show both
FPS = 12.0


def measure(folder: Path, minutes: float) -> dict[str, float]:
    """MiB: the peak, and the growth from the end of the recording's first minute to the highest point after it.

    Where in the recording the program is, is taken from the share of its running time: it goes at an even pace.
    """
    long = upscaled(folder / "long.mkv", 1920, 1080, round(minutes * 60 * FPS), FPS)
    code = "from tfcollab.cli.main import main; main()"
    options = ["analyze", str(long), "--out", str(folder / "out"), "--report", "--csv", "--video"]
    # as a user has it: the allocator's settings that flatter PyTorch would keep freed memory
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    process = psutil.Popen([sys.executable, "-c", code, *options], stdout=subprocess.DEVNULL, env=environment)
    start_s = time.monotonic()
    seen: list[tuple[float, int]] = []
    while process.poll() is None:
        try:
            seen.append((time.monotonic() - start_s, process.memory_info().rss))
        except psutil.Error:
            break
        time.sleep(_EVERY_S)
    if process.wait() != 0:
        raise RuntimeError(f"tfcollab analyze left with status {process.returncode}")
    took_s = seen[-1][0]
    first_minute = [rss for at_s, rss in seen if at_s <= took_s / minutes]
    later = [rss for at_s, rss in seen if at_s > took_s / minutes]
    return {
        "minutes": minutes,
        "frames_per_second": FPS,
        "took_s": took_s,
        "peak_mib": max(rss for _, rss in seen) / MIB,
        "growth_after_first_minute_mib": (max(later) - max(first_minute)) / MIB,
    }
