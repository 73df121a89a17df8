"""How the chain reads labelled frames: class, ring boxes, break-up; needs neither torch nor a data set's layout."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.labelled_frames import LabelledFrame
from tfcollab.datasets.masks import BREAKUP, IGNORED
from tfcollab.datasets.tfm import CLASS_NAMES, RING_NAMES
from tfcollab.exam.frame import Box, FrameResult


@dataclass(frozen=True, slots=True)
class FrameScore:
    """One frame against its labels.

    found_class: as the chain settles it; classifier_class, probabilities: the classifier's own, in the order of
    CLASS_NAMES. box_iou: by ring, of the rings labelled; 0 where one was not found. dsc, iou: of break-up at the
    model's threshold, 0-1, where there is some in the truth. true_pct: break-up of the truth in % of the ring area.
    false_ring_pct, false_crop_pct: what was found and is not break-up, in % of the ring area (the ellipse in the
    outside box of the truth, else of the result) and of the segmenter's window; 0 where nothing was segmented.
    Figures about break-up are None where the truth of it is not known, or no ring area is.
    """

    name: str
    true_class: str
    found_class: str
    classifier_class: str
    probabilities: tuple[float, ...]
    box_iou: dict[str, float]
    segmented: bool
    dsc: float | None
    iou: float | None
    true_pct: float | None
    false_ring_pct: float | None
    false_crop_pct: float | None

    @property
    def right(self) -> bool:
        return self.found_class == self.true_class


def score_frame(truth: LabelledFrame, result: FrameResult, breakup_level: int) -> FrameScore:
    """The result of the chain on truth.gray. breakup_level: of the segmenter's contract."""
    rings = result.rings
    found = {} if rings is None else {ring: getattr(rings, ring) for ring in RING_NAMES}
    ious = {ring: 0.0 if found.get(ring) is None else box.iou(found[ring]) for ring, box in truth.boxes.items()}
    dsc = iou = true_pct = false_ring_pct = false_crop_pct = None
    if truth.labels is not None:
        mask = found_mask(result, breakup_level)
        wanted = truth.labels == BREAKUP
        false = mask & ~wanted & (truth.labels != IGNORED)
        if wanted.any():
            hits, false_px, missed = int((mask & wanted).sum()), int(false.sum()), int((wanted & ~mask).sum())
            iou, dsc = hits / (hits + false_px + missed), 2 * hits / (2 * hits + false_px + missed)
        outside = truth.boxes.get("outside", None if rings is None else rings.outside)
        if outside is not None:
            area = ring_area(outside, mask.shape)
            pixels = max(1, int(area.sum()))
            true_pct = 100 * int((wanted & area).sum()) / pixels
            false_ring_pct = 100 * int((false & area).sum()) / pixels
        window = None if result.breakup is None else result.breakup.window
        false_crop_pct = 0.0 if window is None else 100 * int(false.sum()) / (window.width * window.height)
    return FrameScore(
        name=truth.name,
        true_class=str(truth.frame_class),
        found_class=str(result.frame_class),
        classifier_class=CLASS_NAMES[int(np.argmax(result.probabilities))],
        probabilities=result.probabilities,
        box_iou=ious,
        segmented=result.breakup is not None,
        dsc=dsc,
        iou=iou,
        true_pct=true_pct,
        false_ring_pct=false_ring_pct,
        false_crop_pct=false_crop_pct,
    )


def found_mask(result: FrameResult, breakup_level: int) -> NDArray[np.bool_]:
    """Where break-up was found, bool of the frame's size: the segmenter's map, enlarged bilinearly, at its level."""
    mask = np.zeros(result.frame.gray.shape, bool)
    if result.breakup is None:
        return mask
    window = result.breakup.window
    x0, y0, x1, y1 = round(window.x0), round(window.y0), round(window.x1), round(window.y1)
    whole = cv2.resize(result.breakup.probability, (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR) >= breakup_level
    height, width = result.frame.gray.shape
    left, top, right, bottom = max(0, x0), max(0, y0), min(width, x1), min(height, y1)
    mask[top:bottom, left:right] = whole[top - y0 : bottom - y0, left - x0 : right - x0]
    return mask


def ring_area(outside: Box, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The ellipse in the outside box, bool of the frame's shape."""
    x, y = outside.center
    across = (np.arange(shape[1]) + 0.5 - x) / (outside.width / 2)
    down = (np.arange(shape[0]) + 0.5 - y) / (outside.height / 2)
    return np.asarray(across[None] ** 2 + down[:, None] ** 2 <= 1)


def summarise_frames(scores: Sequence[FrameScore]) -> dict[str, Any]:
    """All frames and what they come to together, ready for JSON; None where no frame has the label for a figure."""

    def mean(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return float(np.mean(known)) if known else None

    unbroken = [s for s in scores if s.dsc is None]
    return {
        "frames": [asdict(score) for score in scores],
        "overall": {
            "frames": len(scores),
            "class_right": sum(score.right for score in scores),
            "classifier_right": sum(score.classifier_class == score.true_class for score in scores),
            "box_iou": {ring: mean([score.box_iou.get(ring) for score in scores]) for ring in RING_NAMES},
            "dsc": mean([score.dsc for score in scores]),
            "iou": mean([score.iou for score in scores]),
            "false_ring_pct": mean([score.false_ring_pct for score in scores]),
            "false_ring_pct_without_breakup": mean([score.false_ring_pct for score in unbroken]),
            "false_crop_pct_without_breakup": mean([score.false_crop_pct for score in unbroken]),
        },
    }


def frame_lines(score: FrameScore, picture: str) -> list[str]:
    """One frame as plain lines of text. picture: what kind of picture it is, and its size."""
    own = "  ".join(f"{name} {p:.2f}" for name, p in zip(CLASS_NAMES, score.probabilities, strict=True))
    verdict = "right" if score.right else f"WRONG, should be {score.true_class}"
    lines = [
        f"{score.name} ({picture})",
        f"  class {score.found_class}: {verdict}; classifier alone {score.classifier_class} ({own})",
    ]
    if score.box_iou:
        lines.append("  boxes, IoU: " + "  ".join(f"{ring} {iou:.3f}" for ring, iou in score.box_iou.items()))
    if score.dsc is not None:
        said = "" if score.segmented else " (nothing was segmented)"
        lines.append(f"  break-up: DSC {score.dsc:.3f}  IoU {score.iou:.3f}{said}; {_area(score.true_pct)} true")
    if score.false_crop_pct is not None:
        lines.append(f"  false break-up: {_area(score.false_ring_pct)}, {score.false_crop_pct:.2f} % of the crop")
    return lines


def overall_lines(summary: dict[str, Any]) -> list[str]:
    """The overall figures of summarise_frames as plain lines of text."""
    s = summary["overall"]

    def figure(value: float | None, unit: str = "", digits: int = 3) -> str:
        return "-" if value is None else f"{value:.{digits}f}{unit}"

    return [
        f"all {s['frames']} frames: class right {s['class_right']}, classifier alone right {s['classifier_right']}",
        "  boxes, mean IoU: " + "  ".join(f"{ring} {figure(iou)}" for ring, iou in s["box_iou"].items()),
        f"  break-up, mean of the frames that have some: DSC {figure(s['dsc'])}  IoU {figure(s['iou'])}",
        f"  false break-up, mean: {figure(s['false_ring_pct'], ' %', 2)} of the ring area; in frames without "
        f"break-up {figure(s['false_ring_pct_without_breakup'], ' %', 2)}, of the crop "
        f"{figure(s['false_crop_pct_without_breakup'], ' %', 2)}",
    ]


def _area(pct: float | None) -> str:
    return "no ring area" if pct is None else f"{pct:.2f} % of the ring area"
