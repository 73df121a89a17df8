from dataclasses import replace

import pytest

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, FrameClass, FrameRecord
from tfcollab.exam.protocol import Protocol, counts
from tfcollab.exam.result import BreakupTime, EndReason, Measurement, TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer


def measured(open_s: float, step_s: float = 0.1, closed_frames: int = 3) -> Measurement:
    """The one measurement of a recording: a blink, open_s without a break-up, a blink."""
    timer = BreakupTimer(ClinicalSettings(), Eye.OD, (640, 480))
    shown = [FrameClass.CLOSED] * closed_frames + [FrameClass.CLEAR] * round(open_s / step_s)
    for index, kind in enumerate([*shown, *[FrameClass.CLOSED] * closed_frames, FrameClass.CLEAR]):
        timer.push(FrameRecord(index, index * step_s, kind, (1, 0, 0, 0)))
    (found,) = timer.measurements
    return found


@pytest.mark.parametrize(("open_s", "asked_for"), [(1.2, False), (1.9, False), (2.0, True), (6.0, True)])
def test_an_early_blink_without_a_break_up_belongs_to_the_blinks_that_were_asked_for(
    open_s: float, asked_for: bool
) -> None:
    assert counts(measured(open_s), Protocol(settle_s=2.0)) is asked_for


def test_a_blink_of_a_single_frame_ends_the_measurement_too() -> None:
    assert counts(measured(4.0, closed_frames=1), Protocol())


def test_an_early_break_up_counts_and_so_does_the_time_limit() -> None:
    early = measured(1.2)
    broke = replace(early, first_breakup=BreakupTime(TimeKind.MEASURED, 0.4))
    assert counts(broke, Protocol())
    assert counts(replace(early, end_reason=EndReason.TIME_LIMIT), Protocol())


def test_an_interval_whose_start_was_not_seen_never_counts() -> None:
    unseen = replace(measured(6.0), first_breakup=BreakupTime(TimeKind.START_NOT_SEEN))
    assert not counts(unseen, Protocol())


@pytest.mark.parametrize("wrong", [{"measurements": 0}, {"rest_s": -1.0}, {"blinks": 2.5}, {"settle_s": "two"}])
def test_a_protocol_out_of_its_range_is_refused_by_name(wrong: dict[str, float]) -> None:
    with pytest.raises(UserError, match=next(iter(wrong))):
        Protocol(**wrong).check()  # type: ignore[arg-type]
