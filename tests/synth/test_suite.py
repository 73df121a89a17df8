"""The fixed suite: its presets, seeds and sizes."""

import json
from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.resources import data_dir
from tfcollab.synth.suite import SuiteSpec, exam_spec, first_seed, held_out_presets, write_suite


def preset(folder: Path, name: str, width: int, height: int) -> Path:
    ranges = json.loads((data_dir() / "scenes" / "train.json").read_text("utf-8"))
    ranges["view"] |= {"width": width, "height": height}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(ranges), "utf-8")
    return path


def test_exams_have_the_frame_size_of_their_device_and_cycle_through_the_frame_rates(tmp_path: Path) -> None:
    cone, phone = preset(tmp_path, "cone", 1280, 960), preset(tmp_path, "phone", 1920, 1080)
    assert held_out_presets(tmp_path) == (cone, phone)
    assert [exam_spec(cone, number).fps for number in range(6)] == [10, 15, 20, 25, 30, 10]
    assert exam_spec(cone, 0).size == (1280, 960)
    assert exam_spec(phone, 3).size == (1920, 1080)
    assert exam_spec(cone, 2).duration_s == 7


def test_seeds_hang_on_the_presets_name_alone(tmp_path: Path) -> None:
    cone, phone = preset(tmp_path, "cone", 320, 240), preset(tmp_path, "phone", 320, 240)
    assert first_seed(cone) == first_seed(Path("elsewhere/cone.json"))
    assert first_seed(cone) != first_seed(phone)
    assert exam_spec(cone, 4).seed == first_seed(cone) + 4
    assert 10_000 <= first_seed(phone) < 100_000


def test_a_suite_is_a_data_set_and_exams_for_each_preset(tmp_path: Path) -> None:
    made = tmp_path / "suite"
    heard: list[tuple[str, float]] = []
    spec = SuiteSpec((preset(tmp_path, "cone", 320, 240),), frames=2, exams=1)
    write_suite(spec, made, progress=lambda what, share: heard.append((what, share)))
    assert sorted(path.name for path in (made / "cone" / "frames" / "images" / "test").iterdir()) == [
        "test1.png",
        "test2.png",
    ]
    assert sorted(path.name for path in (made / "cone" / "exams").iterdir()) == ["exam-01.mkv", "exam-01.truth.json"]
    truth = json.loads((made / "cone" / "exams" / "exam-01.truth.json").read_text("utf-8"))
    assert (truth["fps"], len(truth["frames"])) == (10, 70)
    assert heard == [("cone, 2 frames", 1.0), ("1 exams", 1.0)]


def test_a_folder_without_presets_and_a_preset_that_is_no_scene_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no scene presets"):
        held_out_presets(tmp_path)
    (tmp_path / "odd.json").write_text('{"view": {"colour": 3}}', "utf-8")
    with pytest.raises(UserError, match=r"view\.colour"):
        write_suite(SuiteSpec(held_out_presets(tmp_path)), tmp_path / "suite")
    assert not (tmp_path / "suite").exists()
