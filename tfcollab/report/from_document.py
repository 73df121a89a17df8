"""A result back from the document that tfcollab.report.document made of it.

As it was told then, where document_reader.measured_again does so from its frames. Digits beyond the sixth are lost.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from tfcollab.exam.corrections import Decision
from tfcollab.exam.frame import Eye
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
from tfcollab.report.corrections_form import from_form
from tfcollab.report.document_reader import read_frames, read_provenance, read_source

Part = Mapping[str, Any]


def as_told(document: Part) -> RecordingResult:
    """The result of a document of version 1, whole: it was checked when it was saved."""
    settings = ClinicalSettings(**document["settings"])
    measurements = tuple(map(_measurement, document["measurements"]))
    return RecordingResult(
        source=read_source(document["source"]),
        eye=Eye(document["eye"]),
        settings=settings,
        provenance=read_provenance(document["provenance"]),
        frames=read_frames(document["frames"], settings),
        blinks=tuple(_blink(blink) for blink in document["blinks"]),
        measurements=measurements,
        repeats=summarise(measurements),
        warnings=tuple(document["warnings"]),
        corrections=from_form(document["corrections"]),
    )


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
        decision=None if held["decision"] is None else Decision(held["decision"]),
    )


#: fields of a measurement that are in the document as they are
_SAME = (
    *("number", "start_s", "end_s", "start_frame", "end_frame", "first_breakup_frame", "largest_area_frame"),
    *("average_breakup_s", "a3f_s", "area_at_first_pct", "area_at_end_pct", "growth_pct_per_s", "below_cutoff"),
    "preceding_blink",
)


def _time(time: Part) -> BreakupTime:
    return BreakupTime(TimeKind(time["kind"]), time["seconds"], time.get("by_hand", False))


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
