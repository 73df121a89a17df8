"""Several recordings at the same time: one process a core, each with models and threads of its own."""

import contextlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NoReturn

from tfcollab.cli.choices import ProviderChoice
from tfcollab.cli.guard import fail
from tfcollab.cli.recording import Job
from tfcollab.cli.worker import Advanced, Analysed, Failed, Pipe, Ready, work
from tfcollab.errors import UserError

#: processes that share a graphics card: each holds the models in its memory, and the decoder is the slow part
_MOST_ON_A_CARD = 4
#: a net at these sizes gains little from more
_MOST_THREADS = 2
#: for the removal of what is unfinished
_LEAVE_WITHIN_S = 20.0
#: after a polite request; a process that hangs inside a library never gets to hear one
_TERMINATE_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Share:
    """How the machine is divided: processes, and threads of each."""

    processes: int
    threads: int


def share(recordings: int, provider: str, jobs: int | None = None) -> Share:
    """For this many recordings; jobs: how many at the same time, as many as there are cores if None."""
    cores = _cores()
    most = jobs or (min(cores, _MOST_ON_A_CARD) if _on_a_card(provider) else cores)
    processes = max(1, min(most, recordings))
    return Share(processes, max(1, min(_MOST_THREADS, cores // processes)))


def analyse_all(
    recordings: Sequence[tuple[Path, Path]],
    prepare: Callable[[], Job],
    processes: int,
    advanced: Callable[[int, float | None], None],
    finished: Callable[[int], None],
) -> Generator[Analysed | Failed, None, None]:
    """What became of each recording, in their order.

    recordings: each with its output folder; no folder twice. prepare: made again in every process, so it is pickled.
    advanced: called with a recording's number from 0 and the share of it that is done; finished: when it has ended.
    Close the generator (contextlib.closing) when leaving early: no process is left, and nothing unfinished.
    Raises UserError, or leaves with the status of a fault, where prepare fails.
    """
    crew = _Crew(prepare)
    waiting = deque(range(len(recordings)))
    ended: dict[int, Analysed | Failed] = {}
    try:
        for _ in range(processes):
            crew.hire()
        for number in range(len(recordings)):
            while number not in ended:
                for member in crew.listen():
                    message = member.hear()
                    if isinstance(message, Advanced):
                        advanced(member.number, message.share)
                        continue
                    if isinstance(message, Ready):
                        member.ready = True
                    elif not member.ready:
                        _refuse(message)
                    else:
                        ended[member.number] = message or member.died()
                        finished(member.number)
                    if message is not None and waiting:
                        member.give(waiting.popleft(), recordings)
                        continue
                    crew.dismiss(member)
                    if waiting:
                        crew.hire()
            yield ended.pop(number)
    finally:
        crew.leave()


class _Member:
    """A process as the first one sees it. number: of the recording that it has."""

    def __init__(self, process: BaseProcess, pipe: Pipe) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.number = -1

    def hear(self) -> Ready | Failed | Advanced | Analysed | None:
        """What it says; None where it is no more."""
        try:
            said: Ready | Failed | Advanced | Analysed = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return said

    def give(self, number: int, recordings: Sequence[tuple[Path, Path]]) -> None:
        self.number = number
        # one that has just died is heard of at its pipe
        with contextlib.suppress(OSError):
            self.pipe.send(recordings[number])

    def died(self) -> Failed:
        self.process.join()
        return Failed(
            f"the process that analysed it was ended from outside (status {self.process.exitcode}), as a system does "
            "that runs out of memory: try it again with --jobs 1."
        )


class _Crew:
    """The processes."""

    def __init__(self, prepare: Callable[[], Job]) -> None:
        # not forked: threads of libraries do not survive that
        self._context = multiprocessing.get_context("spawn")
        self._prepare = prepare
        self._members: list[_Member] = []
        self._processes: list[BaseProcess] = []

    def hire(self) -> None:
        here, there = self._context.Pipe()
        process = self._context.Process(target=work, args=(there, self._prepare), daemon=True)
        process.start()
        # its end of the pipe has to close with the process
        there.close()
        self._processes.append(process)
        self._members.append(_Member(process, here))

    def listen(self) -> list[_Member]:
        """Those that have something to say."""
        heard = wait([member.pipe for member in self._members])
        return [member for member in self._members if member.pipe in heard]

    def dismiss(self, member: _Member) -> None:
        """It has nothing more to do; its memory is free soon."""
        member.pipe.close()
        self._members.remove(member)

    def leave(self) -> None:
        """All of them end, and are waited for."""
        for member in self._members:
            member.pipe.close()
        for process in self._processes:
            process.join(_LEAVE_WITHIN_S)
            process.terminate()
            process.join(_TERMINATE_WITHIN_S)
            process.kill()
            process.join()


def _refuse(message: Failed | Analysed | None) -> NoReturn:
    if not isinstance(message, Failed):
        raise UserError("A process for the analysis did not start: close other programs, or use --jobs 1.")
    fail(message.sentence, message.status)


def _cores() -> int:
    # not every core of the machine may be for this program
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _on_a_card(provider: str) -> bool:
    if provider != ProviderChoice.AUTO:
        return provider in (ProviderChoice.CUDA, ProviderChoice.TENSORRT)
    try:
        version("onnxruntime-gpu")
    except PackageNotFoundError:
        return False
    return True
