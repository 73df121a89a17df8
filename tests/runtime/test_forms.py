"""Which form of a model runs where: int8 on the processor, fp16 by CUDA, floats wherever these do not pass."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from cards import Failing, Wrong
from saturating import Saturating
from tiny_models import sealed, write_folder

from tfcollab.errors import UserError
from tfcollab.runtime.repository import read_folder
from tfcollab.runtime.session import Session

FRAME = np.full((1, 48, 64), 100, np.uint8)


def with_form(folder: Path, form: str, confidence: float, **said: object) -> Path:
    """The tiny detector with another graph, of that confidence, in the place of a form; said: of it in the contract."""
    other = (folder / "model.onnx").read_bytes().replace(np.float32(0.9).tobytes(), np.float32(confidence).tobytes())
    (folder / f"model.{form}.onnx").write_bytes(other)
    contract = json.loads((folder / "model.json").read_text())
    contract[form] = {"sha256": hashlib.sha256(other).hexdigest()} | said
    (folder / "model.json").write_text(json.dumps(sealed(contract)))
    return folder


def with_int8(folder: Path, **said: bool) -> Path:
    return with_form(folder, "int8", 0.7, data="ten pictures", **said)


@pytest.mark.parametrize(
    ("precision", "confidence", "says"), [("auto", 0.7, "int8"), ("int8", 0.7, "int8"), ("fp32", 0.9, "fp32")]
)
def test_the_cpu_runs_the_int8_form_unless_told_otherwise(
    tmp_path: Path, precision: str, confidence: float, says: str
) -> None:
    folder = read_folder(with_int8(write_folder(tmp_path, "detect"), pairs_fit=True))
    session = Session.open(folder, precision=precision)
    np.testing.assert_allclose(session.run(FRAME)[0, :, 4], confidence, atol=1e-6)
    stamp = session.stamp()
    assert (stamp.precision, session.precision) == (says, says)
    assert folder.contract.int8 is not None
    assert stamp.sha256 == (folder.contract.sha256 if says == "fp32" else folder.contract.int8.sha256)


def test_a_processor_that_saturates_runs_the_int8_form_if_its_pairs_fit(tmp_path: Path) -> None:
    folder = read_folder(with_int8(write_folder(tmp_path, "detect"), pairs_fit=True))
    assert Session.open(folder, backend=Saturating()).stamp().precision == "int8"


@pytest.mark.parametrize("said", [{}, {"pairs_fit": False}])
def test_else_it_keeps_to_floats(tmp_path: Path, said: dict[str, bool]) -> None:
    folder = read_folder(with_int8(write_folder(tmp_path, "detect"), **said))
    session = Session.open(folder, backend=Saturating())
    assert session.stamp().precision == "fp32"
    assert Session.open(folder, precision="int8", backend=Saturating()).stamp().precision == "int8"


def test_another_provider_runs_floats_and_its_fall_back_integers(tmp_path: Path) -> None:
    folder = read_folder(with_int8(write_folder(tmp_path, "detect"), pairs_fit=True))
    # one run is compared with the processor's, one is the warm-up
    session = Session.open(folder, backend=Failing(good=3))
    assert (session.provider, session.stamp().precision) == ("cuda", "fp32")
    np.testing.assert_allclose(session.run(FRAME)[0, :, 4], 0.9, atol=1e-6)
    np.testing.assert_allclose(session.run(FRAME)[0, :, 4], 0.7, atol=1e-6)
    assert (session.provider, session.stamp().precision) == ("cpu", "int8")


def with_fp16(folder: Path, confidence: float) -> Path:
    return with_form(folder, "fp16", confidence)


def test_a_card_runs_the_fp16_form_and_its_fall_back_integers(tmp_path: Path) -> None:
    folder = read_folder(with_fp16(with_int8(write_folder(tmp_path, "detect"), pairs_fit=True), 0.89))
    session = Session.open(folder, backend=Failing(good=3))
    stamp = session.stamp()
    assert (session.provider, stamp.precision, session.provider_note) == ("cuda", "fp16", "")
    assert folder.contract.fp16 is not None
    assert stamp.sha256 == folder.contract.fp16.sha256
    np.testing.assert_allclose(session.run(FRAME)[0, :, 4], 0.89, atol=1e-6)
    np.testing.assert_allclose(session.run(FRAME)[0, :, 4], 0.7, atol=1e-6)
    assert (session.provider, session.stamp().precision) == ("cpu", "int8")
    floats = Session.open(folder, backend=Failing(good=9), precision="fp32")
    np.testing.assert_allclose(floats.run(FRAME)[0, :, 4], 0.9, atol=1e-6)
    assert Session.open(folder, "cpu", precision="fp16").stamp().precision == "fp16"
    assert Session.open(folder, "cpu").stamp().precision == "int8"


def test_a_form_whose_answer_differs_on_the_card_gives_way_to_floats(tmp_path: Path) -> None:
    session = Session.open(read_folder(with_fp16(write_folder(tmp_path, "detect"), 0.5)), backend=Failing(good=9))
    assert (session.provider, session.stamp().precision) == ("cuda", "fp32")
    assert session.provider_note == (
        "The form fp16 could not be used (its answer is 0.08 from the processor's), so CUDA runs fp32."
    )
    np.testing.assert_allclose(session.run(FRAME)[0, :, 4], 0.9, atol=1e-6)


def test_a_card_that_answers_otherwise_is_not_used(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, "detect"))
    session = Session.open(folder, backend=Wrong())
    assert session.provider == "cpu"
    assert session.provider_note.startswith("CUDA could not be used (its answer is ")
    with pytest.raises(UserError, match=r"'cuda' cannot be used \(its answer is"):
        Session.open(folder, "cuda", backend=Wrong())


def test_an_altered_or_missing_form_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "detect")
    with pytest.raises(UserError, match="has no int8 form"):
        Session.open(read_folder(folder), precision="int8")
    with pytest.raises(UserError, match="int8 is a form for the CPU"):
        Session.open(read_folder(with_int8(folder, pairs_fit=True)), "cuda", precision="int8")
    with pytest.raises(UserError, match="fp16 is a form for CUDA"):
        Session.open(read_folder(folder), "tensorrt", precision="fp16")
    with pytest.raises(UserError, match="has no fp16 form"):
        Session.open(read_folder(folder), precision="fp16")
    (folder / "model.int8.onnx").write_bytes((folder / "model.onnx").read_bytes())
    with pytest.raises(UserError, match=r"model\.int8\.onnx is not the file"):
        Session.open(read_folder(folder))
