"""Boxes, rings, and what is kept of a frame."""

import sys

import numpy as np
import pytest

from tfcollab.exam.frame import Box, Breakup, Frame, FrameClass, FrameResult, Rings


def test_boxes_know_their_overlap() -> None:
    box = Box(0, 0, 10, 20)
    assert (box.width, box.height, box.center) == (10, 20, (5, 10))
    assert box.iou(box) == 1.0
    assert box.iou(Box(5, 0, 15, 20)) == pytest.approx(1 / 3)
    assert box.iou(Box(10, 0, 20, 20)) == 0.0
    assert Box(3, 3, 3, 3).iou(Box(3, 3, 3, 3)) == 0.0


def test_the_innermost_box_known_is_the_centre() -> None:
    outside, middle, inside = Box(0, 0, 100, 80), Box(30, 20, 72, 60), Box(45, 35, 57, 47)
    assert Rings(outside).center == (50, 40)
    assert Rings(outside, middle).center == (51, 40)
    assert Rings(outside, middle, inside).center == (51, 41)
    assert Rings(outside, middle, inside).radii == (50, 40)


def test_a_record_keeps_the_reading_and_lets_go_of_the_pixels() -> None:
    frame = Frame(7, 0.233, np.zeros((1080, 1920), np.uint8))
    rings = Rings(Box(500, 200, 1300, 900))
    breakup = Breakup(Box(460, 160, 1340, 940), np.zeros((512, 512), np.uint8), np.zeros((8, 24), np.uint8), 1.5)
    record = FrameResult(frame, FrameClass.BROKEN, (0.1, 0.0, 0.9, 0.0), rings, breakup).record()
    assert (record.index, record.time_s, record.area_pct, record.rings) == (7, 0.233, 1.5, rings)
    assert record.cells is breakup.cells
    assert sys.getsizeof(record) + record.cells.nbytes + sys.getsizeof(rings) + sys.getsizeof(rings.outside) < 1024
    closed = FrameResult(frame, FrameClass.CLOSED, (0.0, 1.0, 0.0, 0.0)).record()
    assert (closed.cells, closed.area_pct, closed.rings) == (None, None, None)
