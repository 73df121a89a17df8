"""Where nothing has changed the class holds for less than 0.15 s, and rings and film for one frame of a fast camera."""

import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_models import write_folder
from tiny_scenes import scene, write_recording

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.exam.frame import Eye, Frame, FrameClass
from tfcollab.exam.phases import frame_signal
from tfcollab.exam.provenance import Looks
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.repository import read_folder
from tfcollab.runtime.session import Session
from tfcollab.video import open_source

SETTINGS = ClinicalSettings()
FPS = 60
PATCH = [(4, 6)]
#: of an open eye's first frames every one is read: until the witness has its baseline, and a quarter of a second more
WHOLE_S = 0.75


class Counting:
    """A session that counts its runs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.runs = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def run(self, array: NDArray[np.uint8]) -> NDArray[Any]:
        self.runs += 1
        return self._session.run(array)


class Chain:
    """The chain over the tiny models, and how often each of them ran."""

    def __init__(self, root: Path, looks: Looks, threads: int = 1) -> None:
        self.sessions = [
            Counting(Session.open(read_folder(write_folder(root / looks, task)), "cpu", threads=1))
            for task in ("classify", "detect", "segment")
        ]
        self.analyzer = Analyzer(*self.sessions, SETTINGS, looks=looks, threads=threads)  # type: ignore[arg-type]

    def runs(self) -> list[int]:
        return [session.runs for session in self.sessions]


def frames(*phases: tuple[str, int], fps: float = FPS) -> list[Frame]:
    kinds = [kind for kind, count in phases for _ in range(count)]
    pictures = {kind: scene(kind, PATCH if kind == "broken" else ()) for kind in set(kinds)}
    return [Frame(index, index / fps, pictures[kind]) for index, kind in enumerate(kinds)]


def test_while_nothing_changes_the_class_is_read_now_and_then_and_the_film_every_other_time(tmp_path: Path) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    results = [chain.analyzer.process(frame) for frame in frames(("clear", 165))]
    classify, detect, segment = chain.runs()
    # the first frame's rings were not followed; from the second on, at every ninth of 60 a second
    assert classify == 1 + 19
    every = round(WHOLE_S * FPS)
    # the very first look is at the whole frame, and then from nearby
    assert detect == 1 + every + (165 - every) / 2
    # where the rings hold the film does
    assert segment == detect - 1
    assert chain.analyzer.held_frames == 165 - classify
    assert all(result.breakup is not None for result in results)
    assert [result.frame.index for result in results] == list(range(165))


def test_at_a_slow_rate_nothing_holds(tmp_path: Path) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    for frame in frames(("clear", 30), fps=6):
        chain.analyzer.process(frame)
    assert chain.runs() == [30, 31, 30]


@pytest.mark.parametrize(("fps", "share"), [(25, 1.0), (30, 0.5), (60, 0.5), (120, 0.5)])
def test_rings_hold_for_one_frame_of_a_fast_camera(tmp_path: Path, fps: int, share: float) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    runs = []
    for frame in frames(("clear", fps + 40), fps=fps):
        chain.analyzer.process(frame)
        runs.append(chain.runs()[1])
    assert runs[-1] - runs[-41] == 40 * share


@pytest.mark.parametrize("other", ["closed", "blur"])
def test_rings_are_looked_for_in_the_very_frame_that_looks_otherwise_and_in_the_one_after(
    tmp_path: Path, other: str
) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    runs = []
    for frame in frames(("clear", 60), (other, 1), ("clear", 1)):
        chain.analyzer.process(frame)
        runs.append(chain.runs()[1])
    # in frame 60 they would have held, as they did in frame 58
    looks = np.diff(runs)
    assert looks[56:59].tolist() == [1, 0, 1]
    assert (looks[59:] > 0).all()


@pytest.mark.parametrize("other", ["closed", "blur", "broken"])
def test_a_change_is_looked_at_in_the_very_frame_and_so_is_the_way_back(tmp_path: Path, other: str) -> None:
    phases = ("clear", 20), (other, 7), ("clear", 20)
    adaptive, every = Chain(tmp_path, Looks.ADAPTIVE), Chain(tmp_path, Looks.EVERY)
    found, wanted = (
        [(r.frame_class, r.probabilities) for r in map(chain.analyzer.process, frames(*phases))]
        for chain in (adaptive, every)
    )
    assert found == wanted
    assert found[20][0] is FrameClass(other)
    assert adaptive.analyzer.held_frames > 20
    # only of an open, sharp eye
    assert adaptive.analyzer.held_frames <= 47 - 7 * (other in ("closed", "blur"))
    assert every.analyzer.held_frames == 0


def test_another_size_of_the_picture_and_a_clock_that_goes_back_are_looked_at(tmp_path: Path) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    first = frames(("clear", 10))
    for frame in first:
        chain.analyzer.process(frame)
    held = chain.analyzer.held_frames
    assert held
    larger = np.repeat(np.repeat(scene("clear"), 2, 0), 2, 1)
    result = chain.analyzer.process(Frame(10, 10 / FPS, larger))
    assert result.rings is not None
    chain.analyzer.process(Frame(0, 0.0, first[0].gray))
    assert chain.analyzer.held_frames == held


def analysed(path: Path, chain: Chain) -> RecordingResult:
    with open_source(path) as source:
        return analyse_recording(source, chain.analyzer, Eye.OD, SETTINGS, "")


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    phases = ("closed", 10), ("clear", 80), ("broken", 40), ("closed", 12), ("clear", 70)
    path = tmp_path_factory.mktemp("exam") / "exam.mkv"
    return write_recording(path, [frame.gray for frame in frames(*phases)], FPS)


def test_measurements_are_those_of_looking_at_every_frame_and_the_result_says_which_it_was(
    exam: Path, tmp_path: Path
) -> None:
    adaptive, every = (analysed(exam, Chain(tmp_path, looks)) for looks in (Looks.ADAPTIVE, Looks.EVERY))
    assert (adaptive.provenance.looks, every.provenance.looks) == ("adaptive", "every")
    assert repr(adaptive.blinks) == repr(every.blinks)
    assert every.measurements[0].first_breakup_frame == 90
    assert len(adaptive.measurements) == len(every.measurements) == 2
    for found, wanted in zip(adaptive.measurements, every.measurements, strict=True):
        assert (found.start_frame, found.end_frame, found.end_reason) == (
            *(wanted.start_frame, wanted.end_frame, wanted.end_reason),
        )
        assert found.first_breakup.kind is wanted.first_breakup.kind
        assert 0 <= found.first_breakup.seconds - wanted.first_breakup.seconds < 1.01 / FPS


def test_what_is_read_of_the_film_holds_for_one_unchanged_frame(tmp_path: Path) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    runs, results = [], []
    every = round(WHOLE_S * FPS) + 1
    for frame in frames(("clear", every + 10), ("closed", 6), ("clear", every + 10)):
        results.append(chain.analyzer.process(frame))
        runs.append(chain.runs()[2])
    read = np.diff(runs, prepend=0).tolist()
    assert read[:every] == [1] * every
    assert read[every : every + 10] == [0, 1] * 5
    assert read[every + 10 : every + 16] == [0] * 6
    assert read[every + 16 :] == [1] * every + [0, 1] * 5
    held, before = results[every], results[every - 1]
    assert held.frame.index == every
    assert held.breakup is before.breakup
    assert held.rings == before.rings


def test_the_film_is_read_in_every_frame_while_the_class_counts(tmp_path: Path) -> None:
    """A sign of break-up that the classifier decides upon is seen three times before it is believed, not twice."""
    chain = Chain(tmp_path, Looks.ADAPTIVE)
    runs = []
    for frame in frames(("clear", 60), ("broken", 20)):
        chain.analyzer.process(frame)
        runs.append(chain.runs())
    read = np.diff(runs, axis=0)
    assert (read[50:59, 2] == 0).any()
    # the first frame of the break-up may be the one that was not read
    assert read[60:].tolist() == [[1, 1, 1]] * 19


@pytest.mark.parametrize(("fps", "segmented"), [(60, 45 + 12), (30, 23 + 12), (25, 19 + 24)])
@pytest.mark.parametrize("threads", [1, 2])
def test_what_is_read_does_not_depend_on_how_far_ahead_the_first_half_is(
    tmp_path: Path, fps: int, segmented: int, threads: int
) -> None:
    chain = Chain(tmp_path, Looks.ADAPTIVE, threads)
    count = round(WHOLE_S * fps) + 24
    assert len(list(chain.analyzer.results(frames(("clear", count), fps=fps)))) == count
    assert chain.runs()[2] == segmented


def test_leaving_while_the_first_half_waits_for_the_second_leaves_no_thread_behind(tmp_path: Path) -> None:
    analyzer = Chain(tmp_path, Looks.ADAPTIVE, threads=2).analyzer
    with closing(analyzer.results(frames(("clear", 90)))) as results:
        for result in results:
            if result.frame.index == 60:
                # by now it has looked at the next frame, and would know whether that may be taken for this one
                time.sleep(0.3)
                break
    assert not any(thread.name == "tfcollab-look" for thread in threading.enumerate())


@pytest.mark.parametrize("looks", list(Looks))
def test_two_threads_give_the_bytes_of_one(exam: Path, tmp_path: Path, looks: Looks) -> None:
    one, two = (analysed(exam, Chain(tmp_path / str(threads), looks, threads)) for threads in (1, 2))
    assert repr(one) == repr(two)


@pytest.mark.parametrize("looks", Looks)
def test_a_segmenter_that_begins_before_the_class_is_known_changes_no_result(looks: Looks, tmp_path: Path) -> None:
    given = frames(
        *(("clear", 12), ("broken", 14), ("blur", 3), ("clear", 3), ("closed", 4), ("blur", 2), ("clear", 5)),
        *(("closed", 3), ("clear", 12), ("broken", 4)),
    )
    one, early = Chain(tmp_path / "one", looks), Chain(tmp_path / "early", looks, threads=2)
    drawn: list[float] = []
    for frame in given:
        alone = one.analyzer.process(frame)
        result = early.analyzer.process(frame, lambda look: drawn.append(look.frame.time_s))
        # texts hold all that is in a record, arrays included
        assert repr(result.record()) == repr(alone.record())
        assert (result.breakup is None) == (alone.breakup is None)
        if result.breakup is not None and alone.breakup is not None:
            np.testing.assert_array_equal(result.breakup.probability, alone.breakup.probability)
    early.analyzer.close()
    assert drawn == [frame.time_s for frame in given]
    assert early.analyzer.held_frames == one.analyzer.held_frames
    # begun in vain at the first frame that is blurred or closed, and no more often
    assert 0 < early.runs()[2] - one.runs()[2] <= 4


def test_a_class_of_which_the_classifier_is_not_sure_does_not_hold(tmp_path: Path) -> None:
    """By mean gray: an eye a little darker than a clear one is taken for clear at 0.86, and for blurred at 0.14."""
    sure, unsure = (Chain(tmp_path / name, Looks.ADAPTIVE) for name in ("sure", "unsure"))
    clear = scene("clear").astype(float)
    pictures = clear, clear * (41.15 / clear.mean())
    for index in range(20):
        for chain, gray in zip((sure, unsure), pictures, strict=True):
            result = chain.analyzer.process(Frame(index, index / FPS, np.round(gray).astype(np.uint8)))
            assert result.frame_class is FrameClass.CLEAR
    assert 0.1 < result.probabilities[3] < 0.2
    assert sure.runs()[0] < 5
    assert unsure.runs()[0] == 20


def test_a_class_that_holds_is_read_after_all_where_a_break_up_shows(tmp_path: Path) -> None:
    chain, always = Chain(tmp_path, Looks.ADAPTIVE), Chain(tmp_path, Looks.EVERY)
    for frame in frames(("clear", 30), ("broken", 30), ("clear", 30)):
        held, read = chain.analyzer.process(frame), always.analyzer.process(frame)
        if read.breakup is not None and read.breakup.area_pct:
            assert held.probabilities == read.probabilities
        assert held.frame_class is read.frame_class
    assert 0 < chain.analyzer.held_frames < 60


@pytest.mark.parametrize(
    ("cells", "is_read"), [(PATCH, True), ([(a, s) for a in range(2, 7) for s in range(16)], False)]
)
def test_a_class_that_holds_is_not_read_where_no_class_could_change_what_is_measured(
    tmp_path: Path, cells: list[tuple[int, int]], is_read: bool
) -> None:
    chain, always = Chain(tmp_path, Looks.ADAPTIVE), Chain(tmp_path, Looks.EVERY)
    pictures = [scene("clear")] * 30 + [scene("broken", cells)] * 60
    runs = []
    for index, gray in enumerate(pictures):
        held, read = (each.analyzer.process(Frame(index, index / FPS, gray)) for each in (chain, always))
        assert frame_signal(held.record(), SETTINGS) is frame_signal(read.record(), SETTINGS)
        runs.append(chain.runs()[0])
    assert runs[-1] - runs[-60] == (59 if is_read else 6)
