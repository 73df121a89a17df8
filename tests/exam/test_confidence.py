import numpy as np
import pytest

from tfcollab.exam.confidence import settled_probabilities
from tfcollab.exam.frame import Box, Breakup, Frame, FrameClass, FrameResult, Rings


@pytest.mark.parametrize("given", [(0.6, 0.1, 0.2, 0.1), (0.0, 1.0, 0.0, 0.0), (0.01, 0.0, 0.99, 0.0)])
def test_the_area_splits_what_the_classifier_leaves_to_clear_and_broken(given):
    before = 0.0
    for area_pct in (0.0, 0.2, 0.5, 2.0, 100.0):
        clear, closed, broken, blur = settled_probabilities(given, area_pct)
        assert (closed, blur) == (given[1], given[3])
        assert clear + broken == pytest.approx(given[0] + given[2])
        assert broken >= before
        before = broken
    assert settled_probabilities(given, None) == given


def test_no_area_means_hardly_broken_and_much_of_it_surely():
    assert settled_probabilities((0.1, 0.0, 0.9, 0.0), 0.0)[2] < 0.15
    assert settled_probabilities((0.9, 0.0, 0.1, 0.0), 5.0)[2] > 0.9


def test_a_frame_gives_them_by_its_own_area():
    frame, box = Frame(0, 0.0, np.zeros((4, 4), np.uint8)), Box(0, 0, 4, 4)
    given = (0.5, 0.1, 0.3, 0.1)
    assert FrameResult(frame, FrameClass.CLEAR, given, Rings(box)).settled_probabilities == given
    breakup = Breakup(box, np.zeros((4, 4), np.uint8), np.zeros((8, 24), np.uint8), 1.0)
    read = FrameResult(frame, FrameClass.BROKEN, given, Rings(box), breakup)
    assert read.settled_probabilities == settled_probabilities(given, 1.0)
