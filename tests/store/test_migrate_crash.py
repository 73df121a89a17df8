"""A record that is killed while it is brought to this program's form is of the old form or of this one, and whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from old_forms import make_first_form, rows_of
from records import PASSPHRASE, filled, recorded
from sqlalchemy.exc import DBAPIError

from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.server import engine_of
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Key

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")


@pytest.fixture
def old(store: Store, places: Places, tmp_path: Path) -> tuple[Path, Key]:
    """The folder of a record of the first form, never opened by this program, and its key."""
    visit, _ = filled(store)
    recorded(store, visit, eye="OS")
    key = store.access.key
    store.close()
    now = engine_of(places, key)
    rows = rows_of(now)
    now.dispose()
    for file in places.folder.glob("exams.db*"):
        file.unlink()
    first = engine_of(places, key)
    make_first_form(first, rows)
    first.dispose()
    return Path(shutil.move(places.folder, tmp_path / "old")), key


def killed(folder: Path, key: Key, way: str, wait_s: float = 0.0) -> list[str]:
    """What the process said until it was killed, wait_s after its first word or where it waits."""
    command = [sys.executable, Path(__file__).with_name("migrating_child.py"), folder, key.raw.hex(), way]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        while way != "free" and said[-1] not in ("half\n", ""):
            said.append(process.stdout.readline())
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    return [line.strip() for line in said]


def statements_of(folder: Path, key: Key, scratch: Path) -> int:
    """How many statements it takes."""
    shutil.copytree(folder, scratch)
    command = [sys.executable, Path(__file__).with_name("migrating_child.py"), scratch, key.raw.hex(), "free"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


@pytest.mark.parametrize("kills", [pytest.param(3, id="short"), pytest.param(50, marks=pytest.mark.slow, id="long")])
@pytest.mark.timeout(3600)
def test_it_is_of_one_form_and_whole_wherever_it_is_killed(old: tuple[Path, Key], tmp_path: Path, kills: int) -> None:
    folder, key = old
    count = statements_of(folder, key, tmp_path / "whole")
    reference = engine_of(Places(folder), key)
    before = rows_of(reference)
    reference.dispose()
    draw = random.Random(9)
    # every other one at a random moment, the others behind a statement, from the first to the last
    for number in range(kills):
        here = Path(shutil.copytree(folder, tmp_path / str(number)))
        if number % 2:
            killed(here, key, "free", draw.uniform(0, 0.2))
        else:
            said = killed(here, key, str(1 + number * (count - 1) // max(kills - 1, 1)))
            assert said[-1] == "half"
        engine = engine_of(Places(here), key)
        left = rows_of(engine)
        engine.dispose()
        assert all(left[name] == before[name] for name in before)
        with open_store(Places(here), "Ada", PASSPHRASE) as opened:
            assert opened.verify_audit().intact
            assert opened.damaged_pages() == []
        shutil.rmtree(here)


def test_a_form_made_without_a_transaction_is_found_half_so_that_the_test_above_can_fail(
    old: tuple[Path, Key],
) -> None:
    folder, key = old
    killed(folder, key, "unsafe")
    engine = engine_of(Places(folder), key)
    try:
        with pytest.raises(DBAPIError):
            rows_of(engine)
    finally:
        engine.dispose()
