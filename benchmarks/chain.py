"""The whole chain with the nets that ship, decoding and overlay included, against the plain way with the same nets."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

import cv2

from benchmarks.clips import OPEN_EYE_FRAMES, as_by_a_camera
from benchmarks.plain import PlainChain
from benchmarks.providers import on_this_machine
from tfcollab.app.picture import picture_of
from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.prefetch import prefetched
from tfcollab.exam.frame import Box, Eye
from tfcollab.exam.provenance import Looks
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer
from tfcollab.video import open_source

#: name: width, height, codec
CLIPS = {
    "1080p H.264": (1920, 1080, "h264"),
    "3632x2760 H.264": (3632, 2760, "h264"),
    "3632x2760 MJPEG": (3632, 2760, "mjpeg"),
}
#: an eye from soon after its opening until after its break-up, as an exam measures it
_FRAMES, _ROUNDS = OPEN_EYE_FRAMES, 3
PLAIN = "plain way"


def measure(folder: Path, threads: int) -> dict[str, dict[str, float]]:
    """Of each clip: milliseconds a frame by the clock and of processor time, of each side, medians of rounds in turn;
    and how many times as long the plain way takes."""
    provider = on_this_machine()[-1]
    analyzers = {
        looks: Analyzer.open(ClinicalSettings(), provider=provider, looks=looks, threads=threads, ahead=True)
        for looks in Looks
    }
    found = {}
    for name, (width, height, codec) in CLIPS.items():
        clip = as_by_a_camera(folder, width, height, _FRAMES, codec)
        plain = PlainChain(threads, _rings(clip, analyzers[Looks.EVERY]))
        cv2.setNumThreads(threads)
        sides: dict[str, Callable[[], int]] = {PLAIN: partial(plain.run, clip)}
        for looks, analyzer in analyzers.items():
            sides[f"{provider}, looks {looks}"] = partial(analyse, analyzer, clip)
        clock, processor = _timed(sides)
        found[name] = {f"{side}_ms": 1000 * taken_s / _FRAMES for side, taken_s in clock.items()}
        found[name] |= {f"{side}_processor_ms": 1000 * spent_s / _FRAMES for side, spent_s in processor.items()}
        for side in list(sides)[1:]:
            found[name][f"{side}_times_faster"] = clock[PLAIN] / clock[side]
            found[name][f"{side}_times_less_processor_time"] = processor[PLAIN] / processor[side]
    return found


def analyse(analyzer: Analyzer, clip: Path) -> int:
    """A recording as `tfcollab analyze` goes through it, each frame made ready for the screen; gives the frames."""
    analyzer.reset()
    frames = 0
    with open_source(clip, ahead=True) as source:
        timer = BreakupTimer(analyzer.settings, Eye.UNKNOWN, (source.info.width, source.info.height))
        with closing(prefetched(source)) as pictures, closing(analyzer.results(pictures)) as results:
            for result in results:
                timer.push(result.record())
                picture_of(result)
                frames += 1
    return frames


def _rings(clip: Path, analyzer: Analyzer) -> Box:
    analyzer.reset()
    with open_source(clip) as source:
        rings = analyzer.process(next(iter(source))).rings
    if rings is None:
        raise RuntimeError(f"no rings were found in {clip}")
    return rings.outside


def _timed(sides: dict[str, Callable[[], int]]) -> tuple[dict[str, float], dict[str, float]]:
    """Median seconds by the clock and of processor time; one round more, not counted, warms up."""
    clock: dict[str, list[float]] = {name: [] for name in sides}
    processor: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(_ROUNDS + 1):
        for name, side in sides.items():
            clock_s, processor_s = time.perf_counter(), time.process_time()
            if side() != _FRAMES:
                raise RuntimeError(f"{name} did not give every frame")
            if number:
                clock[name].append(time.perf_counter() - clock_s)
                processor[name].append(time.process_time() - processor_s)
    return {name: median(taken) for name, taken in clock.items()}, {n: median(t) for n, t in processor.items()}
