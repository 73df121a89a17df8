"""Blinks: kinds, completeness, and closures that are none."""

import pytest

from tfcollab.exam.blinks import LidFilter, OpenBlink, blink_kind, interblink_intervals_s
from tfcollab.exam.frame import Box, FrameClass, FrameRecord, Rings
from tfcollab.exam.result import Blink, BlinkKind
from tfcollab.exam.settings import ClinicalSettings

SETTINGS = ClinicalSettings()
RINGS = Rings(Box(0, 0, 10, 10))


def record(
    index: int, fps: float, frame_class: FrameClass, rings: Rings | None = None, closed: float = 0.9
) -> FrameRecord:
    return FrameRecord(index, index / fps, frame_class, (0.0, closed, 0.0, 1.0 - closed), rings)


def decided(script: str, fps: float) -> str:
    """Signals of the frames that the filter lets through: c, u, x; y is a frame that is closed with 0.7."""
    lids = LidFilter(SETTINGS)
    classes = {"c": FrameClass.CLEAR, "u": FrameClass.BLUR, "x": FrameClass.CLOSED, "y": FrameClass.CLOSED}
    out = []
    for i, letter in enumerate(script):
        out += lids.push(record(i, fps, classes[letter], closed=0.7 if letter == "y" else 0.9))
    out += lids.finish()
    assert [each.index for each, _ in out] == list(range(len(script)))
    return "".join({"clear": "c", "blur": "u", "closed": "x"}[signal.value] for _, signal in out)


def test_a_closure_shorter_than_the_least_is_read_as_blur() -> None:
    assert decided("ccxcc", 60) == "ccucc"
    assert decided("ccxxcc", 60) == "ccxxcc"
    assert decided("ccxcc", 30) == "ccxcc"
    assert decided("xcc", 60) == "ucc"
    assert decided("xx", 60) == "xx"
    assert decided("ccxuxxxcxc", 60) == "ccuuxxxcuc"


def test_a_short_closure_in_which_nothing_is_surely_closed_is_read_as_blur() -> None:
    assert decided("ccyucc", 30) == "ccuucc"
    assert decided("ccyycc", 30) == "ccuucc"
    assert decided("ccyxcc", 30) == "ccxxcc"
    assert decided("ccyyycc", 30) == "ccxxxcc"
    assert decided("ccycc", 10) == "ccxcc"


@pytest.mark.parametrize(
    ("duration_s", "kind"),
    [
        (0.05, BlinkKind.NORMAL),
        (0.1, BlinkKind.NORMAL),
        (0.133, BlinkKind.EXTENDED),
        (0.5, BlinkKind.EXTENDED),
        (0.533, BlinkKind.SUPER_EXTENDED),
    ],
)
def test_a_blink_s_kind_follows_its_duration(duration_s: float, kind: BlinkKind) -> None:
    assert blink_kind(duration_s, SETTINGS) is kind


def blink(rings: list[Rings | None], from_start: bool = False, opens: bool = True) -> Blink:
    first, *others = [record(i, 30, FrameClass.CLOSED, each) for i, each in enumerate(rings)]
    closure = OpenBlink(first, from_start)
    for other in others:
        closure.add(other)
    return closure.finish(record(len(rings), 30, FrameClass.CLEAR, RINGS) if opens else None, SETTINGS)


def test_a_blink_is_complete_if_the_rings_were_once_covered() -> None:
    assert blink([RINGS, None, RINGS]).complete is True
    assert blink([RINGS, RINGS]).complete is False


def test_a_closure_seen_in_part_has_no_duration_and_is_not_called_incomplete() -> None:
    assert blink([RINGS], from_start=True).complete is None
    assert blink([RINGS], opens=False).complete is None
    cut = blink([RINGS, None], opens=False)
    assert (cut.duration_s, cut.kind, cut.complete) == (None, None, True)
    assert (cut.end_frame, cut.end_s) == (1, pytest.approx(1 / 30))


def test_intervals_between_blinks_run_from_opening_to_closing() -> None:
    blinks = [Blink(s, e, 0, 0, e - s, BlinkKind.NORMAL, True) for s, e in ((1.0, 1.2), (4.0, 4.1), (9.0, 9.5))]
    assert interblink_intervals_s(blinks) == pytest.approx([2.8, 4.9])
    assert interblink_intervals_s(blinks[:1]) == []
    assert interblink_intervals_s([]) == []
