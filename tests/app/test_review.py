"""The review screen in the real window, on the real recording: opening it, going through it."""

import time
from pathlib import Path

import numpy as np
import pytest
from driving import Driver, Open
from PySide6.QtCore import Qt
from recordings import Analysed, shortened
from reviewing import number_of_breakup, player, press_at, shown_gray

from tfcollab.app.review_open import result_file
from tfcollab.video import open_source


def test_a_recording_is_analysed_with_progress_and_shown(open_window: Open, tmp_path: Path) -> None:
    path = shortened(tmp_path / "a.mkv", 40)
    window = open_window(1280, 800)
    window.app.navigation.show("Review", {"path": str(path), "eye": "OS"})
    window.wait_for(lambda: window.app.review.state == "busy" and 0 < window.app.review.progress < 1, 30)
    assert window.shows("% done")
    window.wait_for(lambda: window.app.review.state == "ready", 60)
    window.wait_for(lambda: window.shows("Left eye (OS)"))
    assert window.shows("Frame 0 / 39")
    assert not result_file(path).exists()


def test_what_takes_long_can_be_given_up(open_window: Open, tmp_path: Path) -> None:
    path = shortened(tmp_path / "a.mkv", 120)
    window = open_window(1280, 800)
    window.app.navigation.show("Review", {"path": str(path), "eye": "OD"})
    window.wait_for(lambda: window.app.review.progress > 0, 30)
    window.click("stopOpening")
    window.wait_for(lambda: window.app.review.state == "empty")
    window.find("chooseFile")


def test_a_file_that_is_no_recording_is_refused_in_a_sentence(open_window: Open, tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_bytes(b"no video")
    window = open_window(1280, 800)
    window.app.navigation.show("Review", {"path": str(tmp_path / "a.mkv"), "eye": "OD"})
    window.wait_for(lambda: window.app.review.state == "failed")
    assert "is not a video" in window.find("openingFailed").property("text")
    window.find("chooseFile")


def test_a_click_on_a_break_up_goes_to_its_very_frame(review: Driver, analysed: Analysed) -> None:
    number = number_of_breakup(analysed)
    review.click(f"measurement{number}")
    frame = analysed.result.measurements[number - 1].first_breakup_frame
    assert frame is not None
    assert player(review).frame == frame
    with open_source(analysed.video) as source:
        true = next(found.gray for found in source if found.index == frame)
    review.wait_for(lambda: np.array_equal(shown_gray(review), true))
    assert review.shows(f"Frame {frame} / 164")
    assert review.shows("Break-up")


def test_the_times_are_those_of_the_result(review: Driver, analysed: Analysed) -> None:
    for one in analysed.result.measurements:
        assert review.find(f"time{one.number}").property("text") == one.first_breakup.text()
    assert review.find("median").property("text") == analysed.result.repeats.median_text()


def test_playing_goes_by_the_recording_s_own_clock(review: Driver) -> None:
    player(review).seek(10)
    began_s, from_s = time.monotonic(), player(review).timeS
    review.press(Qt.Key.Key_K)
    review.run(0.8)
    review.press(Qt.Key.Key_K)
    assert player(review).timeS - from_s == pytest.approx(time.monotonic() - began_s, abs=0.15)
    assert not player(review).playing
    review.press(Qt.Key.Key_Minus)
    review.press(Qt.Key.Key_Minus)
    assert player(review).speed == 0.25


def test_a_loop_stays_in_the_measurement(review: Driver, analysed: Analysed) -> None:
    number = number_of_breakup(analysed)
    one = analysed.result.measurements[number - 1]
    review.app.review.select(number)
    review.press(Qt.Key.Key_L)
    player(review).seek(one.end_frame - 2)
    player(review).toggle()
    review.wait_for(lambda: player(review).frame < one.end_frame - 2)
    player(review).pause()
    assert one.start_frame <= player(review).frame <= one.end_frame


def test_the_end_is_the_end_without_a_loop(review: Driver) -> None:
    player(review).seek(160)
    player(review).toggle()
    review.wait_for(lambda: not player(review).playing)
    assert player(review).frame == 164


def test_dragging_in_the_timeline_scrubs(review: Driver) -> None:
    press_at(review, "timeline", 0.25, move_to=0.75)
    assert 110 < player(review).frame < 135
    review.wait_for(lambda: review.app.review.reading["frame"] == player(review).frame)
