"""One frame through the three nets: class, rings, break-up; the same live and offline."""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cache, partial
from importlib.metadata import version
from typing import Self

from tfcollab.chain.look import Look, Looker
from tfcollab.chain.prefetch import prefetched
from tfcollab.chain.quiet import QuietFilm
from tfcollab.chain.reading import Reader
from tfcollab.exam.frame import Frame, FrameResult
from tfcollab.exam.provenance import Looks, Provenance
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.session import Session

_LOOKS_AHEAD = 2


class Analyzer:
    """The chain over three opened models. Feed it one recording's frames in order; one thread owns it."""

    def __init__(
        self,
        classify: Session,
        detect: Session,
        segment: Session,
        settings: ClinicalSettings,
        *,
        looks: Looks = Looks.ADAPTIVE,
        follow: bool = True,
        threads: int = 2,
    ) -> None:
        """follow: look for the rings first where they were in the frame before; False looks at every whole frame.
        threads: 1 keeps to the caller's thread; the results are the same."""
        self._sessions = classify, detect, segment
        self.settings = settings
        self.looks = looks
        self._threads = threads
        self._quiet = QuietFilm(settings)
        hold = looks is Looks.ADAPTIVE
        self._looker = Looker(classify, detect, segment.contract, self._quiet, follow=follow, hold=hold)
        self._reader = Reader(segment, settings, self._quiet, beside=threads > 1)

    @classmethod
    def open(
        cls,
        settings: ClinicalSettings,
        *,
        models: dict[Task, str] | None = None,
        provider: str = "auto",
        precision: str = "auto",
        looks: Looks = Looks.ADAPTIVE,
        threads: int = 2,
        ahead: bool = False,
    ) -> Self:
        """Opens the three models, by name or folder where given, else the shipped ones.

        Nets that compute at the same time share the threads: the classifier and the segmenter, and, where `ahead` says
        that frames will go through `results`, the detector, which else has them all.
        Raises UserError as repository.resolve and Session.open do.
        """
        chosen = models or {}

        def opened(task: Task) -> Session:
            folder = repository.resolve(task, chosen.get(task))
            shared = threads if task is Task.DETECT and not ahead else max(1, threads // 2)
            return Session.open(folder, provider, precision=precision, threads=shared)

        # OpenVINO compiles a net on one core for up to half a second
        with ThreadPoolExecutor() as pool:
            classify, detect, segment = pool.map(opened, (Task.CLASSIFY, Task.DETECT, Task.SEGMENT))
        return cls(classify, detect, segment, settings, looks=looks, threads=threads)

    def provenance(self) -> Provenance:
        """Which program, models and provider; to be asked after the run, for a provider may have failed in it."""
        provider, note = self.computed_by()
        return Provenance(
            program_version=_program_version(),
            models=tuple(session.stamp() for session in self._sessions),
            provider=provider,
            provider_note=note,
            looks=self.looks,
        )

    def computed_by(self) -> tuple[str, str]:
        """Provider and note of the provenance, as they are now."""
        providers = sorted({session.provider for session in self._sessions})
        notes = dict.fromkeys(session.provider_note for session in self._sessions if session.provider_note)
        return ", ".join(providers), " ".join(notes)

    @property
    def held_frames(self) -> int:
        """Of the recording so far: frames whose class is that of an earlier one, as nothing had changed."""
        return self._looker.held_frames - self._reader.classes_read

    def reset(self) -> None:
        """Forgets the recording so far; call it before another one."""
        self._looker.reset()
        self._reader.reset()

    def close(self) -> None:
        """Ends the threads that it has; whatever comes next begins them again."""
        self._reader.close()

    def process(self, frame: Frame, meanwhile: Callable[[Look], None] | None = None) -> FrameResult:
        """Locates the rings, classifies what is seen there, and looks for break-up where it is clear or broken.

        With more than one thread and an open, sharp frame before, the segmenter begins before the class is known, with
        all else beside it; the result is that of one after the other. meanwhile: called once, beside the segmenter.
        """
        found = self._looker.find(frame)
        if found.unchanged:
            look = self._looker.settle(found)
            if meanwhile is not None:
                meanwhile(look)
            return self._reader.read(look)
        view = self._looker.early_view(found) if self._threads > 1 else None
        return self._reader.read_early(view, partial(self._looker.settle, found), meanwhile)

    def results(self, frames: Iterable[Frame]) -> Generator[FrameResult, None, None]:
        """Every frame's result, in order, as by `process`; with more than one thread the next frames are looked at
        meanwhile. Close it (contextlib.closing) when leaving early."""
        if self._threads == 1:
            yield from map(self.process, frames)
            return
        try:
            looks = prefetched(map(self._look, frames), _LOOKS_AHEAD, "tfcollab-look")
            # nobody waits any more when the thread is to end
            with closing(looks), self._quiet.awaited():
                yield from map(self._reader.read, looks)
        finally:
            self.close()

    def _look(self, frame: Frame) -> Look:
        return self._looker.settle(self._looker.find(frame))


@cache
def _program_version() -> str:
    # read from a file of the installation
    return version("tfcollab")
