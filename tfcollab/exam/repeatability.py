"""Whether two break-up times differ by more than the same eye, measured again, differs from itself."""

from dataclasses import dataclass
from enum import StrEnum

from tfcollab.exam.result import Repeats


@dataclass(frozen=True, slots=True)
class RepeatabilityLimit:
    """Coefficients of repeatability in seconds: 95 % of differences between test and retest lie within them.

    by_repeats_s, low_by_repeats_s: by the number of measurements behind each value (1, 2, 3 and more); the second
        where both values are known and below low_below_s.
    The defaults come from healthy adults, a keratograph of another make, and a retest after ten minutes. Tear film
    varies more from day to day: Cox et al. (Optom Vis Sci 2015;92, Keratograph 4, a week apart) found ratios of 0.22 to
    4.68 for the first break-up time. So a change within the limit is no change that can be told, and one beyond it
    still wants a second look. A clinic that has measured its own coefficients puts them in.
    """

    by_repeats_s: tuple[float, float, float] = (15.0, 12.1, 10.0)
    low_by_repeats_s: tuple[float, float, float] = (7.0, 6.0, 4.6)
    low_below_s: float = 10.0
    source: str = (
        "Repeatability of noninvasive break-up time measurements using Keratograph Oculus 3, "
        "Czech and Slovak Ophthalmology 2024 (cs-ophthalmology.cz/en/journal/articles/330)"
    )

    def __post_init__(self) -> None:
        for limits in (self.by_repeats_s, self.low_by_repeats_s):
            if len(limits) != 3 or not all(0 < limit_s < 1000 for limit_s in limits):
                raise ValueError("A repeatability limit has three coefficients, for one, two and three measurements.")
        if not 0 <= self.low_below_s < 1000:
            raise ValueError("A repeatability limit says below which value, 0 to 1000 s, a time is low.")
        if not self.source.strip():
            raise ValueError("A repeatability limit names its source.")

    def limit_s(self, repeats: int, both_low: bool) -> float:
        """The coefficient for the smaller number of measurements of the two values."""
        limits = self.low_by_repeats_s if both_low else self.by_repeats_s
        return limits[min(max(repeats, 1), 3) - 1]


class ChangeKind(StrEnum):
    WITHIN = "within repeatability"
    LONGER = "longer beyond repeatability"
    SHORTER = "shorter beyond repeatability"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Difference:
    """difference_s: second minus first; a bound where difference_is_bound (LONGER: at least so much, SHORTER: at most).

    None, as limit_s, where one of the two has no time at all.
    """

    kind: ChangeKind
    difference_s: float | None
    difference_is_bound: bool
    limit_s: float | None
    source: str


def compare(first: Repeats, second: Repeats, limit: RepeatabilityLimit) -> Difference:
    """The medians of two visits of an eye, or of two eyes, against the limit.

    A median that is a lower bound can show a change beyond the limit in one direction only; whatever else it might
    hide is not known, and never "within".
    """
    if first.median_s is None or second.median_s is None:
        return Difference(ChangeKind.NOT_KNOWN, None, False, None, limit.source)
    bounds = (first.median_is_bound, second.median_is_bound)
    both_low = not any(bounds) and max(first.median_s, second.median_s) < limit.low_below_s
    limit_s = limit.limit_s(min(first.timed, second.timed), both_low)
    difference_s = second.median_s - first.median_s
    kind = ChangeKind.WITHIN
    if difference_s > limit_s:
        kind = ChangeKind.LONGER
    elif difference_s < -limit_s:
        kind = ChangeKind.SHORTER
    unsure = {
        (False, False): False,
        (False, True): kind is not ChangeKind.LONGER,
        (True, False): kind is not ChangeKind.SHORTER,
        (True, True): True,
    }[bounds]
    return Difference(ChangeKind.NOT_KNOWN if unsure else kind, difference_s, any(bounds), limit_s, limit.source)
