"""The protocol of an exam: how many measurements, the rest between them, and when one has ended."""

from dataclasses import dataclass

from tfcollab.errors import UserError
from tfcollab.exam.result import EndReason, Measurement, TimeKind
from tfcollab.exam.settings import CLOCK_TOLERANCE_S


@dataclass(frozen=True, slots=True)
class Protocol:
    """measurements: of an eye. rest_s: between two of them. blinks: that the patient is asked for before each.

    settle_s: an eye that closes sooner without a break-up is still at the blinks that were asked for. The program's own
        convention; docs/clinical.md.
    """

    measurements: int = 3
    rest_s: float = 15.0
    blinks: int = 2
    settle_s: float = 2.0

    def check(self) -> None:
        """Raises UserError naming the first value that is outside its range."""
        for name, (low, high) in _RANGES.items():
            value: object = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                raise UserError(f"Protocol setting {name} is {value!r}; choose from {low:g} to {high:g}.")
            if name in _WHOLE and not isinstance(value, int):
                raise UserError(f"Protocol setting {name} must be a whole number, not {value:g}.")


_RANGES: dict[str, tuple[float, float]] = {
    "measurements": (1, 20),
    "rest_s": (0.0, 600.0),
    "blinks": (1, 10),
    "settle_s": (0.0, 10.0),
}
_WHOLE = ("measurements", "blinks")


def counts(measurement: Measurement, protocol: Protocol) -> bool:
    """Whether this is the measurement that was asked for, so that the recording of it can end.

    An interval that ended by a blink within settle_s, without a break-up, lies between the blinks that were asked for;
    one whose start was not seen came before them.
    """
    kind = measurement.first_breakup.kind
    if kind is TimeKind.START_NOT_SEEN:
        return False
    if kind is TimeKind.MEASURED or measurement.end_reason is EndReason.TIME_LIMIT:
        return True
    return measurement.end_s - measurement.start_s >= protocol.settle_s - CLOCK_TOLERANCE_S
