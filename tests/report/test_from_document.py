"""A document read back says the same."""

import json

from tfcollab.report.document import to_document
from tfcollab.report.from_document import as_told


def plain(result) -> dict:
    return json.loads(json.dumps(to_document(result)))


def test_a_result_comes_back_from_its_document(typical, reader) -> None:
    for reading in (typical, reader([("closed", 1.0)]), reader([("closed", 0.2), ("clear", 25.0)], warnings=("w",))):
        document = plain(reading.result)
        back = as_told(document)
        assert plain(back) == document
        assert [m.first_breakup.text() for m in back.measurements] == [
            m.first_breakup.text() for m in reading.result.measurements
        ]
        assert back.settings == reading.result.settings
        assert back.provenance == reading.result.provenance
