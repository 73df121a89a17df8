import json
from pathlib import Path

import pytest
from tiny_models import contract, detector, segmenter, write_folder

from tfcollab.errors import UserError
from tfcollab.runtime.contract import ModelContract, Task, read_contract


@pytest.mark.parametrize("task", list(Task))
def test_a_contract_survives_writing_and_reading(tmp_path: Path, task: Task) -> None:
    read = read_contract(write_folder(tmp_path, task) / "model.json")
    assert read.task is task
    (tmp_path / "again.json").write_text(read.to_json())
    assert read_contract(tmp_path / "again.json") == read


def test_the_crop_margin_defaults_to_one_tenth_more(tmp_path: Path) -> None:
    read = read_contract(write_folder(tmp_path, "segment", crop_margin=None) / "model.json")
    assert read.crop_margin is None
    assert read.margin == 1.1


FIELDS = [name for name in ModelContract.model_fields if name != "crop_margin"]


@pytest.mark.parametrize("field", FIELDS)
def test_every_missing_field_is_refused_by_name(tmp_path: Path, field: str) -> None:
    folder = write_folder(tmp_path, "segment", **{field: None})
    with pytest.raises(UserError, match=f"'{field}'"):
        read_contract(folder / "model.json")


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
