"""One process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.store import file_lock

HOLD = """
import sys, time
from pathlib import Path
from tfcollab.store.file_lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_another_process_is_waited_for_and_its_death_frees_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        monkeypatch.setattr(file_lock, "_PATIENCE_S", 0.1)
        with pytest.raises(UserError, match="in use by another TF-Collab"), file_lock.locked(path):
            pass
        holder.kill()
        holder.wait()
        with file_lock.locked(path):
            pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Cannot write in"), file_lock.locked(tmp_path / "none" / "file"):
        pass
