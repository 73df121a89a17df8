"""What the commands load: what is not needed is time that somebody waits at every start."""

from pathlib import Path

import pytest
from clips import tells_loaded, tfcollab

#: a clinic has none of them, or they serve the window alone
NOT_OF_AN_EXAM = {"torch", "lightning", "albumentations", "monai", "onnx", "PySide6", "scipy", "matplotlib"}
#: what makes reports and keeps records
NOT_FOR_A_FRAME = NOT_OF_AN_EXAM | {"typst", "sqlalchemy", "alembic", "cryptography", "argon2", "keyring"}


def test_help_loads_nothing_but_the_command_line(tmp_path: Path) -> None:
    heavy = NOT_FOR_A_FRAME | {"numpy", "cv2", "av", "onnxruntime", "openvino", "pydantic", "rich", "multiprocessing"}
    assert tfcollab("--help", cwd=tmp_path, before=tells_loaded(heavy)).out.endswith("loaded: []\n")


@pytest.mark.parametrize("arguments", [["analyze", "--help"], ["record", "--help"], ["--version"]])
def test_help_of_a_command_loads_no_part_of_an_analysis(tmp_path: Path, arguments: list[str]) -> None:
    heavy = NOT_FOR_A_FRAME | {"numpy", "cv2", "av", "onnxruntime", "openvino"}
    ended = tfcollab(*arguments, cwd=tmp_path, before=tells_loaded(heavy))
    assert ended.status == 0
    assert ended.out.endswith("loaded: []\n")


def test_doctor_loads_what_it_tells_of(tmp_path: Path) -> None:
    told = tfcollab("doctor", cwd=tmp_path, before=tells_loaded(NOT_FOR_A_FRAME | {"cv2"})).out
    assert told.endswith("loaded: []\n")


def test_a_result_without_a_report_loads_nothing_of_reports(
    exam_clip: Path, tmp_path: Path, model_options: list[str]
) -> None:
    options = ["--csv", "--out", "out", *model_options]
    ended = tfcollab("analyze", exam_clip, *options, cwd=tmp_path, before=tells_loaded(NOT_FOR_A_FRAME))
    assert ended.status == 0, ended.err
    assert ended.out.endswith("loaded: []\n")
