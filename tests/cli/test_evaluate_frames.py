"""`tfcollab evaluate --frames` with models whose answers can be worked out by hand."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from clips import HEIGHT, WIDTH, everything_in, picture, tells_loaded, tfcollab

#: what the tiny detector finds in a frame of this size
OUTSIDE = [40, 30, 120, 90]


@pytest.fixture
def eyes(tmp_path: Path) -> Path:
    """Four labelled pictures: one of each class, the blurred one mislabelled as closed."""
    folder = tmp_path / "eyes"
    folder.mkdir()
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[50:70, 60:80] = 255
    cv2.imwrite(str(folder / "torn.mask.png"), mask)
    for name, kind in (("calm", "clear"), ("torn", "broken"), ("shut", "closed"), ("soft", "blur")):
        cv2.imwrite(str(folder / f"{name}.png"), picture(kind))
    labels = {
        "calm": {"class": "clear", "boxes_xyxy": {"outside": [40, 30, 120, 75]}, "crop": False},
        "torn": {"class": "broken", "boxes_xyxy": {"outside": OUTSIDE}, "mask": "torn.mask.png", "note": "evening"},
        "shut": {"class": "closed"},
        "soft": {"class": "closed"},
    }
    (folder / "labels.json").write_text(json.dumps(labels), "utf-8")
    return folder


def test_labelled_frames_are_scored_one_by_one_and_together(
    eyes: Path, tmp_path: Path, model_options: list[str]
) -> None:
    options = ["--frames", "eyes", "--overlays", "drawn", "--out", "scores.json", *model_options]
    ended = tfcollab("evaluate", *options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    scores = json.loads((tmp_path / "scores.json").read_text("utf-8"))["frames"]
    frames = {frame["name"]: frame for frame in scores["frames"]}
    assert {name: frame["found_class"] for name, frame in frames.items()} == {
        "calm": "clear",
        "torn": "broken",
        "shut": "closed",
        "soft": "blur",
    }
    assert frames["calm"]["box_iou"]["outside"] == pytest.approx(45 / 60, abs=0.001)
    assert frames["calm"]["false_crop_pct"] == 0
    # a map of 128 px over a window of 88 px: the patch of 20 px may be off by one at each side
    assert frames["torn"]["dsc"] == pytest.approx(1, abs=0.06)
    assert frames["torn"]["true_pct"] == pytest.approx(100 * 400 / (np.pi * 40 * 30), rel=0.02)
    assert frames["torn"]["false_ring_pct"] < 1
    assert frames["soft"]["dsc"] is None
    assert sum(frames["shut"]["probabilities"]) == pytest.approx(1)
    assert (scores["overall"]["class_right"], scores["overall"]["frames"]) == (3, 4)
    assert scores["overall"]["box_iou"]["middle"] is None
    for said in ("WRONG, should be closed", "torn (whole frame, assumed: its outside box is 50 %", "class right 3"):
        assert said in ended.out
    assert everything_in(tmp_path / "drawn") == ["calm.png", "shut.png", "soft.png", "torn.png"]
    drawn = cv2.imread(str(tmp_path / "drawn" / "calm.png"))
    assert drawn is not None
    assert drawn.shape == (HEIGHT, WIDTH, 3)
    green = (drawn[..., 1] > 150) & (drawn[..., 2] < 60)
    assert green[74:77, 50:110].sum() >= 60  # the lower edge of the labelled box, apart from the found one


def test_readings_under_changes_are_the_same_for_the_same_seed(
    eyes: Path, tmp_path: Path, model_options: list[str]
) -> None:
    said = []
    for out in ("a.json", "b.json"):
        options = ["--frames", "eyes", "--changes", "4", "--seed", "3", "--out", out, *model_options]
        ended = tfcollab("evaluate", *options, cwd=tmp_path)
        assert ended.status == 0, ended.err
        assert "under 4 mild changes of each frame (seed 3)" in ended.out
        said.append((tmp_path / out).read_bytes())
    assert said[0] == said[1]
    changes = json.loads(said[0])["frames"]["changes"]
    assert set(changes["frames"]) == {"calm", "torn", "shut", "soft"}
    assert changes["frames"]["soft"]["class_right"] == 0
    assert changes["frames"]["shut"]["outside_iou_good"] is None
    assert len(changes["still_clips"]) == 4


def test_labelled_frames_are_scored_without_torch(eyes: Path, tmp_path: Path, model_options: list[str]) -> None:
    heavy = {"torch", "lightning", "monai", "albumentations"}
    ended = tfcollab("evaluate", "--frames", "eyes", *model_options, cwd=tmp_path, before=tells_loaded(heavy))
    assert ended.status == 0, ended.err
    assert "loaded: []" in ended.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--frames", "nowhere"], "nowhere is not a folder"),
        (["--frames", "."], "labels.json cannot be read"),
        (["--exams", ".", "--changes", "5"], "--changes is about labelled frames"),
        (["--data", ".", "--overlays", "drawn"], "--overlays is about labelled frames and exams"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(tmp_path: Path, options: list[str], said: str) -> None:
    ended = tfcollab("evaluate", *options, cwd=tmp_path)
    assert ended.status == 2
    assert said in ended.err
    assert everything_in(tmp_path) == []
