"""Two ways to analyse a recording, beside each other."""

from dataclasses import replace

import numpy as np

from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.provenance import Provenance, Source
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import (
    Blink,
    BreakupMap,
    BreakupTime,
    EndReason,
    Measurement,
    Quality,
    RecordingResult,
    TimeKind,
)
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.training.run_differences import compare_runs, difference_lines, summarise_differences

RINGS = Rings(Box(100, 100, 200, 200))


def measurement(breakup_frame: int | None) -> Measurement:
    kind = TimeKind.CENSORED if breakup_frame is None else TimeKind.MEASURED
    return Measurement(
        number=1,
        start_s=0.2,
        end_s=3.0,
        start_frame=2,
        end_frame=29,
        end_reason=EndReason.BLINK,
        first_breakup=BreakupTime(kind, 1.0),
        first_breakup_frame=breakup_frame,
        largest_area_frame=None,
        average_breakup_s=None,
        a3f_s=None,
        area_at_first_pct=None,
        area_at_end_pct=None,
        growth_pct_per_s=None,
        map=BreakupMap(np.full((8, 24), np.nan), {}),
        quality=Quality(True, (), 0.0, 1.0, 0.0, 0.0),
        below_cutoff=None,
        preceding_blink=None,
    )


def run(breakup_frame: int | None = 12) -> RecordingResult:
    frames = tuple(FrameRecord(i, i / 10, FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0), RINGS) for i in range(30))
    return RecordingResult(
        source=Source("x.mkv", "0" * 64, 640, 480, 30, 3.0, "ffv1"),
        eye=Eye.OD,
        settings=ClinicalSettings(),
        provenance=Provenance("0", (), "cpu", ""),
        frames=frames,
        blinks=(Blink(0.0, 0.2, 0, 2, None, None, True),),
        measurements=(measurement(breakup_frame),),
        repeats=summarise(()),
    )


def with_frame(result: RecordingResult, index: int, frame: FrameRecord) -> RecordingResult:
    frames = list(result.frames)
    frames[index] = frame
    return replace(result, frames=tuple(frames))


def test_equal_runs_differ_in_nothing() -> None:
    summary = summarise_differences([compare_runs("x.mkv", run(), run()), compare_runs("y.mkv", None, None)])
    assert (summary["recordings"], summary["refused_by_one"]) == (2, 0)
    assert (summary["other_blinks"], summary["other_ends_or_kinds"], summary["details"]) == (0, 0, {})
    assert (summary["breakup_times"], summary["most_frames_between_breakup_times"], summary["least_iou"]) == (1, 0, 1.0)


def test_each_difference_is_counted_and_named() -> None:
    other_blinks = replace(run(), blinks=())
    moved = with_frame(run(), 5, replace(run().frames[5], rings=Rings(Box(110, 100, 210, 200))))
    blurred = with_frame(run(), 5, replace(run().frames[5], frame_class=FrameClass.BLUR, rings=None))
    differences = [
        compare_runs("late.mkv", run(), run(15)),
        compare_runs("censored.mkv", run(), run(None)),
        compare_runs("blinks.mkv", run(), other_blinks),
        compare_runs("moved.mkv", run(), moved),
        compare_runs("blurred.mkv", run(), blurred),
        compare_runs("refused.mkv", run(), None),
    ]
    summary = summarise_differences(differences)
    assert summary["most_frames_between_breakup_times"] == 3
    assert (summary["other_blinks"], summary["other_ends_or_kinds"], summary["refused_by_one"]) == (1, 1, 1)
    assert summary["frames_of_another_class_share"] == 1 / 150
    assert summary["rings_found_by_one_share"] == 1 / 150
    assert abs(summary["least_iou"] - 9 / 11) < 1e-9
    assert set(summary["details"]) == {"late.mkv", "censored.mkv", "blinks.mkv", "refused.mkv"}
    text = "\n".join(difference_lines(summary))
    assert "other blinks in 1" in text
    assert "at most 3 frames apart" in text


def test_how_far_closures_and_measurements_begin_and_end_apart() -> None:
    blink = replace(run().blinks[0], end_frame=3)
    later = replace(run(), blinks=(blink,), measurements=(replace(measurement(13), start_frame=3),))
    summary = summarise_differences([compare_runs("x.mkv", run(), later)])
    assert (summary["other_blinks"], summary["other_ends_or_kinds"], summary["details"]) == (0, 0, {})
    assert (summary["most_frames_between_edges"], summary["most_frames_between_breakup_times"]) == (1, 1)
    late = replace(run(), measurements=(replace(measurement(12), end_frame=25),))
    summary = summarise_differences([compare_runs("x.mkv", run(), late)])
    assert summary["details"] == {
        "x.mkv": "blinks the same, ends and kinds the same, their edges at most 4, break-up times [0] frames apart"
    }
    assert "begin and end at most 4 frames apart" in "\n".join(difference_lines(summary))


def test_a_frame_more_or_less_is_no_detail() -> None:
    assert summarise_differences([compare_runs("x.mkv", run(12), run(13))])["details"] == {}
