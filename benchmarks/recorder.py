"""The recorder at a camera's pace: frames dropped, the longest queue, and memory; encrypted, as a clinic has it."""

import itertools
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.clips import NOISE, sample
from tfcollab.exam.frame import Frame
from tfcollab.store.recordings import open_plain, record, recover_recording
from tfcollab.video import open_source
from tfcollab.video.recorder import RecorderSettings

MIB = 2**20
MASTER = bytes(range(32))
#: width, height, frames a second
CAMERAS = {"1080p at 60": (1920, 1080, 60), "3632×2760 at 10": (3632, 2760, 10)}


def measure(folder: Path, seconds: float, analysis: bool) -> dict[str, dict[str, float]]:
    """For each camera; with `analysis`, while `tfcollab analyze` works on a recording in another process."""
    beside = _analyse_beside(folder) if analysis else None
    try:
        found = {}
        for name, camera in CAMERAS.items():
            found[name] = _record(folder / f"{name}.vault", *camera, seconds)
            if beside and beside.poll() is not None:
                raise RuntimeError("the analysis beside it came to its end: give fewer seconds")
        return found
    finally:
        if beside:
            beside.kill()
            beside.wait()


def _record(path: Path, width: int, height: int, fps: int, seconds: float) -> dict[str, float]:
    pictures = _pictures(width, height)
    process = psutil.Process()
    recorder = record(path, MASTER, width, height, fps, RecorderSettings())
    resident: list[int] = []
    most_waiting = 0
    start_s, cpu_s = time.monotonic(), sum(process.cpu_times()[:2])
    for index in range(round(seconds * fps)):
        time.sleep(max(0.0, index / fps - (time.monotonic() - start_s)))
        recorder.put(Frame(index, index / fps, pictures[index % len(pictures)]))
        most_waiting = max(most_waiting, recorder.status().frames_waiting)
        resident.append(process.memory_info().rss)
    took_s = time.monotonic() - start_s
    status = recorder.close()
    cpu_s = sum(process.cpu_times()[:2]) - cpu_s
    check = recover_recording(path, MASTER)
    half = len(resident) // 2
    with open_plain(path, MASTER) as content:
        start_s = time.perf_counter()
        while content.read(MIB):
            pass
        read_s = time.perf_counter() - start_s
    return {
        "seconds": took_s,
        "frames": status.frames_recorded,
        "dropped": status.frames_dropped,
        "frames_read_back": check.frames,
        "most_waiting": most_waiting,
        "cores_used": cpu_s / took_s,
        "peak_mib": max(resident) / MIB,
        "growth_in_second_half_mib": (max(resident[half:]) - max(resident[:half])) / MIB,
        "mib_a_second": path.stat().st_size / MIB / seconds,
        "decrypted_mib_a_second": path.stat().st_size / MIB / read_s,
    }


def _pictures(width: int, height: int) -> list[NDArray[np.uint8]]:
    """A quarter second at 60 a second of the sample recording, enlarged, with fresh noise on every frame."""
    rng = np.random.default_rng(0)
    pictures = []
    with open_source(sample()) as source:
        for frame in itertools.islice(source, 15):
            gray = cv2.resize(frame.gray, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
            noisy = gray + NOISE * rng.standard_normal((height, width), np.float32)
            pictures.append(np.clip(noisy, 0, 255).astype(np.uint8))
    return pictures


def _analyse_beside(folder: Path) -> "subprocess.Popen[bytes]":
    code = "from tfcollab.cli.main import main\nimport sys\nfor _ in range(1000):\n    try:\n        main()\n"
    code += "    except SystemExit as left:\n        if left.code:\n            raise\n"
    command = [sys.executable, "-c", code, "analyze", str(sample()), "--out", str(folder / "beside")]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)
