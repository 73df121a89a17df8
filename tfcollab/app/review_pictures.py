"""The pictures of the review screen: the frame that is shown, and one for each measurement."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.picture import Picture
from tfcollab.app.review_open import Opened
from tfcollab.app.review_player import Player
from tfcollab.app.review_video import ReviewVideo
from tfcollab.app.review_views import frame_view, picture_frame


class ReviewPictures(QObject):
    """picture: of the frame that is shown (shownFrame), which may be a moment behind player.frame."""

    pictureChanged = Signal()
    thumbnailsChanged = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = Player(self)
        self._opened: Opened | None = None
        self._video: ReviewVideo | None = None
        self._picture: Picture | None = None
        self._shown_frame = -1
        self._thumbnails: dict[int, Picture] = {}
        self._player.frameChanged.connect(self._want)

    @Property(QObject, constant=True)
    def player(self) -> QObject:
        return self._player

    @Property("QVariantMap", notify=pictureChanged)
    def reading(self) -> dict[str, Any]:
        """What was read in the frame at which the player stands; see frame_view."""
        return {} if self._opened is None else frame_view(self._opened.result, self._player.frame)

    @Property(int, notify=pictureChanged)
    def shownFrame(self) -> int:
        """The frame that the picture is of."""
        return self._shown_frame

    @Property(bool, notify=pictureChanged)
    def hasPicture(self) -> bool:
        return self._picture is not None

    @Property(object, notify=pictureChanged)
    def picture(self) -> Picture | None:
        return self._picture

    @Slot(int, result="QVariant")
    def thumbnail(self, frame: int) -> Picture | None:
        """Of a frame in the list of measurements; None until it was made (thumbnailsChanged)."""
        return self._thumbnails.get(frame)

    def show_pictures_of(self, opened: Opened) -> None:
        """Begins the thread that decodes."""
        self._video = ReviewVideo(opened.open_video, opened.result, self)
        self._video.shown.connect(self._shown)
        self._video.thumbnailReady.connect(self._thumbnail_ready)
        self._video.failed.connect(self.failed)
        self._video.start()

    def drop_pictures(self) -> None:
        """Ends that thread."""
        if self._video is not None:
            self._video.close()
            self._video.deleteLater()
        self._video = self._picture = None
        self._thumbnails = {}
        self.pictureChanged.emit()
        self.thumbnailsChanged.emit()

    @Slot()
    def _want(self) -> None:
        if self._video is not None:
            self._video.want(self._player.frame)
        self.pictureChanged.emit()

    def _want_thumbnails(self) -> None:
        if self._video is not None and self._opened is not None:
            frames = {picture_frame(one) for one in self._opened.result.measurements}
            self._video.want_thumbnails(sorted(frames - self._thumbnails.keys()))

    @Slot(int, object)
    def _shown(self, frame: int, picture: Picture | None) -> None:
        if self.sender() is self._video:
            self._picture, self._shown_frame = picture, frame
            self.pictureChanged.emit()

    @Slot(int, object)
    def _thumbnail_ready(self, frame: int, picture: Picture) -> None:
        if self.sender() is self._video:
            self._thumbnails[frame] = picture
            self.thumbnailsChanged.emit()
