import math
from xml.etree import ElementTree

import numpy as np
import pytest

from tfcollab.exam.breakup_map import quadrant_times
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import BreakupMap
from tfcollab.report import palette
from tfcollab.report.map_plot import legend_svg, map_svg

SVG = "{http://www.w3.org/2000/svg}"


def _map(eye):
    times_s = np.full((8, 24), np.inf)
    times_s[:, 4:8] = 3.0
    times_s[:, 22:] = np.nan
    return BreakupMap(times_s, quadrant_times(times_s, eye, 0.5))


def _texts(root):
    return [(node.text, float(node.get("x")), float(node.get("y"))) for node in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("eye", "right", "left"),
    [(Eye.OD, "nasal", "temporal"), (Eye.OS, "temporal", "nasal"), (Eye.UNKNOWN, "image right", "image left")],
)
def test_nose_follows_the_eye(eye, right, left):
    placed = {text: (x, y) for text, x, y in _texts(ElementTree.fromstring(map_svg(_map(eye), eye)))}
    assert placed[right][0] > 200
    assert placed[left][0] < 88
    assert placed["superior"][1] < 40
    assert placed["inferior"][1] > 200


def test_times_stand_beside_their_quadrant():
    texts = [text for text, *_ in _texts(ElementTree.fromstring(map_svg(_map(Eye.OD), Eye.OD)))]
    assert texts == ["superior", "stable", "nasal", "3.0 s", "inferior", "stable", "temporal", "stable"]


def test_broken_stable_and_unseen_cells_look_different():
    root = ElementTree.fromstring(map_svg(_map(Eye.OD), Eye.OD))
    fills = [path.get("fill") for path in root.iter(f"{SVG}path")]
    assert len(fills) == 8 * 24
    assert fills.count(palette.time_colour(3.0)) == 8 * 4
    assert fills.count("url(#hatch)") == 8 * 2
    assert fills.count(palette.STABLE) == 8 * 18


def test_cells_run_clockwise_from_noon():
    paths = [path.get("d") for path in ElementTree.fromstring(map_svg(_map(Eye.OD), Eye.OD)).iter(f"{SVG}path")]
    # first corner of annulus 7: sector 0 above the centre, sector 6 at its right
    x, y = (float(value) for value in paths[7 * 24].split("L")[0][1:].split())
    assert (x, y < 0) == (0, True)
    x, y = (float(value) for value in paths[7 * 24 + 6].split("L")[0][1:].split())
    assert x > 0
    assert y == pytest.approx(0, abs=0.01)


def test_colours_differ_in_lightness():
    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    steps = np.diff([lightness(colour) for _, colour in palette.TIME_CLASSES])
    assert (steps > 10).all()


@pytest.mark.parametrize(("time_s", "index"), [(0.0, 0), (1.99, 0), (2.0, 1), (9.99, 4), (10.0, 5), (24.0, 6)])
def test_time_classes_are_half_open(time_s, index):
    assert palette.time_colour(time_s) == palette.TIME_CLASSES[index][1]


def test_legend_names_all():
    texts = [text for text, *_ in _texts(ElementTree.fromstring(legend_svg()))]
    assert texts == ["0–2 s", "2–4 s", "4–6 s", "6–8 s", "8–10 s", "10–15 s", "≥ 15 s", "stable", "not seen"]
    assert math.isclose(palette.TIME_CLASSES[4][0] or 0, 10.0)
