from dataclasses import replace
from xml.etree import ElementTree

from tfcollab.report import palette
from tfcollab.report.curve_plot import curve_svg

SVG = "{http://www.w3.org/2000/svg}"


def _root(result):
    return ElementTree.fromstring(curve_svg(result))


def _lines(root):
    return [
        [tuple(float(v) for v in point.split(",")) for point in node.get("points").split()]
        for node in root.iter(f"{SVG}polyline")
    ]


def test_curve_has_holes_where_nothing_was_read(typical):
    # four open intervals, one of them parted by blur
    assert len(_lines(_root(typical.result))) == 5


def test_labels_carry_the_censoring(typical):
    texts = [node.text for node in _root(typical.result).iter(f"{SVG}text")]
    assert {"1: start not seen", "2: 5.2 s", "3: > 8.3 s", "4: 3.1 s"} <= set(texts)


def test_breakup_mark_stands_at_its_time(typical):
    marks = [
        float(node.get("x1"))
        for node in _root(typical.result).iter(f"{SVG}line")
        if node.get("stroke") == palette.ACCENT and node.get("x1") == node.get("x2")
    ]
    # 604 units for the recording's 26.1 s, from 28
    expected = [28 + 604 * (start_s + but_s) / 26.1 for start_s, but_s in ((2.2, 5.2), (20.55, 3.1))]
    assert len(marks) == 2
    assert all(abs(mark - x) < 0.1 for mark, x in zip(marks, expected, strict=True))


def test_thinning_keeps_the_largest_area(typical):
    few = typical.result
    longest = max((record for record in few.frames if record.area_pct), key=lambda record: record.area_pct)
    many = replace(few, frames=tuple(record for record in few.frames for _ in range(10)))
    points = [point for line in _lines(_root(many)) for point in line]
    assert len(points) < 1300
    # the axis ends at 10 %, 92 units above 128
    assert abs(min(y for _, y in points) - (128 - 9.2 * longest.area_pct)) < 0.1


def test_recording_without_a_reading_says_so(reader):
    root = _root(reader([("closed", 1.0)]).result)
    assert _lines(root) == []
    assert "no frame could be read" in [node.text for node in root.iter(f"{SVG}text")]


def test_many_measurements_are_marked_without_labels(reader):
    root = _root(reader([("closed", 0.2), ("clear", 1.0)] * 8).result)
    assert not [node.text for node in root.iter(f"{SVG}text") if ": " in (node.text or "")]
