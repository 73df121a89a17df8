"""Short tones that prompt the patient, played by what the platform has; PySide6-Essentials has no sound of its own."""

import math
import shutil
import struct
import subprocess
import sys
import tempfile
import wave
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_RATE = 22050
#: (Hz, seconds), 0 Hz for silence. blink: asked to blink; open: keep the eye open; done: at the end
TONES: Mapping[str, Sequence[tuple[float, float]]] = {
    "blink": ((660.0, 0.12), (0.0, 0.08), (660.0, 0.12)),
    "open": ((880.0, 0.2),),
    "done": ((660.0, 0.12), (440.0, 0.25)),
}
_PLAYERS = (("afplay",),) if sys.platform == "darwin" else (("pw-play",), ("paplay",), ("aplay", "-q"))


def player() -> list[str] | None:
    """The command that plays a file here, to which its path is appended; None where there is none."""
    return next(([found, *rest] for name, *rest in _PLAYERS if (found := shutil.which(name))), None)


def can_play() -> bool:
    """Whether this computer can play a sound."""
    return sys.platform == "win32" or player() is not None


def samples(tones: Sequence[tuple[float, float]]) -> bytes:
    """16-bit samples at 22 050 Hz; each tone swells and fades within 10 ms, so that it does not click."""
    found: list[int] = []
    for hertz, seconds in tones:
        count = int(seconds * _RATE)
        for place in range(count):
            loudness = min(1.0, place / (0.01 * _RATE), (count - place) / (0.01 * _RATE))
            found.append(round(9000 * loudness * math.sin(math.tau * hertz * place / _RATE)))
    return struct.pack(f"<{len(found)}h", *found)


class Sounds:
    """Plays prompts beside the window. Close it: it waits for the last tone."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tfcollab-sound")
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def play(self, prompt: str) -> None:
        """prompt: of TONES. Silently nothing where it cannot be played: the text stands on the screen all the same."""
        self._pool.submit(self._play, prompt)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _play(self, prompt: str) -> None:
        try:
            file = str(self._file(prompt))
            if sys.platform == "win32":
                import winsound

                winsound.PlaySound(file, winsound.SND_FILENAME)
            elif command := player():
                subprocess.run([*command, file], timeout=5, check=False, capture_output=True)
        except (OSError, subprocess.SubprocessError, RuntimeError):
            return

    def _file(self, prompt: str) -> Path:
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="tfcollab-sounds-")
        path = Path(self._folder.name) / f"{prompt}.wav"
        if not path.exists():
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(_RATE)
                file.writeframes(samples(TONES[prompt]))
        return path
