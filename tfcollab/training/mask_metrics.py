"""Scores of break-up masks: the columns of TF-Net's published table, per class and image, then averaged.

With TP, FP, FN, TN counted over the judged pixels of an image, seen from the class:
IoU = TP / (TP + FP + FN), DSC = 2 TP / (2 TP + FP + FN), recall = TP / (TP + FN), FPR = FP / (FP + TN).
HD95 and ASSD (pixels) are MONAI's: 95th percentile of the Hausdorff distance, mean symmetric surface distance.

Where a class is in neither truth nor prediction its IoU, DSC and recall are 1, so that crops without break-up raise the
means; they are therefore given again over the crops with break-up alone, which the published table is about.
Where a class is only in one of truth and prediction the distances do not exist; they are left out of the mean and
counted in `distances_skipped`, so that nobody mistakes the mean for one over all images. FPR of a class that fills the
image is 0.
"""

import warnings
from typing import Any

import numpy as np
import torch
from monai.metrics.utils import get_mask_edges, get_surface_distance
from numpy.typing import NDArray

CLASSES = ("background", "breakup")
OVERLAPS = ("iou", "dsc", "recall", "fpr")
DISTANCES = ("hd95_px", "assd_px")


def overlap_scores(
    predicted: NDArray[np.bool_], truth: NDArray[np.bool_], judged: NDArray[np.bool_]
) -> dict[str, dict[str, float]]:
    """IoU, DSC, recall and FPR, 0-1, of both classes in one image; masks (H, W) of break-up."""
    scores = {}
    for name, p, t in ((CLASSES[0], ~predicted, ~truth), (CLASSES[1], predicted, truth)):
        tp = float((p & t & judged).sum())
        fp = float((p & ~t & judged).sum())
        fn = float((~p & t & judged).sum())
        tn = float((~p & ~t & judged).sum())
        either = tp + fp + fn
        scores[name] = {
            "iou": tp / either if either else 1.0,
            "dsc": 2 * tp / (either + tp) if either else 1.0,
            "recall": tp / (tp + fn) if tp + fn else 1.0,
            "fpr": fp / (fp + tn) if fp + tn else 0.0,
        }
    return scores


def surface_scores(predicted: NDArray[np.bool_], truth: NDArray[np.bool_]) -> dict[str, float]:
    """HD95 and ASSD in pixels between two masks (H, W); NaN where either is empty."""
    if not predicted.any() or not truth.any():
        return dict.fromkeys(DISTANCES, float("nan"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # MONAI's own use of deprecated torch calls
        edges = get_mask_edges(torch.from_numpy(predicted), torch.from_numpy(truth), crop=True)
        a, b = np.asarray(edges[0], bool), np.asarray(edges[1], bool)
        there = np.asarray(get_surface_distance(a, b), float)
        back = np.asarray(get_surface_distance(b, a), float)
    return {
        "hd95_px": float(max(np.percentile(there, 95), np.percentile(back, 95))),
        "assd_px": float((there.sum() + back.sum()) / (len(there) + len(back))),
    }


class MaskTable:
    """Collects images and gives the table."""

    def __init__(self, distances: bool = True) -> None:
        self.distances = distances
        self.rows: list[dict[str, dict[str, float]]] = []
        self.broken: list[bool] = []

    def add(
        self, predicted: NDArray[np.bool_], truth: NDArray[np.bool_], judged: NDArray[np.bool_] | None = None
    ) -> None:
        """One image: break-up masks (H, W); judged is False where the truth says nothing."""
        judged = np.ones_like(truth) if judged is None else judged
        row = overlap_scores(predicted, truth, judged)
        if self.distances:
            inside, wanted = predicted & judged, truth & judged
            row[CLASSES[0]] |= surface_scores(~inside, ~wanted)
            row[CLASSES[1]] |= surface_scores(inside, wanted)
        self.rows.append(row)
        self.broken.append(bool((truth & judged).any()))

    def scores(self) -> dict[str, Any]:
        """Means over the images: a row for each class, their mean, counts of images and of skipped distances.

        with_breakup: the same over the images with break-up in their truth.
        """
        broken = [row for row, is_broken in zip(self.rows, self.broken, strict=True) if is_broken]
        return self._means(self.rows) | {"with_breakup": self._means(broken)}

    def _means(self, rows: list[dict[str, dict[str, float]]]) -> dict[str, Any]:
        columns = OVERLAPS + (DISTANCES if self.distances else ())
        table: dict[str, Any] = {"images": len(rows)}
        means = {}
        for name in CLASSES:
            values = {column: np.array([row[name][column] for row in rows], float) for column in columns}
            means[name] = {column: _mean(v) for column, v in values.items()}
            table[name] = means[name]
        table["mean"] = {column: float(np.mean([means[name][column] for name in CLASSES])) for column in columns}
        if self.distances:
            table["distances_skipped"] = {
                name: int(sum(np.isnan(row[name]["hd95_px"]) for row in rows)) for name in CLASSES
            }
        return table


def _mean(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")
