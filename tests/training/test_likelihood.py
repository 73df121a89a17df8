import numpy as np
import pytest

from tfcollab.datasets.tfm import CLASS_NAMES
from tfcollab.training.likelihood import evidence_line

CLEAR, CLOSED, BROKEN = (CLASS_NAMES.index(name) for name in ("clear", "closed", "broken"))


def test_the_line_that_made_the_labels_is_found():
    rng = np.random.default_rng(2)
    evidence = rng.normal(-1, 1.5, (20_000, 4))
    weights = np.array([0.3, 0.1, 0.7, 0.4])
    broken = rng.random(len(evidence)) < 1 / (1 + np.exp(-(evidence @ weights + 0.8)))
    truth = np.where(broken, BROKEN, CLEAR)
    # a closed frame, and one without an area, have no part
    evidence = np.concatenate([evidence, np.full((1, 4), 50.0), np.full((1, 4), np.nan)])
    truth = np.append(truth, [CLOSED, CLEAR])
    line = evidence_line(evidence, truth)
    assert line is not None
    assert line["weights"] == pytest.approx(weights, abs=0.06)
    assert line["bias"] == pytest.approx(0.8, abs=0.08)


def test_without_broken_frames_there_is_no_line():
    assert evidence_line(np.zeros((2, 4)), np.array([CLEAR, CLEAR])) is None
