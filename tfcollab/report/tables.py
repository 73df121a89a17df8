"""CSV tables: one row a frame, one row a measurement.

A column that holds a break-up time holds measured ones alone: a censored time has a column of its own, and a text.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tfcollab.csv_cells import Value, csv_lines
from tfcollab.exam.frame import FrameClass, FrameRecord
from tfcollab.exam.result import BreakupTime, Measurement, RecordingResult, TimeKind
from tfcollab.files import write_whole

FRAME_COLUMNS = (
    "frame",
    "time_s",
    "class",
    *(f"p_{name}" for name in FrameClass),
    "area_pct",
    "standing_pct",
    "irregular_pct",
    "outside_x0_px",
    "outside_y0_px",
    "outside_x1_px",
    "outside_y1_px",
    "outside_confidence",
    "ring_spacing_px",
    "measurement",
    "since_start_s",
)

MEASUREMENT_COLUMNS = (
    "recording",
    "eye",
    "measurement",
    "start_s",
    "end_s",
    "end_reason",
    "nif_but_kind",
    "nif_but_text",
    "nif_but_by_hand",
    "nif_but_s",
    "nif_but_censored_at_s",
    "nif_but_earliest_s",
    "nif_but_latest_s",
    "nif_but_latest_censored_at_s",
    "niavg_but_s",
    "a3f_but_s",
    "first_breakup_frame",
    "area_at_first_pct",
    "area_at_end_pct",
    "growth_pct_per_s",
    "below_cutoff",
    "cutoff_s",
    "cells_broken",
    "cells_seen",
    "quality",
    "quality_reasons",
    "blur_share",
    "coverage",
    "decentration",
    "dropped_share",
    "excluded_share",
    "decision",
    "witness_kind",
    "witness_text",
    "witness_but_s",
    "witness_censored_at_s",
    "witness_cells_broken",
    "witness_cells_seen",
    "witness_disagreement",
    "program_version",
    "recording_sha256",
)


def write_frames(result: RecordingResult, path: Path) -> None:
    """Write FRAME_COLUMNS, one row a frame.

    Raises:
        UserError: the file cannot be written.
    """
    _write(path, FRAME_COLUMNS, _frame_rows(result))


def write_measurements(result: RecordingResult, path: Path) -> None:
    """Write MEASUREMENT_COLUMNS, one row a measurement.

    Raises:
        UserError: the file cannot be written.
    """
    _write(path, MEASUREMENT_COLUMNS, (_measurement_row(result, measurement) for measurement in result.measurements))


def _frame_rows(result: RecordingResult) -> Iterable[list[Value]]:
    rest = list(result.measurements)
    for record in result.frames:
        while rest and record.index > rest[0].end_frame:
            rest.pop(0)
        inside = rest[0] if rest and record.index >= rest[0].start_frame else None
        yield _frame_row(record, inside)


def _frame_row(record: FrameRecord, inside: Measurement | None) -> list[Value]:
    box = None if record.rings is None else record.rings.outside
    timed = inside is not None and inside.first_breakup.kind is not TimeKind.START_NOT_SEEN
    return [
        record.index,
        record.time_s,
        str(record.frame_class),
        *record.probabilities,
        record.area_pct,
        record.standing_pct,
        record.irregular_pct,
        *((None,) * 5 if box is None else (box.x0, box.y0, box.x1, box.y1, box.confidence)),
        None if record.rings is None else record.rings.spacing_px,
        None if inside is None else inside.number,
        record.time_s - inside.start_s if inside is not None and timed else None,
    ]


def _measurement_row(result: RecordingResult, measurement: Measurement) -> list[Value]:
    time, found, quality = measurement.first_breakup, measurement.breakup_interval, measurement.quality
    return [
        result.source.name,
        str(result.eye),
        measurement.number,
        measurement.start_s,
        measurement.end_s,
        str(measurement.end_reason),
        str(time.kind),
        time.text(),
        time.by_hand,
        _seconds(time, TimeKind.MEASURED),
        _seconds(time, TimeKind.CENSORED),
        None if found is None else _seconds(found.earliest, TimeKind.MEASURED),
        None if found is None else _seconds(found.latest, TimeKind.MEASURED),
        None if found is None else _seconds(found.latest, TimeKind.CENSORED),
        measurement.average_breakup_s,
        measurement.a3f_s,
        measurement.first_breakup_frame,
        measurement.area_at_first_pct,
        measurement.area_at_end_pct,
        measurement.growth_pct_per_s,
        "not known" if measurement.below_cutoff is None else measurement.below_cutoff,
        result.settings.cutoff_s,
        measurement.map.broken_cells,
        measurement.map.seen_cells,
        "acceptable" if quality.acceptable else "not acceptable",
        "; ".join(quality.reasons),
        quality.blur_share,
        quality.coverage,
        quality.decentration,
        quality.dropped_share,
        quality.excluded_share,
        "" if measurement.decision is None else str(measurement.decision),
        *_witness_values(measurement),
        result.provenance.program_version,
        result.source.sha256,
    ]


def _seconds(time: BreakupTime, kind: TimeKind) -> float | None:
    return time.seconds if time.kind is kind else None


def _witness_values(measurement: Measurement) -> list[Value]:
    witness = measurement.witness
    if witness is None:
        return ["not judged", measurement.witness_text(), *(None,) * 5]
    time = witness.first_breakup
    return [
        str(time.kind),
        time.text(),
        _seconds(time, TimeKind.MEASURED),
        _seconds(time, TimeKind.CENSORED),
        witness.map.broken_cells,
        witness.map.seen_cells,
        witness.disagreement,
    ]


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    write_whole(path, csv_lines(columns, rows))
