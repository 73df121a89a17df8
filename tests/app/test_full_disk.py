"""A disk that fills in mid-exam is told of in the window, and ends the measurement with what there is of it."""

import json
from pathlib import Path

import pytest
from driving import Open
from scenes import write_clip
from stored import PASSPHRASE, Filled, unlocked

from tfcollab.exam.frame import Eye
from tfcollab.runtime.contract import Task
from tfcollab.store.history import eye_history
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key
from tfcollab.store.recordings import recover_recording
from tfcollab.store.visit_recordings import recording_file, visit_recordings
from tfcollab.video.recovery import RecordingState

MIB = 1 << 20


def test_it_is_warned_of_and_what_was_recorded_is_kept(
    open_window: Open, models: dict[Task, str], filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_mib = [9000]
    monkeypatch.setattr("tfcollab.video.recorder._free_bytes", lambda _: left_mib[0] * MIB)
    clip = write_clip(tmp_path / "an eye.mkv", [("closed", 1.0), ("clear", 12.0)])
    settings = tmp_path / "short.json"
    settings.write_text(json.dumps({"version": 1, "protocol": {"measurements": 1, "rest_s": 0.0}}), "utf-8")
    window = unlocked(open_window, filled.folder, models=models, settings_file=settings)
    window.app.examine(filled.empty, "Empty")
    window.app.exam.play_as_camera(str(clip))
    window.wait_for(lambda: window.app.exam.stage == "ready", 60)
    window.app.exam.measure()
    window.wait_for(lambda: window.app.exam.stage == "running", 60)
    assert window.seen("recordingTrouble") is None
    window.run(1.0)
    left_mib[0] = 3000
    window.wait_for(lambda: window.shows("Only 3000 MiB are left on the disk; the recording stops at 512 MiB."), 60)
    assert window.find("recordingTrouble").property("kind") == "warning"
    left_mib[0] = 100
    window.wait_for(lambda: window.find("recordingTrouble").property("kind") == "error", 60)
    assert "what came before is kept" in window.find("recordingTrouble").property("text")
    window.wait_for(lambda: window.app.exam.stage == "judging", 60)
    window.window.close()
    with open_store(Places(filled.folder), "Ada", PASSPHRASE) as store:
        ((visit,),) = [visit_recordings(store, filled.empty)]
        (recording,) = visit.recordings
        assert recording.interrupted
        assert recording.duration_s > 1.0
        assert len(eye_history(store, filled.empty, Eye.OD)) == 1
        check = recover_recording(recording_file(store, recording.id), master_key(store))
        assert check.state is RecordingState.COMPLETE
        assert (
            check.end_reason
            == "The recording stopped, because only 100 MiB are left on the disk; what came before is kept."
        )
