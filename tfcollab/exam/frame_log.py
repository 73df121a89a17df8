"""The frames of a long recording in little memory."""

import math
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.frame import FULLY_BROKEN, NOT_SEEN, Box, FrameClass, FrameRecord, Rings
from tfcollab.exam.settings import ClinicalSettings

_CLASSES = tuple(FrameClass)
_BOX = 5
#: numbers kept of a frame: index, time, class, four probabilities, three boxes, area at three levels, irregular area
_WIDTH = 7 + 3 * _BOX + 4


class FrameLog(Sequence[FrameRecord]):
    """FrameRecords as the clinical rules read them, 305 bytes a frame with the usual grid.

    Of each cell two bits are kept: seen, and broken by the settings' cell_broken_share. A record is made anew when it
    is asked for; its cells are then NOT_SEEN, 0 or FULLY_BROKEN, which the rules take for the same.
    """

    def __init__(self, settings: ClinicalSettings) -> None:
        self._shape = (settings.annuli, settings.sectors)
        self._broken_from = settings.cell_broken_share * FULLY_BROKEN
        self._numbers = array("d")
        #: a frame: 1 with cells, + 2 with irregular cells; then the four planes of bits
        self._plane_bytes = -(-settings.annuli * settings.sectors // 8)
        self._bits = bytearray()

    def append(self, record: FrameRecord) -> None:
        """Keeps a record's numbers and bits."""
        rings = record.rings
        self._numbers.extend((record.index, record.time_s, _CLASSES.index(record.frame_class), *record.probabilities))
        for box in (None, None, None) if rings is None else (rings.outside, rings.middle, rings.inside):
            self._numbers.extend(
                (math.nan,) * _BOX if box is None else (box.x0, box.y0, box.x1, box.y1, box.confidence)
            )
        areas = (record.area_pct, record.lenient_area_pct, record.strict_area_pct, record.irregular_pct)
        self._numbers.extend(map(_or_nan, areas))
        self._bits.append((record.cells is not None) + 2 * (record.irregular_cells is not None))
        self._bits += self.packed(record.cells) + self.packed(record.irregular_cells)

    def packed(self, cells: NDArray[np.uint8] | None) -> bytes:
        """Cells as two planes of bits, seen and broken, row by row, highest bit first; zeros without cells."""
        if cells is None:
            return bytes(2 * self._plane_bytes)
        seen = cells != NOT_SEEN
        return np.packbits(seen).tobytes() + np.packbits(seen & (cells >= self._broken_from)).tobytes()

    def unpacked(self, planes: bytes | bytearray) -> NDArray[np.uint8]:
        """Cells, uint8 (annuli, sectors), from what packed gives."""
        bits = np.unpackbits(np.frombuffer(planes, np.uint8).reshape(2, -1), axis=1)
        seen, broken = bits[:, : self._shape[0] * self._shape[1]].reshape(2, *self._shape)
        return np.where(seen, broken * np.uint8(FULLY_BROKEN), np.uint8(NOT_SEEN))

    def __len__(self) -> int:
        return len(self._numbers) // _WIDTH

    def __iter__(self) -> Iterator[FrameRecord]:
        return map(self._record, range(len(self)))

    @overload
    def __getitem__(self, key: int) -> FrameRecord: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[FrameRecord, ...]: ...
    def __getitem__(self, key: int | slice) -> FrameRecord | tuple[FrameRecord, ...]:
        numbers = range(len(self))[key]
        return self._record(numbers) if isinstance(numbers, int) else tuple(map(self._record, numbers))

    def __eq__(self, other: object) -> bool:
        # NaN stands for what is absent, so that bytes are compared, not numbers
        return (
            isinstance(other, FrameLog)
            and self._numbers.tobytes() == other._numbers.tobytes()
            and self._bits == other._bits
        )

    def __repr__(self) -> str:
        return f"FrameLog({list(self)})"

    __hash__ = None  # type: ignore[assignment]

    def _record(self, number: int) -> FrameRecord:
        row = self._numbers[number * _WIDTH : (number + 1) * _WIDTH]
        outside, middle, inside = (_box(row[at : at + _BOX]) for at in (7, 7 + _BOX, 7 + 2 * _BOX))
        cells, irregular_cells = self._cells(number)
        return FrameRecord(
            index=int(row[0]),
            time_s=row[1],
            frame_class=_CLASSES[int(row[2])],
            probabilities=(row[3], row[4], row[5], row[6]),
            rings=None if outside is None else Rings(outside, middle, inside),
            cells=cells,
            area_pct=_or_none(row[22]),
            lenient_area_pct=_or_none(row[23]),
            strict_area_pct=_or_none(row[24]),
            irregular_cells=irregular_cells,
            irregular_pct=_or_none(row[25]),
        )

    def _cells(self, number: int) -> tuple[NDArray[np.uint8] | None, NDArray[np.uint8] | None]:
        pair = 2 * self._plane_bytes
        at = number * (1 + 2 * pair)
        has = self._bits[at]
        cells = self.unpacked(self._bits[at + 1 : at + 1 + pair]) if has & 1 else None
        irregular = self.unpacked(self._bits[at + 1 + pair : at + 1 + 2 * pair]) if has & 2 else None
        return cells, irregular


def _box(numbers: Sequence[float]) -> Box | None:
    return None if math.isnan(numbers[0]) else Box(*numbers)


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value
