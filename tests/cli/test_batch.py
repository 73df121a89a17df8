"""Several recordings at the same time, in real processes, with models whose answers are known."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import psutil
import pytest
from clips import everything_in, tfcollab, write_clip

from tfcollab.cli.analyze import parse_models
from tfcollab.cli.batch import Share, analyse_all, share
from tfcollab.cli.recording import Wanted, prepare
from tfcollab.cli.worker import Analysed, Failed
from tfcollab.exam.frame import Eye


def copies(clip: Path, folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    return [Path(shutil.copy(clip, folder / f"{number}.mkv")) for number in range(count)]


def test_together_they_come_to_the_same_bytes_and_words_as_each_by_itself(
    exam_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    clips = copies(exam_clip, tmp_path / "in", 2)
    options = ["--report", "--csv", *model_options]
    for clip in clips:
        alone = tfcollab("analyze", clip, "--out", Path("a") / clip.stem, *options, cwd=tmp_path, SOURCE_DATE_EPOCH="1")
        assert alone.status == 0, alone.err
    together = tfcollab("analyze", *clips, "--out", "b", *options, "--jobs", "2", cwd=tmp_path, SOURCE_DATE_EPOCH="1")
    assert together.status == 0, together.err
    names = everything_in(tmp_path / "a")
    assert everything_in(tmp_path / "b") == names
    assert len(names) == 2 * (1 + 4)
    for name in names:
        if not (tmp_path / "a" / name).is_dir():
            assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    told = [line for line in together.out.splitlines() if ".mkv" in line]
    assert [line.partition(" ")[0] for line in told] == ["0.mkv", "1.mkv"]


def test_a_model_that_cannot_be_opened_is_said_once(exam_clip: Path, tmp_path: Path) -> None:
    clips = copies(exam_clip, tmp_path / "in", 3)
    ended = tfcollab("analyze", *clips, "--model", "segment=nowhere", "--out", "out", "--jobs", "2", cwd=tmp_path)
    assert ended.status == 2
    assert ended.err.startswith("tfcollab: There is no model 'nowhere'")
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("long") / "long.mkv", [("closed", 0.3), ("clear", 30.0)])


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_process_that_dies_takes_one_recording_with_it(
    exam_clip: Path, long_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    clips = copies(exam_clip, tmp_path / "in", 3)
    pairs = [(path, tmp_path / "out" / path.stem) for path in (long_clip, *clips)]
    finished: list[int] = []
    at_work: list[int] = []

    def advanced(number: int, share: float | None) -> None:
        children = psutil.Process().children()
        at_work.append(len([child for child in children if child.status() != psutil.STATUS_ZOMBIE]))
        if number == 0 and share is not None and not any(c.status() == psutil.STATUS_ZOMBIE for c in children):
            os.kill(worker_of(long_clip), signal.SIGKILL)

    made = partial(prepare, parse_models(model_options[1::2]), "cpu", "auto", Wanted(), Eye.OD)
    with closing(analyse_all(pairs, made, 2, advanced, finished.append)) as outcomes:
        ended = list(outcomes)
    first, *others = ended
    assert isinstance(first, Failed)
    assert "status -9" in first.sentence
    assert [type(outcome) for outcome in others] == [Analysed] * 3
    assert sorted(finished) == [0, 1, 2, 3]
    assert max(at_work) <= 3  # with the tracker of multiprocessing
    assert [name for name in everything_in(tmp_path / "out") if name.endswith("json")] == [
        f"{number}/result.json" for number in range(3)
    ]


def worker_of(recording: Path) -> int:
    """The process that has this file open."""
    return next(
        child.pid
        for child in psutil.Process().children()
        if any(Path(file.path) == recording for file in child.open_files())
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_ctrl_c_leaves_neither_half_files_nor_processes(
    long_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    clips = copies(long_clip, tmp_path / "in", 2)
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from tfcollab.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "analyze", *clips, "--out", "out", "--video", "--jobs", "2", *model_options],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until_s = time.monotonic() + 60
    while len(list(tmp_path.glob(".tfcollab-partial-*/*"))) < 2 and time.monotonic() < until_s:
        time.sleep(0.02)
    children = psutil.Process(process.pid).children()
    assert len(children) >= 2
    # as a terminal does: to all of them
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "tfcollab: interrupted; nothing unfinished was kept.\n"
    assert everything_in(tmp_path) == ["in", "in/0.mkv", "in/1.mkv"]
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


def test_the_machine_is_divided_without_more_threads_than_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    assert share(1, "cpu") == Share(1, 2)
    assert share(2, "cpu") == Share(2, 2)
    assert share(6, "cpu") == Share(6, 1)
    assert share(100, "cpu") == Share(8, 1)
    assert share(100, "cpu", jobs=3) == Share(3, 2)
    assert share(100, "cuda") == Share(4, 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert share(100, "cpu") == Share(1, 1)
