import hashlib
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx.external_data_helper import convert_model_to_external_data
from tiny_models import contract, segmenter, write_folder

from tfcollab.errors import UserError
from tfcollab.runtime import repository
from tfcollab.runtime.contract import ModelContract


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shipped"
    for task in ("classify", "detect", "segment"):
        write_folder(root, task)
    (root / "__pycache__").mkdir()
    monkeypatch.setattr(repository, "models_dir", lambda: root)
    monkeypatch.setattr(repository, "user_models_dir", lambda: tmp_path / "user")
    return root


@pytest.mark.parametrize("task", ["classify", "detect", "segment"])
def test_the_default_is_the_shipped_model_of_the_task(shipped: Path, task: str) -> None:
    assert repository.resolve(task).path == shipped / f"tiny-{task}"


def test_the_default_is_the_first_by_name_of_several(shipped: Path) -> None:
    write_folder(shipped, "segment", "another")
    assert repository.resolve("segment").path == shipped / "another"


def test_an_imported_model_is_found_by_name_and_is_never_the_default(shipped: Path, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "user", "segment", "a-mine")
    assert repository.resolve("segment", "a-mine").path == folder
    assert repository.resolve("segment").path == shipped / "tiny-segment"
    assert [path.name for path in repository.folders()] == ["tiny-classify", "tiny-detect", "tiny-segment", "a-mine"]


def test_a_folder_anywhere_can_be_given(shipped: Path, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "elsewhere", "segment")
    assert repository.resolve("segment", tmp_path / "elsewhere" / "tiny-segment").path == folder


def test_an_unknown_name_is_answered_with_the_known_ones(shipped: Path) -> None:
    with pytest.raises(UserError, match=r"no model 's9'.*tiny-classify, tiny-detect, tiny-segment"):
        repository.resolve("segment", "s9")


def test_a_model_of_another_task_is_refused(shipped: Path) -> None:
    with pytest.raises(UserError, match="is for 'detect', not 'segment'"):
        repository.resolve("segment", "tiny-detect")


def test_an_empty_repository_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "models_dir", lambda: tmp_path)
    with pytest.raises(UserError, match="No model for 'detect' is installed"):
        repository.resolve("detect")


def test_a_sound_folder_is_loaded_byte_by_byte(tmp_path: Path) -> None:
    folder = repository.read_folder(write_folder(tmp_path, "detect"))
    assert repository.load(folder) == (folder.path / "model.onnx").read_bytes()
    repository.verify(folder)


@pytest.mark.parametrize("where", [0.0, 0.3, 0.7, 1.0])
def test_one_altered_byte_is_refused(tmp_path: Path, where: float) -> None:
    folder = repository.read_folder(write_folder(tmp_path, "detect"))
    path = folder.path / "model.onnx"
    model = bytearray(path.read_bytes())
    model[round(where * (len(model) - 1))] ^= 1
    path.write_bytes(model)
    with pytest.raises(UserError, match="SHA-256 differs"):
        repository.load(folder)


def test_a_missing_model_file_is_refused(tmp_path: Path) -> None:
    folder = repository.read_folder(write_folder(tmp_path, "detect"))
    (folder.path / "model.onnx").unlink()
    with pytest.raises(UserError, match=r"model\.onnx cannot be read"):
        repository.load(folder)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        repository.read_folder(tmp_path / "none")


def _save(path: Path, model: bytes) -> repository.ModelFolder:
    fields = contract("segment", segmenter().SerializeToString()) | {"sha256": hashlib.sha256(model).hexdigest()}
    path.mkdir()
    (path / "model.onnx").write_bytes(model)
    (path / "model.json").write_text(ModelContract.model_validate(fields, strict=False).to_json())
    return repository.read_folder(path)


def test_weights_in_another_file_are_refused_although_the_hash_fits(tmp_path: Path) -> None:
    model = segmenter()
    model.graph.initializer.append(onnx.numpy_helper.from_array(np.ones(4096, np.float32), "far"))
    convert_model_to_external_data(model, location="weights.bin")
    for tensor in model.graph.initializer:
        if tensor.name == "far":
            tensor.ClearField("raw_data")
    with pytest.raises(UserError, match="keeps weights in other files"):
        repository.load(_save(tmp_path / "m", model.SerializeToString()))


def test_a_file_that_is_not_onnx_is_refused_although_the_hash_fits(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not an ONNX file"):
        repository.load(_save(tmp_path / "m", b"\xff" * 100))
