"""A disk that fails at the n-th moment at which something is made to last."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tfcollab.errors import UserError

#: what brings a file, or a folder's list, to the disk or to its place
_MOMENTS = ("fsync", "replace", "rename")


class Disk:
    """moments: how many there have been. Fails at the one of that number; 0 for never."""

    def __init__(self, fails_at: int, number: int) -> None:
        self.moments = 0
        self._fails_at, self._number = fails_at, number

    def wrap(self, name: str) -> object:
        real = getattr(os, name)

        def called(*arguments: object, **named: object) -> object:
            self.moments += 1
            if self.moments == self._fails_at:
                raise OSError(self._number, os.strerror(self._number))
            return real(*arguments, **named)

        return called


def failing_everywhere(do: Callable[[], object], then: Callable[[bool], object]) -> tuple[int, int]:
    """Does it again and again, the disk failing each time one moment later, until none is left.

    Gives how often it was refused with a sentence, and how often it went on nevertheless. `then`, on a disk that works,
    is told whether it was done, looks at what is there, and undoes it.
    """
    refused = went_on = 0
    while True:
        with failing_disk(refused + went_on + 1) as disk:
            try:
                do()
                is_done = True
            except UserError:
                is_done = False
        then(is_done)
        if disk.moments <= refused + went_on:
            assert is_done
            return refused, went_on
        refused, went_on = refused + (not is_done), went_on + is_done


@contextmanager
def failing_disk(fails_at: int) -> Iterator[Disk]:
    """By turns full and broken."""
    disk = Disk(fails_at, errno.ENOSPC if fails_at % 2 else errno.EIO)
    with pytest.MonkeyPatch.context() as patch:
        for name in _MOMENTS:
            patch.setattr(os, name, disk.wrap(name))
        yield disk
