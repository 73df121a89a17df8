"""Labelled frames under many mild changes, and still clips of clear ones: what must not change the reading."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.datasets.labelled_frames import LabelledFrame
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, Frame, FrameClass
from tfcollab.exam.result import TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.training.frame_scores import score_frame
from tfcollab.training.mild_changes import MildChange, apply, develop, draw_change
from tfcollab.video.source import DecodeReport, SourceInfo

GOOD_OUTSIDE_IOU = 0.8
MAX_FALSE_CROP_PCT = 0.5
#: a still clip: eye closed, then the still frame
CLIPS = 5
CLIP_FPS, CLOSED_S, STILL_S = 10, 0.5, 6.0


def under_changes(
    frames: Sequence[LabelledFrame],
    analyzer: Analyzer,
    breakup_level: int,
    changes: int,
    seed: int,
    progress: Callable[[float], None],
) -> dict[str, Any]:
    """Shares, 0-1, of readings that hold under `changes` mild changes of each whole frame, ready for JSON.

    class_right; outside_iou_good: IoU of the outside box >= GOOD_OUTSIDE_IOU, where it is labelled; clear_clean: false
    break-up <= MAX_FALSE_CROP_PCT of the crop, in frames of class clear; dsc: mean, in frames with break-up. None
    where no frame is of that kind. still_clips: of the first changes of each clear frame, see still_clip.
    progress is called with the share done, 0-1.
    """
    rows: dict[str, dict[str, list[float]]] = {}
    clips = []
    for number, frame in enumerate(frames):
        row = rows[frame.name] = {name: [] for name in ("class_right", "outside_iou_good", "clear_clean", "dsc")}
        for k in range(changes):
            rng = np.random.default_rng([seed, number, k])
            change = draw_change(rng)
            changed = apply(frame, change)
            analyzer.reset()
            score = score_frame(changed, analyzer.process(Frame(0, 0.0, changed.gray)), breakup_level)
            row["class_right"].append(score.right)
            if "outside" in score.box_iou:
                row["outside_iou_good"].append(score.box_iou["outside"] >= GOOD_OUTSIDE_IOU)
            if frame.frame_class is FrameClass.CLEAR and score.false_crop_pct is not None:
                row["clear_clean"].append(score.false_crop_pct <= MAX_FALSE_CROP_PCT)
            if score.dsc is not None:
                row["dsc"].append(score.dsc)
            if frame.frame_class is FrameClass.CLEAR and k < CLIPS:
                still = apply(frame, replace(change, noise=0.0, jpeg=100)).gray
                clips.append({"frame": frame.name, "change": k, **still_clip(still, change, analyzer)})
            progress((number * changes + k + 1) / (len(frames) * changes))
    names = ("class_right", "outside_iou_good", "clear_clean", "dsc")
    return {
        "changes": changes,
        "seed": seed,
        "frames": {name: {key: _mean(values) for key, values in row.items()} for name, row in rows.items()},
        "overall": {name: _mean([value for row in rows.values() for value in row[name]]) for name in names},
        "still_clips": clips,
    }


def still_clip(gray: NDArray[np.uint8], change: MildChange, analyzer: Analyzer) -> dict[str, Any]:
    """What is measured when a clear picture stands still after a closure, with the change's noise and JPEG anew in
    every frame.

    quiet: the one measurement has no break-up time, as is right. said: the measurements, or why there is none.
    """
    settings = ClinicalSettings()
    try:
        result = analyse_recording(StillClip(gray, change), analyzer, Eye.UNKNOWN, settings, source_sha256="0" * 64)
    except UserError as error:
        return {"quiet": False, "said": str(error)}
    times = [measurement.first_breakup for measurement in result.measurements]
    quiet = len(times) == 1 and times[0].kind is TimeKind.CENSORED
    return {"quiet": quiet, "said": ", ".join(time.text() for time in times) or "no measurement"}


class StillClip:
    """A VideoSource: a drawn closed eye for CLOSED_S, then one picture for STILL_S."""

    def __init__(self, gray: NDArray[np.uint8], change: MildChange) -> None:
        self._gray = gray
        # the light is in the picture already
        self._change = replace(change, gain=1.0)
        self._count = round((CLOSED_S + STILL_S) * CLIP_FPS)
        height, width = gray.shape
        self.info = SourceInfo("a still clip", width, height, "none", CLIP_FPS, self._count, CLOSED_S + STILL_S)

    def __iter__(self) -> Iterator[Frame]:
        closed = closed_eye(self._gray.shape)
        for index in range(self._count):
            picture = closed if index < CLOSED_S * CLIP_FPS else self._gray
            yield Frame(index, index / CLIP_FPS, develop(picture, self._change, self._change.seed + index))

    def decode_report(self) -> DecodeReport:
        return DecodeReport(self._count, 0, (), ())

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def closed_eye(shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """A closed lid as devices see it, uint8 of the shape: bright, featureless, darker towards the corners."""
    y = np.linspace(-1, 1, shape[0])[:, None]
    x = np.linspace(-1, 1, shape[1])[None]
    return np.asarray(np.round(235 - 45 * (x**2 + y**2)), np.uint8)


def robustness_lines(scores: dict[str, Any]) -> list[str]:
    """The scores of under_changes as plain lines of text."""

    def share(value: float | None) -> str:
        return f"{'-' if value is None else format(100 * value, '.1f'):>12}"

    head = ("class right", f"IoU >= {GOOD_OUTSIDE_IOU}", "clear clean", "DSC x 100")
    lines = [
        f"under {scores['changes']} mild changes of each frame (seed {scores['seed']}), in %; clear clean: false "
        f"break-up <= {MAX_FALSE_CROP_PCT} % of the crop",
        " " * 24 + "".join(f"{name:>12}" for name in head),
    ]
    for name, row in (*scores["frames"].items(), ("all", scores["overall"])):
        lines.append(f"{name[:24]:<24}" + "".join(share(row[key]) for key in row))
    clips = scores["still_clips"]
    if clips:
        quiet = sum(clip["quiet"] for clip in clips)
        lines.append(f"still clips of {STILL_S:g} s of clear frames without a break-up time: {quiet} of {len(clips)}")
        lines += [f"  {c['frame']}, change {c['change']}: {c['said']}" for c in clips if not c["quiet"]]
    return lines


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
