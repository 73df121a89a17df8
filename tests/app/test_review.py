"""The review screen in the real window, on the real recording."""

import time
from pathlib import Path

import numpy as np
import pytest
from driving import Driver, Open
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from recordings import Analysed, shortened

from tfcollab.app.review_open import result_file
from tfcollab.exam.frame import FULLY_BROKEN
from tfcollab.video import open_source

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def review(open_window: Open, analysed: Analysed, tmp_path: Path) -> Driver:
    """The review screen with the recording, as it is when somebody opens it the second time."""
    window = open_window(1280, 800)
    open_review(window, analysed.copied(tmp_path / "videos"))
    return window


def open_review(window: Driver, path: Path) -> None:
    window.app.navigation.show("Review", {"path": str(path), "eye": "OD"})
    window.wait_for(lambda: window.app.review.state == "ready")
    window.wait_for(lambda: window.app.review.picture is not None)


def player(window: Driver):
    return window.app.review.player


def number_of_breakup(analysed: Analysed) -> int:
    return next(one.number for one in analysed.result.measurements if one.first_breakup_frame is not None)


def shown_gray(window: Driver) -> np.ndarray:
    """The frame that is painted, without its layers."""
    image = window.find("reviewVideo").property("picture").image
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def settled(window: Driver, corrections: int) -> None:
    """Waits until the recording was measured again with so many corrections."""
    window.wait_for(lambda: len(window.app.review._opened.result.corrections) == corrections)
    window.run(0.05)


def press_at(window: Driver, name: str, share: float, modifier=Qt.KeyboardModifier.NoModifier, move_to=None) -> None:
    """Presses at a share of an item's width, drags to another one and lets go."""
    item = window.find(name)

    def point(at: float) -> QPoint:
        return QPoint(*map(round, item.mapToScene(QPointF(item.width() * at, item.height() / 2)).toTuple()))

    left = Qt.MouseButton.LeftButton
    QTest.mousePress(window.quick, left, modifier, point(share))
    if move_to is not None:
        for step in (0.3, 0.7, 1.0):
            QTest.mouseMove(window.quick, point(share + (move_to - share) * step))
    QTest.mouseRelease(window.quick, left, modifier, point(share if move_to is None else move_to))
    window.run(0.05)


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


def test_a_moved_break_up_is_shown_as_set_by_hand_and_can_be_undone_by_name(review: Driver, analysed: Analysed) -> None:
    number = number_of_breakup(analysed)
    text = review.find(f"time{number}").property("text")
    player(review).seek(100)
    review.click("moveBreakup")
    review.click("usual0")
    settled(review, 1)
    assert review.find(f"time{number}").property("text").endswith("(by hand)")
    assert review.find("nextUndo").property("text") == f"Undo: move break-up of measurement {number} to frame 100"
    review.click("undo")
    settled(review, 0)
    assert review.find(f"time{number}").property("text") == text
    assert review.find("nextUndo").property("text") == f"Redo: move break-up of measurement {number} to frame 100"
    review.click("redo")
    settled(review, 1)
    assert review.find(f"time{number}").property("text").endswith("(by hand)")


def test_a_rejected_measurement_no_longer_counts(review: Driver, analysed: Analysed) -> None:
    review.app.review.select(number_of_breakup(analysed))
    review.click("rejectMeasurement")
    review.write("why", "gaze")
    review.click("whyAgree")
    settled(review, 1)
    assert review.find("median").property("text") == "no time"
    assert review.shows("Rejected")
    review.click("listCorrections")
    review.wait_for(lambda: review.shows("gaze"))


def test_nothing_is_corrected_without_a_reason(review: Driver, analysed: Analysed) -> None:
    review.app.review.select(number_of_breakup(analysed))
    review.click("acceptMeasurement")
    assert not review.find("whyAgree").isEnabled()
    review.press(Qt.Key.Key_Return)
    review.press(Qt.Key.Key_Escape)
    review.wait_for(lambda: not review.shows("good enough"))
    assert review.app.review.corrections.done == []


def test_a_whole_review_by_the_keyboard_alone(review: Driver, analysed: Analysed, tmp_path: Path) -> None:
    number = number_of_breakup(analysed)
    while review.app.review.selected < number:
        review.press(Qt.Key.Key_N)
    review.press(Qt.Key.Key_B)
    first = player(review).frame
    assert first == analysed.result.measurements[number - 1].first_breakup_frame
    # the break-up and all after it is not tear film
    review.press(Qt.Key.Key_Comma)
    review.press(Qt.Key.Key_Period)
    assert player(review).frame == first
    review.press(Qt.Key.Key_I)
    review.press(Qt.Key.Key_End)
    review.press(Qt.Key.Key_O)
    review.press(Qt.Key.Key_X)
    review.press(Qt.Key.Key_Tab)
    review.press(Qt.Key.Key_Return)
    settled(review, 1)
    assert review.app.review.corrections.done[0]["label"] == "gaze"
    assert review.find(f"time{number}").property("text").startswith(">")
    review.press(Qt.Key.Key_Z, CONTROL)
    settled(review, 0)
    review.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    settled(review, 1)
    review.press(Qt.Key.Key_S, CONTROL)
    review.wait_for(lambda: review.shows("Saved beside the recording."))
    kept = result_file(tmp_path / "videos" / "visit.mkv").read_text("utf-8")
    assert '"label": "gaze"' in kept
    assert not review.app.review.corrections.unsaved


def test_a_span_is_marked_with_shift_and_the_mouse(review: Driver) -> None:
    press_at(review, "timeline", 0.5, SHIFT, move_to=0.6)
    review.click("excludeSpan")
    review.click("usual0")
    settled(review, 1)
    (done,) = review.app.review.corrections.done
    assert 75 < done["firstFrame"] < 90
    assert done["lastFrame"] > done["firstFrame"] + 10
    player(review).seek(done["firstFrame"] + 2)
    review.wait_for(lambda: review.shows("Excluded: Lash"))


def test_what_cannot_be_done_is_said_and_nothing_is_changed(review: Driver, analysed: Analysed) -> None:
    player(review).seek(100)
    assert review.app.review.corrections.exclude(95, 105, "gaze", "gaze")
    settled(review, 1)
    assert not review.app.review.corrections.move_breakup(number_of_breakup(analysed), 100, "why")
    review.wait_for(lambda: review.shows("Frame 100 is excluded"))
    assert len(review.app.review.corrections.done) == 1


def test_networks_and_witness_are_laid_over_the_frame_apart(review: Driver, analysed: Analysed) -> None:
    def broken(cells: np.ndarray | None) -> int:
        return 0 if cells is None else int((cells == FULLY_BROKEN).sum())

    both = max(analysed.result.frames, key=lambda one: min(broken(one.cells), broken(one.irregular_cells))).index
    player(review).seek(both)
    review.wait_for(lambda: review.app.review.shownFrame == both)
    video = review.find("reviewVideo")
    place = video.mapToScene(QPointF(0, 0)).toPoint()

    def painted() -> np.ndarray:
        image = review.picture().copy(place.x(), place.y(), int(video.width()), int(video.height()))
        image.convertTo(image.Format.Format_RGB888)
        return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)[:, : 3 * image.width()].copy()

    networks = painted()
    review.press(Qt.Key.Key_1)
    plain = painted()
    review.press(Qt.Key.Key_2)
    witness = painted()
    assert (networks != plain).any()
    assert (witness != plain).any()
    assert (witness != networks).any()
    # what is not laid over stays the frame
    assert (networks != plain).mean() < 0.2


def test_the_map_says_the_time_of_the_cell_under_the_pointer(review: Driver, analysed: Analysed) -> None:
    number = number_of_breakup(analysed)
    review.app.review.select(number)
    review.run(0.05)
    polar = review.find("polarMap")
    times_s = analysed.result.measurements[number - 1].map.times_s
    seen: dict[str, str] = {}
    for y in np.linspace(0.03, 0.97, 24):
        for x in np.linspace(0.03, 0.97, 24):
            cell = polar.cell_at(x * polar.width(), y * polar.height())
            if cell < 0:
                continue
            point = polar.mapToScene(QPointF(x * polar.width(), y * polar.height())).toPoint()
            seconds = times_s[divmod(cell, times_s.shape[1])]
            kind = "not seen" if np.isnan(seconds) else "did not break" if np.isinf(seconds) else f"{seconds:.1f} s"
            if kind in seen:
                continue
            QTest.mouseMove(review.quick, point)
            review.run(0.03)
            seen[kind] = review.find("cellText").property("text")
    assert "did not break" in seen
    assert any(kind.endswith(" s") for kind in seen)
    for kind, text in seen.items():
        assert kind in text


def test_the_map_is_read_by_the_arrow_keys_too(review: Driver) -> None:
    review.find("mapFocus").forceActiveFocus()
    review.press(Qt.Key.Key_Right)
    review.press(Qt.Key.Key_Right)
    review.press(Qt.Key.Key_Up)
    assert review.find("cellText").property("text").startswith("Ring 2, sector 2:")


def test_leaving_with_unsaved_corrections_asks_once(review: Driver) -> None:
    review.app.review.corrections.exclude(95, 105, "gaze", "gaze")
    settled(review, 1)
    review.click("openAnother")
    review.click("stay")
    assert review.app.review.state == "ready"
    review.click("openAnother")
    review.click("leaveAnyway")
    review.wait_for(lambda: review.app.review.state == "empty")


def test_a_long_name_leaves_room_for_the_rest(open_window: Open, analysed: Analysed, tmp_path: Path) -> None:
    window = open_window(1280, 800)
    open_review(window, analysed.copied(tmp_path / "videos", "录像 " + "very long name " * 12 + ".mkv"))
    name, median = window.find("recordingName"), window.find("median")
    right = name.mapToScene(QPointF(name.width(), 0)).x()
    assert right <= median.mapToScene(QPointF(0, 0)).x()
    assert median.mapToScene(QPointF(median.width(), 0)).x() <= 1280


@pytest.mark.parametrize(("size", "scale"), [((640, 400), 1.0), ((1280, 800), 2.0), ((3840, 2160), 1.0)])
def test_every_size_and_scale_can_be_worked_in(
    open_window: Open, analysed: Analysed, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    window = open_window(*size)
    window.app.settings.set("interface", "text_scale", scale)
    open_review(window, analysed.copied(tmp_path / "videos"))
    window.press(Qt.Key.Key_N)
    window.find("redo").forceActiveFocus()
    window.find("undo").forceActiveFocus()
    window.run(0.1)
    for name in ("undo", "moveBreakup"):
        item = window.find(name)
        item.forceActiveFocus()
        window.run(0.05)
        assert item.mapToScene(QPointF(item.width(), 0)).x() <= size[0]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_both_themes_paint_the_timeline_and_the_map(review: Driver, theme: str) -> None:
    review.app.settings.set("interface", "theme", theme)
    review.run(0.1)
    for name in ("timelineView", "polarMap"):
        item = review.find(name)
        place = item.mapToScene(QPointF(0, 0)).toPoint()
        image = review.picture().copy(place.x(), place.y(), int(item.width()), int(item.height()))
        assert len({image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, 80, 4)}) > 3


def test_the_review_speaks_chinese_at_once(review: Driver) -> None:
    review.app.settings.set("interface", "language", "zh_CN")
    review.wait_for(lambda: review.shows("秒"))
    assert not review.shows("Measurement")


def test_closing_with_unsaved_corrections_asks_once(review: Driver) -> None:
    review.app.review.corrections.exclude(95, 105, "gaze", "gaze")
    settled(review, 1)
    review.quick.close()
    review.click("goOn")
    assert review.quick.isVisible()
    assert review.app.review.corrections.unsaved
