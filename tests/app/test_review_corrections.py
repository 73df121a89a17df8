"""What a person corrects in the review: with a reason, undone by name, kept, and never lost unasked."""

from pathlib import Path

from driving import Driver
from PySide6.QtCore import Qt
from recordings import Analysed
from reviewing import CONTROL, SHIFT, number_of_breakup, player, press_at, settled

from tfcollab.app.review_open import result_file


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


def test_leaving_with_unsaved_corrections_asks_once(review: Driver) -> None:
    review.app.review.corrections.exclude(95, 105, "gaze", "gaze")
    settled(review, 1)
    review.click("openAnother")
    review.click("stay")
    assert review.app.review.state == "ready"
    review.click("openAnother")
    review.click("leaveAnyway")
    review.wait_for(lambda: review.app.review.state == "empty")


def test_closing_with_unsaved_corrections_asks_once(review: Driver) -> None:
    review.app.review.corrections.exclude(95, 105, "gaze", "gaze")
    settled(review, 1)
    review.quick.close()
    review.click("goOn")
    assert review.quick.isVisible()
    assert review.app.review.corrections.unsaved
