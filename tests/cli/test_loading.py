"""What the commands load: what is not needed is time that somebody waits at every start."""

import os
import sys
from pathlib import Path

import pytest
from clips import tells_loaded, tfcollab

from tfcollab.resources import data_dir
from tfcollab.video import open_source
from tfcollab.video.writer import VideoWriter

#: a clinic has none of them, or they serve the window alone
NOT_OF_AN_EXAM = {"torch", "lightning", "albumentations", "monai", "onnx", "PySide6", "scipy", "matplotlib"}
#: what makes reports and keeps records
NOT_FOR_A_FRAME = NOT_OF_AN_EXAM | {"typst", "sqlalchemy", "alembic", "cryptography", "argon2", "keyring"}


def test_help_loads_nothing_but_the_command_line(tmp_path: Path) -> None:
    heavy = NOT_FOR_A_FRAME | {"numpy", "cv2", "av", "onnxruntime", "openvino", "pydantic", "rich", "multiprocessing"}
    assert tfcollab("--help", cwd=tmp_path, before=tells_loaded(heavy)).out.endswith("loaded: []\n")


@pytest.mark.parametrize("arguments", [["analyze", "--help"], ["record", "--help"], ["--version"]])
def test_help_of_a_command_loads_no_part_of_an_analysis(tmp_path: Path, arguments: list[str]) -> None:
    heavy = NOT_FOR_A_FRAME | {"numpy", "cv2", "av", "onnxruntime", "openvino"}
    ended = tfcollab(*arguments, cwd=tmp_path, before=tells_loaded(heavy))
    assert ended.status == 0
    assert ended.out.endswith("loaded: []\n")


def test_doctor_loads_what_it_tells_of(tmp_path: Path) -> None:
    told = tfcollab("doctor", cwd=tmp_path, before=tells_loaded(NOT_FOR_A_FRAME | {"cv2"})).out
    assert told.endswith("loaded: []\n")


def test_a_result_without_a_report_loads_nothing_of_reports(
    exam_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    options = ["--csv", "--out", "out", *model_options]
    ended = tfcollab("analyze", exam_clip, *options, cwd=tmp_path, before=tells_loaded(NOT_FOR_A_FRAME))
    assert ended.status == 0, ended.err
    assert ended.out.endswith("loaded: []\n")


def processor_s(*arguments: str | Path, cwd: Path) -> float:
    """Processor time of the program as a process of its own, the least of three: a busy machine changes that little."""
    spent = []
    for _ in range(3):
        before = os.times()
        tfcollab(*arguments, cwd=cwd, before="")
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(spent)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the time of processes that have ended")
class TestStart:
    """The limits leave room for slow machines; what is meant, and what was measured, stands in docs/performance.md."""

    def test_help_is_there_at_once(self, tmp_path: Path) -> None:
        assert processor_s("--help", cwd=tmp_path) < 0.6

    def test_doctor_answers_soon(self, tmp_path: Path) -> None:
        assert processor_s("doctor", "--provider", "cpu", cwd=tmp_path) < 2.0

    def test_the_first_frame_is_analysed_soon(self, tmp_path: Path) -> None:
        with open_source(data_dir() / "sample.mkv") as source:
            frame = next(iter(source)).gray
            with VideoWriter(tmp_path / "one.mkv", source.info.width, source.info.height, 25.0) as writer:
                writer.write(frame, 0.0)
        options = ["--provider", "cpu", "--out", "out"]
        # it was analysed before it is said that one frame is no measurement
        assert "no measurement has a start" in tfcollab("analyze", "one.mkv", *options, cwd=tmp_path).err
        assert processor_s("analyze", "one.mkv", *options, cwd=tmp_path) < 3.0
