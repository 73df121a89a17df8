"""What the template needs: texts, and figures as SVG."""

import base64
from datetime import datetime
from typing import Any

from tfcollab.exam.breakup_map import quadrant_names
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import BreakupMap, Measurement, Patient, RecordingResult
from tfcollab.exam.settings import CLOCK_TOLERANCE_S
from tfcollab.report import page_texts as texts
from tfcollab.report.curve_plot import curve_svg
from tfcollab.report.key_frames import MOST_SHOWN, KeyFrame, KeyFrames, PictureKind
from tfcollab.report.map_plot import cell_text, legend_svg, map_svg

#: two pages hold so many; all of them are in the JSON and CSV files
_MOST_BLINKS, _MOST_WARNINGS = 8, 6


def page_data(
    result: RecordingResult, key_frames: KeyFrames, patient: Patient | None, created: datetime
) -> dict[str, Any]:
    """Plain data for JSON; foreign text in it is cleaned, and stays data in the template."""
    shown = texts.shown_measurements(result, MOST_SHOWN)
    blinks = texts.blink_rows(result.blinks)
    corrections = texts.correction_lines(result)
    warnings = [*corrections, *(texts.clean(warning) for warning in result.warnings)]
    # corrections are all told, however many there are
    most_warnings = max(_MOST_WARNINGS, len(corrections))
    name = texts.clean(result.source.name)
    patient_id = texts.clean(patient.patient_id) if patient else ""
    eye = "" if result.eye is Eye.UNKNOWN else f" · {result.eye}"
    return {
        "title": f"Tear film break-up · {texts.shortened(name, 60)}{eye}",
        "running_head": f"{texts.shortened(patient_id, 30) or 'no patient'} · {texts.shortened(name, 50)}{eye}",
        "intended_use": texts.INTENDED_USE,
        "patient": texts.patient_pairs(patient),
        "recording": texts.recording_pairs(result, created.strftime("%Y-%m-%d %H:%M %Z")),
        "repeats": texts.repeats_pairs(result.repeats),
        "few": texts.few_statement(result.repeats),
        "measurements": texts.measurement_rows(result),
        "censoring": texts.censoring_statement(),
        "cutoff": texts.cutoff_statement(result),
        "maps": [_map(measurement, result.eye) for measurement in shown],
        "map_legend": legend_svg(),
        "map_note": _map_note(shown, result),
        "curve": {"svg": curve_svg(result), "alt": curve_alt(result)},
        "pictures": [picture_form(picture, m, str(m.number)) for m in shown for picture in key_frames.of(m)],
        "quality": texts.quality_rows(result),
        "witness_note": texts.witness_note(),
        "blink_summary": texts.blink_summary(result.blinks),
        "blinks": blinks[:_MOST_BLINKS],
        "more_blinks": max(0, len(blinks) - _MOST_BLINKS),
        "warnings": warnings[:most_warnings],
        "more_warnings": max(0, len(warnings) - most_warnings),
        "provenance": texts.provenance_pairs(result),
    }


def _map_note(shown: list[Measurement], result: RecordingResult) -> str:
    parts = ["Seen as the camera sees the eye."]
    if result.eye is Eye.UNKNOWN:
        parts.append("Which eye it is was not stated, so that nasal and temporal cannot be told.")
    if len(shown) < len(result.measurements):
        numbers = ", ".join(str(measurement.number) for measurement in shown)
        parts.append(
            f"Shown here: no. {numbers} (of {len(result.measurements)} measurements); all maps are in the JSON file."
        )
    return " ".join(parts)


def _map(measurement: Measurement, eye: Eye) -> dict[str, str]:
    return {
        "svg": map_svg(measurement.map, eye),
        "alt": f"Break-up map of measurement {measurement.number}. {map_alt(measurement.map, eye)}",
        "caption": f"Measurement {measurement.number}: {measurement.first_breakup.text()}",
    }


def map_alt(breakup: BreakupMap, eye: Eye) -> str:
    """The map in words, for who cannot see it."""
    quadrants = ", ".join(f"{name} {cell_text(breakup.quadrants_s[name])}" for name in quadrant_names(eye))
    return f"{breakup.broken_cells} of {breakup.seen_cells} seen cells broke. Earliest break-up: {quadrants}."


def curve_alt(result: RecordingResult) -> str:
    """The curve in words, for who cannot see it."""
    areas_pct = [record.area_pct for record in result.frames if record.area_pct is not None]
    largest = f"largest {max(areas_pct):.1f} %" if areas_pct else "never read"
    times = "; ".join(f"measurement {m.number} {m.first_breakup.text()}" for m in result.measurements)
    return f"Break-up area over the time of the recording: {largest}. First break-up: {times or 'no measurement'}."


def picture_form(picture: KeyFrame, measurement: Measurement, number: str) -> dict[str, str]:
    """A picture with its words. number: as the report calls the measurement."""
    since_s = picture.time_s - measurement.start_s
    area = "" if picture.area_pct is None else f", {picture.area_pct:.1f} % of the rings"
    caption = f"Measurement {number}, {_kind(picture, measurement)}: {since_s:.1f} s after the blink{area}"
    image = base64.b64encode(picture.jpeg).decode()
    size = f'width="{picture.width}" height="{picture.height}"'
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {picture.width} {picture.height}">'
        f'<image {size} href="data:image/jpeg;base64,{image}"/></svg>',
        "alt": f"Frame {picture.frame} of the recording. {caption}. Break-up is drawn in orange.",
        "caption": caption,
    }


def _kind(picture: KeyFrame, measurement: Measurement) -> str:
    told_s = measurement.first_breakup.seconds
    is_first = picture.kind is PictureKind.FIRST_BREAKUP
    if is_first and (told_s is None or abs(picture.time_s - measurement.start_s - told_s) > CLOCK_TOLERANCE_S):
        return "first break-up as the program read it"
    return str(picture.kind)
