"""The thread that decodes what the review screen shows: the newest wish first, thumbnails when there is time."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tfcollab.app.review_overlay import review_picture, thumbnail
from tfcollab.errors import UserError
from tfcollab.exam.result import RecordingResult
from tfcollab.video.seekable import SeekableRecording

_THUMBNAIL_PX = 160


class ReviewVideo(QObject):
    """shown: (frame, Picture, or None where the frame cannot be read again). thumbnailReady: (frame, Picture).

    Close it: it ends its thread.
    """

    shown = Signal(int, object)
    thumbnailReady = Signal(int, object)
    failed = Signal(str)

    def __init__(
        self, open_video: Callable[[], SeekableRecording], result: RecordingResult, parent: QObject | None = None
    ) -> None:
        """open_video: called in the thread that then owns it."""
        super().__init__(parent)
        self._open_video = open_video
        self._frames, self._settings = result.frames, result.settings
        self._wake = threading.Condition()
        self._wanted: int | None = None
        self._thumbnails: deque[int] = deque()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="tfcollab-review-video", daemon=True)

    def start(self) -> None:
        """Once its signals are connected: it may fail at once."""
        self._thread.start()

    def want(self, frame: int) -> None:
        """Shows this frame next; one that was wished for and not begun is left out."""
        with self._wake:
            self._wanted = frame
            self._wake.notify()

    def want_thumbnails(self, frames: list[int]) -> None:
        """Makes these, in order, in place of those still waiting."""
        with self._wake:
            self._thumbnails = deque(frames)
            self._wake.notify()

    def close(self) -> None:
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            with self._open_video() as video:
                while (task := self._next()) is not None:
                    self._do(video, *task)
        except UserError as error:
            self.failed.emit(str(error))
        except Exception as error:
            # no text of the error: it may hold the name of a patient's file
            logging.getLogger(__name__).error("review video failed: %s", type(error).__name__)
            self.failed.emit("The recording cannot be shown any more: open it again.")

    def _next(self) -> tuple[int, bool] | None:
        """(frame, whether as a thumbnail); None at the end."""
        with self._wake:
            self._wake.wait_for(lambda: self._stopping or self._wanted is not None or bool(self._thumbnails))
            if self._stopping:
                return None
            if self._wanted is not None:
                frame, self._wanted = self._wanted, None
                return frame, False
            return self._thumbnails.popleft(), True

    def _do(self, video: SeekableRecording, frame: int, small: bool) -> None:
        # a thumbnail gives way at once; a frame is finished, so that dragging always shows something
        def stopped() -> bool:
            return self._stopping or (small and self._wanted is not None)

        gray = video.frame(frame, stopped)
        if small and gray is None and self._wanted is not None:
            with self._wake:
                self._thumbnails.appendleft(frame)
        elif small and gray is not None:
            picture = thumbnail(gray, self._frames[frame], self._settings, _THUMBNAIL_PX)
            self.thumbnailReady.emit(frame, picture)
        elif not small and not self._stopping:
            made = None if gray is None else review_picture(gray, self._frames[frame], self._settings)
            self.shown.emit(frame, made)
