"""A live exam at a camera's pace, without a window: how long a frame takes from capture to its result, and how many are
dropped for newer ones."""

import time
from pathlib import Path

import numpy as np
import psutil

from benchmarks.clips import as_by_a_camera
from tfcollab.app.inference import Shown
from tfcollab.app.pipeline import Pipeline
from tfcollab.chain.analyzer import Analyzer
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.video import open_source
from tfcollab.video.paced import PacedSource

#: name: width, height, frames a second, codec
CAMERAS = {
    "1080p at 30": (1920, 1080, 30, "h264"),
    "1080p at 60": (1920, 1080, 60, "h264"),
    "3632x2760 at 30": (3632, 2760, 30, "mjpeg"),
}
_CLIP_S, _WARM_S, _WATCHED_S = 4, 3.0, 15.0


def measure(folder: Path, threads: int) -> dict[str, dict[str, float]]:
    """Of each camera: delay in milliseconds and in frames, frames analysed a second, share dropped.

    The recording that stands for the camera is decoded in the same process, as a camera's pictures are.
    """
    found = {}
    for name, (width, height, rate, codec) in CAMERAS.items():
        clip = as_by_a_camera(folder, width, height, _CLIP_S * rate, codec, rate)
        found[name] = _live(clip, rate, threads)
    return found


def _live(clip: Path, rate: int, threads: int) -> dict[str, float]:
    delays_s: list[float] = []

    def on_shown(shown: Shown) -> None:
        assert shown.picture.captured_at_s is not None
        delays_s.append(time.monotonic() - shown.picture.captured_at_s)

    pipeline = Pipeline(
        lambda: PacedSource(lambda: open_source(clip), loop=True),
        lambda: Analyzer.open(ClinicalSettings(), threads=threads),
        Protocol(),
        live=True,
        on_shown=on_shown,
    )
    process = psutil.Process()
    pipeline.start()
    try:
        while not pipeline.snapshot().ready:
            time.sleep(0.05)
        time.sleep(_WARM_S)
        delays_s.clear()
        dropped, cpu_s, began_s = pipeline.snapshot().dropped, sum(process.cpu_times()[:2]), time.monotonic()
        time.sleep(_WATCHED_S)
        live = pipeline.snapshot()
        took_s, cpu_s = time.monotonic() - began_s, sum(process.cpu_times()[:2]) - cpu_s
        seen = np.array(delays_s)
    finally:
        pipeline.close()
    if live.fault or not len(seen):
        raise RuntimeError(live.fault or "nothing was analysed")
    middle, late = np.percentile(seen, (50, 99))
    return {
        "median_delay_ms": float(1000 * middle),
        "p99_delay_ms": float(1000 * late),
        "median_delay_frames": float(middle * rate),
        "p99_delay_frames": float(late * rate),
        "analysed_a_second": len(seen) / took_s,
        "offered_a_second": live.input_fps,
        "dropped_share": (live.dropped - dropped) / max(1, live.dropped - dropped + len(seen)),
        "cores_used": cpu_s / took_s,
    }
