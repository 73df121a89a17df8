"""Recordings that the tiny models can read: the mean gray of a frame says its class."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_models import CLASS_GRAY

from tfcollab.cli.main import main
from tfcollab.video.writer import VideoWriter

WIDTH, HEIGHT, FPS = 160, 120, 20.0
_TERMINAL = {"COLUMNS": "160", "NO_COLOR": "1"}
_GRAY = dict(zip(("clear", "closed", "broken", "blur"), CLASS_GRAY, strict=True))


def picture(kind: str) -> NDArray[np.uint8]:
    """uint8 (HEIGHT, WIDTH) of the class's mean gray; striped like rings, with a bright patch where it is broken."""
    rows = np.arange(HEIGHT)[:, None] + np.zeros((1, WIDTH))
    stripes = np.where(rows // 3 % 2 == 0, 18.0, -18.0)
    image = _GRAY[kind] + (stripes if kind in ("clear", "broken") else 0.0)
    image = np.broadcast_to(image, (HEIGHT, WIDTH)).copy()
    if kind == "broken":
        image[:] -= 3.0
        image[50:70, 60:80] = 240.0
    return np.clip(image, 0, 255).astype(np.uint8)


def write_clip(path: Path, phases: Sequence[tuple[str, float]], codec: str = "ffv1") -> Path:
    """Writes phases of (class, seconds) one after the other."""
    pictures = [picture(kind) for kind, seconds in phases for _ in range(round(seconds * FPS))]
    with VideoWriter(path, WIDTH, HEIGHT, FPS, codec=codec) as writer:
        for index, image in enumerate(pictures):
            writer.write(image, index / FPS)
    return path


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


def tfcollab(*arguments: str | Path, cwd: Path, before: str | None = None, **environment: str) -> Ended:
    """Runs the program: as a process of its own if `before` is to run in it first, else here, which is quicker."""
    if before is not None:
        return _process(arguments, cwd, before, environment)
    out, err = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["tfcollab", *map(str, arguments)])
        for name, value in (_TERMINAL | environment).items():
            patch.setenv(name, value)
        try:
            main()
            status: object = 0
        except SystemExit as left:
            status = left.code or 0
        finally:
            signal.signal(signal.SIGTERM, handler)
    assert isinstance(status, int)
    return Ended(status, out.getvalue(), err.getvalue())


def _process(arguments: Sequence[str | Path], cwd: Path, before: str, environment: dict[str, str]) -> Ended:
    done = subprocess.run(
        [sys.executable, "-c", f"{before}\nfrom tfcollab.cli.main import main\nmain()", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | _TERMINAL | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def everything_in(folder: Path) -> list[str]:
    """Every file and folder below, hidden ones too, as relative paths."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def tells_loaded(modules: set[str]) -> str:
    """Python that makes a process end with a line naming those of the modules that it loaded."""
    loaded = f"sorted({{m.partition('.')[0] for m in sys.modules}} & {modules!r})"
    return f"import atexit, sys\natexit.register(lambda: print('loaded:', {loaded}))"
