"""Records kept as numbers come back as the rules read them."""

import tracemalloc
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, FrameClass, FrameRecord, Rings
from tfcollab.exam.frame_log import FrameLog
from tfcollab.exam.settings import ClinicalSettings

NUMBERS = st.floats(-1e6, 1e6)
BOXES = st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.floats(0, 1))
RINGS = st.none() | st.builds(Rings, BOXES, st.none() | BOXES, st.none() | BOXES, st.none() | st.floats(0, 100))
RECORDS = st.builds(
    FrameRecord,
    index=st.integers(0, 2**40),
    time_s=NUMBERS,
    frame_class=st.sampled_from(FrameClass),
    probabilities=st.tuples(*[st.floats(0, 1)] * 4),
    rings=RINGS,
    area_pct=st.none() | st.floats(0, 100),
    strict_area_pct=st.none() | st.floats(0, 100),
    patch_probability=st.none() | st.floats(0, 1),
    standing_pct=st.none() | st.floats(0, 100),
    irregular_pct=st.none() | st.floats(0, 100),
)
SETTINGS = ClinicalSettings(annuli=5, sectors=7, cell_broken_share=0.4)
GRID = (5, 7)


def _log(records: list[FrameRecord]) -> FrameLog:
    log = FrameLog(SETTINGS)
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


@given(arrays(np.uint8, GRID), st.none() | arrays(np.uint8, GRID))
def test_cells_keep_what_the_map_reads_in_them(cells: np.ndarray, irregular: np.ndarray | None) -> None:
    plain = FrameRecord(3, 0.1, FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0), area_pct=0.0)
    log = _log([plain, replace(plain, cells=cells, irregular_cells=irregular), plain])
    kept = log[1]
    for given_cells, read in ((cells, kept.cells), (irregular, kept.irregular_cells)):
        if given_cells is None:
            assert read is None
            continue
        assert ((read == NOT_SEEN) == (given_cells == NOT_SEEN)).all()
        broken = (given_cells != NOT_SEEN) & (given_cells >= 0.4 * FULLY_BROKEN)
        assert ((read == FULLY_BROKEN) == broken).all()
        assert set(np.unique(read)) <= {0, FULLY_BROKEN, NOT_SEEN}
    assert log[0].cells is log[2].irregular_cells is None
    assert log != _log([plain, replace(plain, irregular_cells=cells), plain])


def test_a_frame_takes_about_300_bytes() -> None:
    log = FrameLog(ClinicalSettings())
    record = FrameRecord(0, 0.0, FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0), cells=np.zeros((8, 24), np.uint8))
    tracemalloc.start()
    for _ in range(2000):
        log.append(record)
    kept_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # growing arrays keep up to an eighth in reserve
    assert 290 < kept_bytes / 2000 < 320 * 9 / 8
