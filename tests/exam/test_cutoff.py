"""The cut-off beside the number."""

import pytest

from tfcollab.exam.cutoff import below_cutoff
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.exam.settings import ClinicalSettings


@pytest.mark.parametrize(
    ("kind", "seconds", "below"),
    [
        (TimeKind.MEASURED, 0.0, True),
        (TimeKind.MEASURED, 9.94, True),
        (TimeKind.MEASURED, 9.96, False),  # written 10.0 s
        (TimeKind.MEASURED, 10.0, False),
        (TimeKind.CENSORED, 9.99, None),  # written > 9.9 s
        (TimeKind.CENSORED, 10.0, False),
        (TimeKind.CENSORED, 24.0, False),
        (TimeKind.START_NOT_SEEN, None, None),
    ],
)
def test_a_time_is_below_the_cut_off_only_where_it_was_measured_so(
    kind: TimeKind, seconds: float | None, below: bool | None
) -> None:
    assert below_cutoff(BreakupTime(kind, seconds), ClinicalSettings()) is below


def test_the_cut_off_can_be_changed() -> None:
    assert below_cutoff(BreakupTime(TimeKind.MEASURED, 6.0), ClinicalSettings(cutoff_s=5.0)) is False
