"""The rule of persistence, reading by reading."""

import numpy as np
import pytest

from tfcollab.exam.persistence import Persistence
from tfcollab.exam.settings import ClinicalSettings


def follow(readings: str, step_s: float, settings: ClinicalSettings) -> tuple[float, float]:
    """b broken, c clear, - not seen; gives the confirmed and the pending time, in steps."""
    rule = Persistence((1,), settings)
    for number, reading in enumerate(readings):
        rule.push(number * step_s, np.array([reading != "-"]), np.array([reading == "b"]))
    return float(rule.first_s[0] / step_s), float(rule.since_s[0] / step_s)


@pytest.mark.parametrize(
    ("readings", "confirmed", "pending"),
    [
        ("cccc", None, None),
        ("ccb", None, 2),
        ("ccbb", None, 2),
        ("ccbbb", 2, 2),
        ("ccb-b", 2, 2),
        ("ccb---", None, 2),
        ("ccb--c--", None, None),
        ("bbccbbb", 4, 4),
        ("bbbbcb", 0, 0),
        ("bbbcccccccbbb", 0, 10),
        ("--b-----b", 2, 2),
    ],
)
def test_a_break_up_is_confirmed_pending_or_gone(readings: str, confirmed: int | None, pending: int | None) -> None:
    found = follow(readings, 0.1, ClinicalSettings())
    expected = [np.nan if each is None else each for each in (confirmed, pending)]
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(("share", "confirmed"), [(1.0, 4), (0.8, 4), (0.7, 0)])
def test_the_share_says_how_much_misreading_is_borne(share: float, confirmed: int) -> None:
    found, _ = follow("bbbcbbbbb", 0.04, ClinicalSettings(min_broken_share=share, persistence_s=0.16))
    assert found == pytest.approx(confirmed)


def test_a_single_reading_is_never_confirmed() -> None:
    assert np.isnan(follow("cbc", 5.0, ClinicalSettings(persistence_s=0.0))[0])
    assert np.isnan(follow("b", 5.0, ClinicalSettings(persistence_s=0.0))[0])


def test_sites_are_independent() -> None:
    rule = Persistence((2, 3), ClinicalSettings())
    broken = np.array([[True, False, False], [False, False, True]])
    for number in range(4):
        rule.push(number / 10, np.ones((2, 3), np.bool_), broken if number else broken & (np.arange(3) == 2))
    assert rule.first_s == pytest.approx(np.array([[0.1, np.nan, np.nan], [np.nan, np.nan, 0.0]]), nan_ok=True)


def test_a_candidate_without_enough_sure_readings_stays_one() -> None:
    def confirmed(readings: str) -> float:
        """s a sure reading, b a broken one, c a clear one."""
        rule = Persistence((1,), ClinicalSettings(), min_sure=3)
        for number, reading in enumerate(readings):
            broken = np.array([reading in "bs"])
            rule.push(number / 10, np.array([True]), broken, np.array([reading == "s"]))
        return float(rule.first_s[0] * 10)

    assert np.isnan(confirmed("cbbbbbbbsbsbbb"))
    assert confirmed("cbbbbsbsbs") == pytest.approx(1)
    assert confirmed("sss") == pytest.approx(0)
    # sure readings of a candidate that was lost say nothing of the next one
    assert np.isnan(confirmed("sscccbbbbs"))
