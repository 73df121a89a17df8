"""Frame classes as the whole chain reads them: classifier and segmenter together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tfcollab.chain.analyzer import Analyzer
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.tfm import CLASS_NAMES, classification
from tfcollab.exam.frame import Frame
from tfcollab.training.class_metrics import class_scores


def evaluate_chain(data: Path, split: str, analyzer: Analyzer, progress: Callable[[float], None]) -> dict[str, Any]:
    """Confusion matrix (rows truth), F1 of each class, macro-F1 and accuracy over a split's single frames.

    progress is called with the share done, 0-1. UserError where the data set does not fit.
    """
    samples = classification(data, split)
    predicted = np.empty(len(samples), np.int64)
    for i, sample in enumerate(samples):
        analyzer.reset()
        frame_class = analyzer.process(Frame(0, 0.0, read_gray(sample.image))).frame_class
        predicted[i] = CLASS_NAMES.index(frame_class)
        progress((i + 1) / len(samples))
    return class_scores(np.array([sample.label for sample in samples]), predicted, CLASS_NAMES)
