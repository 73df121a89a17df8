"""The disk fails at each of the calls by which SQLite brings an exam to it, one after the other."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from records import PASSPHRASE, filled

from tfcollab.store.models import Recording
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store

HERE = Path(__file__).parent
COMPILER = shutil.which("cc")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or COMPILER is None, reason="LD_PRELOAD, and a compiler of C"
)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert COMPILER is not None
    library = tmp_path_factory.mktemp("calls") / "failing_calls.so"
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", library, HERE / "failing_calls.c", "-ldl"], check=True)
    return library


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_an_exam_is_kept_or_refused_whole_at_whichever_call_the_disk_fails(
    store: Store, places: Places, calls: Path, number: int
) -> None:
    visit, _ = filled(store)
    store.close()
    done = subprocess.run(
        [sys.executable, HERE / "failing_writer.py", places.folder, visit, str(number)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LD_PRELOAD": str(calls)},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    exams = 1
    for line in lines:
        said, _, found = line.partition("|")
        exams += said == "kept"
        assert found == f"{[exams, exams, 3 * exams]} [] []", line
        assert said == "kept" or "nothing of this was kept" in said
    refused = sum(line.startswith("refused") for line in lines)
    # there are writes and a sync at least, and the last one was not failed any more
    assert refused >= 3
    assert lines[-1].startswith("kept")
    with open_store(places, "Ada", PASSPHRASE) as again:
        with again.unit() as unit:
            assert unit.session.query(Recording).count() == exams
        assert again.verify_audit().intact
        assert again.damaged_pages() == []
