"""Progress bars with the time left, on stderr, and only where somebody looks at it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


@contextmanager
def bar(label: str) -> Iterator[Callable[[float | None], None]]:
    """Gives a function that takes the share done, 0 to 1, or None where nobody knows how much there is."""
    with _progress() as shown:
        task = shown.add_task(label, total=None)

        def update(share: float | None) -> None:
            if share is not None:
                shown.update(task, total=1.0, completed=share)

        yield update


def share(update: Callable[[float | None], None]) -> Callable[[int, int | None], None]:
    """For those who tell how many frames are done, and of how many, if that is known."""
    return lambda done, expected: update(min(1.0, done / expected) if expected else None)


class Board:
    """A bar for each of several things done at the same time, and one for all of them."""

    def __init__(self, shown: Progress, labels: Sequence[str]) -> None:
        self._shown = shown
        self._labels = labels
        self._tasks: dict[int, TaskID] = {}
        self._done = 0.0
        self._all = shown.add_task(self._told(), total=len(labels))

    def advance(self, index: int, share: float | None) -> None:
        """Thing number index, from 0, is done by this share, 0 to 1, or by nobody knows how much."""
        if index not in self._tasks:
            self._tasks[index] = self._shown.add_task(self._labels[index], total=None)
        if share is not None:
            self._shown.update(self._tasks[index], total=1.0, completed=share)
        running = sum(task.completed for task in self._shown.tasks if task.id != self._all)
        self._shown.update(self._all, completed=self._done + running)

    def finish(self, index: int) -> None:
        """Thing number index has come to its end."""
        if index in self._tasks:
            self._shown.remove_task(self._tasks.pop(index))
        self._done += 1
        self._shown.update(self._all, completed=self._done, description=self._told())

    @contextmanager
    def away(self) -> Iterator[None]:
        """The bars make room for what is printed."""
        self._shown.stop()
        try:
            yield
        finally:
            self._shown.start()

    def _told(self) -> str:
        return f"{self._done:.0f} of {len(self._labels)} recordings"


@contextmanager
def board(labels: Sequence[str]) -> Iterator[Board]:
    """Bars for things of these names."""
    with _progress() as shown:
        yield Board(shown, labels)


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # what is printed goes where it was sent, even if only the bars are looked at
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, disable=not console.is_terminal)
