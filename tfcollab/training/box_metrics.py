"""Scores of ring boxes: at most one box of each class in a frame, so matching needs no search.

A frame's prediction of a class hits if that class is in the frame and the boxes overlap by at least the threshold.
Average precision is the area under the interpolated precision-recall curve over all its points (Everingham et al.,
The Pascal VOC challenge, IJCV 2010, as from 2010 on).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

IOU_STEPS = np.round(np.arange(0.5, 1.0, 0.05), 2)


def box_iou(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float64]:
    """Intersection over union of boxes (..., 4), x0 y0 x1 y1; NaN where either is NaN."""
    a64, b64 = a.astype(float), b.astype(float)
    width = np.minimum(a64[..., 2], b64[..., 2]) - np.maximum(a64[..., 0], b64[..., 0])
    height = np.minimum(a64[..., 3], b64[..., 3]) - np.maximum(a64[..., 1], b64[..., 1])
    overlap = np.clip(width, 0, None) * np.clip(height, 0, None)
    union = _area(a64) + _area(b64) - overlap
    return np.asarray(overlap / np.where(union > 0, union, np.inf))


def average_precision(confidence: NDArray[np.float32], hit: NDArray[np.bool_], truths: int) -> float:
    """Area under the precision-recall curve, 0-1, of predictions with these confidences; NaN without any truth."""
    if truths == 0:
        return float("nan")
    order = np.argsort(-confidence, kind="stable")
    hits = np.cumsum(hit[order])
    recall = hits / truths
    precision = hits / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(recall, prepend=0.0) * envelope).sum())


def box_scores(
    predicted: NDArray[np.float32], truth: NDArray[np.float32], confidence_threshold: float = 0.5
) -> dict[str, Any]:
    """Scores of n frames.

    predicted: (n, 3, 5), x0 y0 x1 y1 confidence; truth: (n, 3, 4), NaN rows absent; any one unit of length.
    map50, map50_95: mean over the classes; ap50: per class; mean_iou: over all boxes of the truth, whatever the
    confidence; found, false: shares of frames with (without) the box in which one is reported at the threshold.
    """
    iou = box_iou(predicted[..., :4], truth)
    present = ~np.isnan(truth[..., 0])
    truths = present.sum(0)
    hit = np.nan_to_num(iou)[None] >= IOU_STEPS[:, None, None]
    per_step = np.array(
        [[average_precision(predicted[:, r, 4], step[:, r], int(truths[r])) for r in range(3)] for step in hit]
    )
    reported = predicted[..., 4] >= confidence_threshold
    known = ~np.isnan(per_step[0])
    return {
        "map50": _mean(per_step[0, known]),
        "map50_95": _mean(per_step[:, known]),
        "ap50": [float(v) for v in per_step[0]],
        "mean_iou": _mean(iou[present]),
        "iou": [_mean(iou[present[:, ring], ring]) for ring in range(3)],
        "found": _mean(reported[present].astype(float)),
        "false": _mean(reported[~present].astype(float)),
    }


def _area(box: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(box[..., 2] - box[..., 0], 0, None) * np.clip(box[..., 3] - box[..., 1], 0, None)


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if values.size else float("nan")
