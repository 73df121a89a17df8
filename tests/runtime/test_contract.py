import json
from pathlib import Path

import pytest
from tiny_models import contract, detector, sealed, segmenter, write_folder

from tfcollab.errors import UserError
from tfcollab.runtime.contract import ModelContract, Task, read_contract


@pytest.mark.parametrize("task", list(Task))
def test_a_contract_survives_writing_and_reading(tmp_path: Path, task: Task) -> None:
    read = read_contract(write_folder(tmp_path, task) / "model.json")
    assert read.task is task
    (tmp_path / "again.json").write_text(read.to_json())
    assert read_contract(tmp_path / "again.json") == read


FIELDS = [name for name in ModelContract.model_fields if name not in ("contract_sha256", "calibration", "int8", "fp16")]


@pytest.mark.parametrize("field", FIELDS)
def test_every_missing_field_is_refused_by_name(tmp_path: Path, field: str) -> None:
    folder = write_folder(tmp_path, "segment", **{field: None})
    with pytest.raises(UserError, match=f"'{field}'"):
        read_contract(folder / "model.json")


def test_a_contract_without_its_seal_is_refused(tmp_path: Path) -> None:
    path = write_folder(tmp_path, "segment") / "model.json"
    fields = json.loads(path.read_text("utf-8"))
    del fields["contract_sha256"]
    path.write_text(json.dumps(fields), "utf-8")
    with pytest.raises(UserError, match="'contract_sha256' is missing"):
        read_contract(path)


@pytest.mark.parametrize(
    "change", [{"thresholds": {"probability": 0.4}}, {"crop_margin": 1.2}, {"training_data": "thousands of patients"}]
)
def test_what_was_altered_after_sealing_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = write_folder(tmp_path, "segment") / "model.json"
    fields = json.loads(path.read_text("utf-8")) | change
    path.write_text(json.dumps(fields), "utf-8")
    with pytest.raises(UserError, match=r"was altered .* export or import it anew"):
        read_contract(path)
    path.write_text(json.dumps(sealed(fields)), "utf-8")
    assert read_contract(path).task is Task.SEGMENT


def test_every_single_altered_byte_is_refused(tmp_path: Path) -> None:
    written = read_contract(write_folder(tmp_path, "segment") / "model.json").to_json().encode()
    path = tmp_path / "model.json"
    for place in range(len(written)):
        path.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
        with pytest.raises(UserError):
            read_contract(path)


WRONG = {
    "unknown field": {"colour": "gray"},
    "unknown format": {"format_version": 2},
    "unknown task": {"task": "guess"},
    "other task": {"task": "classify"},
    "wrong dtype": {"inputs": [{"name": "frame", "shape": [1, 48, 64], "dtype": "float32"}]},
    "unknown dtype": {"outputs": [{"name": "boxes", "shape": [1, 3, 5], "dtype": "int64"}]},
    "wrong shape": {"outputs": [{"name": "boxes", "shape": [1, 4, 5], "dtype": "float32"}]},
    "batch of two": {"inputs": [{"name": "frame", "shape": [2, 48, 64], "dtype": "uint8"}]},
    "wrong name": {"inputs": [{"name": "image", "shape": [1, 48, 64], "dtype": "uint8"}]},
    "no input": {"inputs": []},
    "number as text": {"thresholds": {"confidence": "0.5"}},
    "threshold over one": {"thresholds": {"confidence": 1.5}},
    "unknown threshold": {"thresholds": {"confidence": 0.5, "overlap": 0.5}},
    "no threshold": {"thresholds": {}},
    "classes in another order": {"classes": ["inside", "middle", "outside"]},
    "crop margin without a crop": {"crop_margin": 1.1},
    "short hash": {"sha256": "abc"},
    "name that is a path": {"name": "../detect"},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_a_contract_that_says_anything_else_is_refused_in_one_line(tmp_path: Path, changes: dict[str, object]) -> None:
    folder = write_folder(tmp_path, "detect", **changes)
    with pytest.raises(UserError, match=r"is not a valid model contract \(.+\): get the model again\.$") as error:
        read_contract(folder / "model.json")
    assert "\n" not in str(error.value)


def test_text_that_is_not_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{")
    with pytest.raises(UserError, match="not a valid model contract"):
        read_contract(tmp_path / "model.json")


def test_a_missing_contract_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_contract(tmp_path / "model.json")


def test_the_segmenter_may_give_a_smaller_map_than_its_crop() -> None:
    fields = contract("segment", segmenter().SerializeToString())
    fields["outputs"][0]["shape"] = [1, 64, 64]
    assert ModelContract.model_validate_json(json.dumps(fields)).output.shape == (1, 64, 64)


def test_input_size_is_height_then_width() -> None:
    fields = contract("detect", detector((48, 64)).SerializeToString())
    assert ModelContract.model_validate_json(json.dumps(fields)).input_size == (48, 64)


def test_a_calibration_is_kept_and_belongs_to_probabilities(tmp_path: Path) -> None:
    spec = {"scale": 0.8, "bias": -0.3, "data": "set, val"}
    path = write_folder(tmp_path / "a", "segment", calibration=spec) / "model.json"
    contract = read_contract(path)
    assert contract.calibration is not None
    assert contract.calibration.model_dump() == spec
    with pytest.raises(UserError, match="calibration belongs to classify and segment"):
        read_contract(write_folder(tmp_path / "b", "detect", calibration=spec) / "model.json")
    with pytest.raises(UserError, match="scale"):
        read_contract(write_folder(tmp_path / "c", "segment", calibration=spec | {"scale": 0.0}) / "model.json")
