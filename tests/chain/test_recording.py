import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
from tiny_scenes import HEIGHT, WIDTH, scene, tiny_analyzer, write_recording

from tfcollab.chain.recording import analyse_recording
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, FrameClass, FrameResult
from tfcollab.exam.result import EndReason, RecordingResult, TimeKind
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import TimerState
from tfcollab.video.hashing import sha256_of
from tfcollab.video.opening import open_source
from tfcollab.video.writer import VideoWriter

SETTINGS = ClinicalSettings()
PATCH = [(4, 6), (4, 7), (5, 6)]


def _analyse(path: Path, root: Path, **options: object) -> RecordingResult:
    with open_source(path) as source:
        return analyse_recording(source, tiny_analyzer(root), Eye.OD, SETTINGS, sha256_of(path), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10 frames a second: closed to 0.4 s, stable to 2.0 s, broken to 3.1 s, closed to 3.5 s, stable to 4.7 s."""
    closed, clear, broken = scene("closed"), scene("clear"), scene("broken", PATCH)
    scenes = [closed] * 4 + [clear] * 16 + [broken] * 11 + [closed] * 4 + [clear] * 12
    return write_recording(tmp_path_factory.mktemp("exam") / "exam.mkv", scenes)


def test_break_up_time_map_blinks_and_source_of_a_real_file(exam: Path, tmp_path: Path) -> None:
    result = _analyse(exam, tmp_path)
    first, second = result.measurements
    assert first.first_breakup.kind is TimeKind.MEASURED
    assert first.first_breakup.seconds == pytest.approx(1.6, abs=0.002)
    assert (first.start_s, first.end_s) == pytest.approx((0.4, 3.1), abs=0.002)
    assert first.end_reason is EndReason.BLINK
    assert first.first_breakup_frame == 20
    broken = np.argwhere(np.isfinite(first.map.times_s))
    assert {(int(a), int(s)) for a, s in broken} == set(PATCH)
    np.testing.assert_allclose(first.map.times_s[tuple(np.transpose(PATCH))], 1.6, atol=0.002)
    assert first.map.seen_cells == 192
    assert second.first_breakup.kind is TimeKind.CENSORED
    assert second.first_breakup.seconds == pytest.approx(1.1, abs=0.002)
    assert (result.repeats.measured, result.repeats.censored) == (1, 1)
    assert len(result.blinks) == 2
    assert (result.source.width, result.source.height, result.source.frames) == (WIDTH, HEIGHT, 47)
    assert result.source.sha256 == sha256_of(exam)
    assert result.source.duration_s == pytest.approx(4.6, abs=0.002)
    assert result.warnings == ()


def test_the_same_file_gives_the_same_result_twice(exam: Path, tmp_path: Path) -> None:
    assert repr(_analyse(exam, tmp_path / "1")) == repr(_analyse(exam, tmp_path / "2"))


def test_one_analyzer_carries_nothing_from_one_recording_to_the_next(exam: Path, tmp_path: Path) -> None:
    analyzer = tiny_analyzer(tmp_path)
    results = []
    for _ in range(2):
        with open_source(exam) as source:
            results.append(analyse_recording(source, analyzer, Eye.OD, SETTINGS, sha256_of(exam)))
    assert repr(results[0]) == repr(results[1])


def test_every_frame_is_reported_in_order_with_the_state_of_the_timer(exam: Path, tmp_path: Path) -> None:
    seen: list[tuple[FrameResult, TimerState]] = []
    done: list[tuple[int, int | None]] = []
    caller = threading.get_ident()

    def keep(result: FrameResult, state: TimerState) -> None:
        assert threading.get_ident() == caller
        seen.append((result, state))

    _analyse(exam, tmp_path, on_result=keep, progress=lambda count, expected: done.append((count, expected)))
    assert [result.frame.index for result, _ in seen] == list(range(47))
    assert seen[25][0].frame_class is FrameClass.BROKEN
    assert seen[25][1].first_breakup_frame == 20
    assert [count for count, _ in done] == list(range(1, 48))
    assert done[0][1] == pytest.approx(47, abs=1)


def test_much_blur_is_warned_of(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "soft.mkv", [scene("closed")] * 2 + [scene("blur")] * 5 + [scene("clear")] * 6)
    assert "5 of the 13 frames of soft.mkv are blurred." in _analyse(path, tmp_path / "m").warnings


def test_a_hole_in_the_times_is_warned_of_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "hole.mkv"
    with VideoWriter(path, WIDTH, HEIGHT, 10.0, codec="ffv1") as writer:
        for index, kind in enumerate(["closed"] * 3 + ["clear"] * 12):
            writer.write(scene(kind), index / 10 + (1.5 if index > 8 else 0))
    result = _analyse(path, tmp_path / "m")
    assert result.source.gaps == (pytest.approx((0.8, 2.4), abs=0.002),)
    assert "hole.mkv has 1 gap of 1.60 s after 0.80 s, in which nothing is known." in result.warnings
    assert result.frames[-1].time_s == pytest.approx(2.9, abs=0.002)


def test_a_truncated_file_is_analysed_as_far_as_it_goes_and_says_how_much_is_missing(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "cut.mkv", [scene("closed")] * 3 + [scene("clear")] * 17)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 5])
    result = _analyse(path, tmp_path / "m")
    assert 5 <= result.source.frames < 20
    assert result.source.frames + result.source.missing_frames == pytest.approx(20, abs=1)
    assert any("missing" in text for text in result.warnings)


REFUSED = {
    "blur": (["blur"] * 4, r"All frames of x\.mkv are blurred"),
    "closed": (["closed"] * 4, r"No open eye was found in any frame of x\.mkv"),
    "open": (["clear"] * 10, r"open in x\.mkv from the first frame to the last"),
    "neither open nor sharp": (["closed", "blur", "blur"], r"No frame of x\.mkv shows an open eye in focus \(2 blur"),
}


@pytest.mark.parametrize(("kinds", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_recording_in_which_nothing_can_be_measured_is_refused(
    tmp_path: Path, kinds: list[str], sentence: str
) -> None:
    path = write_recording(tmp_path / "x.mkv", [scene(kind) for kind in kinds])
    with pytest.raises(UserError, match=sentence):
        _analyse(path, tmp_path / "m")


def test_a_recording_without_rings_is_refused(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "x.mkv", [scene("closed"), scene("clear"), scene("clear")])
    analyzer = tiny_analyzer(tmp_path / "m", thresholds={"confidence": 0.95})
    with open_source(path) as source, pytest.raises(UserError, match=r"No Placido rings were found in any frame"):
        analyse_recording(source, analyzer, Eye.OS, SETTINGS, sha256_of(path))


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_interruption_ends_the_analysis_and_its_thread(
    exam: Path, tmp_path: Path, error: type[BaseException]
) -> None:
    def stop(result: FrameResult, state: TimerState) -> None:
        if result.frame.index == 3:
            raise error

    before = set(threading.enumerate())
    with pytest.raises(error):
        _analyse(exam, tmp_path, on_result=stop)
    assert set(threading.enumerate()) - before == set()


def test_memory_stays_flat(tmp_path: Path) -> None:
    closed, clear = scene("closed"), scene("clear")
    path = write_recording(tmp_path / "long.mkv", [closed if index % 50 < 3 else clear for index in range(260)])
    process = psutil.Process()
    memory: list[int] = []
    _analyse(path, tmp_path / "m", on_result=lambda result, state: memory.append(process.memory_info().rss))
    # 200 frames would be 61 MB
    assert memory[-1] - memory[60] < 15e6
