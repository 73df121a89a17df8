"""`tfcollab analyze` from recording to files, as its own process, with models whose answers are known."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from clips import everything_in, tells_loaded, tfcollab, write_clip

from tfcollab.cli.analyze import output_folders

HEAVY = {"torch", "lightning", "albumentations", "monai", "onnx", "PySide6"}


def test_json_and_a_table_are_what_one_gets_unasked(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    ended = tfcollab("analyze", exam_clip, "--eye", "os", "--out", "out", *model_options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    assert everything_in(tmp_path) == ["out", "out/result.json"]
    assert "out/result.json" in ended.out
    assert "first break-up" in ended.out
    document = json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))
    assert document["eye"] == "OS"
    first, second = document["measurements"]
    assert first["first_breakup"]["kind"] == "measured"
    assert first["first_breakup"]["seconds"] == pytest.approx(1.5, abs=0.051)
    assert first["first_breakup"]["text"] in ended.out
    assert second["first_breakup"]["kind"] == "censored"
    assert second["first_breakup"]["text"].startswith("> ")
    assert second["first_breakup"]["text"] in ended.out


def test_every_output_at_once(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    options = ["--report", "--csv", "--video", "--patient-id", "P-17"]
    ended = tfcollab("analyze", exam_clip, *options, *model_options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    out = tmp_path / "tfcollab-results" / "exam"
    names = ["annotated.mp4", "frames.csv", "measurements.csv", "report.pdf", "result.json"]
    assert everything_in(out) == names
    assert all(f"exam/{name}" in ended.out for name in names)
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert len((out / "frames.csv").read_text("utf-8").splitlines()) == 1 + 76


def test_the_same_recording_gives_the_same_bytes(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    for out in ("a", "b"):
        options = ["--out", out, "--report", "--csv", "--video"]
        ended = tfcollab("analyze", exam_clip, *options, *model_options, cwd=tmp_path, SOURCE_DATE_EPOCH="1767225600")
        assert ended.status == 0, ended.err
    names = everything_in(tmp_path / "a")
    assert len(names) == 5
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_folder_is_of_one_recording_and_one_run(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    (tmp_path / "p2").mkdir()
    other = write_clip(tmp_path / "p2" / "exam.mkv", [("closed", 0.3), ("clear", 2.0)])
    first = tfcollab("analyze", exam_clip, "--csv", *model_options, cwd=tmp_path)
    assert first.status == 0, first.err
    out = tmp_path / "tfcollab-results" / "exam"
    before = (out / "result.json").read_bytes()
    mixed = tfcollab("analyze", other, *model_options, cwd=tmp_path)
    assert mixed.status == 2
    assert "another recording" in mixed.err
    assert everything_in(out) == ["frames.csv", "measurements.csv", "result.json"]
    assert (out / "result.json").read_bytes() == before
    again = tfcollab("analyze", exam_clip, *model_options, cwd=tmp_path)
    assert again.status == 0, again.err
    assert everything_in(out) == ["result.json"]


def test_settings_of_a_file_hold_and_travel_with_the_result(
    exam_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    (tmp_path / "mine.json").write_text('{"min_interval_s": 1.5, "cutoff_s": 5}', "utf-8")
    ended = tfcollab("analyze", exam_clip, "--settings", "mine.json", "--out", "out", *model_options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    document = json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))
    assert len(document["measurements"]) == 1
    assert (document["settings"]["cutoff_s"], document["settings"]["annuli"]) == (5, 8)


def test_one_bad_recording_does_not_stop_the_others(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    (tmp_path / "bad.mkv").write_text("not a video", "utf-8")
    again = tmp_path / "again"
    again.mkdir()
    shutil.copy(exam_clip, again)
    files = [exam_clip, "bad.mkv", again / exam_clip.name]
    ended = tfcollab("analyze", *files, "--out", "out", *model_options, cwd=tmp_path)
    assert ended.status == 2
    assert "1 of 3 recordings" in ended.err
    assert "bad.mkv" in ended.err
    assert everything_in(tmp_path / "out") == ["exam", "exam-2", "exam-2/result.json", "exam/result.json"]


def test_a_truncated_recording_is_analysed_and_says_what_is_missing(tmp_path: Path, model_options: list[str]) -> None:
    whole = write_clip(
        tmp_path / "whole.mkv", [("closed", 0.3), ("clear", 1.5), ("broken", 0.5), ("closed", 0.3), ("clear", 2.0)]
    )
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 8 // 10])
    ended = tfcollab("analyze", cut, "--out", "out", *model_options, cwd=tmp_path)
    assert ended.status == 0, ended.err
    document = json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))
    assert 0 < document["source"]["missing_frames"] < 92
    assert str(document["source"]["missing_frames"]) in " ".join(document["warnings"])
    assert "Note: " in ended.out


def test_a_wrong_extension_does_not_matter(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    shutil.copy(exam_clip, tmp_path / "exam.avi")
    ended = tfcollab("analyze", "exam.avi", "--out", "out", *model_options, cwd=tmp_path)
    assert ended.status == 0, ended.err


def test_an_analysis_needs_neither_torch_nor_qt(exam_clip: Path, tmp_path: Path, model_options: list[str]) -> None:
    before = tells_loaded(HEAVY)
    options = ["--report", "--csv", "--video", "--out", "out"]
    ended = tfcollab("analyze", exam_clip, *options, *model_options, cwd=tmp_path, before=before)
    assert ended.status == 0, ended.err
    assert ended.out.endswith("loaded: []\n")


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("long") / "long.mkv", [("closed", 0.3), ("clear", 100.0)])


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_leaves_no_half_file(
    long_clip: Path, tmp_path: Path, model_options: list[str], number: signal.Signals, status: int
) -> None:
    # a shell in the background may have had Ctrl-C ignored
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from tfcollab.cli.main import main; main()"
    options = ["--out", "out", "--video", "--report", "--csv"]
    process = subprocess.Popen(
        [sys.executable, "-c", code, "analyze", long_clip, *options, *model_options],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until_s = time.monotonic() + 60
        while not list(tmp_path.glob(".tfcollab-partial-*/*")) and time.monotonic() < until_s:
            time.sleep(0.02)
        time.sleep(0.1)
        os.kill(process.pid, number)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == status, told
    assert "Traceback" not in told
    assert everything_in(tmp_path) == []


def test_a_single_recording_fills_the_out_folder_and_several_get_their_own() -> None:
    out, default = Path("out"), Path("tfcollab-results")
    assert output_folders([Path("/x/a.mkv")], out) == [out]
    assert output_folders([Path("/x/a.mkv")], None) == [default / "a"]
    several = [Path("/x/a.mkv"), Path("/y/a.mp4"), Path("/y/b.mp4")]
    assert output_folders(several, out) == [out / "a", out / "a-2", out / "b"]
