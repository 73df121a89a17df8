import json
import math
import tracemalloc
from dataclasses import replace

import jsonschema
import numpy as np
import pytest

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.frame_log import FrameLog
from tfcollab.exam.result import BreakupTime, TimeKind, Witness
from tfcollab.report.document import schema, to_document, write_json
from tfcollab.report.tables import write_frames

VALIDATOR = jsonschema.Draft202012Validator


def test_schema_is_a_valid_schema():
    VALIDATOR.check_schema(schema())


def test_written_documents_fulfil_the_schema(typical, reader, tmp_path):
    nothing = reader([("closed", 1.0)], Eye.UNKNOWN, "Ω_名.mkv", ("no open eye",))
    unknown_eye = reader([("closed", 0.2), ("blur", 1.0), ("clear", 1.0), ("broken", 1.0)], Eye.UNKNOWN)
    for reading in (typical, nothing, unknown_eye):
        write_json(reading.result, tmp_path / "result.json")
        document = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
        VALIDATOR(schema()).validate(document)
        assert document["version"] == 1
        assert document["source"]["name"] == reading.result.source.name
        assert len(document["frames"]) == len(reading.result.frames)


def test_censored_time_is_an_object_that_says_so(typical):
    measurements = to_document(typical.result)["measurements"]
    assert [m["first_breakup"] for m in measurements] == [
        {"kind": "start not seen", "seconds": None, "text": "start not seen"},
        {"kind": "measured", "seconds": pytest.approx(5.2), "text": "5.2 s"},
        {"kind": "censored", "seconds": pytest.approx(8.35), "text": "> 8.3 s"},
        {"kind": "measured", "seconds": pytest.approx(3.1), "text": "3.1 s"},
    ]


def test_stable_and_unseen_cells_are_words(typical):
    breakup = to_document(typical.result)["measurements"][1]["map"]
    expected = typical.result.measurements[1].map.times_s
    cells = np.array(breakup["cells"], dtype=object)
    assert (cells == "stable").tolist() == np.isinf(expected).tolist()
    assert (cells == "not seen").tolist() == np.isnan(expected).tolist()
    finite = np.isfinite(expected)
    np.testing.assert_allclose(cells[finite].astype(float), expected[finite], atol=1e-6)
    assert breakup["quadrants"]["superior"] == "stable"


def test_median_that_is_a_bound_is_marked(reader):
    result = reader([("closed", 0.2), ("clear", 3.0), ("closed", 0.2)]).result
    assert to_document(result)["repeats"]["median"] == {
        "kind": "censored",
        "seconds": pytest.approx(2.95),
        "text": result.repeats.median_text(),
    }


def _set(document, path, value):
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("eye",), "left"),
        (("comment",), "hello"),
        (("measurements", 2, "first_breakup"), 8.35),
        (("measurements", 2, "first_breakup", "text"), "8.4 s"),
        (("measurements", 0, "first_breakup", "seconds"), 2.0),
        (("measurements", 1, "breakup_interval", "latest"), 5.4),
        (("measurements", 0, "map", "cells", 0, 0), None),
        (("measurements", 0, "map", "quadrants", "upper"), "stable"),
        (("measurements", 0, "quality", "coverage"), 91),
        (("blinks", 0, "kind"), "long"),
        (("frames", 0, "class"), "open"),
        (("frames", 0, "rings", "outside"), [1, 2, 3, 4]),
        (("source", "sha256"), "abc"),
        (("settings", "cutoff_s"), "10"),
        (("settings", "new_limit"), 1.0),
    ],
)
def test_changed_documents_break_the_schema(typical, path, value):
    document = to_document(typical.result)
    _set(document, path, value)
    assert not VALIDATOR(schema()).is_valid(document)


def test_every_key_is_required(typical):
    for key in (document := to_document(typical.result)):
        assert not VALIDATOR(schema()).is_valid({k: v for k, v in document.items() if k != key})


def test_a_number_that_is_not_finite_is_never_written(typical, tmp_path):
    broken = replace(typical.result, source=replace(typical.result.source, duration_s=math.nan))
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(broken, tmp_path / "result.json")
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_said(typical, tmp_path):
    with pytest.raises(UserError, match=r"Cannot write .*result\.json"):
        write_json(typical.result, tmp_path / "absent" / "result.json")


def test_the_file_is_the_document(typical, reader, tmp_path):
    for reading in (typical, reader([("closed", 1.0)])):
        for result in (reading.result, replace(reading.result, frames=())):
            write_json(result, tmp_path / "result.json")
            whole = json.dumps(to_document(result), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
            assert (tmp_path / "result.json").read_text(encoding="utf-8") == whole


def test_memory_does_not_grow_with_the_frames(typical, tmp_path):
    record, peaks = typical.result.frames[0], []
    for count in (500, 5000):
        log = FrameLog(typical.result.settings)
        for number in range(count):
            log.append(replace(record, index=number, time_s=number / 30))
        result = replace(typical.result, frames=log)
        tracemalloc.start()
        write_json(result, tmp_path / "result.json")
        write_frames(result, tmp_path / "frames.csv")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # the document of 4,500 frames more would be some 25 MB
    assert peaks[1] - peaks[0] < 500_000


def test_the_interval_is_two_times_that_say_what_they_are(typical):
    unseen, measured, censored, _ = to_document(typical.result)["measurements"]
    assert unseen["breakup_interval"] is None
    assert measured["breakup_interval"] == {
        "earliest": {"kind": "measured", "seconds": pytest.approx(5.15)},
        "latest": {"kind": "measured", "seconds": pytest.approx(5.4)},
        "text": "5.2 s (5.1 to 5.4)",
    }
    assert censored["breakup_interval"]["text"] == "> 8.3 s"
    assert [censored["breakup_interval"][end]["kind"] for end in ("earliest", "latest")] == ["censored", "censored"]


def test_the_witness_is_a_time_a_bound_or_not_judged(typical):
    unjudged = to_document(typical.result)["measurements"][1]["witness"]
    assert unjudged["first_breakup"] == {"kind": "not judged", "seconds": None, "text": "not judged"}
    assert unjudged["map"] is None
    first, second, *rest = typical.result.measurements
    bound = BreakupTime(TimeKind.CENSORED, 8.35)
    said = replace(second, witness=Witness(bound, second.map, 0.5, "they differ"))
    document = to_document(replace(typical.result, measurements=(first, said, *rest)))
    jsonschema.Draft202012Validator(schema()).validate(document)
    witness = document["measurements"][1]["witness"]
    assert witness["first_breakup"] == {"kind": "censored", "seconds": 8.35, "text": "> 8.3 s"}
    assert (witness["disagreement"], witness["judged_from_s"]) == ("they differ", 0.5)
    assert witness["map"] == document["measurements"][1]["map"]
