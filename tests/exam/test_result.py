"""How times are written."""

import numpy as np
import pytest

from tfcollab.exam.result import BreakupMap, BreakupTime, TimeKind


@pytest.mark.parametrize(
    ("kind", "seconds", "text"),
    [
        (TimeKind.MEASURED, 5.24, "5.2 s"),
        (TimeKind.MEASURED, 5.26, "5.3 s"),
        (TimeKind.MEASURED, 0.0, "0.0 s"),
        (TimeKind.CENSORED, 8.49, "> 8.4 s"),
        (TimeKind.CENSORED, 23.967, "> 23.9 s"),
        (TimeKind.CENSORED, 24.0, "> 24.0 s"),
        (TimeKind.CENSORED, 2.3999, "> 2.4 s"),
        (TimeKind.START_NOT_SEEN, None, "start not seen"),
    ],
)
def test_a_bound_is_rounded_down_and_never_plain(kind: TimeKind, seconds: float | None, text: str) -> None:
    assert BreakupTime(kind, seconds).text() == text


def test_a_map_counts_its_cells() -> None:
    result = BreakupMap(np.array([[1.0, np.inf, np.nan], [0.0, np.nan, np.inf]]), {})
    assert (result.broken_cells, result.seen_cells) == (2, 4)
