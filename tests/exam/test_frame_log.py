"""Records kept as numbers come back as they were, but for their cells."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tfcollab.exam.frame import Box, FrameClass, FrameRecord, Rings
from tfcollab.exam.frame_log import FrameLog

NUMBERS = st.floats(-1e6, 1e6)
BOXES = st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.floats(0, 1))
RINGS = st.none() | st.builds(Rings, BOXES, st.none() | BOXES, st.none() | BOXES)
RECORDS = st.builds(
    FrameRecord,
    index=st.integers(0, 2**40),
    time_s=NUMBERS,
    frame_class=st.sampled_from(FrameClass),
    probabilities=st.tuples(*[st.floats(0, 1)] * 4),
    rings=RINGS,
    area_pct=st.none() | st.floats(0, 100),
)


def _log(records: list[FrameRecord]) -> FrameLog:
    log = FrameLog()
    for record in records:
        log.append(record)
    return log


@given(st.lists(RECORDS, max_size=4))
def test_what_went_in_comes_out(records: list[FrameRecord]) -> None:
    log = _log(records)
    assert list(log) == records
    assert [log[i] for i in range(-len(records), len(records))] == records * 2
    assert log[1:] == tuple(records[1:])
    assert log == _log(records)
    assert not records or log != _log(records[1:])


def test_cells_are_let_go_of() -> None:
    record = FrameRecord(
        3, 0.1, FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0), cells=np.zeros((8, 24), np.uint8), area_pct=0.0
    )
    assert list(_log([record])) == [replace(record, cells=None)]
