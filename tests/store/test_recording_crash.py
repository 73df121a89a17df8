"""A recording that is killed at any moment is readable up to the last quarter second."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tfcollab.store.recordings import open_recording, recover_recording, unfinished
from tfcollab.video import open_source
from tfcollab.video.recovery import RecordingState, recover
from tfcollab.video.recovery import unfinished as unfinished_plain

MASTER = bytes(range(32))
HERE = Path(__file__).parent
FRAME_S = 1 / 60


@pytest.mark.parametrize(
    "times",
    [pytest.param(5, id="short"), pytest.param(50, id="long", marks=[pytest.mark.slow, pytest.mark.timeout(900)])],
)
def test_a_killed_recording_loses_a_quarter_second_at_most(tmp_path: Path, times: int) -> None:
    rng = random.Random(11)
    lost = []
    for number in range(times):
        kind = ("encrypted", "plain")[number % 2]
        path = tmp_path / f"{number}.{kind}"
        given_s = kill_a_recording(path, kind, rng.uniform(0.3, 1.2))
        if kind == "encrypted":
            check = recover_recording(path, MASTER)
            assert unfinished(tmp_path, MASTER)[-1:] == [path]
            with open_recording(path, MASTER) as source:
                times_s = [frame.time_s for frame in source]
        else:
            check = recover(path)
            assert path in unfinished_plain(tmp_path)
            with open_source(path) as source:
                times_s = [frame.time_s for frame in source]
        assert check.state is RecordingState.INTERRUPTED
        assert (check.frames, check.problems) == (len(times_s), ())
        assert times_s[-1] == pytest.approx(check.last_frame_s, abs=1e-9)
        # every frame that was given, up to the last one read
        assert times_s == pytest.approx(given_s[: len(times_s)], abs=0.0006)
        lost.append(given_s[-1] - times_s[-1])
        path.unlink()
        path.with_name(path.name + ".manifest.jsonl").unlink()
    print(f"{times} kills: at most {max(lost):.3f} s lost, mean {sum(lost) / times:.3f} s")
    assert max(lost) <= 0.25 + FRAME_S


def test_a_recording_that_ffmpeg_buffers_as_usual_loses_more(tmp_path: Path) -> None:
    """The control: Matroska with its usual clusters, and the same kill."""
    code = (
        "import sys, time\nfrom recorded import SIZE, picture\nfrom tfcollab.video.writer import VideoWriter\n"
        "w = VideoWriter(sys.argv[1], *SIZE, 60)\np = picture(0)\nstart = time.monotonic()\ni = 0\n"
        "while True:\n    w.write(p, i / 60)\n    print(i / 60, flush=True)\n    i += 1\n"
        "    time.sleep(max(0.0, i / 60 - (time.monotonic() - start)))\n"
    )
    path = tmp_path / "usual.mkv"
    given_s = kill_child([sys.executable, "-c", code, str(path)], 1.0)
    part = tmp_path / "usual.mkv.part"
    assert recover(part).frames == 0
    assert given_s[-1] > 0.25


def kill_a_recording(path: Path, kind: str, after_s: float) -> list[float]:
    return kill_child([sys.executable, str(HERE / "recording_child.py"), str(path), kind], after_s)


def kill_child(command: list[str], after_s: float) -> list[float]:
    """Kills the child this long after its first frame; gives the times of the frames that it had given."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parent / "video"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(after_s)
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout]
    return [float(line) for line in lines if line.endswith("\n")]
