import numpy as np
import pytest

from tfcollab.training.reliability import PixelReliability, calibration_error, class_calibration_error


def test_a_probability_that_comes_true_as_often_as_it_says_has_no_error() -> None:
    said = np.array([0.1, 0.5, 0.9])
    weight = np.array([10.0, 20.0, 30.0])
    assert calibration_error(said, said * weight, weight) == pytest.approx(0, abs=1e-12)


def test_the_error_is_the_weighted_distance_of_share_and_probability() -> None:
    # two bins: says 0.9, true in 0.6 of 30; says 0.2, true in 0.5 of 10
    found = calibration_error(np.array([0.9, 0.2]), np.array([18.0, 5.0]), np.array([30.0, 10.0]))
    assert found == pytest.approx((30 * 0.3 + 10 * 0.3) / 40)
    assert calibration_error(np.array([0.9, 0.2]), np.array([18.0, 5.0]), np.array([30.0, 10.0]), 0.5) == pytest.approx(
        0.3
    )
    assert np.isnan(calibration_error(np.array([0.2]), np.array([1.0]), np.array([1.0]), 0.5))


def test_predictions_of_one_bin_are_judged_together() -> None:
    # 0.68 and 0.72 lie in the eleventh of fifteen bins
    assert calibration_error(np.array([0.68, 0.72]), np.array([0.0, 1.4]), np.ones(2)) == pytest.approx(0, abs=1e-12)


def test_classes_are_judged_by_the_winner() -> None:
    probabilities = np.array([[0.7, 0.1, 0.1, 0.1], [0.1, 0.7, 0.1, 0.1]])
    assert class_calibration_error(probabilities, np.array([0, 1])) == pytest.approx(0.3)
    assert class_calibration_error(probabilities, np.array([0, 0])) == pytest.approx(0.2)


def test_pixels_without_truth_have_no_part() -> None:
    table = PixelReliability()
    levels = np.array([[0, 0, 204, 255]], np.uint8)
    table.add(levels, np.array([[False, False, False, True]]), np.array([[True, True, True, False]]))
    assert table.scores() == {"ece": pytest.approx(0.8 / 3), "ece_in_question": pytest.approx(0.8)}
