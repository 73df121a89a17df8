"""The most memory of a live exam at 3632×2760 and 30 frames a second, with its window and without.

Each is a process of its own: `python -m benchmarks.live_memory CLIP window|bare`, which prints the frames analysed."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

MIB = 2**20
_CLIP_FRAMES, _SECONDS, _EVERY_S = 30, 20.0, 0.05


def measure(folder: Path) -> dict[str, float]:
    """MiB, the highest resident memory. The camera is a recording in MJPEG, which is what cameras of this size send."""
    from benchmarks.clips import as_by_a_camera

    clip = as_by_a_camera(folder, 3632, 2760, _CLIP_FRAMES, "mjpeg")
    # as a user has it: the allocator's settings that flatter PyTorch keep freed memory
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    found: dict[str, float] = {}
    for kind in ("bare", "window"):
        command = [sys.executable, "-m", "benchmarks.live_memory", str(clip), kind]
        process = psutil.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        peak = 0
        while process.poll() is None:
            try:
                peak = max(peak, process.memory_info().rss)
            except psutil.Error:
                break
            time.sleep(_EVERY_S)
        analysed, _ = process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"the live exam ({kind}) left with status {process.returncode}")
        found |= {f"{kind}_peak_mib": peak / MIB, f"{kind}_analysed_a_second": int(analysed) / _SECONDS}
    return found


def _bare(clip: Path) -> int:
    """Frames analysed."""
    from tfcollab.app.pipeline import Pipeline
    from tfcollab.chain.analyzer import Analyzer
    from tfcollab.exam.protocol import Protocol
    from tfcollab.exam.settings import ClinicalSettings
    from tfcollab.video import open_source
    from tfcollab.video.paced import PacedSource

    analysed: list[int] = []
    pipeline = Pipeline(
        lambda: PacedSource(lambda: open_source(clip), loop=True),
        lambda: Analyzer.open(ClinicalSettings()),
        Protocol(),
        live=True,
        on_shown=lambda shown: analysed.append(shown.result.frame.index),
    )
    pipeline.start()
    time.sleep(_SECONDS)
    fault = pipeline.snapshot().fault
    pipeline.close()
    if fault:
        raise RuntimeError(fault)
    return len(analysed)


def _window(clip: Path) -> int:
    """Frames that the window was given."""
    from tfcollab.app.window import Window, make_application
    from tfcollab.store.places import Places

    application = make_application()
    with tempfile.TemporaryDirectory() as held:
        window = Window(Path(held) / "settings.json", Places(Path(held) / "records"))
        window.app.navigation.show("Exam")
        window.app.exam.play_as_camera(str(clip))
        given = 0

        def count() -> None:
            nonlocal given
            given += 1

        window.app.exam.live.frameChanged.connect(count)
        until_s = time.monotonic() + _SECONDS
        while time.monotonic() < until_s:
            application.processEvents()
            time.sleep(0.002)
        trouble = dict(window.app.exam.live.trouble)
        window.close()
    if trouble["code"]:
        raise RuntimeError(f"{trouble}")
    return given


if __name__ == "__main__":
    print({"bare": _bare, "window": _window}[sys.argv[2]](Path(sys.argv[1])))
