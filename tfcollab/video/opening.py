"""Opens whatever a recording is kept in."""

import math
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.video.file import VideoFile
from tfcollab.video.folder import FrameFolder
from tfcollab.video.source import VideoSource


def open_source(path: str | Path, fps: float | None = None, *, ahead: bool = False) -> VideoSource:
    """A recording, ready to be iterated once: a video file, or a folder of numbered pictures.

    path: MP4, MOV, MKV or AVI (the content decides, not the name), or a folder of PNG, TIFF or JPEG files.
    fps: frames a second. Needed for a folder. A file's own time stamps are better and are used where they are
        sound; only where they are missing or do not increase are frames counted at this rate instead.
    ahead: all frames are wanted as soon as may be, rather than each in its time: large pictures are decoded by more
        threads, which hold one each.
    Raises UserError where there is nothing that can be read.
    """
    path = Path(path)
    if fps is not None and not (math.isfinite(fps) and fps > 0):
        raise UserError(f"A frame rate of {fps} is not possible: give --fps a number above 0.")
    if path.is_dir():
        return FrameFolder(path, fps)
    if not path.exists():
        raise UserError(f"There is no file or folder {path}: check the path.")
    if not path.is_file():
        raise UserError(f"{path} is neither a file nor a folder: give a video file or a folder of frames.")
    return VideoFile(path, fps, ahead=ahead)
