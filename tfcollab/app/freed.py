"""Memory that an exam has left."""

import ctypes
import sys


def give_back() -> None:
    """Gives what was freed back to the system, where the C library can be asked to (glibc).

    Each exam has threads of its own, and what they leave lies in many places, so that it would not be given back: over
    a day of exams the program would take more and more.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
