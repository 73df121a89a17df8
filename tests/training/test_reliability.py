import math

import numpy as np
import pytest

from tfcollab.training.reliability import PixelReliability, Reliability


def test_a_probability_that_comes_true_as_often_as_it_says_has_no_error() -> None:
    said = np.array([0.1, 0.5, 0.9])
    weight = np.array([10.0, 20.0, 30.0])
    assert Reliability.of(said, said * weight, weight).error() == pytest.approx(0, abs=1e-12)


def test_the_error_is_the_weighted_distance_of_share_and_probability() -> None:
    # two bins: says 0.9, true in 0.6 of 30; says 0.2, true in 0.5 of 10
    found = Reliability.of(np.array([0.9, 0.2]), np.array([18.0, 5.0]), np.array([30.0, 10.0]))
    assert found.error() == pytest.approx((30 * 0.3 + 10 * 0.3) / 40)
    assert found.error(first_bin=7) == pytest.approx(0.3)
    assert np.isnan(found.error(first_bin=14))


def test_predictions_of_one_bin_are_judged_together() -> None:
    # 0.68 and 0.72 lie in the eleventh of fifteen bins
    found = Reliability.of(np.array([0.68, 0.72]), np.array([0.0, 1.4]), np.ones(2))
    assert found.error() == pytest.approx(0, abs=1e-12)


def test_classes_are_judged_by_the_winner() -> None:
    probabilities = np.array([[0.7, 0.1, 0.1, 0.1], [0.1, 0.7, 0.1, 0.1]])
    assert Reliability.of_winners(probabilities, np.array([0, 1])).error() == pytest.approx(0.3)
    assert Reliability.of_winners(probabilities, np.array([0, 0])).error() == pytest.approx(0.2)


def test_sets_are_judged_together_by_adding_their_predictions() -> None:
    # each alone is 0.5 off; together exactly half came true
    said, one = np.array([0.5]), np.ones(1)
    never, always = Reliability.of(said, np.zeros(1), one), Reliability.of(said, one, one)
    assert never.error() == always.error() == pytest.approx(0.5)
    assert (never + always).error() == pytest.approx(0)
    assert Reliability.of_lists((never + always).lists()).error() == pytest.approx(0)


@pytest.mark.parametrize("probability", [0.02, 0.37, 0.5, 0.93, 1.0])
@pytest.mark.parametrize("count", [1, 7, 200])
def test_perfect_probabilities_err_by_chance_as_the_binomial_distribution_says(probability: float, count: int) -> None:
    counts = range(count + 1)
    share = [math.comb(count, k) * probability**k * (1 - probability) ** (count - k) for k in counts]
    wanted = sum(s * abs(k / count - probability) for k, s in zip(counts, share, strict=True))
    found = Reliability.of(np.full(count, probability), np.zeros(count), np.ones(count))
    assert found.error_by_chance() == pytest.approx(wanted, abs=1e-9)


def test_pixels_without_truth_have_no_part() -> None:
    table = PixelReliability()
    levels = np.array([[0, 0, 204, 255]], np.uint8)
    table.add(levels, np.array([[False, False, False, True]]), np.array([[True, True, True, False]]))
    assert table.scores() == {"ece": pytest.approx(0.8 / 3), "ece_in_question": pytest.approx(0.8)}
