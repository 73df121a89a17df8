"""How far an exam or a replay has come, as its screen reads it."""

import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, Signal

from tfcollab.app.exam_flow import ExamFlow
from tfcollab.app.exam_keeping import Kept
from tfcollab.app.exam_views import measurements_view, replay_view
from tfcollab.app.live_model import LiveModel
from tfcollab.app.take import Take
from tfcollab.exam.frame import Eye
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.result import Measurement


class ExamState(QObject):
    """stage: "off", "opening", "ready" (preview), "armed" (waiting for the blink), "running" (the clock runs),
    "saving", "judging", "resting", "finished", or "replay".
    """

    changed = Signal()
    restChanged = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._live = LiveModel(self)
        self._flow = ExamFlow(Protocol(), Eye.OD)
        self._stage = "off"
        self._name = ""
        self._subject = ""
        self._patient_id = ""
        self._replay: Take | None = None
        self._seen: tuple[Measurement, ...] = ()
        self._replayed: Kept | None = None
        self._rest_until_s = 0.0

    @Property(QObject, constant=True)
    def live(self) -> QObject:
        return self._live

    @Property(str, notify=changed)
    def stage(self) -> str:
        return self._stage

    @Property(str, notify=changed)
    def eye(self) -> str:
        return str(self._flow.eye)

    @Property(str, notify=changed)
    def source(self) -> str:
        """Name of the camera or recording."""
        return self._name

    @Property(str, notify=changed)
    def subject(self) -> str:
        """Name of the patient; empty without one."""
        return self._subject

    @Property(str, notify=changed)
    def patient(self) -> str:
        """Id of the patient; empty without one."""
        return self._patient_id

    @Property("QVariantList", notify=changed)
    def measurements(self) -> list[dict[str, Any]]:
        """See exam_views."""
        if self._replay is not None:
            return replay_view(self._replay.eye, self._seen)
        return measurements_view(self._flow.taken)

    @Property("QVariantMap", notify=changed)
    def accepted(self) -> dict[str, int]:
        return {str(eye): self._flow.accepted(eye) for eye in (Eye.OD, Eye.OS)}

    @Property(bool, notify=changed)
    def isReplay(self) -> bool:
        """Whether a recording is replayed, rather than an exam done."""
        return self._replay is not None

    @Property(float, notify=restChanged)
    def restLeft(self) -> float:
        """Seconds of rest that are left."""
        return max(0.0, self._rest_until_s - time.monotonic())

    @property
    def result(self) -> Kept | None:
        """The replayed recording's, once it has come to its end."""
        return self._replayed

    @property
    def replayed(self) -> Path | None:
        """The recording that is replayed."""
        return None if self._replay is None else self._replay.replayed

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether something would be cut short by leaving now."""
        return self._stage in ("armed", "running", "saving", "judging")

    def _go(self, stage: str) -> None:
        self._stage = stage
        self.changed.emit()
