import copy
import json

import jsonschema
import pytest

from tfcollab.errors import UserError
from tfcollab.exam.corrections import Correction, Decision, ExcludeSpan, Judge, MoveBreakup, SpanLabel
from tfcollab.exam.corrections_apply import corrected
from tfcollab.exam.frame import Eye
from tfcollab.report.document import schema, to_document
from tfcollab.report.document_reader import measured_again

CHANGES = (
    Correction(MoveBreakup(2, 120), "Ada", "earlier"),
    Correction(ExcludeSpan(250, 280, SpanLabel.LASH), "Ada", "lash"),
    Correction(Judge(4, Decision.REJECTED), "Ada", "gaze"),
)


def rounded(value):
    """Without the last digit of its numbers, which the document's own rounding may change."""
    if isinstance(value, dict):
        return {key: rounded(held) for key, held in value.items()}
    if isinstance(value, list):
        return [rounded(held) for held in value]
    return round(value, 4) if isinstance(value, float) else value


@pytest.fixture
def document(typical):
    return json.loads(json.dumps(to_document(corrected(typical.result, CHANGES))))


def test_a_result_comes_back_whole(typical, reader, document):
    unknown_eye = reader([("closed", 0.2), ("clear", 1.0), ("broken", 1.0)], Eye.UNKNOWN, "名.mkv", ("a warning",))
    for told in (to_document(typical.result), document, to_document(unknown_eye.result)):
        assert rounded(to_document(measured_again(told))) == rounded(told)


def test_a_corrected_document_fulfils_the_schema_and_says_whose_the_time_is(document):
    jsonschema.Draft202012Validator(schema()).validate(document)
    second, fourth = document["measurements"][1], document["measurements"][3]
    assert second["first_breakup"]["text"] == "3.8 s (by hand)"
    assert second["first_breakup"]["by_hand"] is True
    assert (second["breakup_interval"], fourth["decision"]) == (None, "rejected")
    assert document["repeats"]["rejected"] == 1
    assert [item["change"] for item in document["corrections"]["items"]] == ["move breakup", "exclude span", "rejected"]
    document["measurements"][1]["first_breakup"].pop("by_hand")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(document)


def test_corrections_can_be_taken_back_from_a_document(typical, document):
    assert rounded(to_document(corrected(measured_again(document), ()))) == rounded(to_document(typical.result))


@pytest.mark.parametrize(
    "path", [("frames", 0, "cells"), ("settings", "annuli"), ("source", "sha256"), ("corrections", "items", 0, "why")]
)
def test_a_document_without_all_that_the_rules_read_is_refused(document, path):
    told = copy.deepcopy(document)
    part = told
    for key in path[:-1]:
        part = part[key]
    del part[path[-1]]
    with pytest.raises(UserError, match="cannot be read"):
        measured_again(told)


def test_cells_of_another_grid_are_refused(document):
    document["frames"][0]["cells"] = "AAAA"
    with pytest.raises(UserError, match="cannot be read"):
        measured_again(document)


def test_what_these_rules_would_measure_otherwise_is_not_shown_as_if_it_were_the_same(document):
    document["measurements"][3]["first_breakup"]["seconds"] += 0.05
    with pytest.raises(UserError, match="measures differently"):
        measured_again(document)
    document["version"] = 2
    with pytest.raises(UserError, match="form"):
        measured_again(document)
