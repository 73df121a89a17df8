"""What the exam screen says while it runs: a camera that stalls, goes and comes back, a disk, a provider that fails."""

from pathlib import Path

import pytest
from cable import Cable
from cards import Failing
from driving import Driver, Open
from scenes import FPS, write_clip
from stored import Filled, unlocked

from tfcollab.app import exam_sources
from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.history import eye_history
from tfcollab.store.results import result_document
from tfcollab.video.camera import CameraRequest

MIB = 1 << 20


@pytest.fixture
def cable() -> Cable:
    return Cable()


def with_cable(window: Driver, cable: Cable, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exam screen with the camera on the cable, as if it had been chosen by its name."""

    def camera(request: CameraRequest, name: str):
        assert (request.number, name) == (0, "Slit lamp")
        return cable.open

    monkeypatch.setattr(exam_sources, "camera", camera)
    window.app.navigation.show("Exam")
    window.app.exam.open_camera(0, "Slit lamp")
    window.wait_for(lambda: window.app.exam.stage == "ready", 30)


def trouble(window: Driver) -> str:
    found = window.seen("trouble")
    return "" if found is None else found.property("text")


def test_a_camera_that_stalls_is_said_and_its_gap_is_kept_with_the_measurement(
    open_window: Open, models: dict[Task, str], filled: Filled, cable: Cable, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = unlocked(open_window, filled.folder, models=models)
    window.app.examine(filled.empty, "Empty")
    with_cable(window, cable, monkeypatch)
    cable.blinking = True
    window.app.exam.measure()
    window.wait_for(lambda: window.app.exam.live.frameClass == "closed")
    window.run(0.3)
    cable.blinking = False
    window.wait_for(lambda: window.app.exam.stage == "running")
    window.run(0.5)
    cable.flowing.clear()
    window.wait_for(lambda: "kept as a gap" in trouble(window), 2.0)
    cable.flowing.set()
    window.wait_for(lambda: trouble(window) == "")
    window.run(2.0)
    cable.blinking = True
    window.wait_for(lambda: window.app.exam.stage == "judging", 20)
    (found,) = window.app.exam.measurements
    # never interpolated: it counts as missing
    assert any("s of the recording are missing" in reason for reason in found["reasons"])
    assert window.shows("of the recording are missing")
    document = result_document(window.app.record.store, found_recording(window, filled), 1)
    gaps = [end_s - start_s for start_s, end_s in document["source"]["gaps"]]
    assert max(gaps) > 0.9
    window.app.exam.accept()


def found_recording(window: Driver, filled: Filled) -> str:
    (visit,) = eye_history(window.app.record.store, filled.empty, Eye.OD)
    return visit.recording_ids[0]


def test_a_camera_that_is_unplugged_is_said_within_two_seconds_and_goes_on_when_it_is_back(
    open_window: Open, models: dict[Task, str], cable: Cable, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(models=models)
    with_cable(window, cable, monkeypatch)
    cable.plugged = False
    window.wait_for(lambda: "The camera is gone" in trouble(window), 2.0)
    assert "check its cable" in trouble(window)
    window.app.settings.set("interface", "language", "zh_CN")
    window.wait_for(lambda: "请检查" in trouble(window))
    cable.plugged = True
    window.wait_for(lambda: trouble(window) == "")
    assert window.app.exam.stage == "ready"
    window.wait_for(lambda: window.app.exam.live.rates["input"] > 5)


def test_a_provider_that_fails_in_mid_exam_costs_no_frame_and_is_said(
    open_window: Open, models: dict[Task, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # one run of each net is compared with the processor's, one is the warm-up
    monkeypatch.setattr("tfcollab.runtime.session.Installed", lambda: Failing(good=16))
    window = open_window(models=models)
    clip = write_clip(tmp_path / "eye.mkv")
    window.app.replay(str(clip), "OD")
    window.wait_for(lambda: window.app.exam.live.rates.get("provider") == "cuda", 30)
    assert window.seen("fallback") is None
    window.wait_for(lambda: window.app.exam.stage == "finished", 30)
    window.wait_for(lambda: window.seen("fallback"))
    assert "so the CPU computed from there on" in window.find("fallback").property("text")
    result = window.app.exam.result.result
    assert len(result.frames) == round(3.8 * FPS)
    assert "CUDA failed after 14 runs" in result.provenance.provider_note
    # nothing of it is lost: the time is the one of a provider that works
    (text,) = [one.first_breakup.text() for one in result.measurements if one.first_breakup.kind == "measured"]
    assert text == "1.5 s"
    window.app.settings.set("interface", "language", "zh_CN")
    window.wait_for(lambda: "此后由 CPU 计算" in window.find("fallback").property("text"))
