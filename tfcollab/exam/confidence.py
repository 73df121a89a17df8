"""How likely each class of a frame is, by classifier and segmenter together."""

import math

#: probability of break-up, in a pixel or a patch, from which something shows
LENIENT_LEVEL = 0.1
#: and from which it belongs to the strict area
STRICT_LEVEL = 0.9

#: log-odds of broken against clear = _WEIGHTS · evidence + _BIAS: the likeliest ones on 4,400 frames of the training
#: ranges that no shipped model had learnt from; `tfcollab evaluate --data DIR` says the likeliest on others
_WEIGHTS, _BIAS = (0.36, 0.59, 0.23), 1.20
_FLOOR_PCT = 0.02
_FLOOR = 1e-3
#: the classifier alone never settles it
_MOST_ODDS = 4.0
#: area of one patch, of the ring area
_PATCH_PCT = 0.4

#: closed and blur together, from which the classifier is not sure of an open, sharp eye
_UNSURE = 0.1
#: the classifier's answers that say most against and for a break-up
_SURELY_CLEAR, _SURELY_BROKEN = (1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0)

Four = tuple[float, float, float, float]
Three = tuple[float, float, float]


def evidence(probabilities: Four, area_pct: float, strict_pct: float | None, patch: float | None) -> Three:
    """What the log-odds of broken against clear are linear in: the logarithm of the area that is surely broken, the
    log-odds of the patch that is most broken, and the classifier's.

    probabilities: of clear, closed, broken, blur. area_pct, strict_pct: 0-100, of the seen ring area. patch: highest
    mean probability of a patch, 0-1. Where strict_pct is not known it is taken for area_pct, and patch for the share of
    a patch that this area would fill.
    """
    clear, _, broken, _ = probabilities
    sure = area_pct if strict_pct is None else strict_pct
    most = area_pct / (area_pct + _PATCH_PCT) if patch is None else patch
    odds = _log_odds(broken, clear)
    return math.log(sure + _FLOOR_PCT), _log_odds(most, 1 - most), max(-_MOST_ODDS, min(_MOST_ODDS, odds))


def breakup_probability(
    probabilities: Four, area_pct: float, strict_pct: float | None = None, patch: float | None = None
) -> float:
    """How likely a sharp frame holds a break-up, 0-1; arguments as of `evidence`. The program's own convention."""
    given = evidence(probabilities, area_pct, strict_pct, patch)
    odds = sum(weight * value for weight, value in zip(_WEIGHTS, given, strict=True)) + _BIAS
    return 1 / (1 + math.exp(-odds))


def breakup_range(area_pct: float, strict_pct: float | None, patch: float | None) -> tuple[float, float]:
    """The least and the most that `breakup_probability` comes to, whatever the classifier says."""
    least, most = (breakup_probability(sure, area_pct, strict_pct, patch) for sure in (_SURELY_CLEAR, _SURELY_BROKEN))
    return least, most


def unsure(probabilities: Four) -> bool:
    """Whether the classifier is not sure that the frame is open and sharp."""
    _, closed, _, blur = probabilities
    return closed + blur >= _UNSURE


def settled_probabilities(probabilities: Four, broken: float | None) -> Four:
    """Probabilities of clear, closed, broken, blur, summing to 1 as the given ones do.

    Closed and blur are the classifier's. What it leaves to clear and broken together is split by `broken`, the frame's
    breakup_probability, None where no area was read: then by the classifier too. The program's own convention.
    """
    if broken is None:
        return probabilities
    clear, closed, given_broken, blur = probabilities
    return (clear + given_broken) * (1 - broken), closed, (clear + given_broken) * broken, blur


def _log_odds(of: float, against: float) -> float:
    return math.log((of + _FLOOR) / (against + _FLOOR))
