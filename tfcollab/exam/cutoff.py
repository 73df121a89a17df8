"""The cut-off: a named threshold beside the number, never a diagnosis."""

from tfcollab.exam.result import BreakupTime, Measurement, TimeKind
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings


def below_cutoff(time: BreakupTime, settings: ClinicalSettings) -> bool | None:
    """Whether a first break-up time, as it is written (to 0.1 s), is below cutoff_s.

    A censored time at or above it is not below. None where it cannot be known: censored below it, or start not seen.
    """
    if time.seconds is None:
        return None
    if time.kind is TimeKind.MEASURED:
        return round(time.seconds, 1) < settings.cutoff_s
    return False if time.seconds + CLOCK_TOLERANCE_S >= settings.cutoff_s else None


def cutoff_text(measurement: Measurement, settings: ClinicalSettings) -> str:
    """`below 10 s`, `not below 10 s` or `not known`; show it together with cutoff_source."""
    if measurement.below_cutoff is None:
        return "not known"
    return f"{'' if measurement.below_cutoff else 'not '}below {settings.cutoff_s:g} s"
