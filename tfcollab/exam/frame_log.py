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
#: numbers kept of a frame: index, time, class, four probabilities, three boxes, area at two levels, probability of the
#: most broken patch, irregular area, spacing of the rings and standing marks
_WIDTH = 7 + 3 * _BOX + 6


class FrameLog(Sequence[FrameRecord]):
    """FrameRecords as the clinical rules read them, 321 bytes a frame with the usual grid.

    Of each cell two bits are kept: seen, and broken by the settings' cell_broken_share. A record is made anew when it
    is asked for; its cells are then NOT_SEEN, 0 or FULLY_BROKEN, which the rules take for the same.
    """

    def __init__(self, settings: ClinicalSettings) -> None:
        self._settings = settings
        self._numbers = array("d")
        #: a frame: 1 with cells, + 2 with irregular cells; then the four planes of bits
        self._pair_bytes = packed_bytes(settings)
        self._bits = bytearray()

    def append(self, record: FrameRecord) -> None:
        """Keeps a record's numbers and bits."""
        rings = record.rings
        self._numbers.extend((record.index, record.time_s, _CLASSES.index(record.frame_class), *record.probabilities))
        for box in (None, None, None) if rings is None else (rings.outside, rings.middle, rings.inside):
            self._numbers.extend(
                (math.nan,) * _BOX if box is None else (box.x0, box.y0, box.x1, box.y1, box.confidence)
            )
        spacing_px = None if rings is None else rings.spacing_px
        breakup = (record.area_pct, record.strict_area_pct, record.patch_probability, record.irregular_pct)
        self._numbers.extend(map(_or_nan, (*breakup, spacing_px, record.standing_pct)))
        self._bits.append((record.cells is not None) + 2 * (record.irregular_cells is not None))
        for cells in (record.cells, record.irregular_cells):
            self._bits += bytes(self._pair_bytes) if cells is None else pack_cells(cells, self._settings)

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
            rings=None if outside is None else Rings(outside, middle, inside, _or_none(row[26])),
            cells=cells,
            area_pct=_or_none(row[22]),
            strict_area_pct=_or_none(row[23]),
            patch_probability=_or_none(row[24]),
            standing_pct=_or_none(row[27]),
            irregular_cells=irregular_cells,
            irregular_pct=_or_none(row[25]),
        )

    def _cells(self, number: int) -> tuple[NDArray[np.uint8] | None, NDArray[np.uint8] | None]:
        pair = self._pair_bytes
        at = number * (1 + 2 * pair)
        has = self._bits[at]
        own, irregular = self._bits[at + 1 : at + 1 + pair], self._bits[at + 1 + pair : at + 1 + 2 * pair]
        return (
            unpack_cells(own, self._settings) if has & 1 else None,
            unpack_cells(irregular, self._settings) if has & 2 else None,
        )


def packed_bytes(settings: ClinicalSettings) -> int:
    """How many bytes pack_cells gives."""
    return 2 * -(-settings.annuli * settings.sectors // 8)


def pack_cells(cells: NDArray[np.uint8], settings: ClinicalSettings) -> bytes:
    """Cells as two planes of bits, seen and broken, each row by row, highest bit first, filled up to whole bytes."""
    seen = cells != NOT_SEEN
    broken = seen & (cells >= settings.cell_broken_share * FULLY_BROKEN)
    return np.packbits(seen).tobytes() + np.packbits(broken).tobytes()


def unpack_cells(planes: bytes | bytearray, settings: ClinicalSettings) -> NDArray[np.uint8]:
    """Cells, uint8 (annuli, sectors), NOT_SEEN, 0 or FULLY_BROKEN, from what pack_cells gives."""
    shape = (settings.annuli, settings.sectors)
    bits = np.unpackbits(np.frombuffer(planes, np.uint8).reshape(2, -1), axis=1)
    seen, broken = bits[:, : shape[0] * shape[1]].reshape(2, *shape)
    return np.where(seen, broken * np.uint8(FULLY_BROKEN), np.uint8(NOT_SEEN))


def _box(numbers: Sequence[float]) -> Box | None:
    return None if math.isnan(numbers[0]) else Box(*numbers)


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value
