"""`tfcollab doctor` says what is there, and leaves with status 2 where something is missing."""

from pathlib import Path

from clips import tfcollab

from tfcollab.runtime import openvino_session


def test_doctor_names_the_parts_and_the_provider(tmp_path: Path) -> None:
    ended = tfcollab("doctor", cwd=tmp_path)
    assert all(part in ended.out for part in ("TF-Collab", "ONNX Runtime", "provider", "video", "user folder"))
    assert (ended.status == 2) is ("BAD" in ended.out)


def test_doctor_tells_of_openvino_whether_it_is_there(tmp_path: Path) -> None:
    told = " ".join(tfcollab("doctor", cwd=tmp_path).out.split())
    assert ("good OpenVINO 20" in told) is openvino_session.installed()
    gone = "import sys; sys.modules['openvino'] = None"
    without = tfcollab("doctor", "--provider", "openvino", cwd=tmp_path, before=gone)
    told = " ".join(without.out.split())
    assert without.status == 2
    assert "good OpenVINO not installed; tfcollab[openvino] brings it" in told
    assert "BAD provider The provider 'openvino' cannot be used (the package openvino is not installed)" in told


def test_doctor_without_onnx_runtime_says_which_extra_brings_it(tmp_path: Path) -> None:
    ended = tfcollab("doctor", cwd=tmp_path, before="import sys; sys.modules['onnxruntime'] = None")
    assert ended.status == 2
    assert "tfcollab[cpu]" in " ".join(ended.out.split())
    assert "ONNX Runtime" in ended.err
