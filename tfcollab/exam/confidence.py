"""How likely each class of a frame is, by classifier and segmenter together."""

import math

#: log-odds of broken against clear = _SCALE · ln(area in % + _FLOOR_PCT) + _BIAS: the likeliest line on the 300 frames
#: that the shipped models were validated on; `tfcollab evaluate --data DIR --split val` says the likeliest on others
_SCALE, _BIAS = 1.23, 1.92
_FLOOR_PCT = 0.02

Four = tuple[float, float, float, float]


def area_evidence(area_pct: float) -> float:
    """What the log-odds of broken against clear are linear in; area_pct: 0-100, of the seen ring area."""
    return math.log(area_pct + _FLOOR_PCT)


def settled_probabilities(probabilities: Four, area_pct: float | None) -> Four:
    """Probabilities of clear, closed, broken, blur, summing to 1 as the given ones do.

    Closed and blur are the classifier's. What it leaves to clear and broken together is split by the broken area, as
    the segmenter is the better witness of a young break-up; where no area was read, by the classifier too.
    The program's own convention.
    """
    clear, closed, broken, blur = probabilities
    if area_pct is None:
        return probabilities
    share = 1 / (1 + math.exp(-(_SCALE * area_evidence(area_pct) + _BIAS)))
    return (clear + broken) * (1 - share), closed, (clear + broken) * share, blur
