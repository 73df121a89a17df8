"""`tfcollab doctor` says what is there, and leaves with status 2 where something is missing."""

from pathlib import Path

from clips import tfcollab


def test_doctor_names_the_parts_and_the_provider(tmp_path: Path) -> None:
    ended = tfcollab("doctor", cwd=tmp_path)
    assert all(part in ended.out for part in ("TF-Collab", "ONNX Runtime", "provider", "video", "user folder"))
    assert (ended.status == 2) is ("BAD" in ended.out)


def test_doctor_without_onnx_runtime_says_which_extra_brings_it(tmp_path: Path) -> None:
    ended = tfcollab("doctor", cwd=tmp_path, before="import sys; sys.modules['onnxruntime'] = None")
    assert ended.status == 2
    assert "tfcollab[cpu]" in " ".join(ended.out.split())
    assert "ONNX Runtime" in ended.err
