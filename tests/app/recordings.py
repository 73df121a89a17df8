"""The sample recording, shortened, with what the real models read in it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tfcollab.app.review_open import open_recording, result_file
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.document import write_json
from tfcollab.resources import data_dir
from tfcollab.video import open_source
from tfcollab.video.writer import VideoWriter


@dataclass(frozen=True)
class Analysed:
    """video: 6.6 s with one measurement whose start was not seen and one with a break-up, then a blink."""

    video: Path
    result: RecordingResult

    def copied(self, folder: Path, name: str = "visit.mkv") -> Path:
        """The recording in a folder, with its result beside it, so that it need not be analysed again."""
        folder.mkdir(exist_ok=True)
        target = folder / name
        shutil.copy(self.video, target)
        shutil.copy(result_file(self.video), result_file(target))
        return target


def shortened(path: Path, frames: int) -> Path:
    """The first frames of the sample recording, with their own times."""
    with open_source(data_dir() / "sample.mkv") as source:
        info = source.info
        with VideoWriter(path, info.width, info.height, info.frame_rate or 25.0, crf=16) as writer:
            for frame in source:
                if frame.index == frames:
                    break
                writer.write(frame.gray, frame.time_s)
    return path


def analysed(folder: Path, frames: int = 165) -> Analysed:
    video = shortened(folder / "short.mkv", frames)
    opened = open_recording(video, Eye.OD, ClinicalSettings(), "cpu", lambda share: None, lambda: False)
    write_json(opened.result, result_file(video))
    return Analysed(video, opened.result)
