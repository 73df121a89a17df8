"""One recording analysed in two ways, beside each other: what is faster must not measure something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tfcollab.exam.frame import FrameRecord
from tfcollab.exam.result import Blink, Measurement, RecordingResult


@dataclass(frozen=True, slots=True)
class RunDifference:
    """One recording.

    refused: one of the two refused the recording, the other did not. blinks: whether both have as many closures, alike
    complete. ends: whether they have as many measurements, alike in their ends and kinds of time (measured, censored,
    start not seen). edge_frames: most frames between the beginnings or ends of the same closure or measurement, where
    their numbers are the same.
    but_frames: of each break-up time that both measured, how many frames lie between the two. classes: frames of
    another class. least_iou: of the outermost ring, over the frames in which both found it; 1 without any. one_found:
    frames in which one alone found it.
    """

    name: str
    frames: int
    refused: bool
    blinks: bool = True
    ends: bool = True
    edge_frames: int = 0
    but_frames: tuple[int, ...] = ()
    classes: int = 0
    least_iou: float = 1.0
    one_found: int = 0


def compare_runs(name: str, one: RecordingResult | None, other: RecordingResult | None) -> RunDifference:
    """None where a recording was refused as unmeasurable."""
    if one is None or other is None:
        return RunDifference(name, 0, one is not other)
    pairs = list(zip(one.frames, other.frames, strict=True))
    return RunDifference(
        name=name,
        frames=len(pairs),
        refused=False,
        blinks=_blinks(one) == _blinks(other),
        ends=_ends(one) == _ends(other),
        edge_frames=max(_edges(one.blinks, other.blinks), _edges(one.measurements, other.measurements)),
        but_frames=_breakup_frames(one, other),
        classes=sum(a.frame_class is not b.frame_class for a, b in pairs),
        least_iou=min((_iou(a, b) for a, b in pairs if a.rings and b.rings), default=1.0),
        one_found=sum((a.rings is None) != (b.rings is None) for a, b in pairs),
    )


def summarise_differences(differences: list[RunDifference]) -> dict[str, Any]:
    """All recordings together, ready for JSON. details: of those that differ by more than a frame."""
    buts = [frames for one in differences for frames in one.but_frames]
    total = sum(one.frames for one in differences)
    return {
        "recordings": len(differences),
        "refused_by_one": sum(one.refused for one in differences),
        "other_blinks": sum(not one.blinks for one in differences),
        "other_ends_or_kinds": sum(not one.ends for one in differences),
        "most_frames_between_edges": max((one.edge_frames for one in differences), default=0),
        "breakup_times": len(buts),
        "most_frames_between_breakup_times": max(buts, default=0),
        "frames_of_another_class_share": sum(one.classes for one in differences) / total if total else 0.0,
        "rings_found_by_one_share": sum(one.one_found for one in differences) / total if total else 0.0,
        "least_iou": min((one.least_iou for one in differences), default=1.0),
        "median_least_iou": median([one.least_iou for one in differences]) if differences else 1.0,
        "details": {
            one.name: f"blinks {_said(one.blinks)}, ends and kinds {_said(one.ends)}, their edges at most "
            f"{one.edge_frames}, break-up times {list(one.but_frames)} frames apart"
            for one in differences
            if one.refused or not (one.blinks and one.ends) or max(one.edge_frames, *one.but_frames, 0) > 1
        },
    }


def difference_lines(summary: dict[str, Any]) -> list[str]:
    """The summary as plain lines of text."""
    apart = summary["most_frames_between_breakup_times"]
    return [
        f"{summary['recordings']} recordings: other blinks in {summary['other_blinks']}, other ends or kinds of time "
        f"in {summary['other_ends_or_kinds']}, refused by one of the two {summary['refused_by_one']}",
        f"closures and measurements begin and end at most {summary['most_frames_between_edges']} frames apart",
        f"{summary['breakup_times']} break-up times, at most {apart} frames apart",
        f"frames of another class {100 * summary['frames_of_another_class_share']:.2f} %, rings found by one alone "
        f"{100 * summary['rings_found_by_one_share']:.2f} %, IoU of the outermost ring: least "
        f"{summary['least_iou']:.3f}, median of each recording's least {summary['median_least_iou']:.3f}",
        *(f"{name}: {text}" for name, text in summary["details"].items()),
    ]


def _blinks(result: RecordingResult) -> list[bool | None]:
    return [blink.complete for blink in result.blinks]


def _ends(result: RecordingResult) -> list[tuple[object, ...]]:
    return [(m.end_reason, m.first_breakup.kind) for m in result.measurements]


def _edges(ones: Sequence[Blink | Measurement], others: Sequence[Blink | Measurement]) -> int:
    if len(ones) != len(others):
        return 0
    pairs = zip(ones, others, strict=True)
    return max((max(abs(a.start_frame - b.start_frame), abs(a.end_frame - b.end_frame)) for a, b in pairs), default=0)


def _breakup_frames(one: RecordingResult, other: RecordingResult) -> tuple[int, ...]:
    if len(one.measurements) == len(other.measurements):
        pairs = list(zip(one.measurements, other.measurements, strict=True))
    else:
        found = {m.start_frame: m for m in other.measurements}
        pairs = [(m, found[m.start_frame]) for m in one.measurements if m.start_frame in found]
    frames = ((a.first_breakup_frame, b.first_breakup_frame) for a, b in pairs)
    return tuple(abs(a - b) for a, b in frames if a is not None and b is not None)


def _iou(one: FrameRecord, other: FrameRecord) -> float:
    assert one.rings is not None
    assert other.rings is not None
    return one.rings.outside.iou(other.rings.outside)


def _said(same: bool) -> str:
    return "the same" if same else "differ"
