"""`tfcollab models`: list, verify, import."""

import json
import os
import re
from pathlib import Path

import numpy as np
import pytest
from clips import everything_in, tfcollab
from tiny_models import write_folder


def test_verify_says_good_for_intact_models_and_status_2_for_an_altered_one(tmp_path: Path) -> None:
    good, bad = write_folder(tmp_path, "classify"), write_folder(tmp_path, "segment")
    ended = tfcollab("models", "verify", good, cwd=tmp_path)
    assert ended.status == 0
    assert ended.out == f"good  {good}\n"
    with (bad / "model.onnx").open("ab") as file:
        file.write(b"\0")
    ended = tfcollab("models", "verify", good, bad, cwd=tmp_path)
    assert ended.status == 2
    assert ended.out.startswith(f"good  {good}\nBAD   {bad}: ")
    assert "SHA-256" in ended.out
    assert ended.err.startswith("tfcollab: 1 of the models")


def test_list_shows_own_models_beside_the_shipped_ones_and_says_what_is_wrong(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
    own = Path(tfcollab("doctor", cwd=tmp_path, **home).out.partition("user folder")[2].split()[0])
    write_folder(own, "detect", "mine")
    write_folder(own, "segment", "broken", version=None)
    ended = tfcollab("models", "list", cwd=tmp_path, **home, COLUMNS="400")
    assert ended.status == 0
    assert "tiny-detect" in ended.out
    assert "64×48" in ended.out
    assert "'version'" in ended.out


def checkpoint(path: Path, variant: str = "s0") -> Path:
    """A checkpoint as published, of a net with random weights."""
    torch = pytest.importorskip("torch")
    from tfcollab.nets.tfnet import WIDTHS, TFNet

    torch.manual_seed(0)
    net = TFNet(variant).train()
    # statistics that fit the weights, as training leaves them: without, activations explode and so do roundings
    for _ in range(30):
        with torch.no_grad():
            net(torch.rand(2, 3, 64, 64))
    torch.save({"model_state_dict": net.state_dict(), "nc": 2, "wid": WIDTHS[variant], "epoch": 3, "miou": 0.7}, path)
    return path


def test_an_imported_checkpoint_is_a_model_that_verifies_and_runs(tmp_path: Path) -> None:
    from tfcollab.runtime import repository
    from tfcollab.runtime.session import Session

    ended = tfcollab("models", "import", checkpoint(tmp_path / "TF Net s0.pt"), "--out", "model", cwd=tmp_path)
    assert ended.status == 0, ended.err
    assert ended.out == "model\n"
    assert everything_in(tmp_path / "model") == ["README.md", "model.json", "model.onnx", "recipe.yaml"]
    assert tfcollab("models", "verify", "model", cwd=tmp_path).status == 0
    contract = json.loads((tmp_path / "model" / "model.json").read_text("utf-8"))
    assert contract["name"] == "TF-Net-s0"
    assert contract["metrics"] == {"miou_as_published": 0.7}
    card = (tmp_path / "model" / "README.md").read_text("utf-8")
    measured = re.search(r"differs from the\nnet by at most (\S+) in probability", card)
    assert measured
    assert 0 <= float(measured[1]) <= 1e-4
    assert "may have squashed windows of 1498 × 1337" in card
    session = Session.open(repository.resolve("segment", tmp_path / "model"), "cpu")
    assert session.run(np.zeros((1, 512, 512), np.uint8)).shape == (1, 256, 256)


def test_what_is_no_checkpoint_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.pt").write_bytes(os.urandom(999))
    ended = tfcollab("models", "import", "x.pt", "--out", "model", cwd=tmp_path)
    assert ended.status == 2
    assert "x.pt" in ended.err
    assert everything_in(tmp_path) == ["x.pt"]


def test_an_import_never_writes_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.onnx").write_text("mine", "utf-8")
    ended = tfcollab("models", "import", "x.pt", "--out", "mine", cwd=tmp_path)
    assert ended.status == 2
    assert "not empty" in ended.err
