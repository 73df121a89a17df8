"""Pictures on a sheet keep their place, aspect and colour."""

import cv2
import numpy as np

from tfcollab.report.contact_sheet import contact_sheet, encode_png


def test_each_picture_lies_in_its_own_square_with_its_aspect_kept():
    wide = np.full((50, 100), 200, np.uint8)
    green = np.zeros((80, 80, 3), np.uint8)
    green[..., 1] = 255
    sheet = contact_sheet([(wide, ""), (green, ""), (wide, "")], columns=2, side_px=60)
    assert sheet.shape[1] == 120
    assert sheet.shape[0] % 2 == 0
    first, second = sheet[:60, :60], sheet[:60, 60:]
    assert np.array_equal(np.flatnonzero((first == 200).all(2).any(1)), np.arange(15, 45))
    assert (second == (0, 255, 0)).all()
    # the fourth place is empty
    assert not sheet[sheet.shape[0] // 2 :, 60:].any()


def test_the_text_stands_under_its_picture():
    sheet = contact_sheet([(np.zeros((40, 40), np.uint8), "Dice 0.81")], columns=1, side_px=120)
    assert not sheet[:120].any()
    assert sheet[120:].any()


def test_a_png_holds_the_very_colours():
    picture = np.random.default_rng(1).integers(0, 256, (9, 7, 3), np.uint8)
    read = cv2.imdecode(np.frombuffer(encode_png(picture), np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(cv2.cvtColor(read, cv2.COLOR_BGR2RGB), picture)
