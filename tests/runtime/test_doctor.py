from pathlib import Path

import pytest
from tiny_models import write_folder

from tfcollab.runtime import doctor, repository


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shipped"
    for task in ("classify", "detect", "segment"):
        write_folder(root, task)
    monkeypatch.setattr(repository, "models_dir", lambda: root)
    monkeypatch.setattr(repository, "user_models_dir", lambda: tmp_path / "user")
    monkeypatch.setattr(doctor, "user_models_dir", lambda: tmp_path / "user")
    return root


def test_a_sound_installation_is_all_right(shipped: Path) -> None:
    facts = doctor.facts("cpu")
    assert [fact.name for fact in facts if not fact.ok] == []
    by_name = {fact.name: fact.text for fact in facts}
    assert by_name["provider"] == "cpu: asked for, and it works."
    assert "SHA-256" in by_name["model tiny-detect"]
    assert "CPUExecutionProvider" in by_name["ONNX Runtime"]


def test_an_altered_model_is_pointed_out(shipped: Path) -> None:
    with (shipped / "tiny-segment" / "model.onnx").open("ab") as file:
        file.write(b"\0")
    wrong = [fact for fact in doctor.facts("cpu") if not fact.ok]
    assert [fact.name for fact in wrong] == ["model tiny-segment"]
    assert "SHA-256 differs" in wrong[0].text


def test_two_onnx_runtimes_in_one_environment_are_pointed_out(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what pip leaves behind beside the real package
    for name in ("onnxruntime", "onnxruntime_gpu"):
        info = tmp_path / "site" / f"{name}-1.20.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.20.0\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    wrong = [fact for fact in doctor.facts("cpu") if not fact.ok]
    assert [fact.name for fact in wrong] == ["ONNX Runtime packages"]
    assert "uninstall both" in wrong[0].text


def test_no_models_and_a_provider_that_is_not_there_are_pointed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "models_dir", lambda: tmp_path)
    monkeypatch.setattr(repository, "user_models_dir", lambda: tmp_path)
    assert {"provider", "models"} <= {fact.name for fact in doctor.facts() if not fact.ok}
