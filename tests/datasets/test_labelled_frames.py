"""Folders of labelled pictures: what is read, what is assumed, and what is refused."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from tfcollab.datasets.labelled_frames import load, read_labels
from tfcollab.datasets.whole_frame import as_whole_frame
from tfcollab.errors import UserError

WIDTH, HEIGHT = 80, 60


def write(folder: Path, entries: Any, mask_size: tuple[int, int] = (HEIGHT, WIDTH)) -> Path:
    """One picture `eye.png`, one mask `eye.mask.png` whose left half is broken, and the labels."""
    cv2.imwrite(str(folder / "eye.png"), np.full((HEIGHT, WIDTH), 90, np.uint8))
    mask = np.zeros(mask_size, np.uint8)
    mask[:, : mask_size[1] // 2] = 255
    cv2.imwrite(str(folder / "eye.mask.png"), mask)
    (folder / "labels.json").write_text(json.dumps(entries), "utf-8")
    return folder


def test_a_label_with_everything_is_read_and_other_pictures_are_left_out(tmp_path: Path) -> None:
    entry = {"class": "broken", "boxes_xyxy": {"outside": [20, 10, 60, 50]}, "mask": "eye.mask.png", "crop": False}
    (label,) = read_labels(write(tmp_path, {"eye": entry}))
    frame = load(label)
    assert (frame.name, frame.frame_class, frame.gray.shape) == ("eye", "broken", (HEIGHT, WIDTH))
    assert (frame.boxes["outside"].width, set(frame.boxes)) == (40, {"outside"})
    assert frame.labels is not None
    assert frame.labels.sum() == HEIGHT * WIDTH / 2


def test_only_clear_and_closed_frames_are_known_to_hold_no_breakup_without_a_mask(tmp_path: Path) -> None:
    for name, known in (("clear", True), ("closed", True), ("broken", False), ("blur", False)):
        (label,) = read_labels(write(tmp_path, {"eye": {"class": name}}))
        labels = load(label).labels
        assert (labels is not None) == known
        assert labels is None or not labels.any()


@pytest.mark.parametrize(
    ("more", "is_crop", "said"),
    [
        ({"crop": True, "boxes_xyxy": {"outside": [30, 20, 50, 40]}}, True, "as labelled"),
        ({"crop": False, "note": "a crop"}, False, "as labelled"),
        ({"boxes_xyxy": {"outside": [5, 0, 75, 60]}}, True, "88 % of its width"),
        ({"boxes_xyxy": {"outside": [20, 10, 60, 50]}, "note": "a crop"}, False, "50 % of its width"),
        ({"note": "a TF-Crop, not a whole frame"}, True, "its note"),
        ({"note": "in the morning"}, False, "nothing says"),
    ],
)
def test_a_ready_crop_is_what_its_label_says_or_is_assumed(
    tmp_path: Path, more: dict[str, Any], is_crop: bool, said: str
) -> None:
    (label,) = read_labels(write(tmp_path, {"eye": {"class": "clear"} | more}))
    frame = load(label)
    assert frame.is_crop is is_crop
    assert said in frame.crop_reason


def test_a_crop_lies_in_a_plain_frame_twice_as_wide_and_its_truth_with_it(tmp_path: Path) -> None:
    entry = {"class": "broken", "crop": True, "mask": "eye.mask.png", "boxes_xyxy": {"outside": [0, 5, 80, 55]}}
    (label,) = read_labels(write(tmp_path, {"eye": entry}))
    whole, place = as_whole_frame(load(label))
    assert whole.gray.shape == (120, 160)
    assert set(np.unique(whole.gray)) == {90}
    assert (place.x0, place.y0, place.x1, place.y1) == (40, 30, 120, 90)
    assert whole.boxes["outside"].x0 == 40
    assert whole.boxes["outside"].y1 == 85
    assert whole.labels is not None
    assert whole.labels[30:90, 40:80].all()
    assert whole.labels.sum() == HEIGHT * WIDTH / 2


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([], "names no picture"),
        ({"eye": "clear"}, "no label"),
        ({"eye": {"class": "open"}}, "'open', not one of clear, closed, broken, blur"),
        ({"eye": {"class": "clear", "boxes": {}}}, "boxes is none of"),
        ({"eye": {"class": "clear", "crop": "yes"}}, "crop is true or false"),
        ({"eye": {"class": "clear", "boxes_xyxy": {"outer": [0, 0, 1, 1]}}}, "outer is none of outside"),
        ({"eye": {"class": "clear", "boxes_xyxy": {"outside": [0, 0, 1]}}}, "four numbers"),
        ({"eye": {"class": "clear", "boxes_xyxy": {"outside": [5, 0, 1, 9]}}}, "empty"),
        ({"eye": {"class": "clear", "boxes_xyxy": {"outside": [200, 0, 300, 9]}}}, "lies outside"),
        ({"eye": {"class": "broken", "mask": "no.png"}}, "mask no.png"),
        ({"eye": {"class": "broken", "mask": "labels.json"}}, "mask labels.json"),
        ({"lost": {"class": "clear"}}, "found none"),
    ],
)
def test_labels_that_do_not_fit_are_refused_with_file_and_name(tmp_path: Path, entries: Any, said: str) -> None:
    with pytest.raises(UserError, match=r"labels\.json|eye\.png") as refused:
        load(read_labels(write(tmp_path, entries))[0])
    assert said in str(refused.value)


def test_a_mask_of_another_size_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"eye": {"class": "broken", "mask": "eye.mask.png"}}, mask_size=(30, 40))
    with pytest.raises(UserError, match=r"mask\.png is 40x30, its frame 80x60"):
        load(read_labels(tmp_path)[0])


def test_two_pictures_of_one_name_no_folder_no_labels_and_a_broken_picture_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a folder"):
        read_labels(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"labels\.json cannot be read"):
        read_labels(tmp_path)
    write(tmp_path, {"eye": {"class": "clear"}})
    (tmp_path / "eye.png").write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"eye\.png cannot be read"):
        load(read_labels(tmp_path)[0])
    (tmp_path / "eye.jpg").write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"eye\.png and eye\.jpg"):
        read_labels(tmp_path)
    (tmp_path / "labels.json").write_text("{", "utf-8")
    with pytest.raises(UserError, match="not JSON"):
        read_labels(tmp_path)
