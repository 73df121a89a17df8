"""Memory: what was freed goes back to the system as far as it can, and collecting garbage stays short."""

import ctypes
import gc
import sys
from typing import Any

#: of glibc's mallopt
_M_ARENA_MAX = -8
_ARENAS = 2


def hold_together() -> None:
    """Has all threads share two places to allocate from, where the C library can be asked to (glibc).

    By itself it gives each thread its own, up to eight a core; frames and pages pass from thread to thread, and what
    each of these places once held stays with it. To be called before any thread is begun.
    """
    mallopt = _of_the_c_library("mallopt")
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, _ARENAS)


def leave_alone() -> None:
    """Has Python's collector pass over all that is there now: the program itself, which stays until the end.

    To go through that takes a tenth of a second, in which no other thread, nor the window, gets on. From here on it
    collects, if it did not before. What garbage is there now is not collected either: not for a thing done often.
    """
    gc.freeze()
    gc.enable()


def give_back() -> None:
    """Gives what was freed back to the system, where the C library can be asked to (glibc).

    What an exam leaves lies in between what stays, so that it would not be given back: over a day of exams the program
    would take more and more.
    """
    trim = _of_the_c_library("malloc_trim")
    if trim is not None:
        trim(0)


def _of_the_c_library(name: str) -> Any:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
