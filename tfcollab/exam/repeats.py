"""All measurements of one eye together."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from statistics import mean, median, stdev

from tfcollab.exam.corrections import Decision
from tfcollab.exam.result import BreakupTime, Measurement, Repeats, TimeKind


def summarise(measurements: Sequence[Measurement]) -> Repeats:
    """summarise_times of all first break-up times, good and bad, never the best alone, but for rejected ones."""
    kept = [measurement for measurement in measurements if measurement.decision is not Decision.REJECTED]
    repeats = summarise_times(
        [(one.first_breakup, one.quality.acceptable or one.decision is Decision.ACCEPTED) for one in kept]
    )
    return replace(repeats, rejected=len(measurements) - len(kept))


def summarise_times(timed: Sequence[tuple[BreakupTime, bool]]) -> Repeats:
    """Median, mean and spread of times, each with whether its quality is acceptable.

    The median takes a censored time at its lower bound. It is exact if putting every censored time at infinity
    leaves it where it is, and a lower bound otherwise: the true median then lies at or above it.
    Intervals whose start was not seen are counted and have no part in it.
    spread_s is the sample standard deviation, None with fewer than two times.
    """
    times = [time for time, _ in timed]
    measured_s = [time.seconds for time in times if time.kind is TimeKind.MEASURED and time.seconds is not None]
    censored_s = [time.seconds for time in times if time.kind is TimeKind.CENSORED and time.seconds is not None]
    lower_s = median(measured_s + censored_s) if measured_s or censored_s else None
    upper_s = median(measured_s + [inf] * len(censored_s)) if measured_s or censored_s else None
    plain = bool(measured_s) and not censored_s
    return Repeats(
        measured=len(measured_s),
        censored=len(censored_s),
        start_not_seen=len(times) - len(measured_s) - len(censored_s),
        median_s=lower_s,
        median_is_bound=lower_s != upper_s,
        mean_s=mean(measured_s) if plain else None,
        spread_s=stdev(measured_s) if plain and len(measured_s) > 1 else None,
        acceptable=sum(good for time, good in timed if time.kind is not TimeKind.START_NOT_SEEN),
    )
