"""One process of a batch: it opens the models once, then analyses the recordings that it is given, in turn."""

import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from tfcollab.cli.guard import BAD_INPUT, sentence_of
from tfcollab.cli.recording import Job, analyse_file
from tfcollab.cli.signals import end_when_asked
from tfcollab.exam.result import RecordingResult

#: how often a process tells how far it is; as often it learns that it is no longer wanted
_TELL_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Ready:
    """The models are open, and nothing is wrong with the settings."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing came of the recording, or, as the first message, of any: why, and what exit status that is."""

    sentence: str
    status: int = BAD_INPUT


@dataclass(frozen=True, slots=True)
class Advanced:
    """Share of the recording that is done, 0 to 1; None where nobody knows how long it is."""

    share: float | None


@dataclass(frozen=True, slots=True)
class Analysed:
    """The outputs are in their folder. result: without its frames, which only the outputs keep."""

    result: RecordingResult


Pipe: TypeAlias = "Connection[Any, Any]"
Message = Ready | Failed | Advanced | Analysed


def work(pipe: Pipe, prepare: Callable[[], Job]) -> None:
    """Takes (recording, folder) from the pipe until it closes; gives Ready or Failed, then for each what became of it.

    When the other end is gone, what is unfinished is removed, and the process leaves.
    """
    # Ctrl-C reaches every process of the terminal: the first one decides, and closes the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_when_asked()
    try:
        job = prepare()
    except Exception as error:
        _tell(pipe, Failed(*sentence_of(error)))
        return
    _tell(pipe, Ready())
    while True:
        try:
            path, folder = pipe.recv()
        except (EOFError, OSError):
            return
        _tell(pipe, _one(pipe, path, folder, job))


def _one(pipe: Pipe, path: Path, folder: Path, job: Job) -> Message:
    told_s = 0.0

    def progress(share: float | None) -> None:
        nonlocal told_s
        now_s = time.monotonic()
        if now_s - told_s >= _TELL_EVERY_S:
            told_s = now_s
            _tell(pipe, Advanced(share))

    try:
        return Analysed(replace(analyse_file(path, folder, job, progress), frames=()))
    except Exception as error:
        return Failed(*sentence_of(error))


def _tell(pipe: Pipe, message: Message) -> None:
    try:
        pipe.send(message)
    except OSError:
        sys.exit()
