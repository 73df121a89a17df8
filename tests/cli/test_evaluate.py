"""`tfcollab evaluate` on exams whose truth is known, and `tfcollab export` where there is nothing to export."""

import json
import shutil
from pathlib import Path

import pytest
from clips import FPS, everything_in, tfcollab


def test_exams_are_scored_against_their_truth(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    shutil.copy(exam_clip, tmp_path / "exam.mkv")
    classes = ["closed"] * 6 + ["clear"] * 30 + ["broken"] * 10 + ["closed"] * 6 + ["clear"] * 20
    truth = {
        "version": 1,
        "video": "exam.mkv",
        "seed": 0,
        "eye": "OD",
        "fps": FPS,
        "frames": [
            {"index": i, "time_s": i / FPS, "class": name, "area_pct": 5.0 if name == "broken" else 0.0, "boxes": {}}
            for i, name in enumerate(classes)
        ],
        "measurements": [
            {"start_s": 0.3, "end_s": 2.3, "start_seen": True, "end_reason": "blink", "first_breakup_s": 1.4},
            {
                "start_s": 2.6,
                "end_s": 3.55,
                "start_seen": True,
                "end_reason": "end of recording",
                "first_breakup_s": None,
            },
        ],
    }
    (tmp_path / "exam.truth.json").write_text(json.dumps(truth), "utf-8")
    options = ["--exams", ".", "--overlays", "drawn", "--against", "every", "--out", "scores.json", *model_options]
    ended = tfcollab("evaluate", *options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    told = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    scores, against = told["exams"], told["against"]["every"]
    assert (against["recordings"], against["other_blinks"], against["other_ends_or_kinds"]) == (1, 0, 0)
    assert (against["breakup_times"], against["most_frames_between_breakup_times"]) == (1, 0)
    assert against["least_iou"] == 1
    assert "against every:" in ended.out
    assert scores["median_error_s"] == pytest.approx(0.1, abs=0.051)
    assert scores["missed"] == 0
    assert scores["invented"] == 0
    # what is right needs no look
    assert everything_in(tmp_path / "drawn") == []


def test_an_exam_that_is_not_right_is_drawn_and_several_folders_get_a_row_each(
    exam_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    for name, first_s in (("early", 1.4), ("never", None)):
        folder = tmp_path / "exams" / name
        folder.mkdir(parents=True)
        shutil.copy(exam_clip, folder / "exam.mkv")
        measurement = {"start_s": 0.3, "end_s": 2.3, "start_seen": True, "first_breakup_s": first_s}
        truth = {"version": 1, "video": "exam.mkv", "eye": "OD", "frames": [], "measurements": [measurement]}
        (folder / "exam.truth.json").write_text(json.dumps(truth), "utf-8")
    options = ["--exams", "exams", "--overlays", "drawn", "--out", "scores.json", *model_options]
    ended = tfcollab("evaluate", *options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    assert [path for path in everything_in(tmp_path / "drawn") if path.endswith(".mp4")] == ["never/exam.mp4"]
    table = json.loads((tmp_path / "scores.json").read_text("utf-8"))["exams"]["table"]
    assert {name: row["invented"] for name, row in table.items()} == {"early": 0, "never": 1, "all": 1}
    assert table["all"]["macro_f1"] is None
    assert ended.out.splitlines()[1].split()[0] == "early"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["evaluate"], "nothing to evaluate on"),
        (["evaluate", "--exams", "."], "truth.json"),
        (["evaluate", "--data", ".", "--against", "every"], "--against is about exams"),
        (["export", "run", "--out", "model", "--training-data", "none"], "no checkpoint"),
    ],
)
def test_nothing_to_work_on_is_said_in_a_sentence(tmp_path: Path, command: list[str], said: str) -> None:
    ended = tfcollab(*command, cwd=tmp_path)
    assert ended.status == 2
    assert said in ended.err
    assert everything_in(tmp_path) == []
