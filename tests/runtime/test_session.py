import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from cards import Failing
from tiny_models import BOXES, sealed, write_folder

from tfcollab.errors import UserError
from tfcollab.runtime.repository import read_folder
from tfcollab.runtime.session import Session

FRAME = np.full((1, 48, 64), 100, np.uint8)


def test_a_session_gives_what_the_model_computes(tmp_path: Path) -> None:
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), "cpu")
    boxes = session.run(FRAME)
    assert boxes.dtype == np.float32
    np.testing.assert_allclose(boxes[0, :, :4], BOXES, atol=1e-7)
    np.testing.assert_allclose(boxes[0, :, 4], 0.9, atol=1e-7)
    assert session.provider == "cpu"
    assert session.provider_note == ""


def test_the_stamp_names_the_model_and_its_hash(tmp_path: Path) -> None:
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), "cpu")
    stamp = session.stamp()
    assert (stamp.task, stamp.name, stamp.version) == ("detect", "tiny-detect", "1.0")
    assert stamp.sha256 == session.contract.sha256
    assert (stamp.thresholds, stamp.crop_margin) == ({"confidence": 0.5}, None)
    assert stamp.training_data == "none: written by hand"


def test_the_stamp_of_a_segmenter_tells_its_threshold_and_crop(tmp_path: Path) -> None:
    stamp = Session.open(read_folder(write_folder(tmp_path, "segment")), "cpu").stamp()
    assert (stamp.thresholds, stamp.crop_margin) == ({"probability": 0.5}, 1.1)


def test_tensors_other_than_the_contract_says_are_refused(tmp_path: Path) -> None:
    inputs = [{"name": "frame", "shape": [1, 64, 64], "dtype": "uint8"}]
    with pytest.raises(UserError, match=r"has other inputs \(frame tensor\(uint8\) \[1, 48, 64\]\)"):
        Session.open(read_folder(write_folder(tmp_path, "detect", inputs=inputs)), "cpu")


@pytest.mark.parametrize("provider", ["cuda", "tensorrt"])
def test_a_provider_that_is_not_there_is_refused_with_what_to_install(tmp_path: Path, provider: str) -> None:
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this ONNX Runtime has CUDA")
    with pytest.raises(UserError, match=rf"'{provider}' cannot be used .* install tfcollab\[cuda\]"):
        Session.open(read_folder(write_folder(tmp_path, "detect")), provider)


def test_an_unknown_provider_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="choose one of auto, cpu, openvino, cuda, tensorrt"):
        Session.open(read_folder(write_folder(tmp_path, "detect")), "abacus")


def test_cuda_is_preferred_and_a_failure_in_mid_run_goes_on_on_the_cpu_with_the_same_frame(tmp_path: Path) -> None:
    # one run is compared with the processor's, one is the warm-up
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), backend=Failing(good=4))
    assert session.provider == "cuda"
    expected = session.run(FRAME)
    session.run(FRAME)
    np.testing.assert_array_equal(session.run(FRAME), expected)
    assert session.provider == "cpu"
    assert session.provider_note == (
        "CUDA failed after 2 runs (RuntimeError: CUDA failure 700: an illegal memory access), "
        "so the CPU computed from there on."
    )
    np.testing.assert_array_equal(session.run(FRAME), expected)


def test_a_card_that_fails_at_the_warm_up_is_replaced_for_auto_and_refused_when_asked_for(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, "detect"))
    with pytest.raises(UserError, match=r"'cuda' does not compute: CUDA failed after 0 runs"):
        Session.open(folder, "cuda", backend=Failing(good=1))
    session = Session.open(folder, backend=Failing(good=1))
    assert session.provider == "cpu"
    assert "CUDA failed after 0 runs" in session.provider_note


def test_a_card_that_fails_while_it_is_checked_is_passed_over_for_auto_and_refused_when_asked_for(
    tmp_path: Path,
) -> None:
    folder = read_folder(write_folder(tmp_path, "detect"))
    with pytest.raises(UserError, match=r"'cuda' cannot be used \(RuntimeError: CUDA failure 700"):
        Session.open(folder, "cuda", backend=Failing(good=0))
    session = Session.open(folder, backend=Failing(good=0))
    assert session.provider == "cpu"
    assert session.provider_note == (
        "CUDA could not be used (RuntimeError: CUDA failure 700: an illegal memory access), so the CPU computes."
    )


def test_a_provider_that_silently_did_not_start_is_noted_for_auto_and_refused_when_asked_for(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, "detect"))
    session = Session.open(folder, "auto", backend=Failing(good=0, opens=False))
    assert session.provider == "cpu"
    assert "CUDA could not be used (its libraries or the driver could not be loaded)" in session.provider_note
    with pytest.raises(UserError, match="could not be loaded"):
        Session.open(folder, "cuda", backend=Failing(good=0, opens=False))


def test_an_error_on_the_cpu_is_not_hidden(tmp_path: Path) -> None:
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), "cpu")
    with pytest.raises(Exception, match=r"(?i)invalid"):
        session.run(np.zeros((1, 2, 3), np.uint8))


def test_a_graph_that_onnx_runtime_cannot_read_is_refused(tmp_path: Path) -> None:
    import hashlib

    folder = write_folder(tmp_path, "detect")
    model = (folder / "model.onnx").read_bytes().replace(b"ReduceMean", b"ReduceWhat")
    (folder / "model.onnx").write_bytes(model)
    fields = json.loads((folder / "model.json").read_text()) | {"sha256": hashlib.sha256(model).hexdigest()}
    (folder / "model.json").write_text(json.dumps(sealed(fields)))
    with pytest.raises(UserError, match="cannot be opened by ONNX Runtime"):
        Session.open(read_folder(folder))


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def test_without_onnx_runtime_the_sentence_says_what_to_install(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "detect")
    done = _python(
        "import sys; sys.modules['onnxruntime'] = None\n"
        "from pathlib import Path\n"
        "from tfcollab.errors import UserError\n"
        "from tfcollab.runtime.repository import read_folder\n"
        "from tfcollab.runtime.session import Session\n"
        f"try: Session.open(read_folder(Path({str(folder)!r})))\n"
        "except UserError as error: print(error)\n"
    )
    assert done.stdout == (
        "ONNX Runtime is not installed: install tfcollab[cpu], or tfcollab[cuda] for an NVIDIA card.\n"
    )
    assert done.stderr == ""


def test_importing_the_runtime_does_not_load_onnx_runtime_and_a_refusal_prints_nothing(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "detect")
    done = _python(
        "import sys\n"
        "from pathlib import Path\n"
        "from tfcollab.errors import UserError\n"
        "from tfcollab.runtime import doctor, session, repository\n"
        "assert 'onnxruntime' not in sys.modules\n"
        f"folder = repository.read_folder(Path({str(folder)!r}))\n"
        "session.Session.open(folder)\n"
        "try: session.Session.open(folder, 'tensorrt')\n"
        "except UserError: pass\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
