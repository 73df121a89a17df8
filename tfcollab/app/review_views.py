"""A result as plain maps for QML: codes and numbers; the words are on the screen's side."""

import math
from typing import Any

from tfcollab.app.review_open import Opened
from tfcollab.exam.breakup_map import quadrant_names
from tfcollab.exam.corrections import Change, Correction, ExcludeSpan, Judge, MoveBreakup
from tfcollab.exam.frame import FrameClass
from tfcollab.exam.result import BreakupMap, BreakupTime, Measurement, RecordingResult, Repeats


def opened_view(opened: Opened) -> dict[str, Any]:
    """id: in the exam record, where it is stored; path: of a recording alone. sides: codes of what lies above, right,
    below and left in the picture.
    """
    result, exam = opened.result, opened.exam
    return {
        "id": "" if exam is None else exam.recording_id,
        "path": str(opened.path) if exam is None else "",
        "name": opened.title,
        "eye": str(result.eye),
        "frames": len(result.frames),
        "durationS": result.frames[-1].time_s,
        "stored": exam is not None,
        "sides": list(quadrant_names(result.eye)),
        "cutoffS": result.settings.cutoff_s,
        "warnings": list(result.warnings),
        "width": result.source.width,
        "height": result.source.height,
    }


def time_view(time: BreakupTime) -> dict[str, Any]:
    return {"kind": str(time.kind), "seconds": time.seconds, "byHand": time.by_hand}


def measurement_view(found: Measurement) -> dict[str, Any]:
    interval = found.breakup_interval
    return {
        "number": found.number,
        "startS": found.start_s,
        "endS": found.end_s,
        "startFrame": found.start_frame,
        "endFrame": found.end_frame,
        "endReason": str(found.end_reason),
        "time": time_view(found.first_breakup),
        "earliest": None if interval is None else time_view(interval.earliest),
        "latest": None if interval is None else time_view(interval.latest),
        "breakupFrame": -1 if found.first_breakup_frame is None else found.first_breakup_frame,
        "pictureFrame": picture_frame(found),
        "averageS": found.average_breakup_s,
        "areaAtFirstPct": found.area_at_first_pct,
        "areaAtEndPct": found.area_at_end_pct,
        "growthPctPerS": found.growth_pct_per_s,
        "belowCutoff": found.below_cutoff,
        "acceptable": found.quality.acceptable,
        "reasons": list(found.quality.reasons),
        "excludedShare": found.quality.excluded_share,
        "decision": "" if found.decision is None else str(found.decision),
        "witness": None if found.witness is None else time_view(found.witness.first_breakup),
        "disagreement": "" if found.witness is None else found.witness.disagreement,
    }


def picture_frame(found: Measurement) -> int:
    """The frame that stands for a measurement: of its break-up, or in the middle where there is none."""
    return (
        (found.start_frame + found.end_frame) // 2 if found.first_breakup_frame is None else found.first_breakup_frame
    )


def repeats_view(repeats: Repeats) -> dict[str, Any]:
    return {
        "medianS": repeats.median_s,
        "isBound": repeats.median_is_bound,
        "measured": repeats.measured,
        "censored": repeats.censored,
        "rejected": repeats.rejected,
        "acceptable": repeats.acceptable,
        "meanS": repeats.mean_s,
        "spreadS": repeats.spread_s,
    }


def change_view(change: Change) -> dict[str, Any]:
    if isinstance(change, MoveBreakup):
        return {"change": "move", "measurement": change.measurement, "frame": change.frame}
    if isinstance(change, Judge):
        return {"change": str(change.decision), "measurement": change.measurement}
    return {
        "change": "exclude",
        "firstFrame": change.first_frame,
        "lastFrame": change.last_frame,
        "label": str(change.label),
    }


def correction_view(correction: Correction) -> dict[str, Any]:
    return {**change_view(correction.change), "who": correction.who, "why": correction.why}


def cell_view(found: BreakupMap, annulus: int, sector: int) -> dict[str, Any]:
    """kind: "broken" (with seconds), "stable" (seen, did not break) or "not seen"."""
    seconds = float(found.times_s[annulus, sector])
    if math.isnan(seconds):
        return {"kind": "not seen", "seconds": None}
    return {"kind": "stable", "seconds": None} if math.isinf(seconds) else {"kind": "broken", "seconds": seconds}


def frame_view(result: RecordingResult, frame: int) -> dict[str, Any]:
    """What was read in a frame, and where it stands in its measurement."""
    record = result.frames[frame]
    inside = next((one for one in result.measurements if one.start_frame <= frame <= one.end_frame), None)
    spans = [each.change for each in result.corrections if isinstance(each.change, ExcludeSpan)]
    held = next((span for span in spans if span.holds(frame)), None)
    return {
        "frame": frame,
        "timeS": record.time_s,
        "class": str(record.frame_class),
        "areaPct": record.area_pct,
        "irregularPct": record.irregular_pct,
        "measurement": 0 if inside is None else inside.number,
        "sinceS": None if inside is None else record.time_s - inside.start_s,
        "startSeen": inside is not None and inside.first_breakup.seconds is not None,
        "excluded": "" if held is None else str(held.label),
        "open": record.frame_class is not FrameClass.CLOSED,
    }
