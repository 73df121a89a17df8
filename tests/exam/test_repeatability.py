"""A change is told from chance by a stated limit, and a bound never claims too much."""

import pytest

from tfcollab.exam.repeatability import ChangeKind, RepeatabilityLimit, compare
from tfcollab.exam.repeats import summarise_times
from tfcollab.exam.result import BreakupTime, Repeats, TimeKind

LIMIT = RepeatabilityLimit()


def repeats(*times: float) -> Repeats:
    """Measured times; a negative one is censored at its amount."""
    return summarise_times(
        [(BreakupTime(TimeKind.CENSORED if time_s < 0 else TimeKind.MEASURED, abs(time_s)), True) for time_s in times]
    )


@pytest.mark.parametrize(
    ("first", "second", "kind", "limit_s"),
    [
        # both below 10 s: 7.0, 6.0 and 4.6 s for one, two and three measurements
        (repeats(2.0), repeats(8.9), ChangeKind.WITHIN, 7.0),
        (repeats(2.0), repeats(9.1), ChangeKind.LONGER, 7.0),
        (repeats(9.1, 9.1), repeats(3.0, 3.0), ChangeKind.SHORTER, 6.0),
        (repeats(9.0, 9.0, 9.0), repeats(4.0, 4.0, 4.0, 4.0), ChangeKind.SHORTER, 4.6),
        # one at or above 10 s: 15.0, 12.1 and 10.0 s; the fewer measurements decide
        (repeats(2.0), repeats(10.0), ChangeKind.WITHIN, 15.0),
        (repeats(2.0, 2.0, 2.0), repeats(16.0), ChangeKind.WITHIN, 15.0),
        (repeats(2.0, 2.0), repeats(14.2, 14.2, 14.2), ChangeKind.LONGER, 12.1),
        (repeats(14.0, 14.0, 14.0), repeats(4.0, 4.0, 4.0), ChangeKind.WITHIN, 10.0),
    ],
)
def test_a_difference_counts_where_it_is_beyond_the_limit(
    first: Repeats, second: Repeats, kind: ChangeKind, limit_s: float
) -> None:
    found = compare(first, second, LIMIT)
    assert (found.kind, found.limit_s, found.difference_is_bound) == (kind, limit_s, False)
    assert found.source == LIMIT.source


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (repeats(4.0), repeats(-20.0), ChangeKind.LONGER),
        (repeats(4.0), repeats(-18.0), ChangeKind.NOT_KNOWN),
        (repeats(20.0), repeats(-2.0), ChangeKind.NOT_KNOWN),
        (repeats(-20.0), repeats(4.0), ChangeKind.SHORTER),
        (repeats(-18.0), repeats(4.0), ChangeKind.NOT_KNOWN),
        (repeats(-2.0), repeats(20.0), ChangeKind.NOT_KNOWN),
        (repeats(-2.0), repeats(-24.0), ChangeKind.NOT_KNOWN),
    ],
)
def test_a_lower_bound_shows_a_change_in_one_direction_only(first: Repeats, second: Repeats, kind: ChangeKind) -> None:
    found = compare(first, second, LIMIT)
    assert (found.kind, found.difference_is_bound) == (kind, True)


def test_without_a_time_nothing_is_known() -> None:
    for pair in ((repeats(), repeats(5.0)), (repeats(5.0), repeats()), (repeats(), repeats())):
        found = compare(*pair, LIMIT)
        assert (found.kind, found.difference_s, found.limit_s) == (ChangeKind.NOT_KNOWN, None, None)


def test_a_clinics_own_coefficients_come_with_their_source() -> None:
    own = RepeatabilityLimit((3.0, 2.0, 1.0), (1.0, 1.0, 1.0), source="own retest")
    assert compare(repeats(2.0), repeats(3.5), own).kind is ChangeKind.LONGER
    for wrong in ({"source": " "}, {"by_repeats_s": (1.0, 2.0)}, {"low_by_repeats_s": (0.0, 1.0, 1.0)}):
        with pytest.raises(ValueError, match="repeatability limit"):
            RepeatabilityLimit(**wrong)  # type: ignore[arg-type]
