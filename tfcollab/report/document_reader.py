"""A result back from its document, measured again from the frames in it."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.errors import UserError
from tfcollab.exam.corrections_apply import corrected
from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.frame_log import FrameLog, packed_bytes, unpack_cells
from tfcollab.exam.provenance import Looks, ModelStamp, Provenance, Source
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.corrections_form import from_form
from tfcollab.report.document import VERSION


def measured_again(document: Mapping[str, Any]) -> RecordingResult:
    """The result that a document of to_document tells, with its corrections.

    Raises:
        UserError: the document is of another form, or this program's rules would measure something else in its frames.
    """
    if document.get("version") != VERSION:
        raise UserError("The result is of a form that this TF-Collab does not know: analyse the recording again.")
    try:
        settings = ClinicalSettings(**{each.name: document["settings"][each.name] for each in fields(ClinicalSettings)})
        settings.check()
        uncorrected = RecordingResult(
            source=read_source(document["source"]),
            eye=Eye(document["eye"]),
            settings=settings,
            provenance=read_provenance(document["provenance"]),
            frames=read_frames(document["frames"], settings),
            blinks=(),
            measurements=(),
            repeats=summarise(()),
            warnings=tuple(document["warnings"]),
        )
        result = corrected(uncorrected, from_form(document["corrections"]))
        told = [(one["start_frame"], one["first_breakup"]["seconds"]) for one in document["measurements"]]
    except (KeyError, TypeError, ValueError):
        raise UserError("The result document cannot be read: analyse the recording again.") from None
    if not _same(told, [(one.start_frame, one.first_breakup.seconds) for one in result.measurements]):
        raise UserError(
            f"The result was measured by the rules of TF-Collab {result.provenance.program_version}, and this version "
            "measures differently: analyse the recording again."
        )
    return result


def _same(told: Sequence[tuple[int, float | None]], found: Sequence[tuple[int, float | None]]) -> bool:
    """Whether the same intervals have the same times; the document rounds them to a millionth."""
    if [frame for frame, _ in told] != [frame for frame, _ in found]:
        return False
    pairs = zip((s for _, s in told), (s for _, s in found), strict=True)
    return all(a == b or (a is not None and b is not None and abs(a - b) < 1e-4) for a, b in pairs)


def read_source(told: Mapping[str, Any]) -> Source:
    """Where the document's result comes from."""
    gaps = tuple((float(start_s), float(end_s)) for start_s, end_s in told["gaps"])
    return Source(**{**{each.name: told[each.name] for each in fields(Source)}, "gaps": gaps})


def read_provenance(told: Mapping[str, Any]) -> Provenance:
    """What computed the document's result."""
    models = tuple(ModelStamp(**{each.name: one[each.name] for each in fields(ModelStamp)}) for one in told["models"])
    # older documents do not say so
    looks = Looks(told.get("looks", Looks.EVERY))
    return Provenance(told["program_version"], models, told["provider"], told["provider_note"], looks)


def read_frames(told: Sequence[Mapping[str, Any]], settings: ClinicalSettings) -> FrameLog:
    """The frames of a document, analysed with these settings."""
    log = FrameLog(settings)
    for one in told:
        log.append(
            FrameRecord(
                index=one["index"],
                time_s=one["time_s"],
                frame_class=FrameClass(one["class"]),
                probabilities=tuple(one["probabilities"][str(name)] for name in FrameClass),
                rings=_rings(one["rings"]),
                cells=_cells(one["cells"], settings),
                area_pct=one["area_pct"],
                strict_area_pct=one["strict_area_pct"],
                patch_probability=one.get("patch_probability"),
                standing_pct=one.get("standing_pct"),
                irregular_cells=_cells(one["irregular_cells"], settings),
                irregular_pct=one["irregular_pct"],
            )
        )
    return log


def _rings(told: Mapping[str, Any] | None) -> Rings | None:
    if told is None:
        return None
    outside, middle, inside = (
        None if told[name] is None else Box(*told[name]) for name in ("outside", "middle", "inside")
    )
    if outside is None:
        raise ValueError("rings without the outermost one")
    # documents of before the spacing was measured lack it
    return Rings(outside, middle, inside, told.get("spacing_px"))


def _cells(told: str | None, settings: ClinicalSettings) -> NDArray[np.uint8] | None:
    if told is None:
        return None
    planes = base64.b64decode(told, validate=True)
    if len(planes) != packed_bytes(settings):
        raise ValueError("cells of another grid")
    return unpack_cells(planes, settings)
