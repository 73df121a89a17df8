"""Whether a probability means what it says: expected calibration error.

Predictions are sorted into 15 bins of equal width of their probability; the error is the mean over the bins, weighted
by their number of predictions, of |share that came true − mean probability|. 0 is perfect.
Sources: Naeini, Cooper, Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015;
Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks, ICML 2017 (15 bins).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15


@dataclass(frozen=True, slots=True)
class Reliability:
    """Predictions by bin, each float64 (15): how many, the sum of their probabilities, how many came true.

    Those of several sets are added, never their errors: the error of few predictions is mostly their chance.
    """

    count: NDArray[np.float64]
    said: NDArray[np.float64]
    true: NDArray[np.float64]

    @classmethod
    def of(
        cls, probability: NDArray[np.float64], true: NDArray[np.float64], weight: NDArray[np.float64]
    ) -> Reliability:
        """probability: of N predictions, 0-1. true: how many of each came true, 0 to its weight. weight: how many
        predictions each stands for."""
        bins = np.minimum((probability * BINS).astype(int), BINS - 1)
        return cls(*(np.bincount(bins, values, BINS).astype(float) for values in (weight, weight * probability, true)))

    @classmethod
    def of_winners(cls, probabilities: NDArray[np.float64], truth: NDArray[np.int64]) -> Reliability:
        """Of the winning class's probability; probabilities (N, C), truth (N,) class indices."""
        right = (probabilities.argmax(1) == truth).astype(float)
        return cls.of(probabilities.max(1), right, np.ones(len(truth)))

    @classmethod
    def of_lists(cls, lists: Mapping[str, Sequence[float]]) -> Reliability:
        """As `lists` gave them."""
        return cls(*(np.array(lists[name], float) for name in ("count", "said", "true")))

    def lists(self) -> dict[str, list[float]]:
        """As plain numbers, to be kept with scores."""
        return {"count": self.count.tolist(), "said": self.said.tolist(), "true": self.true.tolist()}

    def __add__(self, other: Reliability) -> Reliability:
        return Reliability(self.count + other.count, self.said + other.said, self.true + other.true)

    def error(self, first_bin: int = 0) -> float:
        """Expected calibration error, 0-1, of the bins from first_bin on; NaN where there is nothing to judge."""
        return self._mean(np.abs(self.true - self.said), first_bin)

    def error_by_chance(self) -> float:
        """What `error` comes to, in the mean, for as many predictions whose probabilities are perfect.

        Of n that come true with probability p each, k = ⌊np⌋ + 1: the mean distance from np is
        2 k C(n, k) p^k (1 − p)^(n − k + 1). Source: De Moivre's formula, in Diaconis, Zabell, Closed Form Summation
        for Classical Distributions, Statistical Science 6 (1991). Counts have to be whole numbers.
        """
        return self._mean(np.array([_mean_distance(int(n), s) for n, s in zip(self.count, self.said, strict=True)]), 0)

    def _mean(self, distances: NDArray[np.float64], first_bin: int) -> float:
        total = self.count[first_bin:].sum()
        return float(distances[first_bin:].sum() / total) if total > 0 else float("nan")


def _mean_distance(n: int, said: float) -> float:
    """Of how many of n come true from the said number, in the mean."""
    p = said / n if n else 0.0
    if not 0 < p < 1:
        return 0.0
    k = math.floor(said) + 1
    if k > n:
        # rounding: p so near to 1 that the sum reached n
        return 0.0
    chosen = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return 2 * k * math.exp(chosen + k * math.log(p) + (n - k + 1) * math.log1p(-p))


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
        found = Reliability.of(np.arange(256) / 255, self._counts[1].astype(float), self._counts.sum(0).astype(float))
        return {"ece": found.error(), "ece_in_question": found.error(first_bin=1)}
