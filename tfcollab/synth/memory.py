"""Keep freed memory in the process."""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
#: the highest that glibc takes
_THRESHOLD_BYTES = 32 * 2**20


def keep_freed_memory() -> None:
    """Have the C library keep freed arrays for the next ones instead of handing them back to the system at once.

    Rendering makes and drops arrays of a few megabytes hundreds of times a frame; fetching each from the system anew,
    page by page, takes a third of its time. Without glibc it does nothing.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if hasattr(libc, "mallopt"):
            libc.mallopt(_M_MMAP_THRESHOLD, _THRESHOLD_BYTES)
            libc.mallopt(_M_TRIM_THRESHOLD, 16 * _THRESHOLD_BYTES)
