"""The frames of a long recording in little memory."""

import math
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from tfcollab.exam.frame import Box, FrameClass, FrameRecord, Rings

_CLASSES = tuple(FrameClass)
_BOX = 5
#: numbers kept of a frame: index, time, class, four probabilities, three boxes, area, irregular area
_WIDTH = 7 + 3 * _BOX + 2


class FrameLog(Sequence[FrameRecord]):
    """FrameRecords without what only the timer reads (cells, areas at other levels), 192 bytes a frame.

    Each is made anew when it is asked for.
    """

    def __init__(self) -> None:
        self._numbers = array("d")

    def append(self, record: FrameRecord) -> None:
        """Keeps a record's numbers."""
        rings = record.rings
        self._numbers.extend((record.index, record.time_s, _CLASSES.index(record.frame_class), *record.probabilities))
        for box in (None, None, None) if rings is None else (rings.outside, rings.middle, rings.inside):
            self._numbers.extend(
                (math.nan,) * _BOX if box is None else (box.x0, box.y0, box.x1, box.y1, box.confidence)
            )
        self._numbers.extend((_or_nan(record.area_pct), _or_nan(record.irregular_pct)))

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
        return isinstance(other, FrameLog) and self._numbers.tobytes() == other._numbers.tobytes()

    def __repr__(self) -> str:
        return f"FrameLog({list(self)})"

    __hash__ = None  # type: ignore[assignment]

    def _record(self, number: int) -> FrameRecord:
        row = self._numbers[number * _WIDTH : (number + 1) * _WIDTH]
        outside, middle, inside = (_box(row[at : at + _BOX]) for at in (7, 7 + _BOX, 7 + 2 * _BOX))
        return FrameRecord(
            index=int(row[0]),
            time_s=row[1],
            frame_class=_CLASSES[int(row[2])],
            probabilities=(row[3], row[4], row[5], row[6]),
            rings=None if outside is None else Rings(outside, middle, inside),
            area_pct=_or_none(row[22]),
            irregular_pct=_or_none(row[23]),
        )


def _box(numbers: Sequence[float]) -> Box | None:
    return None if math.isnan(numbers[0]) else Box(*numbers)


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value
