import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
# helpers of these tests, and those of rooms below that they share
for room in ("runtime", "store", "video"):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))


@pytest.fixture(scope="session")
def model_options(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Options of analyze that choose models whose answers can be worked out by hand."""
    from tiny_models import write_folder

    root = tmp_path_factory.mktemp("models")
    folders = {task: write_folder(root, task) for task in ("classify", "detect", "segment")}
    return [part for task, folder in folders.items() for part in ("--model", f"{task}={folder}")]


@pytest.fixture(scope="session")
def exam_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20 frames a second: a blink, 2 s open in which the film breaks after 1.5 s, a blink, 1.2 s open."""
    from clips import write_clip

    phases = [("closed", 0.3), ("clear", 1.5), ("broken", 0.5), ("closed", 0.3), ("clear", 1.2)]
    return write_clip(tmp_path_factory.mktemp("clips") / "exam.mkv", phases)
