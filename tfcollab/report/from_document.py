"""A result back from the document that tfcollab.report.document made of it.

Lost on the way are the cells of single frames and digits beyond the sixth.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.frame_log import FrameLog
from tfcollab.exam.provenance import ModelStamp, Provenance, Source
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import (
    Blink,
    BlinkKind,
    BreakupInterval,
    BreakupMap,
    BreakupTime,
    EndReason,
    Measurement,
    Quality,
    RecordingResult,
    TimeKind,
    Witness,
)
from tfcollab.exam.settings import ClinicalSettings

Part = Mapping[str, Any]


def from_document(document: Part) -> RecordingResult:
    """The result of a document of version 1, whole: it was checked when it was saved."""
    frames = FrameLog()
    for frame in document["frames"]:
        frames.append(_frame(frame))
    origin, measurements = document["provenance"], tuple(map(_measurement, document["measurements"]))
    source = document["source"] | {"gaps": tuple((start_s, end_s) for start_s, end_s in document["source"]["gaps"])}
    return RecordingResult(
        source=Source(**source),
        eye=Eye(document["eye"]),
        settings=ClinicalSettings(**document["settings"]),
        provenance=Provenance(**origin | {"models": tuple(ModelStamp(**model) for model in origin["models"])}),
        frames=frames,
        blinks=tuple(_blink(blink) for blink in document["blinks"]),
        measurements=measurements,
        repeats=summarise(measurements),
        warnings=tuple(document["warnings"]),
    )


def _frame(frame: Part) -> FrameRecord:
    chances, rings = frame["probabilities"], frame["rings"]
    return FrameRecord(
        index=frame["index"],
        time_s=frame["time_s"],
        frame_class=FrameClass(frame["class"]),
        probabilities=(chances["clear"], chances["closed"], chances["broken"], chances["blur"]),
        rings=None if rings is None else Rings(Box(*rings["outside"]), _box(rings["middle"]), _box(rings["inside"])),
        area_pct=frame["area_pct"],
        irregular_pct=frame["irregular_pct"],
    )


def _box(numbers: list[float] | None) -> Box | None:
    return None if numbers is None else Box(*numbers)


def _blink(blink: Part) -> Blink:
    return Blink(**{**blink, "kind": None if blink["kind"] is None else BlinkKind(blink["kind"])})


def _measurement(held: Part) -> Measurement:
    same = {name: held[name] for name in _SAME}
    return Measurement(
        **same,
        end_reason=EndReason(held["end_reason"]),
        first_breakup=_time(held["first_breakup"]),
        map=_map(held["map"]),
        quality=Quality(**held["quality"] | {"reasons": tuple(held["quality"]["reasons"])}),
        breakup_interval=_interval(held["breakup_interval"]),
        witness=_witness(held["witness"]),
    )


#: fields of a measurement that are in the document as they are
_SAME = (
    *("number", "start_s", "end_s", "start_frame", "end_frame", "first_breakup_frame", "largest_area_frame"),
    *("average_breakup_s", "a3f_s", "area_at_first_pct", "area_at_end_pct", "growth_pct_per_s", "below_cutoff"),
    "preceding_blink",
)


def _time(time: Part) -> BreakupTime:
    return BreakupTime(TimeKind(time["kind"]), time["seconds"])


def _interval(held: Part | None) -> BreakupInterval | None:
    return None if held is None else BreakupInterval(_time(held["earliest"]), _time(held["latest"]))


def _witness(held: Part) -> Witness | None:
    if held["map"] is None:
        return None
    return Witness(_time(held["first_breakup"]), _map(held["map"]), held["judged_from_s"], held["disagreement"])


def _map(held: Part) -> BreakupMap:
    cells = np.array([[_cell(cell) for cell in annulus] for annulus in held["cells"]], np.float64)
    return BreakupMap(cells, {name: _cell(cell) for name, cell in held["quadrants"].items()})


def _cell(cell: float | str) -> float:
    return {"not seen": math.nan, "stable": math.inf}[cell] if isinstance(cell, str) else cell
