"""What the review shows: layers, the map, every size, theme and language."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import Driver, Open
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from recordings import Analysed
from reviewing import number_of_breakup, open_review, player

from tfcollab.exam.frame import FULLY_BROKEN


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


def test_a_blink_stands_in_the_timeline_from_top_to_bottom_and_a_partial_one_below(
    review: Driver, analysed: Analysed
) -> None:
    view = review.find("timelineView")
    (blink,) = [one for one in analysed.result.blinks if one.duration_s is not None][:1]
    timeline = review.app.review.timeline
    assert timeline.blinks == tuple((one.start_s, one.end_s, one.complete is False) for one in analysed.result.blinks)
    margin, seconds = view.property("axisMargin"), view.property("toS")
    x = margin + (blink.start_s + blink.end_s) / 2 / seconds * (view.width() - 2 * margin)
    place = view.mapToScene(QPointF(x, 0)).toPoint()
    top = place.y() + round(view.property("textPx") * 1.5) + 8

    def colour() -> str:
        return review.picture().pixelColor(place.x(), top).name()

    assert blink.complete
    assert colour() == "#4a5660"
    view.setProperty("timeline", replace(timeline, blinks=((blink.start_s, blink.end_s, True),)))
    assert colour() != "#4a5660"
