"""Frame classes as the whole chain reads them: classifier and segmenter together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tfcollab.chain.analyzer import Analyzer
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.tfm import CLASS_NAMES, classification
from tfcollab.exam.confidence import area_evidence
from tfcollab.exam.frame import Frame
from tfcollab.training.calibrate import best_line
from tfcollab.training.class_metrics import class_scores
from tfcollab.training.reliability import class_calibration_error


def evaluate_chain(data: Path, split: str, analyzer: Analyzer, progress: Callable[[float], None]) -> dict[str, Any]:
    """Confusion matrix (rows truth), F1 of each class, macro-F1, accuracy and calibration error over single frames.

    area_line: scale and bias of the likeliest line for exam.confidence, None where sharp frames of both kinds are
    missing. progress is called with the share done, 0-1. UserError where the data set does not fit.
    """
    samples = classification(data, split)
    truth = np.array([sample.label for sample in samples])
    predicted = np.empty(len(samples), np.int64)
    probabilities = np.empty((len(samples), len(CLASS_NAMES)))
    areas_pct = np.full(len(samples), np.nan)
    for i, sample in enumerate(samples):
        analyzer.reset()
        result = analyzer.process(Frame(0, 0.0, read_gray(sample.image)))
        predicted[i] = CLASS_NAMES.index(result.frame_class)
        probabilities[i] = result.settled_probabilities
        if result.breakup is not None and result.breakup.area_pct is not None:
            areas_pct[i] = result.breakup.area_pct
        progress((i + 1) / len(samples))
    return class_scores(truth, predicted, CLASS_NAMES) | {
        "ece": class_calibration_error(probabilities, truth),
        "area_line": _area_line(areas_pct, truth),
    }


def _area_line(areas_pct: NDArray[np.float64], truth: NDArray[np.int64]) -> dict[str, float] | None:
    kinds = [(truth == CLASS_NAMES.index(name)) & ~np.isnan(areas_pct) for name in ("clear", "broken")]
    if not all(kind.any() for kind in kinds):
        return None
    read = kinds[0] | kinds[1]
    evidence = torch.tensor([area_evidence(area_pct) for area_pct in areas_pct[read]], dtype=torch.float64)
    found = best_line(evidence, torch.from_numpy(np.stack([kind[read] for kind in kinds])).double())
    return {"scale": found.scale, "bias": found.bias}
