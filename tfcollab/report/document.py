"""A recording's result as a JSON document, described by ui/report/result.schema.json.

Nothing in it can be mistaken: a censored time is an object that says so, a cell that stayed stable or was not seen is
a word, and NaN and infinity never occur. All that the clinical rules read in the frames is in, so that the result can
be measured again from it (document_reader.measured_again); pixels are not.
"""

import base64
import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import indent
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import Box, FrameClass, FrameRecord
from tfcollab.exam.frame_log import pack_cells
from tfcollab.exam.provenance import Source
from tfcollab.exam.result import (
    Blink,
    BreakupMap,
    BreakupTime,
    Measurement,
    Quality,
    RecordingResult,
    Repeats,
    TimeKind,
    Witness,
)
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.files import write_whole
from tfcollab.report import corrections_form
from tfcollab.resources import ui_dir

#: raised whenever a reader of the previous form would stumble
VERSION = 1


def to_document(result: RecordingResult) -> dict[str, Any]:
    """The whole result as plain dicts, lists, strings, bools, ints and finite floats (rounded to 6 decimals)."""
    return _without_frames(result) | {"frames": [_frame(record, result.settings) for record in result.frames]}


def _without_frames(result: RecordingResult) -> dict[str, Any]:
    return {
        "version": VERSION,
        "intended_use": "Research use and decision support; not a cleared medical device.",
        "source": _source(result.source),
        "eye": str(result.eye),
        "settings": asdict(result.settings),
        "provenance": {**asdict(result.provenance), "models": [asdict(model) for model in result.provenance.models]},
        "repeats": _repeats(result.repeats),
        "measurements": [_measurement(measurement) for measurement in result.measurements],
        "blinks": [_blink(blink) for blink in result.blinks],
        "warnings": list(result.warnings),
        "corrections": corrections_form.to_form(result.corrections),
    }


def write_json(result: RecordingResult, path: Path) -> None:
    """Write the document as UTF-8.

    Raises:
        UserError: the file cannot be written.
    """
    # a file name that is not valid Unicode reaches us as lone surrogates
    write_whole(path, (part.encode("utf-8", errors="replace") for part in _parts(result)))


def _parts(result: RecordingResult) -> Iterator[str]:
    """The document's text frame by frame, so that memory does not grow with their number."""
    yield _text(_without_frames(result)).removesuffix("\n}") + ',\n "frames": ['
    for number, record in enumerate(result.frames):
        yield ("\n" if number == 0 else ",\n") + indent(_text(_frame(record, result.settings)), "  ")
    yield "\n ]\n}\n" if result.frames else "]\n}\n"


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every document fulfils."""
    found: dict[str, Any] = json.loads((ui_dir() / "report" / "result.schema.json").read_text(encoding="utf-8"))
    return found


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _time(time: BreakupTime) -> dict[str, Any]:
    found = {"kind": str(time.kind), "seconds": _number(time.seconds), "text": time.text()}
    return found | {"by_hand": True} if time.by_hand else found


def _cell(time_s: float) -> float | str:
    if math.isnan(time_s):
        return "not seen"
    return "stable" if math.isinf(time_s) else round(float(time_s), 6)


def _map(breakup: BreakupMap) -> dict[str, Any]:
    return {
        "annuli": breakup.times_s.shape[0],
        "sectors": breakup.times_s.shape[1],
        "broken_cells": breakup.broken_cells,
        "seen_cells": breakup.seen_cells,
        "cells": [[_cell(time_s) for time_s in annulus] for annulus in breakup.times_s.tolist()],
        "quadrants": {name: _cell(time_s) for name, time_s in breakup.quadrants_s.items()},
    }


def _quality(quality: Quality) -> dict[str, Any]:
    return {
        "acceptable": quality.acceptable,
        "reasons": list(quality.reasons),
        "blur_share": _number(quality.blur_share),
        "coverage": _number(quality.coverage),
        "decentration": _number(quality.decentration),
        "dropped_share": _number(quality.dropped_share),
        "excluded_share": _number(quality.excluded_share),
    }


def _measurement(measurement: Measurement) -> dict[str, Any]:
    return {
        "number": measurement.number,
        "start_s": _number(measurement.start_s),
        "end_s": _number(measurement.end_s),
        "start_frame": measurement.start_frame,
        "end_frame": measurement.end_frame,
        "end_reason": str(measurement.end_reason),
        "first_breakup": _time(measurement.first_breakup),
        "breakup_interval": _interval(measurement),
        "first_breakup_frame": measurement.first_breakup_frame,
        "largest_area_frame": measurement.largest_area_frame,
        "average_breakup_s": _number(measurement.average_breakup_s),
        "a3f_s": _number(measurement.a3f_s),
        "area_at_first_pct": _number(measurement.area_at_first_pct),
        "area_at_end_pct": _number(measurement.area_at_end_pct),
        "growth_pct_per_s": _number(measurement.growth_pct_per_s),
        "below_cutoff": measurement.below_cutoff,
        "preceding_blink": measurement.preceding_blink,
        "quality": _quality(measurement.quality),
        "decision": None if measurement.decision is None else str(measurement.decision),
        "map": _map(measurement.map),
        "witness": _witness(measurement.witness),
    }


def _witness(witness: Witness | None) -> dict[str, Any]:
    not_judged = {"kind": "not judged", "seconds": None, "text": "not judged"}
    return {
        "first_breakup": not_judged if witness is None else _time(witness.first_breakup),
        "judged_from_s": None if witness is None else _number(witness.judged_from_s),
        "disagreement": "" if witness is None else witness.disagreement,
        "map": None if witness is None else _map(witness.map),
    }


def _interval(measurement: Measurement) -> dict[str, Any] | None:
    found = measurement.breakup_interval
    if found is None:
        return None
    ends = {"earliest": found.earliest, "latest": found.latest}
    bounds = {name: {"kind": str(time.kind), "seconds": _number(time.seconds)} for name, time in ends.items()}
    return {**bounds, "text": measurement.breakup_text()}


def _repeats(repeats: Repeats) -> dict[str, Any]:
    kind = str(TimeKind.CENSORED if repeats.median_is_bound else TimeKind.MEASURED)
    return {
        "measured": repeats.measured,
        "censored": repeats.censored,
        "start_not_seen": repeats.start_not_seen,
        "median": {
            "kind": "none" if repeats.median_s is None else kind,
            "seconds": _number(repeats.median_s),
            "text": repeats.median_text(),
        },
        "mean_s": _number(repeats.mean_s),
        "spread_s": _number(repeats.spread_s),
        "acceptable": repeats.acceptable,
        "rejected": repeats.rejected,
        "fewer_than_three": repeats.fewer_than_three,
    }


def _blink(blink: Blink) -> dict[str, Any]:
    return {
        "start_s": _number(blink.start_s),
        "end_s": _number(blink.end_s),
        "start_frame": blink.start_frame,
        "end_frame": blink.end_frame,
        "duration_s": _number(blink.duration_s),
        "kind": None if blink.kind is None else str(blink.kind),
        "complete": blink.complete,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        **asdict(source),
        "duration_s": _number(source.duration_s),
        "gaps": [[_number(start_s), _number(end_s)] for start_s, end_s in source.gaps],
    }


def _box(box: Box | None) -> list[float | None] | None:
    return None if box is None else [_number(v) for v in (box.x0, box.y0, box.x1, box.y1, box.confidence)]


def _cells(cells: NDArray[np.uint8] | None, settings: ClinicalSettings) -> str | None:
    return None if cells is None else base64.b64encode(pack_cells(cells, settings)).decode()


def _frame(record: FrameRecord, settings: ClinicalSettings) -> dict[str, Any]:
    rings = record.rings
    return {
        "index": record.index,
        "time_s": _number(record.time_s),
        "class": str(record.frame_class),
        "probabilities": {str(name): _number(p) for name, p in zip(FrameClass, record.probabilities, strict=True)},
        "rings": None
        if rings is None
        else {
            "outside": _box(rings.outside),
            "middle": _box(rings.middle),
            "inside": _box(rings.inside),
            "spacing_px": _number(rings.spacing_px),
        },
        "area_pct": _number(record.area_pct),
        "strict_area_pct": _number(record.strict_area_pct),
        "patch_probability": _number(record.patch_probability),
        "standing_pct": _number(record.standing_pct),
        "cells": _cells(record.cells, settings),
        "irregular_pct": _number(record.irregular_pct),
        "irregular_cells": _cells(record.irregular_cells, settings),
    }
