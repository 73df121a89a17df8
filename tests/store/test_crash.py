"""What was acknowledged is there after `kill -9` at a random moment."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from records import PASSPHRASE, filled

from tfcollab.store.models import MeasurementRow, Recording, ResultVersion
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")

WRITER = Path(__file__).with_name("crash_writer.py")


def acknowledged_before_kill(store: Store, visit: str, way: str, wait_s: float) -> list[str]:
    """What the writer said was kept, when it was killed wait_s after its first word."""
    access = store.access
    command = [sys.executable, WRITER, access.places.folder, access.key.raw.hex(), way, store.user.id, visit]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    # the last line may be cut by the kill, and then it was not said
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("kills", [pytest.param(4, id="short"), pytest.param(200, marks=pytest.mark.slow, id="long")])
@pytest.mark.timeout(3600)
def test_no_acknowledged_exam_is_lost_and_none_is_torn(store: Store, places: Places, kills: int) -> None:
    visit, _ = filled(store)
    store.close()
    draw, said = random.Random(9), set()
    for _ in range(kills):
        said |= set(acknowledged_before_kill(store, visit, "record", draw.uniform(0, 0.2)))
    with open_store(places, "Ada", PASSPHRASE) as reopened:
        with reopened.unit() as unit:
            kept = {row.id for row in unit.session.query(Recording)}
            versions = {row.recording_id: row.id for row in unit.session.query(ResultVersion)}
            measurements = unit.session.query(MeasurementRow).count()
        assert len(said) >= kills
        assert said - kept == set()
        assert kept == set(versions)
        assert measurements == 3 * len(kept)
        assert reopened.verify_audit().intact
        assert reopened.damaged_pages() == []


def test_a_way_that_does_not_wait_for_the_disk_loses_what_it_said_so_that_the_test_above_can_fail(
    store: Store, places: Places
) -> None:
    visit, _ = filled(store)
    store.close()
    said = acknowledged_before_kill(store, visit, "buffered", 0.0)
    kept = (places.folder / "plain.txt").read_text().splitlines()
    assert len(set(said) - set(kept)) > 0
