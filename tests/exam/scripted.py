"""Frames written as letters, for the timer."""

import numpy as np

from tfcollab.exam.frame import Box, Eye, FrameClass, FrameRecord, Rings
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer, Timeline, TimerState

SETTINGS = ClinicalSettings()
SIZE = (640, 480)
RINGS = Rings(Box(190, 110, 450, 370), Box(265, 185, 375, 295), Box(303, 223, 337, 257))
CLASSES = {"c": FrameClass.CLEAR, "b": FrameClass.BROKEN, "u": FrameClass.BLUR, "x": FrameClass.CLOSED}


def records(script: str, fps: float = 30.0, start_s: float = 0.0) -> list[FrameRecord]:
    """One frame a letter: c clear, b broken, u blur, x closed; `60c` is sixty of them; times as a container rounds."""
    letters, count = "", ""
    for sign in script.replace(" ", ""):
        if sign.isdigit():
            count += sign
        else:
            letters += sign * int(count or 1)
            count = ""
    return [record(i, start_s + round(i / fps, 3), letter) for i, letter in enumerate(letters)]


def record(index: int, time_s: float, letter: str) -> FrameRecord:
    frame_class = CLASSES[letter]
    sharp = letter in "cb"
    cells = np.zeros((8, 24), np.uint8) if sharp else None
    if cells is not None and letter == "b":
        cells[3, 5] = 100
    return FrameRecord(
        index=index,
        time_s=time_s,
        frame_class=frame_class,
        probabilities=tuple(float(frame_class is each) for each in FrameClass),  # type: ignore[arg-type]
        rings=None if letter == "x" else RINGS,
        cells=cells,
        area_pct=None if cells is None else 0.5 * (letter == "b"),
    )


def run(frames: list[FrameRecord], settings: ClinicalSettings = SETTINGS) -> tuple[list[TimerState], Timeline]:
    timer = BreakupTimer(settings, Eye.OD, SIZE)
    states = [timer.push(each) for each in frames]
    return states, timer.finish()


def measure(script: str, fps: float = 30.0) -> Timeline:
    return run(records(script, fps))[1]


def texts(timeline: Timeline) -> list[str]:
    return [each.first_breakup.text() for each in timeline.measurements]
