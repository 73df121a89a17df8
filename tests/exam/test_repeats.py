"""Median of repeats with censored times, against times that the examiner never saw."""

from dataclasses import replace
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcollab.exam.breakup_map import empty_map
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import BreakupTime, EndReason, Measurement, Quality, TimeKind
from tfcollab.exam.settings import ClinicalSettings


def measurement(text: str) -> Measurement:
    """`5.2` measured, `>8.4` censored, `-` start not seen."""
    if text == "-":
        time = BreakupTime(TimeKind.START_NOT_SEEN)
    else:
        kind = TimeKind.CENSORED if text.startswith(">") else TimeKind.MEASURED
        time = BreakupTime(kind, float(text.removeprefix(">")))
    return Measurement(
        number=1, start_s=0.0, end_s=30.0, start_frame=0, end_frame=900, end_reason=EndReason.BLINK,
        first_breakup=time, first_breakup_frame=None, largest_area_frame=None, average_breakup_s=None, a3f_s=None,
        area_at_first_pct=None, area_at_end_pct=None, growth_pct_per_s=None,
        map=empty_map(ClinicalSettings(), Eye.OD), quality=Quality(True, (), 0.0, 1.0, 0.0, 0.0),
        below_cutoff=None, preceding_blink=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("times", "text", "mean_s", "spread_s"),
    [
        ("", "none", None, None),
        ("-", "none", None, None),
        ("5.0", "5.0 s", 5.0, None),
        (">5.0", "> 5.0 s", None, None),
        ("3.0 5.0 10.0", "5.0 s", 6.0, float(np.std([3, 5, 10], ddof=1))),
        ("3.0 5.0 >10.0", "5.0 s", None, None),
        ("3.0 5.0 >5.0", "5.0 s", None, None),
        ("3.0 >4.0 7.0", "> 4.0 s", None, None),
        (">2.0 5.0 7.0", "> 5.0 s", None, None),
        ("3.0 5.0 >6.0 9.0", "> 5.5 s", None, None),
        ("3.0 5.0 6.0 >9.0", "5.5 s", None, None),
        ("- 4.0 6.0", "5.0 s", 5.0, 2**0.5),
    ],
)
def test_the_median_says_whether_it_is_a_bound(
    times: str, text: str, mean_s: float | None, spread_s: float | None
) -> None:
    repeats = summarise([measurement(each) for each in times.split()])
    assert repeats.median_text() == text
    assert repeats.mean_s == (None if mean_s is None else pytest.approx(mean_s))
    assert repeats.spread_s == (None if spread_s is None else pytest.approx(spread_s))
    assert repeats.measured + repeats.censored + repeats.start_not_seen == len(times.split())


def test_the_acceptable_among_the_timed_ones_are_counted() -> None:
    bad = Quality(False, ("rings not found",), 0.0, 0.0, None, 0.0)
    all_of_them = [measurement("-"), measurement("5.0"), replace(measurement(">6.0"), quality=bad)]
    repeats = summarise(all_of_them)
    assert (repeats.acceptable, repeats.timed, repeats.fewer_than_three) == (1, 2, True)
    assert not summarise([*all_of_them, measurement("7.0")]).fewer_than_three


@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), min_size=1, max_size=7))
def test_the_true_median_is_the_one_given_or_above_its_bound(eyes: list[tuple[int, int]]) -> None:
    """Each eye has a true break-up time, and is watched for a time."""
    texts = [f"{true_s}" if true_s <= watched_s else f">{watched_s}" for true_s, watched_s in eyes]
    repeats = summarise([measurement(text) for text in texts])
    true_median_s = median(true_s for true_s, _ in eyes)
    assert repeats.median_s is not None
    if repeats.median_is_bound:
        assert true_median_s >= repeats.median_s
        assert repeats.median_text().startswith(">")
    else:
        assert true_median_s == repeats.median_s
    assert (repeats.mean_s is None) == (repeats.censored > 0)
