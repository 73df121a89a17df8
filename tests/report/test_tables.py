import csv
from dataclasses import replace

import pytest

from tfcollab.exam.result import BreakupTime, TimeKind, Witness
from tfcollab.report.tables import FRAME_COLUMNS, MEASUREMENT_COLUMNS, write_frames, write_measurements


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_a_frame(typical, tmp_path):
    write_frames(typical.result, tmp_path / "frames.csv")
    rows = _rows(tmp_path / "frames.csv")
    assert tuple(rows[0]) == FRAME_COLUMNS
    assert len(rows) == len(typical.result.frames)
    for row, record in zip(rows, typical.result.frames, strict=True):
        assert int(row["frame"]) == record.index
        assert float(row["time_s"]) == pytest.approx(record.time_s, abs=1e-6)
        assert row["class"] == record.frame_class
        assert (row["area_pct"] == "") == (record.area_pct is None)
        assert (row["outside_x0_px"] == "") == (record.rings is None)


def test_frames_know_their_measurement_and_its_clock(typical, tmp_path):
    write_frames(typical.result, tmp_path / "frames.csv")
    rows = _rows(tmp_path / "frames.csv")
    untimed, second = typical.result.measurements[:2]
    assert rows[0]["measurement"] == "1"
    assert rows[untimed.end_frame]["since_start_s"] == ""
    assert rows[second.start_frame - 1]["measurement"] == ""
    assert rows[second.start_frame]["since_start_s"] == "0.0"
    first = rows[second.first_breakup_frame]
    assert (first["measurement"], float(first["since_start_s"])) == ("2", pytest.approx(5.2, abs=1e-6))


def test_censored_time_is_not_in_the_column_of_measured_ones(typical, tmp_path):
    write_measurements(typical.result, tmp_path / "measurements.csv")
    rows = _rows(tmp_path / "measurements.csv")
    assert tuple(rows[0]) == MEASUREMENT_COLUMNS
    columns = ("nif_but_kind", "nif_but_text", "nif_but_s", "nif_but_censored_at_s", "below_cutoff")
    assert [tuple(row[c] for c in columns) for row in rows] == [
        ("start not seen", "start not seen", "", "", "not known"),
        ("measured", "5.2 s", "5.2", "", "yes"),
        ("censored", "> 8.3 s", "", "8.35", "not known"),
        ("measured", "3.1 s", "3.1", "", "yes"),
    ]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(typical, tmp_path, name):
    result = replace(typical.result, source=replace(typical.result.source, name=name))
    write_measurements(result, tmp_path / "measurements.csv")
    assert {row["recording"] for row in _rows(tmp_path / "measurements.csv")} == {f"'{name}"}


def test_without_measurements_the_header_remains(reader, tmp_path):
    write_measurements(reader([("closed", 1.0)]).result, tmp_path / "measurements.csv")
    assert (tmp_path / "measurements.csv").read_text(encoding="utf-8").split("\n")[0].startswith("recording,eye,")
    assert _rows(tmp_path / "measurements.csv") == []


def test_the_interval_has_columns_of_its_own_for_times_and_for_bounds(typical, tmp_path):
    write_measurements(typical.result, tmp_path / "measurements.csv")
    columns = ("nif_but_earliest_s", "nif_but_latest_s", "nif_but_latest_censored_at_s")
    assert [tuple(row[c] for c in columns) for row in _rows(tmp_path / "measurements.csv")] == [
        ("", "", ""),
        ("5.15", "5.4", ""),
        ("", "", "8.35"),
        ("3.05", "3.3", ""),
    ]


def test_the_witness_has_columns_of_its_own(typical, tmp_path):
    first, second, third, *rest = typical.result.measurements
    measured = replace(second, witness=Witness(BreakupTime(TimeKind.MEASURED, 3.6), second.map, 0.5, "they differ"))
    censored = replace(third, witness=Witness(BreakupTime(TimeKind.CENSORED, 8.35), third.map, 0.5))
    result = replace(typical.result, measurements=(first, measured, censored, *rest))
    write_measurements(result, tmp_path / "measurements.csv")
    columns = ("witness_kind", "witness_text", "witness_but_s", "witness_censored_at_s", "witness_disagreement")
    rows = [tuple(row[c] for c in columns) for row in _rows(tmp_path / "measurements.csv")]
    assert rows == [
        ("start not seen", "start not seen", "", "", ""),
        ("measured", "3.6 s", "3.6", "", "they differ"),
        ("censored", "> 8.3 s", "", "8.35", ""),
        ("not judged", "not judged", "", "", ""),
    ]
