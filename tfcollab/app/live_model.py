"""What is always shown of a live exam or a replay: picture, clock, class, aids, rates, troubles; fed by a timer."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal

from tfcollab.app.capture import CaptureState, Exposure
from tfcollab.app.inference import Shown
from tfcollab.app.picture import Picture
from tfcollab.app.pipeline import Live
from tfcollab.exam.aids import Aids, aids
from tfcollab.exam.frame import FrameClass
from tfcollab.exam.phases import Phase
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import TimerState
from tfcollab.video.recorder import RecorderStatus

_RUNNING = (Phase.OPEN, Phase.PENDING, Phase.BROKEN)


class Still(QObject):
    """A picture that stands still; None where there is none."""

    pictureChanged = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None

    @Property(object, notify=pictureChanged)
    def picture(self) -> Picture | None:
        return self._picture

    @Property(bool, notify=pictureChanged)
    def there(self) -> bool:
        return self._picture is not None

    def show(self, picture: Picture | None) -> None:
        if picture is not self._picture:
            self._picture = picture
            self.pictureChanged.emit()


class LiveModel(QObject):
    """Painted from the newest result; a value is None where it is not known.

    clock: {"seconds", "kind", "running"}; kind is "" while the clock runs, then the break-up's ("measured", "censored",
    "start not seen"). rates: {"input", "analysed", "delay_ms", "dropped", "provider", "note", "size"}.
    trouble: {"code", "text"}; code is "" (none), "opening", "stalled", "lost", "failed" or "fault".
    recording: {"code", "sentences"} of the take; code is "" (nothing to say), "warning" or "stopped".
    exposure: {"has", "value", "refused"} of the camera; value is null while it is automatic.
    atBreakup: the frame with which the break-up was certain, to be seen when the measurement is judged.
    """

    frameChanged = Signal()
    pictureChanged = Signal()
    ratesChanged = Signal()
    troubleChanged = Signal()
    recordingChanged = Signal()
    exposureChanged = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._live: Live | None = None
        self._settings = ClinicalSettings()
        self._aids: Aids | None = None
        self._trouble: dict[str, str] = {"code": "", "text": ""}
        self._rates: dict[str, Any] = {}
        self._recording: dict[str, Any] = {"code": "", "sentences": []}
        self._exposure: Exposure | None = None
        self._state: TimerState | None = None
        self._frozen: BreakupTime | None = None
        self._at_breakup = Still(self)

    def begin(self, settings: ClinicalSettings) -> None:
        self._live, self._aids, self._settings, self._rates = None, None, settings, {}
        self._state = self._frozen = None
        self._at_breakup.show(None)
        self._set_trouble("opening", "")
        self._set_recording(None)
        self.pictureChanged.emit()
        self.frameChanged.emit()
        self.ratesChanged.emit()

    def clear_clock(self) -> None:
        """The clock shows the last take's time, frozen, until then."""
        self._state = self._frozen = None
        self._at_breakup.show(None)
        self.frameChanged.emit()

    def freeze(self, time: BreakupTime) -> None:
        """The clock shows this time, whatever comes, until it is cleared."""
        self._frozen = time
        self.frameChanged.emit()

    def take(self, live: Live) -> None:
        """The newest moment of the pipeline."""
        before, self._live = self._live, live
        if live.shown is not None and live.shown.state is not None:
            self._state = live.shown.state
            self._note_breakup(live.shown)
        if live.shown is not None and (before is None or before.shown is not live.shown):
            self._aids = aids(live.shown.result, self._settings)
            self.pictureChanged.emit()
            self.frameChanged.emit()
        self._judge(live)
        # what was said of a take stays until the next one
        if live.recording is not None:
            self._set_recording(live.recording)
        if live.exposure != self._exposure:
            self._exposure = live.exposure
            self.exposureChanged.emit()

    def take_rates(self, delay_s: float | None) -> None:
        """As take, for what is read as figures and should not flicker. delay_s: from capture to paint."""
        live = self._live
        if live is None:
            return
        self._rates = {
            "input": live.input_fps,
            "analysed": live.analysed_fps,
            "delay_ms": None if delay_s is None else delay_s * 1000,
            "dropped": live.dropped,
            "provider": live.provider,
            "note": live.provider_note,
            "size": "" if live.info is None else f"{live.info.width}×{live.info.height}",
        }
        self.ratesChanged.emit()

    def _note_breakup(self, shown: Shown) -> None:
        first = None if shown.state is None else shown.state.first_breakup
        if first is None or first.kind is not TimeKind.MEASURED:
            self._at_breakup.show(None)
        elif not self._at_breakup.there and shown.result.frame_class is FrameClass.BROKEN:
            self._at_breakup.show(shown.picture)

    def _judge(self, live: Live) -> None:
        if live.fault:
            self._set_trouble("fault", live.fault)
        elif live.state is CaptureState.FAILED:
            self._set_trouble("failed", live.trouble)
        elif live.state is CaptureState.LOST:
            self._set_trouble("lost", live.trouble)
        elif live.stalled_s > 0:
            self._set_trouble("stalled", "")
        elif not live.ready or live.state is CaptureState.OPENING:
            self._set_trouble("opening", "")
        else:
            self._set_trouble("", "")

    def _set_trouble(self, code: str, text: str) -> None:
        found = {"code": code, "text": text}
        if found != self._trouble:
            self._trouble = found
            self.troubleChanged.emit()

    def _set_recording(self, status: RecorderStatus | None) -> None:
        found: dict[str, Any] = {"code": "", "sentences": []}
        if status is not None and (status.stop_reason or status.warnings):
            sentences = [status.stop_reason] if status.stop_reason else list(status.warnings)
            found = {"code": "stopped" if status.stop_reason else "warning", "sentences": sentences}
        if found != self._recording:
            self._recording = found
            self.recordingChanged.emit()

    @Property(QObject, constant=True)
    def atBreakup(self) -> QObject:
        return self._at_breakup

    @Property("QVariantMap", notify=recordingChanged)
    def recording(self) -> dict[str, Any]:
        return self._recording

    @Property("QVariantMap", notify=exposureChanged)
    def exposure(self) -> dict[str, Any]:
        found = self._exposure
        if found is None:
            return {"has": False, "value": None, "refused": False}
        return {"has": True, "value": found.value, "refused": found.refused}

    @Property("QVariantMap", notify=troubleChanged)
    def trouble(self) -> dict[str, str]:
        return self._trouble

    @Property("QVariantMap", notify=ratesChanged)
    def rates(self) -> dict[str, Any]:
        return self._rates

    @Property(object, notify=pictureChanged)
    def picture(self) -> Picture | None:
        return None if self._live is None or self._live.shown is None else self._live.shown.picture

    @Property(str, notify=frameChanged)
    def frameClass(self) -> str:
        return "" if self._live is None or self._live.shown is None else str(self._live.shown.result.frame_class)

    @Property("QVariant", notify=frameChanged)
    def areaPct(self) -> float | None:
        if self._live is None or self._live.shown is None or self._live.shown.result.breakup is None:
            return None
        return self._live.shown.result.breakup.area_pct

    @Property("QVariantMap", notify=frameChanged)
    def clock(self) -> dict[str, Any]:
        state = self._state
        if self._frozen is not None:
            return {"seconds": self._frozen.seconds, "kind": str(self._frozen.kind), "running": False}
        if state is None:
            return {"seconds": None, "kind": "", "running": False}
        first = state.first_breakup
        running = state.phase in _RUNNING and state.since_start_s is not None
        if first is None:
            return {"seconds": state.since_start_s, "kind": "", "running": running}
        return {"seconds": first.seconds, "kind": str(first.kind), "running": running}

    @Property("QVariantMap", notify=frameChanged)
    def aid(self) -> dict[str, Any]:
        """{"focus", "x", "y", "centred", "exposure", "fine"}; empty without a frame."""
        found = self._aids
        if found is None:
            return {}
        x, y = found.offset or (None, None)
        return {
            "focus": found.focus,
            "x": x,
            "y": y,
            "centred": found.centred,
            "exposure": str(found.exposure),
            "fine": found.fine,
        }
