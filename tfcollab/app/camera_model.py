"""The cameras that there are."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.video.camera import CameraInfo, cameras


class CameraModel(QObject):
    """found: [{"number", "name"}]; empty until `look` has looked."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._found: list[CameraInfo] = []
        self._looked = False

    @Property("QVariantList", notify=changed)
    def found(self) -> list[dict[str, object]]:
        return [{"number": camera.number, "name": camera.name} for camera in self._found]

    @Property(bool, notify=changed)
    def looked(self) -> bool:
        return self._looked

    @Slot()
    def look(self) -> None:
        """Looks again; a camera may have been plugged in."""
        self._jobs.run(cameras, self._show, lambda _: self._show([]))

    def _show(self, found: list[CameraInfo]) -> None:
        self._found, self._looked = found, True
        self.changed.emit()
