"""A data set in TFM's layout."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from tfcollab.synth.dataset import DatasetSpec, write_dataset

RANGES = {"train": "train", "test": "test"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tfm")
    write_dataset(DatasetSpec({"train": 20, "test": 5}, RANGES), out)
    return out


def classes(root: Path, split: str) -> dict[str, str]:
    lines = (root / "labels/classification" / f"{split}_cls.txt").read_text().splitlines()
    return dict(line.split() for line in lines)


def test_every_frame_has_a_class_and_all_classes_occur(dataset: Path):
    named = classes(dataset, "train")
    assert len(named) == 20
    assert set(named) == {p.name for p in (dataset / "images/train").iterdir()}
    assert set(named.values()) == {"clear", "closed", "broken", "blur"}


def test_boxes_are_relative_nested_and_missing_where_the_eye_is_shut(dataset: Path):
    for name, kind in classes(dataset, "train").items():
        path = dataset / "labels/detection/train" / name.replace(".png", ".txt")
        assert path.exists() == (kind != "blur")
        if kind in ("clear", "broken"):
            rows = np.array([[float(v) for v in line.split()] for line in path.read_text().splitlines()])
            assert rows[:, 0].tolist() == [0, 1, 2]
            assert (rows[:, 1:] > 0).all()
            assert (rows[:, 1:] < 1).all()
            assert rows[0, 3] > rows[1, 3] > rows[2, 3]


def test_masks_are_there_for_open_sharp_frames_and_hold_breakup_only_where_it_is(dataset: Path):
    for name, kind in classes(dataset, "train").items():
        path = dataset / "TF-Crop/masks/train" / name
        assert path.exists() == (kind in ("clear", "broken"))
        if path.exists():
            mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            image = cv2.imread(str(dataset / "TF-Crop/images/train" / name), cv2.IMREAD_GRAYSCALE)
            assert mask.shape == image.shape
            assert set(np.unique(mask)) <= {0, 100, 255}
            assert (mask == 255).any() or kind == "clear"


def test_the_crops_say_how_they_were_cut(dataset: Path):
    assert json.loads((dataset / "TF-Crop/crop.json").read_text("utf-8")) == {"margin": 1.2}


def test_a_picture_that_cannot_be_written_is_an_error(tmp_path: Path):
    (tmp_path / "images/train/train1.png").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        write_dataset(DatasetSpec({"train": 1}, RANGES), tmp_path)


def test_workers_do_not_change_the_bytes(dataset: Path, tmp_path: Path):
    write_dataset(DatasetSpec({"train": 20, "test": 5}, RANGES), tmp_path, workers=2)
    files = sorted(p.relative_to(dataset) for p in dataset.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    assert all((dataset / f).read_bytes() == (tmp_path / f).read_bytes() for f in files)
