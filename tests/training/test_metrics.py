"""Scores against values worked out by hand."""

import numpy as np
import pytest

from tfcollab.training.box_metrics import average_precision, box_iou, box_scores
from tfcollab.training.class_metrics import confusion_matrix, f1_scores, macro_f1
from tfcollab.training.mask_metrics import MaskTable, overlap_scores, surface_scores


def square(x0: int, side: int = 4) -> np.ndarray:
    mask = np.zeros((16, 16), bool)
    mask[4 : 4 + side, x0 : x0 + side] = True
    return mask


def test_overlaps_of_two_shifted_squares() -> None:
    # 16 px each, 8 shared
    scores = overlap_scores(square(6), square(4), np.ones((16, 16), bool))
    assert scores["breakup"]["iou"] == pytest.approx(8 / 24)
    assert scores["breakup"]["dsc"] == pytest.approx(0.5)
    assert scores["breakup"]["recall"] == pytest.approx(0.5)
    assert scores["breakup"]["fpr"] == pytest.approx(8 / 240)
    assert scores["background"]["iou"] == pytest.approx(232 / 248)


def test_pixels_that_were_not_judged_count_nowhere() -> None:
    judged = np.ones((16, 16), bool)
    judged[:, 8:] = False
    scores = overlap_scores(square(6), square(4), judged)
    assert scores["breakup"]["iou"] == pytest.approx(8 / 16)
    assert scores["breakup"]["fpr"] == 0


def test_distances_of_two_shifted_squares() -> None:
    assert surface_scores(square(4), square(4)) == {"hd95_px": 0, "assd_px": 0}
    # outlines of 12 px: of each 5 lie on the other, 4 are 2 px off, 3 (the middle of the sides' ends) 1 or 2
    scores = surface_scores(square(6), square(4))
    assert scores["hd95_px"] == pytest.approx(2)
    assert 0.5 < scores["assd_px"] < 1.5


def test_an_image_without_breakup_scores_one_and_its_distances_are_counted_as_skipped() -> None:
    table = MaskTable()
    empty = np.zeros((16, 16), bool)
    table.add(empty, empty)
    table.add(square(4), square(4))
    table.add(empty, square(4))
    scores = table.scores()
    assert scores["images"] == 3
    assert scores["breakup"]["iou"] == pytest.approx(2 / 3)
    assert scores["breakup"]["hd95_px"] == 0
    assert scores["distances_skipped"] == {"background": 0, "breakup": 2}
    assert scores["mean"]["iou"] == pytest.approx((2 / 3 + (1 + 1 + 240 / 256) / 3) / 2)


def test_the_images_with_breakup_are_scored_again_by_themselves() -> None:
    table = MaskTable()
    empty, unjudged = np.zeros((16, 16), bool), np.ones((16, 16), bool)
    unjudged[square(4)] = False
    table.add(empty, empty)
    table.add(square(4), square(4))
    table.add(empty, square(4))
    table.add(empty, square(4), unjudged)
    scores = table.scores()
    assert scores["images"] == 4
    broken = scores["with_breakup"]
    assert broken["images"] == 2
    assert broken["breakup"]["iou"] == pytest.approx(1 / 2)
    assert broken["mean"]["iou"] == pytest.approx((1 / 2 + (1 + 240 / 256) / 2) / 2)
    assert broken["distances_skipped"] == {"background": 0, "breakup": 1}
    assert set(broken) == set(scores) - {"with_breakup"}


def test_average_precision_of_a_false_alarm_between_two_hits() -> None:
    confidence = np.array([0.9, 0.8, 0.7], np.float32)
    hit = np.array([True, False, True])
    # recall 1/2 at precision 1, then 1 at 2/3
    assert average_precision(confidence, hit, 2) == pytest.approx(0.5 + 0.5 * 2 / 3)
    assert average_precision(confidence, hit, 4) == pytest.approx(0.25 + 0.25 * 2 / 3)
    assert np.isnan(average_precision(confidence, hit, 0))


def test_box_scores_of_one_hit_one_miss_and_one_false_box() -> None:
    truth = np.full((2, 3, 4), np.nan, np.float32)
    truth[0, 0] = truth[1, 0] = (0, 0, 10, 10)
    predicted = np.zeros((2, 3, 5), np.float32)
    predicted[0, 0] = (0, 0, 10, 8, 0.9)
    predicted[1, 0] = (0, 0, 4, 10, 0.8)
    predicted[0, 1] = (0, 0, 5, 5, 0.7)
    scores = box_scores(predicted, truth)
    assert box_iou(predicted[0, 0, :4], truth[0, 0]) == pytest.approx(0.8)
    assert scores["map50"] == pytest.approx(0.5)
    assert scores["map50_95"] == pytest.approx(0.5 * 7 / 10)
    assert scores["mean_iou"] == pytest.approx(0.6)
    assert scores["found"] == 1
    assert scores["false"] == pytest.approx(1 / 4)


def test_f1_of_a_small_confusion() -> None:
    confusion = confusion_matrix(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]))
    assert confusion[0].tolist() == [1, 1, 0, 0]
    assert f1_scores(confusion)[:2] == pytest.approx([2 / 3, 0.8])
    assert macro_f1(confusion) == pytest.approx((2 / 3 + 0.8) / 2)
