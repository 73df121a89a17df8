"""One frame through the three nets: class, rings, break-up; the same live and offline."""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cache, partial
from importlib.metadata import version
from typing import Self

from tfcollab.chain.look import FRAME_HELD_S, Look, Looker
from tfcollab.chain.prefetch import prefetched
from tfcollab.chain.reading import Reader
from tfcollab.exam.frame import Frame, FrameResult
from tfcollab.exam.provenance import Looks, Provenance
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.session import Session

_LOOKS_AHEAD = 2


class Analyzer:
    """The chain over three opened models. Feed it one recording's frames in order; one thread owns it.

    Its halves may run in two threads: `look` in one, `read` in the other, each in the order of the frames.
    """

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
        self._looker = Looker(classify, detect, segment.contract, follow=follow, hold=looks is Looks.ADAPTIVE)
        self._reader = Reader(segment, settings, beside=threads > 1, hold=looks is Looks.ADAPTIVE)

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
        found = self._looker.find(frame, may_hold=self._reader.film_holds)
        if found.unchanged:
            look = self._looker.settle(found)
            if meanwhile is not None:
                meanwhile(look)
            return self._reader.take_for_the_one_before(look) if look.is_sharp else self._reader.read(look)
        view = self._looker.early_view(found) if self._threads > 1 else None
        return self._reader.read_early(view, partial(self._looker.settle, found), meanwhile)

    def look(self, frame: Frame) -> Look:
        """The first half: locates the rings and classifies what is seen there."""
        return self._looker.look(frame)

    def read(self, look: Look) -> FrameResult:
        """The second half: looks for break-up where it is clear or broken."""
        return self._reader.read(look)

    def results(self, frames: Iterable[Frame], frame_rate: float | None = None) -> Generator[FrameResult, None, None]:
        """Every frame's result, in order; with more than one thread the next frames are looked at meanwhile.

        frame_rate: of the recording, nominal. Frames are taken for the one before only at a rate that brings them so
        soon; then none is looked at before that one has been read. Close it (contextlib.closing) when leaving early.
        """
        if frame_rate is not None and frame_rate > 1 / FRAME_HELD_S:
            yield from map(self.process, frames)
            return
        if self._threads == 1:
            yield from map(self.read, map(self.look, frames))
            return
        try:
            with closing(prefetched(map(self.look, frames), _LOOKS_AHEAD, "tfcollab-look")) as looks:
                yield from map(self.read, looks)
        finally:
            self.close()


@cache
def _program_version() -> str:
    # read from a file of the installation
    return version("tfcollab")
