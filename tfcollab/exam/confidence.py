"""How likely each class of a frame is, by classifier and segmenter together."""

import math

#: probabilities of break-up in a pixel from which it belongs to the lenient and to the strict area
LENIENT_LEVEL, STRICT_LEVEL = 0.1, 0.9

#: log-odds of broken against clear = _WEIGHTS · evidence + _BIAS: the likeliest ones on 2,000 frames of the training
#: ranges whose pixels no shipped model had learnt; `tfcollab evaluate --data DIR` says the likeliest on others
_WEIGHTS, _BIAS = (0.23, 0.20, 0.65, 0.34), 2.35
_FLOOR_PCT = 0.02
_FLOOR = 1e-3
#: the classifier alone never settles it
_MOST_ODDS = 4.0

Four = tuple[float, float, float, float]


def evidence(probabilities: Four, area_pct: float, lenient_pct: float | None, strict_pct: float | None) -> Four:
    """What the log-odds of broken against clear are linear in: logarithms of the areas at the model's own, the lenient
    and the strict level, and the classifier's log-odds.

    probabilities: of clear, closed, broken, blur. Areas: 0-100, of the seen ring area; one not known is taken for
    area_pct.
    """
    clear, _, broken, _ = probabilities
    odds = math.log((broken + _FLOOR) / (clear + _FLOOR))
    areas = (area_pct, area_pct if lenient_pct is None else lenient_pct, area_pct if strict_pct is None else strict_pct)
    own, lenient, strict = (math.log(area + _FLOOR_PCT) for area in areas)
    return own, lenient, strict, max(-_MOST_ODDS, min(_MOST_ODDS, odds))


def breakup_probability(
    probabilities: Four, area_pct: float, lenient_pct: float | None = None, strict_pct: float | None = None
) -> float:
    """How likely a sharp frame holds a break-up, 0-1; arguments as of `evidence`. The program's own convention."""
    given = evidence(probabilities, area_pct, lenient_pct, strict_pct)
    odds = sum(weight * value for weight, value in zip(_WEIGHTS, given, strict=True)) + _BIAS
    return 1 / (1 + math.exp(-odds))


def settled_probabilities(probabilities: Four, broken: float | None) -> Four:
    """Probabilities of clear, closed, broken, blur, summing to 1 as the given ones do.

    Closed and blur are the classifier's. What it leaves to clear and broken together is split by `broken`, the frame's
    breakup_probability, None where no area was read: then by the classifier too. The program's own convention.
    """
    if broken is None:
        return probabilities
    clear, closed, given_broken, blur = probabilities
    return (clear + given_broken) * (1 - broken), closed, (clear + given_broken) * broken, blur
