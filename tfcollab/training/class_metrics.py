"""Scores of frame classes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def confusion_matrix(truth: NDArray[np.int64], predicted: NDArray[np.int64], classes: int = 4) -> NDArray[np.int64]:
    """Counts (classes, classes): row the truth, column the prediction."""
    return np.bincount(truth * classes + predicted, minlength=classes * classes).reshape(classes, classes)


def f1_scores(confusion: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of each class, 0-1; NaN for a class that is neither in the truth nor predicted."""
    hits = np.diag(confusion).astype(float)
    present = confusion.sum(0) + confusion.sum(1)
    return np.where(present > 0, 2 * hits / np.maximum(present, 1), np.nan)


def macro_f1(confusion: NDArray[np.int64]) -> float:
    """Mean F1 of the classes that are in the truth or were predicted, 0-1."""
    return float(np.nanmean(f1_scores(confusion)))


def class_scores(truth: NDArray[np.int64], predicted: NDArray[np.int64], names: Sequence[str]) -> dict[str, Any]:
    """Confusion matrix, F1 of each class, macro-F1 and accuracy; plain numbers, ready for JSON."""
    confusion = confusion_matrix(truth, predicted, len(names))
    return {
        "frames": len(truth),
        "classes": list(names),
        "confusion": confusion.tolist(),
        "f1": dict(zip(names, f1_scores(confusion).tolist(), strict=True)),
        "macro_f1": macro_f1(confusion),
        "accuracy": float(np.trace(confusion) / confusion.sum()),
    }
