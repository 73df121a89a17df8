"""OpenVINO computes what ONNX Runtime does, on the very files that ship."""

import itertools
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_models import BOXES, write_folder

from tfcollab.chain.geometry import Pyramid, class_view, ring_crop
from tfcollab.chain.locate import locate
from tfcollab.errors import UserError
from tfcollab.resources import data_dir
from tfcollab.runtime import openvino_session, repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.openvino_session import OpenVinoSession
from tfcollab.runtime.repository import Precision, read_folder
from tfcollab.runtime.session import Session
from tfcollab.video import open_source

pytestmark = pytest.mark.skipif(not openvino_session.installed(), reason="tfcollab[openvino] is not installed")

FRAME = np.full((1, 48, 64), 100, np.uint8)
#: every so many frames of the sample recording are looked at
EVERY = 30


def test_a_session_gives_what_the_model_computes(tmp_path: Path) -> None:
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), "openvino")
    boxes = session.run(FRAME)
    assert boxes.dtype == np.float32
    np.testing.assert_allclose(boxes[0, :, :4], BOXES, atol=1e-7)
    np.testing.assert_allclose(boxes[0, :, 4], 0.9, atol=1e-7)
    assert (session.provider, session.provider_note) == ("openvino", "")


def test_an_answer_stays_when_the_next_frame_is_asked(tmp_path: Path) -> None:
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), "openvino")
    first = session.run(FRAME)
    kept = first.copy()
    session.run(np.zeros_like(FRAME))
    np.testing.assert_array_equal(first, kept)


def test_it_is_chosen_where_there_is_no_card(tmp_path: Path) -> None:
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this ONNX Runtime has CUDA")
    session = Session.open(read_folder(write_folder(tmp_path, "detect")))
    assert (session.provider, session.provider_note) == ("openvino", "")


def test_tensors_other_than_the_contract_says_are_refused(tmp_path: Path) -> None:
    inputs = [{"name": "frame", "shape": [1, 64, 64], "dtype": "uint8"}]
    with pytest.raises(UserError, match=r"has other inputs \(frame tensor\(uint8\) \[1, 48, 64\]\)"):
        Session.open(read_folder(write_folder(tmp_path, "detect", inputs=inputs)), "openvino")


def test_a_graph_that_it_cannot_read_is_said_in_a_short_sentence(tmp_path: Path) -> None:
    model = (write_folder(tmp_path, "detect") / "model.onnx").read_bytes()
    with pytest.raises(RuntimeError) as refused:
        OpenVinoSession(model.replace(b"ReduceMean", b"ReduceWhat"), 1)
    assert "\n" not in str(refused.value)
    assert ".cpp" not in str(refused.value)


def test_neither_choosing_nor_running_prints_or_loads_what_reports_to_others(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "detect")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from pathlib import Path\n"
            "from tfcollab.runtime import doctor, session, repository\n"
            "assert 'openvino' not in sys.modules\n"
            f"folder = repository.read_folder(Path({str(folder)!r}))\n"
            "session.Session.open(folder, 'cpu')\n"
            "assert 'openvino' not in sys.modules\n"
            "session.Session.open(folder, 'openvino')\n"
            "assert 'openvino' in sys.modules\n"
            "assert sys.modules['openvino_telemetry'] is None\n"
            "assert not [name for name in sys.modules if name.startswith('openvino_telemetry.')]\n",
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stderr, done.stdout, done.returncode) == ("", "", 0)


class Tap:
    """A session that keeps what it was given."""

    def __init__(self, task: Task) -> None:
        self._session = Session.open(repository.resolve(task), "cpu", threads=1)
        self.contract = self._session.contract
        self.given: list[NDArray[np.uint8]] = []

    def run(self, array: NDArray[np.uint8]) -> NDArray[Any]:
        self.given.append(array.copy())
        return self._session.run(array)


@pytest.fixture(scope="module")
def inputs() -> dict[Task, list[NDArray[np.uint8]]]:
    """What the nets are given by the sample recording."""
    taps = {task: Tap(task) for task in Task}
    with open_source(data_dir() / "sample.mkv") as source:
        for frame in itertools.islice(source, 0, None, EVERY):
            pyramid = Pyramid(frame.gray)
            rings = locate(taps[Task.DETECT], pyramid, None)  # type: ignore[arg-type]
            classify, segment = taps[Task.CLASSIFY].contract, taps[Task.SEGMENT].contract
            taps[Task.CLASSIFY].run(class_view(pyramid, rings, classify.crop_margin, classify.input_size)[np.newaxis])
            if rings is not None:
                crop, _ = ring_crop(frame.gray, rings.outside, segment.margin, segment.input_size)
                taps[Task.SEGMENT].run(crop[np.newaxis])
    given = {task: tap.given for task, tap in taps.items()}
    assert min(len(arrays) for arrays in given.values()) >= 10
    return given


def both(task: Task, precision: str, arrays: list[NDArray[np.uint8]]) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """What OpenVINO and ONNX Runtime say to each, from the same file."""
    folder = repository.resolve(task)
    if precision == Precision.INT8 and folder.contract.int8 is None:
        pytest.skip(f"the shipped model for '{task}' has no int8 form")
    by_openvino, plain = (
        Session.open(folder, provider, precision=precision, threads=1) for provider in ("openvino", "cpu")
    )
    assert by_openvino.stamp() == plain.stamp()
    answers = [(by_openvino.run(array).copy(), plain.run(array).copy()) for array in arrays]
    assert (by_openvino.provider, plain.provider) == ("openvino", "cpu")
    return answers


#: measured: 3e-6, and of integers 0.007
@pytest.mark.parametrize(("precision", "tolerance"), [("fp32", 1e-4), ("int8", 0.02)])
def test_classes_are_the_same(inputs: dict[Task, list[NDArray[np.uint8]]], precision: str, tolerance: float) -> None:
    for ours, plain in both(Task.CLASSIFY, precision, inputs[Task.CLASSIFY]):
        assert ours.argmax() == plain.argmax()
        np.testing.assert_allclose(ours, plain, atol=tolerance)


#: of the input's side, and confidence; measured: 1e-5, and 0.0008 with 0.008
@pytest.mark.parametrize(("precision", "tolerance"), [("fp32", 1e-3), ("int8", 0.02)])
def test_boxes_are_the_same(inputs: dict[Task, list[NDArray[np.uint8]]], precision: str, tolerance: float) -> None:
    for ours, plain in both(Task.DETECT, precision, inputs[Task.DETECT]):
        np.testing.assert_allclose(ours[..., 4], plain[..., 4], atol=tolerance)
        found = plain[..., 4] > 0.5
        np.testing.assert_allclose(ours[found][:, :4], plain[found][:, :4], atol=tolerance / 5)


#: levels of 255 anywhere, and share of pixels that change sides; measured: 0 and 0, 16 and 2e-5 of all
@pytest.mark.parametrize(("precision", "levels", "changed"), [("fp32", 2, 1e-5), ("int8", 32, 1e-4)])
def test_maps_are_the_same(
    inputs: dict[Task, list[NDArray[np.uint8]]], precision: str, levels: int, changed: float
) -> None:
    level = repository.resolve(Task.SEGMENT).contract.breakup_level
    answers = both(Task.SEGMENT, precision, inputs[Task.SEGMENT])
    for ours, plain in answers:
        assert np.abs(ours.astype(int) - plain).max() <= levels
    assert np.mean([((ours >= level) != (plain >= level)).mean() for ours, plain in answers]) <= changed
    # the sample has break-up, so that equal maps are not empty ones
    assert max((plain >= level).mean() for _, plain in answers) > 0.01


def test_one_thread_sets_openvino_up_while_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once: list[None] = []
    most = 0

    def slowly() -> None:
        nonlocal most
        at_once.append(None)
        most = max(most, len(at_once))
        time.sleep(0.02)
        at_once.pop()

    monkeypatch.setattr(openvino_session, "_set_up", slowly)
    folder = repository.resolve("detect")
    model = repository.load(folder, Precision.FP32)
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda threads: OpenVinoSession(model, threads), [1] * 4))
    assert len(opened) == 4
    assert most == 1
