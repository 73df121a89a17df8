"""The figure of an eye over its visits."""

import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest

from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import RepeatabilityLimit, compare
from tfcollab.exam.repeats import summarise_times
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.report.trend_plot import trend_svg
from tfcollab.store.history import EyeAtVisit, VisitView

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
LIMIT = RepeatabilityLimit((3.0, 3.0, 3.0), (2.0, 2.0, 2.0), 8.0, "tests")


def history(*visits: tuple[int, str, float | None]) -> tuple[list[EyeAtVisit], list[VisitView]]:
    """(day, kind, seconds) of visits with one measurement each."""
    found: list[EyeAtVisit] = []
    for number, (day, kind, seconds) in enumerate(visits):
        time = BreakupTime(TimeKind(kind), seconds)
        repeats = summarise_times([(time, True)])
        change = compare(found[-1].repeats, repeats, LIMIT) if found else None
        at = MONDAY + timedelta(days=day)
        found.append(EyeAtVisit(f"v{number}", at, day, Eye.OD, ("r",), ("x",), (time,), repeats, 0, 0, change))
    return found, [VisitView(visit.visit_id, visit.at, visit.day, (Eye.OD,)) for visit in found]


def bands(svg: str) -> list[tuple[float, float]]:
    """(top, height) of each band."""
    found = re.findall(r'y="([\d.]+)" width="22.00" height="([\d.]+)"', svg)
    return [(float(top), float(height)) for top, height in found]


def test_a_band_is_the_median_before_and_the_limit() -> None:
    svg = trend_svg(*history((0, "measured", 5.0), (30, "measured", 6.0), (60, "measured", 9.0)))
    # 126 units for 10 s: ± 2 s around 5 s, then ± 3 s around 6 s, as 9 s is not low
    (top, height), (later_top, later_height) = bands(svg)
    assert (top, height) == pytest.approx((150 - 7 * 12.6, 4 * 12.6), abs=0.01)
    assert (later_top, later_height) == pytest.approx((150 - 9 * 12.6, 6 * 12.6), abs=0.01)


def test_a_bound_is_a_triangle_with_its_sign_and_opens_the_band_after_it() -> None:
    svg = trend_svg(*history((0, "censored", 6.04), (30, "measured", 5.0)))
    assert ">&gt; 6.0<" in svg
    assert svg.count("<path") == 2
    ((top, height),) = bands(svg)
    assert (top, top + height) == pytest.approx((24.0, 150 - 3.04 * 12.6), abs=0.01)


def test_one_visit_has_no_band_and_a_visit_without_a_time_says_so() -> None:
    assert bands(trend_svg(*history((0, "measured", 5.0)))) == []
    svg = trend_svg(*history((0, "measured", 5.0), (3, "start not seen", None), (5, "measured", 5.0)))
    assert bands(svg) == []
    assert ">none<" in svg


@pytest.mark.parametrize("days", [[0] * 12, [0, 1, 2, 3000], list(range(40))])
def test_visits_stay_apart_and_in_the_figure(days: list[int]) -> None:
    svg = trend_svg(*history(*((day, "measured", 5.0) for day in days)))
    places = [float(x) for x in re.findall(r'cx="([\d.]+)" cy="[\d.]+" r="3.6"', svg)]
    assert len(places) == len(days)
    assert all(26 < x < 630 for x in places)
    steps = [second - first for first, second in itertools.pairwise(places)]
    assert min(steps) >= min(40, 546 / (len(days) - 1)) - 0.02


def test_only_a_change_beyond_the_limit_is_coloured() -> None:
    svg = trend_svg(*history((0, "measured", 3.0), (30, "measured", 4.9), (60, "measured", 9.0)))
    assert svg.count('r="3.6" fill="#b3361b"') == 1
