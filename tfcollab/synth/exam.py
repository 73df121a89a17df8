"""A whole synthetic exam: frames in time order, and the truth that belongs to them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from tfcollab.exam.frame import Eye, Frame, FrameClass, Rings
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.synth.render import BROKEN_AREA_PCT, FrameTruth, Scene
from tfcollab.synth.scene import load_ranges
from tfcollab.synth.script import ExamScript, draw_script
from tfcollab.video.writer import VideoWriter


@dataclass(frozen=True, slots=True)
class ExamSpec:
    """What to render. ranges: of data/scenes, or a path. size: (width, height) instead of the one drawn. breaks: False
    for the same exam with films that never break, so that whatever is found in it was taken for a break-up. onset_s:
    after the blink, at which the first patch of every film that breaks sets in, instead of the time drawn.
    """

    seed: int
    ranges: str = "train"
    fps: float = 30.0
    duration_s: float = 12.0
    size: tuple[int, int] | None = None
    breaks: bool = True
    onset_s: float | None = None


def render_exam(spec: ExamSpec, planned: tuple[Scene, ExamScript] | None = None) -> Iterator[tuple[Frame, FrameTruth]]:
    """All frames of an exam with their truth; the same spec gives the same pixels. planned: plan(spec), if at hand."""
    scene, script = planned or plan(spec)
    films: dict[int, Any] = {}
    for index in range(int(spec.duration_s * spec.fps)):
        time_s = index / spec.fps
        interval = script.interval(time_s)
        if interval not in films:
            films = {interval: scene.film(script.films[interval], spec.seed * 100 + interval)}
        state = script.state(time_s, 0.5 / spec.fps)
        gray, truth = scene.render(films[interval], state, spec.seed * 1_000_003 + index)
        yield Frame(index, time_s, gray), truth


def plan(spec: ExamSpec) -> tuple[Scene, ExamScript]:
    """The scene and the script that a spec stands for."""
    rng = np.random.default_rng(spec.seed)
    scene = Scene.draw(load_ranges(spec.ranges), rng, spec.seed, spec.size)
    script = draw_script(rng, scene.spec.film, scene.spec.device.image_radius_mm, spec.duration_s)
    if not spec.breaks:
        script = replace(script, films=tuple(replace(film, sites=()) for film in script.films))
    if spec.onset_s is not None:
        script = replace(script, films=tuple(film.setting_in(spec.onset_s) for film in script.films))
    return scene, script


def _boxes(rings: Rings | None) -> dict[str, list[float]]:
    if rings is None:
        return {}
    named = {"outside": rings.outside, "middle": rings.middle, "inside": rings.inside}
    return {n: [round(v, 2) for v in (b.x0, b.y0, b.x1, b.y1)] for n, b in named.items() if b is not None}


def true_measurements(frames: list[dict[str, Any]], settings: ClinicalSettings) -> list[dict[str, Any]]:
    """Open intervals of the truth that count as measurements, and when their film broke.

    frames: entries of truth.json. A break-up counts from its first frame if its area stays above the
    limit for the persistence of the settings; whether the frame was sharp plays no part.
    """
    found, begin = [], 0
    times = [f["time_s"] for f in frames]
    is_open = [f["class"] != FrameClass.CLOSED for f in frames]
    while begin < len(frames):
        if not is_open[begin]:
            begin += 1
            continue
        end = begin
        while end < len(frames) and is_open[end]:
            end += 1
        start_s = times[begin]
        if times[min(end, len(frames) - 1)] - start_s < settings.min_interval_s:
            # the gap within "blink twice"
            begin = end
            continue
        stop = [i for i in range(begin, end) if times[i] - start_s <= settings.time_limit_s]
        reason = "end of recording" if end == len(frames) else "blink"
        if len(stop) < end - begin:
            reason = "time limit"
        first = _first_persistent(frames, times, stop, settings.persistence_s)
        seen = begin > 0
        found.append(
            {
                "start_s": start_s,
                "end_s": times[stop[-1]],
                "start_seen": seen,
                "end_reason": reason,
                "first_breakup_s": None if first is None or not seen else round(times[first] - start_s, 4),
            }
        )
        begin = end
    return found


def _first_persistent(
    frames: list[dict[str, Any]], times: list[float], span: list[int], lasting_s: float
) -> int | None:
    run: int | None = None
    for i in span:
        if frames[i]["area_pct"] < BROKEN_AREA_PCT:
            run = None
            continue
        run = i if run is None else run
        if times[i] - times[run] >= lasting_s - 1e-9:
            return run
    return None


def write_exam(spec: ExamSpec, out: Path, name: str, progress: Callable[[float], None] | None = None) -> Path:
    """Render to out/NAME.mkv (H.264, gray) with out/NAME.truth.json; gives the video's path.

    progress is called with the share done, 0-1. Same spec, same bytes.
    """
    out.mkdir(parents=True, exist_ok=True)
    video = out / f"{name}.mkv"
    frames: list[dict[str, Any]] = []
    scene, script = plan(spec)
    view = scene.spec.view
    total = int(spec.duration_s * spec.fps)
    with VideoWriter(video, view.width, view.height, spec.fps) as writer:
        for frame, truth in render_exam(spec, (scene, script)):
            writer.write(frame.gray, frame.time_s)
            frames.append(
                {
                    "index": frame.index,
                    "time_s": round(frame.time_s, 4),
                    "class": str(truth.frame_class),
                    "area_pct": round(truth.area_pct, 4),
                    "boxes": _boxes(truth.rings),
                }
            )
            if progress is not None:
                progress((frame.index + 1) / total)
    document = {
        "version": 1,
        "video": video.name,
        "seed": spec.seed,
        "eye": str(Eye.OD),
        "fps": spec.fps,
        "frames": frames,
        "measurements": true_measurements(frames, ClinicalSettings()),
    }
    (out / f"{name}.truth.json").write_text(json.dumps(document) + "\n")
    return video
