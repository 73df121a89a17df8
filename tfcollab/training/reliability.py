"""Whether a probability means what it says: expected calibration error.

Predictions are sorted into 15 bins of equal width of their probability; the error is the mean over the bins, weighted
by their number of predictions, of |share that came true − mean probability|. 0 is perfect.
Sources: Naeini, Cooper, Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015;
Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks, ICML 2017 (15 bins).
"""

import numpy as np
from numpy.typing import NDArray

BINS = 15


def calibration_error(
    probability: NDArray[np.float64], true: NDArray[np.float64], weight: NDArray[np.float64], above: float = 0.0
) -> float:
    """Expected calibration error, 0-1; NaN where there is nothing to judge.

    probability: of N predictions, 0-1. true: how many of each came true, 0 to its weight. weight: how many
    predictions each stands for. above: only predictions of at least this probability.
    """
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    bins = np.where(probability >= above, bins, BINS)
    total, came_true, said = (
        np.bincount(bins, values, BINS + 1)[:BINS] for values in (weight, true, weight * probability)
    )
    return float(np.abs(came_true - said).sum() / total.sum()) if total.sum() > 0 else float("nan")


def class_calibration_error(probabilities: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """Of the winning class's probability; probabilities (N, C), truth (N,) class indices."""
    right = (probabilities.argmax(1) == truth).astype(float)
    return calibration_error(probabilities.max(1), right, np.ones(len(truth)))


class PixelReliability:
    """Counts pixels by the level 0-255 of their probability of break-up, and by the truth."""

    def __init__(self) -> None:
        self._counts = np.zeros((2, 256), np.int64)

    def add(self, levels: NDArray[np.uint8], truth: NDArray[np.bool_], judged: NDArray[np.bool_]) -> None:
        """One image, (H, W) each; judged is False where the truth says nothing."""
        for broken in (False, True):
            self._counts[int(broken)] += np.bincount(levels[judged & (truth == broken)], minlength=256)

    def scores(self) -> dict[str, float]:
        """ece: over all pixels. ece_in_question: without the lowest bin, which holds nearly all of the background."""
        levels, true, weight = np.arange(256) / 255, self._counts[1].astype(float), self._counts.sum(0).astype(float)
        return {
            "ece": calibration_error(levels, true, weight),
            "ece_in_question": calibration_error(levels, true, weight, above=1 / BINS),
        }
