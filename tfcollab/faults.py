"""What is told of a fault of the program: where it was.

While an exam record is used, no text of the error itself, which may hold a patient's name.
"""

import sys
import traceback
from types import TracebackType

_holds_patients = False


def tell_no_values(wanted: bool = True) -> None:
    """From now on faults are told without the errors' own texts."""
    global _holds_patients
    _holds_patients = wanted


def told(error: BaseException) -> str:
    """The traceback, with what led to the error; ends in a line end."""
    if not _holds_patients:
        return "".join(traceback.format_exception(error))
    parts: list[str] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        name = f"{type(current).__module__}.{type(current).__qualname__}"
        parts.append("".join(traceback.format_tb(current.__traceback__)) + f"{name} (its text is left out)\n")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\nled to\n\n".join(reversed(parts))


def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For sys.excepthook."""
    print(told(error.with_traceback(trace)), end="", file=sys.stderr)
