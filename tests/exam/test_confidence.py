import numpy as np
import pytest

from tfcollab.exam.confidence import breakup_probability, settled_probabilities
from tfcollab.exam.frame import Box, Breakup, Frame, FrameClass, FrameResult, Rings

SURE_OF_IT, UNDECIDED, SURE_OF_NONE = (0.0, 0.0, 1.0, 0.0), (0.5, 0.0, 0.5, 0.0), (1.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("given", [SURE_OF_IT, UNDECIDED, SURE_OF_NONE])
def test_more_area_and_a_surer_patch_make_a_break_up_likelier(given):
    for own, strict, patch in ((0.0, 0.0, 0.0), (0.3, 0.1, 0.4), (2.0, 1.0, 0.9)):
        now = breakup_probability(given, own, strict, patch)
        assert now < breakup_probability(given, own, strict + 0.2, patch)
        assert now < breakup_probability(given, own, strict, patch + 0.1)
    # what is not known is taken from the area that is
    assert breakup_probability(given, 0.4) == breakup_probability(given, 0.4, 0.4, 0.5)


def test_neither_net_settles_it_alone():
    assert breakup_probability(SURE_OF_IT, 0.0) < 0.5
    assert breakup_probability(SURE_OF_NONE, 5.0) > 0.5
    # a small certain patch that the classifier does not see is doubtful, one that it sees is not
    patch = (0.4, 0.15, 0.6)
    assert breakup_probability(SURE_OF_NONE, *patch) < 0.5 < 0.8 < breakup_probability(SURE_OF_IT, *patch)


@pytest.mark.parametrize("given", [(0.6, 0.1, 0.2, 0.1), (0.0, 1.0, 0.0, 0.0), (0.01, 0.0, 0.99, 0.0)])
def test_what_the_classifier_leaves_to_clear_and_broken_is_split(given):
    for share in (0.0, 0.3, 1.0):
        clear, closed, broken, blur = settled_probabilities(given, share)
        assert (closed, blur) == (given[1], given[3])
        assert clear + broken == pytest.approx(given[0] + given[2])
        assert broken == pytest.approx(share * (given[0] + given[2]))
    assert settled_probabilities(given, None) == given


def test_a_frame_gives_them_by_its_own_areas():
    frame, box = Frame(0, 0.0, np.zeros((4, 4), np.uint8)), Box(0, 0, 4, 4)
    given = (0.5, 0.1, 0.3, 0.1)
    assert FrameResult(frame, FrameClass.CLEAR, given, Rings(box)).settled_probabilities == given
    breakup = Breakup(box, np.zeros((4, 4), np.uint8), np.zeros((8, 24), np.uint8), 1.0, 0.5, 0.8)
    read = FrameResult(frame, FrameClass.BROKEN, given, Rings(box), breakup)
    assert read.settled_probabilities == settled_probabilities(given, breakup_probability(given, 1.0, 0.5, 0.8))
