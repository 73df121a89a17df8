"""The compare screen: two measurements played together from the blink, and the trend over the visits."""

import numpy as np
import pytest
from driving import Driver, Open, choose_what
from PySide6.QtCore import QPointF, Qt
from scenes import picture
from stored import FIRST, PASSPHRASE, Filled, breaks_after, keep, new_record, unlocked, with_patient_open

from tfcollab.app.trend_data import past, row_views, trend
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import ChangeKind, RepeatabilityLimit
from tfcollab.runtime.contract import Task
from tfcollab.store.clinic import set_repeatability_limit
from tfcollab.store.exams import add_visit
from tfcollab.store.history import compare_eyes, eye_history
from tfcollab.store.opening import open_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places


@pytest.fixture
def screen(open_window: Open, filled: Filled) -> Driver:
    window = unlocked(open_window, filled.folder, width=1280, height=800)
    with_patient_open(window, filled.patient, "Compare")
    both_shown(window)
    return window


def both_shown(window: Driver) -> None:
    sides = (window.app.compare.left, window.app.compare.right)
    window.wait_for(lambda: all(side.state == "ready" and side.picture for side in sides), 30)
    window.wait_for(lambda: window.app.compare.rows, 30)
    window.run(0.05)


def shown(window: Driver, number: int) -> np.ndarray:
    image = window.find(f"video{number}").property("picture").image
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def test_both_eyes_of_the_newest_visit_stand_at_the_same_time_since_the_blink(screen: Driver) -> None:
    compare = screen.app.compare
    assert compare.left.recording == screen.app.patient.visits[0]["recordings"][0]["id"]
    assert compare.right.recording == screen.app.patient.visits[0]["recordings"][1]["id"]
    # OD broke after 1.5 s, OS after 2.0 s
    compare.player.seek_time(1.75)
    screen.wait_for(lambda: np.array_equal(shown(screen, 0), picture("broken")))
    screen.wait_for(lambda: np.array_equal(shown(screen, 1), picture("clear")))
    assert compare.left.reading["broken"]
    assert not compare.right.reading["broken"]
    assert compare.left.reading["sinceS"] == compare.right.reading["sinceS"] == pytest.approx(1.75, abs=0.026)
    compare.player.seek_time(2.3)
    screen.wait_for(lambda: np.array_equal(shown(screen, 1), picture("broken")))
    assert compare.left.reading["ended"]
    assert screen.shows("ended by a blink")


def test_they_play_together_by_the_clock(screen: Driver) -> None:
    compare = screen.app.compare
    screen.press(Qt.Key.Key_K)
    apart = 0.0
    while compare.player.playing and compare.player.timeS < 1.0:
        screen.run(0.03)
        apart = max(apart, abs(compare.left.reading["sinceS"] - compare.right.reading["sinceS"]))
    screen.press(Qt.Key.Key_K)
    # never more than a frame
    assert apart <= 0.051
    assert not compare.player.playing
    at_s = compare.player.timeS
    screen.press(Qt.Key.Key_Period)
    assert compare.player.timeS > at_s


def test_the_difference_is_the_one_that_the_record_judges(screen: Driver, filled: Filled) -> None:
    store = screen.app.record.store
    visit = screen.app.patient.visits[0]["id"]
    between = compare_eyes(store, visit)
    assert between.kind is ChangeKind.WITHIN
    assert screen.find("change").property("text") == (
        f"OS against OD: +{between.difference_s:.1f} s, within repeatability (limit {between.limit_s:.1f} s)"
    )
    choose_what(screen, 1)
    both_shown(screen)
    older, newer = screen.app.patient.visits[1], screen.app.patient.visits[0]
    assert screen.app.compare.left.recording == older["recordings"][0]["id"]
    assert screen.app.compare.right.recording == newer["recordings"][0]["id"]
    change = eye_history(store, filled.patient, Eye.OD)[-1].change
    assert change is not None
    between_visits = f"{newer['at']} against {older['at']}: +{change.difference_s:.1f} s"
    assert screen.find("change").property("text").startswith(between_visits)


def test_any_recording_and_measurement_can_be_put_on_a_side(screen: Driver) -> None:
    other = screen.app.patient.visits[1]["recordings"][1]["id"]
    screen.app.compare.choose(1, other)
    screen.wait_for(lambda: screen.app.compare.right.state == "ready" and screen.app.compare.right.picture)
    number = screen.app.compare.right.measurements[-1]["number"]
    screen.app.compare.right.show_measurement(number)
    assert screen.app.compare.right.measurement == number
    assert screen.app.compare.player.frame == 0


def test_the_trend_is_that_of_the_history_with_its_band(screen: Driver, filled: Filled) -> None:
    store = screen.app.record.store
    found = past(store, filled.patient)
    limit_s = RepeatabilityLimit().low_by_repeats_s[0]
    for eye in (Eye.OD, Eye.OS):
        history = eye_history(store, filled.patient, eye)
        points = trend(found, eye).points
        assert [point.median_s for point in points] == [visit.repeats.median_s for visit in history]
        assert points[0].band_s is None
        assert points[1].band_s == (0.0, pytest.approx((history[0].repeats.median_s or 0) + limit_s))
    # both eyes are read by one scale
    largest_s = max(
        time.seconds or 0 for eye in found.histories for visit in found.histories[eye] for time in visit.times
    )
    assert trend(found, Eye.OD).largest_s == trend(found, Eye.OS).largest_s == largest_s
    assert [row["label"] for row in row_views(found)] == ["2026-04-01", "2026-03-02"]
    choose_what(screen, 2)
    view = screen.find("trendOD")
    place = view.mapToScene(QPointF(0, 0)).toPoint()
    image = screen.picture().copy(place.x(), place.y(), int(view.width()), int(view.height()))
    colours = [image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    assert colours.count("#3a5363") > 100
    assert "#56b4e9" in colours
    assert screen.shows("OD:  1.5 s, median of 1  ·  against the visit before: +0.5 s, within repeatability")


def test_a_change_beyond_the_clinic_s_own_limit_is_said_and_ringed(
    open_window: Open, models: dict[Task, str], tmp_path
) -> None:
    with new_record(tmp_path / "records") as store:
        set_repeatability_limit(store, 0, RepeatabilityLimit((0.4,) * 3, (0.4,) * 3, 10.0, "ours"), "measured here")
        patient_id = add_patient(store, PatientData("Bo")).id
        for day, seconds in ((2, 1.0), (9, 2.0)):
            keep(store, add_visit(store, patient_id, FIRST.replace(day=day)), Eye.OS, models, breaks_after(seconds))
        assert [point.beyond for point in trend(past(store, patient_id), Eye.OS).points] == [False, True]
    window = unlocked(open_window, tmp_path / "records")
    with_patient_open(window, patient_id, "Compare", "Bo")
    both_shown(window)
    choose_what(window, 2)
    assert window.seen("trendOD") is None
    assert window.shows("longer beyond repeatability (limit 0.4 s)")
    assert window.shows("ours")


def test_a_patient_without_a_recording_has_nothing_to_compare(open_window: Open, filled: Filled) -> None:
    window = unlocked(open_window, filled.folder)
    with_patient_open(window, filled.empty, "Compare", "Empty")
    window.find("nothingToCompare")


def test_locking_while_both_play_leaves_nothing_behind(screen: Driver, filled: Filled) -> None:
    screen.app.compare.player.toggle()
    screen.run(0.1)
    screen.app.lock()
    screen.wait_for_page("Start")
    assert screen.app.compare.rows == []
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        assert not store.is_locked


@pytest.mark.parametrize(("size", "scale"), [((640, 400), 1.0), ((1280, 800), 2.0), ((3840, 2160), 1.0)])
def test_every_size_and_language_shows_both(screen: Driver, size: tuple[int, int], scale: float) -> None:
    screen.app.settings.set("interface", "text_scale", scale)
    screen.app.settings.set("interface", "language", "zh_CN")
    screen.app.settings.set("interface", "theme", "light")
    screen.quick.resize(*size)
    screen.run(0.15)
    for name in ("side0", "side1", "video1", "curves"):
        item = screen.find(name)
        assert item.width() > 150
        assert item.mapToScene(item.boundingRect().topRight()).x() <= size[0]
    assert screen.shows("眨眼后")
