import cv2
import numpy as np
import pytest

from tfcollab.report.key_frames import MOST_SHOWN, KeyFrames, PictureKind


def _keep(reading):
    kept = KeyFrames()
    for result, state in reading.pairs:
        kept.push(result, state)
    return kept


def test_first_breakup_and_largest_area_of_every_measurement(typical):
    kept = _keep(typical)
    for measurement in typical.result.measurements:
        found = {picture.kind: picture.frame for picture in kept.of(measurement)}
        expected = {
            PictureKind.FIRST_BREAKUP: measurement.first_breakup_frame,
            PictureKind.LARGEST_AREA: measurement.largest_area_frame,
        }
        assert found == {kind: frame for kind, frame in expected.items() if frame is not None}
    assert [len(kept.of(m)) for m in typical.result.measurements] == [0, 2, 0, 2]


def test_cancelled_breakup_gives_way_to_the_confirmed_one(reader):
    reading = reader([("closed", 0.2), ("clear", 1.0), ("broken", 0.1), ("clear", 2.0), ("broken", 1.0)])
    cancelled = [frame for _, state in reading.pairs for frame in sorted(state.candidate_frames)]
    (measurement,) = reading.result.measurements
    first, _ = _keep(reading).of(measurement)
    assert cancelled[0] == 24
    assert first.frame == measurement.first_breakup_frame == 66
    assert first.time_s == pytest.approx(3.3)
    assert first.area_pct == pytest.approx(reading.result.frames[66].area_pct)


def test_break_up_that_never_lasted_has_no_picture(reader):
    reading = reader([("closed", 0.2), ("clear", 1.0), ("broken", 0.1), ("closed", 0.2)])
    (measurement,) = reading.result.measurements
    assert _keep(reading).of(measurement) == ()


def test_interval_too_short_to_count_leaves_its_number_to_the_next(reader):
    reading = reader([("closed", 0.2), ("broken", 0.3), ("closed", 0.2), ("clear", 1.0), ("broken", 1.0)])
    (measurement,) = reading.result.measurements
    assert [picture.frame for picture in _keep(reading).of(measurement)] == [
        measurement.first_breakup_frame,
        measurement.largest_area_frame,
    ]
    assert measurement.first_breakup_frame == 34


def test_pictures_are_jpeg_of_the_rings(typical):
    picture = _keep(typical).of(typical.result.measurements[1])[0]
    image = cv2.imdecode(np.frombuffer(picture.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert image.shape == (picture.height, picture.width, 3)
    assert picture.width <= 700
    # 200 px rings with 8 % margin on both sides
    assert (picture.width, picture.height) == (232, 232)
    assert len(picture.jpeg) < 100_000


def test_of_a_long_recording_only_the_measurements_that_a_report_shows_have_pictures(reader):
    once = [("closed", 0.2), ("clear", 1.0), ("broken", 1.0)]
    too_short = [("closed", 0.2), ("broken", 0.5)]
    stable = [("closed", 0.2), ("clear", 1.5)]
    reading = reader([*once, *too_short, *stable, *once, *once, *once, *once])
    kept = _keep(reading)
    pictures = [len(kept.of(measurement)) for measurement in reading.result.measurements]
    assert MOST_SHOWN == 3
    assert pictures == [2, 0, 2, 2, 0, 0]
