"""The independent witness's time, map and disagreement, by the rules of the nets."""

import numpy as np
import pytest

from tfcollab.exam.frame import FULLY_BROKEN, Eye, Frame, FrameClass, FrameRecord, FrameResult, Irregularity
from tfcollab.exam.result import BreakupTime, TimeKind, Witness
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer
from tfcollab.exam.witness import WitnessLog, disagreement

SETTINGS = ClinicalSettings()
UNBROKEN = BreakupTime(TimeKind.CENSORED, 4.9)


def reading(area_pct: float) -> Irregularity:
    """Irregular in the cells of the first annulus alone, if at all."""
    cells = np.zeros((SETTINGS.annuli, SETTINGS.sectors), np.uint8)
    if area_pct > 0:
        cells[0] = FULLY_BROKEN
    return Irregularity(cells, area_pct)


def record(time_s: float, read: Irregularity | None, frame_class: FrameClass = FrameClass.CLEAR) -> FrameRecord:
    frame = Frame(round(time_s * 10), time_s, np.zeros((1, 1), np.uint8))
    return FrameResult(frame, frame_class, (1.0, 0.0, 0.0, 0.0), irregularity=read).record()


def witnessed(areas_pct: list[float | None], nets: BreakupTime = UNBROKEN) -> Witness | None:
    """Ten frames a second from 2 s on; None is a frame that is not judged."""
    log = WitnessLog(SETTINGS)
    for index, area_pct in enumerate(areas_pct):
        log.add(record(2 + index / 10, None if area_pct is None else reading(area_pct)))
    return log.finish(Eye.OD, 2.0, nets)


def test_a_persisting_loss_of_regularity_is_a_breakup_time_with_a_map() -> None:
    found = witnessed([None] * 5 + [0.0] * 10 + [1.0] * 10)
    assert found is not None
    assert (found.first_breakup.kind, found.first_breakup.text()) == (TimeKind.MEASURED, "1.5 s")
    assert found.judged_from_s == pytest.approx(0.5)
    assert found.map.broken_cells == SETTINGS.sectors
    assert found.map.times_s[0] == pytest.approx(np.full(SETTINGS.sectors, 1.5))
    assert np.isinf(found.map.times_s[1:]).all()


def test_without_a_loss_the_time_is_censored_at_the_last_judged_frame() -> None:
    found = witnessed([None] * 5 + [0.0] * 20 + [None] * 3 + [1.0])
    assert found is not None
    assert found.first_breakup.text() == "> 2.4 s"
    assert found.map.broken_cells == 0


def test_frames_that_are_not_judged_neither_confirm_nor_cancel() -> None:
    alone = witnessed([None] * 3 + [0.0] * 10 + [1.0, None, None, None])
    bridged = witnessed([None] * 3 + [0.0] * 10 + [1.0, None, None, None, 1.0])
    assert alone is not None
    assert alone.first_breakup.kind is TimeKind.CENSORED
    assert bridged is not None
    assert bridged.first_breakup.text() == "1.3 s"


@pytest.mark.parametrize("areas_pct", [[None] * 20, [None] * 11 + [0.0] * 9, [None] * 2 + [1.0, 1.0]])
def test_where_too_little_was_judged_it_says_nothing(areas_pct: list[float | None]) -> None:
    assert witnessed(areas_pct) is None


def test_blurred_frames_do_not_count_against_it() -> None:
    log = WitnessLog(SETTINGS)
    for index in range(30):
        blurred = index % 3 > 0
        log.add(record(index / 10, None if blurred else reading(0), FrameClass.BLUR if blurred else FrameClass.CLEAR))
    assert log.finish(Eye.OD, 0.0, UNBROKEN) is not None


def test_a_start_not_seen_gives_no_time() -> None:
    found = witnessed([0.0] * 10 + [1.0] * 10, BreakupTime(TimeKind.START_NOT_SEEN))
    assert found is not None
    assert found.first_breakup.text() == "start not seen"
    assert (found.map.seen_cells, found.disagreement) == (0, "")


@pytest.mark.parametrize(
    ("nets", "witness", "differ"),
    [
        (("measured", 3.0), ("measured", 3.9), False),
        (("measured", 3.0), ("measured", 4.1), True),
        (("measured", 3.0), ("measured", 1.9), True),
        (("measured", 10.0), ("measured", 11.9), False),
        (("measured", 10.0), ("measured", 12.1), True),
        (("measured", 3.0), ("censored", 8.0), True),
        (("measured", 3.0), ("censored", 3.5), False),
        (("measured", 3.0), ("censored", 1.0), False),
        (("censored", 8.0), ("measured", 3.0), True),
        (("censored", 3.0), ("measured", 8.0), False),
        (("censored", 8.0), ("censored", 2.0), False),
        # the witness compares with the first 0.6 s, in which the film was broken already
        (("measured", 0.3), ("censored", 8.0), False),
    ],
)
def test_times_disagree_beyond_the_tolerance_alone(
    nets: tuple[str, float], witness: tuple[str, float], differ: bool
) -> None:
    times = [BreakupTime(TimeKind(kind), seconds) for kind, seconds in (nets, witness)]
    said = disagreement(times[0], times[1], 0.6, SETTINGS)
    assert bool(said) is differ
    if differ:
        assert said == f"first break-up by the nets {times[0].text()}, by the rings' regularity {times[1].text()}"


def test_a_disagreement_is_a_reason_of_the_quality_verdict() -> None:
    timer = BreakupTimer(SETTINGS, Eye.OD, (640, 480))
    timer.push(record(0.0, None, FrameClass.CLOSED))
    for index in range(60):
        timer.push(record(0.2 + index / 10, None if index < 5 else reading(1.0 if index >= 20 else 0.0)))
    (measurement,) = timer.finish().measurements
    assert measurement.first_breakup.kind is TimeKind.CENSORED
    assert measurement.witness_text() == "2.0 s"
    assert not measurement.quality.acceptable
    assert "first break-up by the nets > 5.9 s, by the rings' regularity 2.0 s" in measurement.quality.reasons
