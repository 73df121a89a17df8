"""The quality verdict: every reason, and none without cause."""

import pytest

from tfcollab.exam.quality import QualityLog, assess, dropped
from tfcollab.exam.settings import ClinicalSettings

SETTINGS = ClinicalSettings()
STEADY = [i / 30 for i in range(90)]
LONG_WITH_GAP = [i / 30 + 0.5 * (i >= 200) for i in range(300)]


def log(**changes: object) -> QualityLog:
    good: dict[str, object] = {
        "times_s": STEADY, "frames": 90, "blurred": 9, "seen_shares": [0.9, 0.8, 0.7], "offsets": [0.1, 0.2, 0.3],
        "spacings_px": [7.0],
        "unseen_s": 1 / 30,
    }  # fmt: skip
    return QualityLog(**(good | changes))  # type: ignore[arg-type]


def test_a_good_measurement_has_no_reason() -> None:
    quality = assess(log(), SETTINGS)
    assert quality.acceptable
    assert quality.reasons == ()
    assert (quality.blur_share, quality.coverage, quality.decentration, quality.dropped_share) == (0.1, 0.8, 0.2, 0.0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"blurred": 28}, "31% of the frames are blurred (limit 30%)"),
        ({"offsets": []}, "rings not found"),
        ({"offsets": [0.36]}, "rings off centre by 0.36 half widths (limit 0.35)"),
        ({"seen_shares": [0.49]}, "only 49% of the ring area is visible (limit 50%)"),
        ({"times_s": [t for i, t in enumerate(STEADY) if i % 20 >= 3]}, "14% of the frames are missing (limit 10%)"),
        ({"times_s": LONG_WITH_GAP}, "0.5 s of the recording are missing"),
        (
            {"times_s": [i * 0.25 for i in range(90)]},
            "only 4.0 frames a second: a break-up of 0.2 s may pass between two",
        ),
        ({"spacings_px": [5.0, 6.9, 9.0]}, "rings only 6.9 pixels apart (limit 7.0)"),
        (
            {"standing_pcts": [0.0, 3.12, 5.0]},
            "marks on 3.1% of the rings were there when the eye opened and do not count (limit 1.0%)",
        ),
        ({"unseen_s": 0.5}, "no sharp frame in the 0.5 s before the first break-up"),
    ],
)
def test_each_limit_has_its_reason(changes: dict[str, object], reason: str) -> None:
    quality = assess(log(**changes), SETTINGS)
    assert quality.reasons == (reason,)
    assert not quality.acceptable


def test_an_interval_without_a_sharp_frame_is_not_acceptable() -> None:
    quality = assess(QualityLog(STEADY, 90, 90), SETTINGS)
    assert not quality.acceptable
    assert quality.decentration is None
    assert quality.coverage == 0.0


def test_frames_as_far_apart_as_a_break_up_has_to_last_are_near_enough() -> None:
    assert assess(log(times_s=[i * 0.2 for i in range(90)]), SETTINGS).acceptable


def test_missing_frames_are_counted_from_the_times() -> None:
    share, longest_s = dropped([0, 0.1, 0.2, 0.3, 0.8, 0.9, 1.0, 1.1], 2.5)
    assert share == pytest.approx(4 / 12)
    assert longest_s == pytest.approx(0.5)
    assert dropped([0, 0.1, 0.3, 0.4, 0.5], 2.5) == (0.0, 0.0)
    assert dropped([1.0], 2.5) == (0.0, 0.0)
    assert dropped([], 2.5) == (0.0, 0.0)
