"""What the template of a patient's report needs: texts, and figures as SVG."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tfcollab.exam.frame import Eye
from tfcollab.exam.result import TimeKind
from tfcollab.report import page_texts, patient_texts
from tfcollab.report.curve_plot import curve_svg
from tfcollab.report.gathered import EyeFindings, Gathered, HeldMeasurement, HeldRecording
from tfcollab.report.logo import logo_svg
from tfcollab.report.map_plot import legend_svg, map_svg
from tfcollab.report.page_data import curve_alt, map_alt, picture_form
from tfcollab.report.patient_content import Edition
from tfcollab.report.trend_plot import trend_svg
from tfcollab.store.history import EyeAtVisit

_MOST_WARNINGS = 6
#: of the name in the running head: wide letters leave room for no more
_HEAD_LETTERS = 36


def pages(found: Gathered, edition: Edition, content: Mapping[str, Any]) -> dict[str, Any]:
    """Plain data for JSON; foreign text in it is cleaned, and stays data in the template."""
    clinic = found.clinic.clinic
    name, address = patient_texts.clinic_texts(clinic)
    data = found.patient.data
    patient = patient_texts.on_page(data.name if data else "", _HEAD_LETTERS)
    eyes = patient_texts.eyes_text(list(found.exam or found.histories))
    what = f"{'Examination' if found.visit else 'Follow-up'} · {eyes}"
    return {
        "title": f"Tear film break-up · {what} · {patient}",
        "running_head": f"{patient} · {what} · version {edition.number} ({edition.state})",
        "what": what,
        "intended_use": page_texts.INTENDED_USE,
        "paper": str(clinic.paper),
        "clinic": {"name": name, "address": address},
        "logo": None
        if clinic.logo is None
        else {"svg": logo_svg(clinic.logo), "alt": f"Logo of {name or 'the clinic'}"},
        "state": patient_texts.state_line(edition),
        "signed": edition.state == "signed",
        "amendment": patient_texts.amendment_line(edition),
        "patient": patient_texts.patient_pairs(found),
        "eyes": [_panel(eye, held) for eye, held in found.exam.items()],
        "map_legend": legend_svg(),
        "between": patient_texts.between_sentence(found),
        "details": [_detail(held, len(eye.recordings) > 1) for eye in found.exam.values() for held in eye.recordings],
        "trends": [] if found.visit else [_trend(eye, history, found) for eye, history in found.histories.items()],
        "limit_note": patient_texts.limit_note(found),
        "questionnaires": patient_texts.questionnaire_rows(found),
        "questionnaire_sources": patient_texts.questionnaire_sources(found),
        "censoring": page_texts.censoring_statement(),
        "cutoff": _cutoffs(found),
        "witness_note": page_texts.witness_note(),
        "provenance": patient_texts.source_pairs(found),
        "report_id": edition.report_id,
        "program_version": content["program_version"],
        "shortened": patient_texts.SHORTENED,
        "content": json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1),
    }


def _cutoffs(found: Gathered) -> str:
    results = (held.result for eye in found.exam.values() for held in eye.recordings)
    return " ".join(dict.fromkeys(page_texts.cutoff_statement(result) for result in results))


def _panel(eye: Eye, held: EyeFindings) -> dict[str, Any]:
    return {
        "heading": "Eye not stated" if eye is Eye.UNKNOWN else page_texts.EYES[eye],
        "summary": page_texts.repeats_pairs(held.at_visit.repeats),
        "few": page_texts.few_statement(held.at_visit.repeats),
        "change": patient_texts.change_sentence(held.at_visit),
        "rows": patient_texts.short_rows(held),
        "map": _map(eye, held),
    }


def _map(eye: Eye, held: EyeFindings) -> dict[str, str] | None:
    """The first that broke, or else the first that was timed; an excluded one only where there is no other."""
    rows = [(recording, row) for recording in held.recordings for row in recording.measurements]
    ranked = sorted(rows, key=lambda pair: (pair[1].excluded, _rank(pair[1])))
    if not ranked or _rank(ranked[0][1]) > 1:
        return None
    recording, row = ranked[0]
    number = patient_texts.row_number(recording, row, len(held.recordings) > 1)
    program = "" if row.original is None else " (the program's map; the time was corrected)"
    return {
        "svg": map_svg(row.measurement.map, eye),
        "alt": f"Break-up map of measurement {number}. {map_alt(row.measurement.map, eye)}",
        "caption": f"Measurement {number}: {row.measurement.first_breakup.text()}{program}",
    }


def _rank(row: HeldMeasurement) -> int:
    return (TimeKind.MEASURED, TimeKind.CENSORED, TimeKind.START_NOT_SEEN).index(row.measurement.first_breakup.kind)


def _detail(held: HeldRecording, several: bool) -> dict[str, Any]:
    shown = replace(held.result, measurements=tuple(row.measurement for row in held.measurements))
    eye = patient_texts.eyes_text([shown.eye])
    warnings = [page_texts.clean(warning) for warning in shown.warnings]
    rows = page_texts.measurement_rows(shown)
    for row, of in zip(rows, held.measurements, strict=True):
        row[-1] = patient_texts.standing(of)
    by_number = {row.measurement.number: row for row in held.measurements}
    pictures = [(by_number[number], picture) for number, picture in held.shown.pictures]
    return {
        "heading": f"{eye}, recording {held.number}: {patient_texts.on_page(shown.source.name, 80)}",
        "recording": page_texts.recording_pairs(shown, "")[2:4],
        "curve": {"svg": curve_svg(shown), "alt": curve_alt(shown)},
        "pictures": [
            picture_form(picture, row.measurement, patient_texts.row_number(held, row, several))
            for row, picture in pictures
        ],
        "pictures_missing": held.shown.missing,
        "measurements": rows,
        "quality": page_texts.quality_rows(shown),
        "blinks": page_texts.blink_summary(shown.blinks),
        "warnings": warnings[:_MOST_WARNINGS],
        "more_warnings": max(0, len(warnings) - _MOST_WARNINGS),
    }


def _trend(eye: Eye, history: tuple[EyeAtVisit, ...], found: Gathered) -> dict[str, Any]:
    numbers = patient_texts.visit_numbers(found)
    medians = "; ".join(f"visit {numbers[visit.visit_id]} {visit.repeats.median_text()}" for visit in history)
    return {
        "heading": "Eye not stated" if eye is Eye.UNKNOWN else page_texts.EYES[eye],
        "svg": trend_svg(history, found.visits),
        "alt": f"Median first break-up time of each visit: {medians}.",
        "single": len(history) == 1,
        "rows": patient_texts.trend_rows(history, numbers),
    }
