"""Readers of TFM's layout: what they accept, and what they refuse with file and line."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from tfcollab.datasets.crops import tf_crop
from tfcollab.datasets.masks import IGNORED, read_mask, read_polygons
from tfcollab.datasets.tfm import classification, detection, read_boxes, read_classes
from tfcollab.errors import UserError


def picture(path: Path, value: int = 50, size: tuple[int, int] = (60, 80)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.full(size, value, np.uint8))
    return path


def text(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_classes_as_words_or_numbers_with_any_separator(tmp_path: Path) -> None:
    path = text(tmp_path / "train_cls.txt", "a.png clear\nb.png\t1\nc.png, Broken\n\nimages/train/d.png,3\n")
    assert read_classes(path) == {"a.png": 0, "b.png": 1, "c.png": 2, "d.png": 3}


@pytest.mark.parametrize("line", ["b.png", "b.png 4", "b.png open", "b.png clear 1", "a.png closed"])
def test_other_class_lines_are_refused_with_file_and_line(line: str, tmp_path: Path) -> None:
    path = text(tmp_path / "val_cls.txt", f"a.png clear\n{line}\n")
    with pytest.raises(UserError, match=r"val_cls\.txt, line 2"):
        read_classes(path)


def test_boxes_are_read_as_corners_and_absent_ones_stay_absent(tmp_path: Path) -> None:
    boxes = read_boxes(text(tmp_path / "a.txt", "0 0.5 0.5 0.4 0.6\n2 0.5 0.5 0.1 0.1\n"))
    assert boxes[0] == pytest.approx([0.3, 0.2, 0.7, 0.8])
    assert np.isnan(boxes[1]).all()


@pytest.mark.parametrize("line", ["0 0.5 0.5 0.4", "3 .5 .5 .1 .1", "1 50 50 10 10", "1 .5 .5 0 .1", "x .5 .5 .1 .1"])
def test_other_box_lines_are_refused_with_file_and_line(line: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\.txt, line 1"):
        read_boxes(text(tmp_path / "a.txt", line))


def test_frames_get_their_class_and_boxes(tmp_path: Path) -> None:
    picture(tmp_path / "images/train/a.png")
    picture(tmp_path / "images/train/b.png")
    text(tmp_path / "labels/classification/train_cls.txt", "a.png clear\nb closed\n")
    text(tmp_path / "labels/detection/train/a.txt", "0 0.5 0.5 0.4 0.6\n")
    samples = classification(tmp_path, "train")
    assert [(s.image.name, s.label) for s in samples] == [("a.png", 0), ("b.png", 1)]
    assert np.isnan(samples[1].boxes).all()
    assert [s.image.name for s in detection(tmp_path, "train")] == ["a.png"]


def test_a_mask_is_broken_above_half_and_100_is_not_judged(tmp_path: Path) -> None:
    values = np.array([[0, 99, 100, 128, 255]], np.uint8)
    cv2.imwrite(str(tmp_path / "m.png"), values)
    assert read_mask(tmp_path / "m.png").tolist() == [[0, 0, IGNORED, 1, 1]]
    cv2.imwrite(str(tmp_path / "n.png"), np.array([[0, 1]], np.uint8))
    assert read_mask(tmp_path / "n.png").tolist() == [[0, 1]]


def test_polygons_are_filled(tmp_path: Path) -> None:
    labels = read_polygons(text(tmp_path / "a.txt", "0 0.25 0.25 0.75 0.25 0.75 0.75 0.25 0.75\n"), 40, 40)
    assert int((labels == 1).sum()) == pytest.approx(400, abs=45)
    with pytest.raises(UserError, match=r"b\.txt, line 1"):
        read_polygons(text(tmp_path / "b.txt", "0 0.25 0.25 0.75\n"), 40, 40)


@pytest.mark.parametrize("spelling", ["segmentaiton", "segmentation"])
def test_crops_are_cut_around_the_outside_box_where_tf_crop_is_missing(spelling: str, tmp_path: Path) -> None:
    picture(tmp_path / "images/train/a.png", size=(100, 100))
    text(tmp_path / "labels/detection/train/a.txt", "0 0.5 0.5 0.4 0.4\n")
    text(tmp_path / f"labels/{spelling}/train/a.txt", "0 0.45 0.45 0.55 0.45 0.55 0.55 0.45 0.55\n")
    (sample,) = tf_crop(tmp_path, "train")
    gray, labels = sample.load(44)
    assert gray.shape == labels.shape == (44, 44)
    # the window is 44 px wide: 10 px of break-up in its middle, and its outline
    assert int((labels == 1).sum()) == pytest.approx(121, abs=25)
    assert labels[17:27, 17:27].mean() > 0.9


@pytest.mark.parametrize("folder", ["TF-Crop", "crop_broken_only", "."])
def test_tf_crop_is_found_in_each_place_and_filled_up_to_a_square(folder: str, tmp_path: Path) -> None:
    picture(tmp_path / folder / "images/val/a.png", 90, (40, 60))
    picture(tmp_path / folder / "masks/val/a.png", 255, (40, 60))
    (sample,) = tf_crop(tmp_path, "val")
    gray, labels = sample.load(60)
    assert (gray[:9] == 0).all()
    assert (labels[:9] == 0).all()
    assert (gray[12:48] == 90).all()
    assert (labels[12:48] == 1).all()


def test_ready_crops_end_at_the_outside_box_unless_their_folder_says_otherwise(tmp_path: Path) -> None:
    picture(tmp_path / "TF-Crop/images/val/a.png")
    picture(tmp_path / "TF-Crop/masks/val/a.png")
    assert tf_crop(tmp_path, "val")[0].margin == 1.0
    text(tmp_path / "TF-Crop/crop.json", '{"margin": 1.3}')
    assert tf_crop(tmp_path, "val")[0].margin == 1.3
    for bad in ("", "{}", '{"margin": "wide"}', '{"margin": 12}', '{"margin": null}'):
        text(tmp_path / "TF-Crop/crop.json", bad)
        with pytest.raises(UserError, match=r"crop\.json does not say"):
            tf_crop(tmp_path, "val")


def test_missing_parts_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a folder"):
        classification(tmp_path / "nowhere", "train")
    with pytest.raises(UserError, match=r"train_cls\.txt is missing"):
        classification(tmp_path, "train")
    with pytest.raises(UserError, match="neither TF-Crop"):
        tf_crop(tmp_path, "train")
    picture(tmp_path / "TF-Crop/images/train/a.png")
    (tmp_path / "TF-Crop/masks").mkdir()
    with pytest.raises(UserError, match=r"a\.png is missing"):
        tf_crop(tmp_path, "train")
