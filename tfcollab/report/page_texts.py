"""Every word and figure of the report's tables, as text; the template only places them."""

import unicodedata
from collections.abc import Sequence
from statistics import median

from tfcollab.exam.blinks import interblink_intervals_s
from tfcollab.exam.cutoff import cutoff_text
from tfcollab.exam.frame import Eye
from tfcollab.exam.provenance import Looks, ModelStamp
from tfcollab.exam.result import (
    Blink,
    BlinkKind,
    Measurement,
    Patient,
    RecordingResult,
    Repeats,
    TimeKind,
    seconds_text,
)

INTENDED_USE = "Research use and decision support; not a cleared medical device."
EYES = {Eye.OD: "OD (right eye)", Eye.OS: "OS (left eye)", Eye.UNKNOWN: "not stated"}
NONE = "–"

#: invisible, and part of how Arabic, Persian and Indian names are written: (non-)joiners and marks of direction
_JOINERS = "\u200c\u200d\u200e\u200f\u061c"

Pairs = list[tuple[str, str]]
Rows = list[list[str]]


def clean(text: str) -> str:
    """Foreign text on one line, without characters that are not printable (controls, bidirectional overrides).

    Right-to-left text is isolated, so that it does not reorder what stands beside it.
    """
    plain = " ".join("".join(char if char.isprintable() or char in _JOINERS else " " for char in text).split())
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in plain):
        return f"\u2068{plain}\u2069"
    return plain


def shortened(text: str, length: int) -> str:
    """At most `length` characters, with the middle left out: both ends of a file name matter."""
    if len(text) <= length:
        return text
    head = (length - 1) // 2
    return f"{text[:head]}…{text[len(text) - (length - 1 - head) :]}"


def number(value: float | None, digits: int, unit: str = "") -> str:
    """A figure with its unit, or a dash."""
    return NONE if value is None else f"{value:.{digits}f}{unit}".replace("-", "−")


def patient_pairs(patient: Patient | None) -> Pairs:
    """Label and value; empty without a patient, and a field left empty says so."""
    if patient is None or not (patient.patient_id or patient.name or patient.birth_date):
        return []
    fields = (("Name", patient.name), ("Patient ID", patient.patient_id), ("Date of birth", patient.birth_date))
    return [(label, clean(value) or "not stated") for label, value in fields]


def recording_pairs(result: RecordingResult, created: str) -> Pairs:
    source = result.source
    rate = f", {(source.frames - 1) / source.duration_s:.1f} frames/s" if source.duration_s > 0 else ""
    return [
        ("Eye", EYES[result.eye]),
        ("Recording", clean(source.name)),
        ("Length", f"{source.duration_s:.1f} s, {source.frames} frames{rate}"),
        ("Format", clean(f"{source.width} × {source.height}, {source.codec}")),
        ("Report made", created),
    ]


def repeats_pairs(repeats: Repeats) -> Pairs:
    """Summary of all measurements; a median that is a bound is written as one."""
    spread = f" ± {repeats.spread_s:.1f} s (SD)" if repeats.spread_s is not None else ""
    if repeats.mean_s is not None:
        mean = f"{seconds_text(repeats.mean_s)}{spread}"
    else:
        mean = "none (censored)" if repeats.censored else NONE
    return [
        ("Median first break-up time", repeats.median_text()),
        ("Mean", mean),
        ("Acceptable", f"{repeats.acceptable} of {repeats.timed}"),
        ("Measured", str(repeats.measured)),
        ("Censored", str(repeats.censored)),
        ("Start not seen", str(repeats.start_not_seen)),
        *([("Rejected by a person", str(repeats.rejected))] if repeats.rejected else []),
    ]


def few_statement(repeats: Repeats) -> str:
    """Says so where there are fewer measurements than the protocol asks for; else empty."""
    few = "Fewer than three measurements: the protocol asks for three of an eye."
    return few if repeats.fewer_than_three else ""


def correction_lines(result: RecordingResult) -> list[str]:
    """One line for each correction by a person, oldest first."""
    return [
        f"Corrected by a person{f' ({clean(each.who)})' if each.who else ''}: "
        f"{each.change.text()}. Why: {clean(each.why)}"
        for each in result.corrections
    ]


def measurement_rows(result: RecordingResult) -> Rows:
    return [_measurement_row(measurement, result) for measurement in result.measurements]


def _measurement_row(measurement: Measurement, result: RecordingResult) -> list[str]:
    breakup = measurement.map
    return [
        str(measurement.number),
        f"{measurement.start_s:.2f}–{measurement.end_s:.2f} s",
        str(measurement.end_reason),
        f"{measurement.first_breakup.text()}\n{measurement.interval_text()}".rstrip(),
        number(measurement.average_breakup_s, 1, " s"),
        f"{breakup.broken_cells} of {breakup.seen_cells}" if breakup.seen_cells else NONE,
        number(measurement.a3f_s, 1, " s"),
        number(measurement.area_at_first_pct, 1, " %"),
        number(measurement.area_at_end_pct, 1, " %"),
        number(measurement.growth_pct_per_s, 2, " %/s"),
        cutoff_text(measurement, result.settings),
        str(measurement.decision or ("acceptable" if measurement.quality.acceptable else "not acceptable")),
    ]


def quality_rows(result: RecordingResult) -> Rows:
    return [
        [
            str(measurement.number),
            "acceptable" if quality.acceptable else "not acceptable: " + clean("; ".join(quality.reasons)),
            measurement.witness_text(),
            f"{100 * quality.blur_share:.0f} %",
            f"{100 * quality.coverage:.0f} %",
            number(quality.decentration, 2),
            f"{100 * quality.dropped_share:.0f} %",
            _blink_before(measurement, result.blinks),
        ]
        for measurement in result.measurements
        for quality in (measurement.quality,)
    ]


def witness_note() -> str:
    return (
        "By rings alone: first break-up time from the regularity of the rings, compared with the first frames after "
        "the blink, without the nets. Where the two times disagree, look at the pictures."
    )


def _blink_before(measurement: Measurement, blinks: Sequence[Blink]) -> str:
    if measurement.preceding_blink is None:
        return "none seen"
    return _completeness(blinks[measurement.preceding_blink])


def _completeness(blink: Blink) -> str:
    return {True: "complete", False: "incomplete", None: "not known"}[blink.complete]


def blink_rows(blinks: Sequence[Blink]) -> Rows:
    opened_s = [None, *interblink_intervals_s(blinks)]
    return [
        [
            str(count),
            number(blink.start_s, 2, " s"),
            "cut off" if blink.duration_s is None else number(blink.duration_s, 2, " s"),
            NONE if blink.kind is None else str(blink.kind),
            _completeness(blink),
            number(open_s, 1, " s"),
        ]
        for count, (blink, open_s) in enumerate(zip(blinks, opened_s, strict=False), start=1)
    ]


def blink_summary(blinks: Sequence[Blink]) -> str:
    """Count, median duration and interval, and how many were long, in one sentence."""
    if not blinks:
        return "No blink in this recording."
    parts = [f"{len(blinks)} blink{'s' if len(blinks) > 1 else ''}"]
    durations_s = [blink.duration_s for blink in blinks if blink.duration_s is not None]
    if durations_s:
        parts.append(f"median duration {median(durations_s):.2f} s")
    if len(blinks) > 1:
        parts.append(f"median interval {median(interblink_intervals_s(blinks)):.1f} s")
    kinds = [blink.kind for blink in blinks]
    parts += [f"{kinds.count(kind)} {kind}" for kind in (BlinkKind.EXTENDED, BlinkKind.SUPER_EXTENDED) if kind in kinds]
    incomplete = sum(blink.complete is False for blink in blinks)
    return "; ".join([*parts, *([f"{incomplete} incomplete"] if incomplete else [])]) + "."


def cutoff_statement(result: RecordingResult) -> str:
    settings = result.settings
    return (
        f"Cut-off: a first break-up time below {settings.cutoff_s:g} s is marked as below the cut-off. "
        f"Source: {clean(settings.cutoff_source)}. A value below the cut-off is not a diagnosis."
    )


def censoring_statement() -> str:
    return (
        "“> t s” is a censored time: no break-up was seen until t, when the interval ended or the view was lost; "
        "the true time is longer. “Start not seen”: the recording began with the eye open, so no time can be given. "
        "In brackets the earliest and the latest plausible time: “to > t”, a break-up that was nowhere sure until t; "
        "“possibly from t”, signs of one that were too weak to count."
    )


def settings_text(result: RecordingResult) -> str:
    s = result.settings
    parts = (
        f"a break-up counts when it lasts {s.persistence_s:g} s in {100 * s.min_broken_share:g} % of the sharp frames",
        f"a sharp frame holds one from a probability of {s.broken_probability:g}, {s.min_sure_frames} of its frames "
        f"from {s.sure_probability:g}; for the earliest and the latest time from {s.earliest_probability:g} and "
        f"{s.latest_probability:g}",
        f"it began when the first of its cells broke, up to {s.onset_within_s:g} s before",
        f"a cell has broken from {100 * s.cell_broken_share:g} % of its area",
        f"map of {s.annuli} × {s.sectors} cells, each seen in {100 * s.min_cell_seen_share:g} % of the sharp frames",
        f"time limit {s.time_limit_s:g} s",
        f"what looks broken in the first {s.standing_s:g} s after the opening does not count",
        f"closures from {s.min_closure_s:g} s and probability {s.min_closed_probability:g}",
        f"intervals from {s.min_interval_s:g} s",
        f"A3F-BUT: second break-up within {s.a3f_second_within_s:g} s",
        f"blinks extended above {s.extended_blink_s:g} s, super-extended above {s.super_extended_blink_s:g} s",
        f"a gap is a step above {s.gap_factor:g} median steps",
        f"rings alone: break-up from {s.witness_area_pct:g} % of the area judged, said of measurements judged in "
        f"{100 * s.min_judged_share:g} % of the sharp frames; disagreement above {s.disagree_s:g} s and "
        f"{100 * s.disagree_share:g} %",
        f"quality limits: blur {100 * s.max_blur_share:g} %, rings seen {100 * s.min_coverage:g} %, off centre "
        f"{s.max_decentration:g}, dropped {100 * s.max_dropped_share:g} %, unseen {s.max_unseen_s:g} s, "
        f"rings {s.min_ring_spacing_px:g} pixels apart, standing marks {s.max_standing_pct:g} %",
    )
    return "; ".join(parts)


_LOOKS = {
    Looks.ADAPTIVE: "the class is read at once after every change of the picture, and again within 0.15 s; rings and "
    "break-up in every frame, but of 30 a second and more in every other one while nothing happens",
    Looks.EVERY: "the class, rings and break-up are read in every frame",
}


def provenance_pairs(result: RecordingResult) -> Pairs:
    origin = result.provenance
    models = [
        f"{m.task}: {m.name} {m.version} {m.precision} (SHA-256 {m.sha256[:12]}…{_options(m)})" for m in origin.models
    ]
    note = f" ({clean(origin.provider_note)})" if origin.provider_note else ""
    return [
        ("Program", f"TF-Collab {origin.program_version}"),
        ("Models", clean("; ".join(models)) or NONE),
        ("Learned from", clean(learned_from(origin.models)) or NONE),
        ("Provider", clean(origin.provider) + note),
        ("Frames", _LOOKS[origin.looks]),
        ("Recording SHA-256", result.source.sha256),
        ("Thresholds", settings_text(result)),
    ]


def _options(model: ModelStamp) -> str:
    parts = [f"; {name} from {value:.3g}" for name, value in sorted(model.thresholds.items())]
    return "".join([*parts, *([f"; crop {model.crop_margin:g} × rings"] if model.crop_margin is not None else [])])


def learned_from(models: Sequence[ModelStamp]) -> str:
    """What the models say of their training, once where they say the same."""
    told: dict[str, list[str]] = {}
    for model in models:
        told.setdefault(shortened(model.training_data, 300), []).append(model.task)
    if len(told) == 1:
        return next(iter(told))
    return "; ".join(f"{', '.join(tasks)}: {text}" for text, tasks in told.items())


def shown_measurements(result: RecordingResult, most: int) -> list[Measurement]:
    """Those with a map worth looking at: the first that broke; where none did, the first that was timed."""
    broke = [m for m in result.measurements if m.first_breakup.kind is TimeKind.MEASURED]
    timed = [m for m in result.measurements if m.first_breakup.kind is TimeKind.CENSORED]
    return broke[:most] or timed[:1]
