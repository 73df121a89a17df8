import numpy as np
import pytest

from tfcollab.datasets.tfm import CLASS_NAMES
from tfcollab.exam.confidence import area_evidence
from tfcollab.training.likelihood import area_line


def test_the_line_that_made_the_labels_is_found():
    rng = np.random.default_rng(2)
    areas_pct = rng.exponential(0.6, 20_000)
    odds = np.array([1.4 * area_evidence(area_pct) + 0.8 for area_pct in areas_pct])
    broken = rng.random(len(areas_pct)) < 1 / (1 + np.exp(-odds))
    truth = np.where(broken, CLASS_NAMES.index("broken"), CLASS_NAMES.index("clear"))
    # a closed frame, and one without an area, have no part
    areas_pct = np.append(areas_pct, [50.0, np.nan])
    truth = np.append(truth, [CLASS_NAMES.index("closed"), CLASS_NAMES.index("clear")])
    line = area_line(areas_pct, truth)
    assert line is not None
    assert line["scale"] == pytest.approx(1.4, rel=0.05)
    assert line["bias"] == pytest.approx(0.8, abs=0.06)


def test_without_broken_frames_there_is_no_line():
    assert area_line(np.array([0.0, 0.1]), np.array([0, 0])) is None
