"""A disk that is full, at any moment of saving: told in a sentence, nothing half kept, and the record opens again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from records import PASSPHRASE, filled

from tfcollab.store.models import MeasurementRow, Recording, ResultVersion
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE")

#: saves exams until the system refuses to let a file grow, then prints what was said of it
WRITER = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from records import PASSPHRASE, THREE, document, recording
from tfcollab.errors import UserError
from tfcollab.store.exams import save_exam
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_store(Places(Path(sys.argv[2])), "Ada", PASSPHRASE) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), resource.RLIM_INFINITY))
    for number in range(200):
        try:
            save_exam(store, sys.argv[3], recording(), document(*THREE))
        except UserError as error:
            print(f"{number}|{error}")
            break
"""


@pytest.mark.parametrize("room_bytes", [150_000, 171_234, 260_000])
def test_a_full_disk_keeps_what_was_acknowledged_and_nothing_else(
    store: Store, places: Places, room_bytes: int
) -> None:
    visit, _ = filled(store)
    store.close()
    command = [sys.executable, "-c", WRITER, Path(__file__).parent, places.folder, visit, str(room_bytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kept, _, sentence = done.stdout.strip().partition("|")
    assert "nothing of this was kept" in sentence
    with open_store(places, "Ada", PASSPHRASE) as reopened, reopened.unit() as unit:
        recordings = unit.session.query(Recording).count()
        assert recordings == unit.session.query(ResultVersion).count() == 1 + int(kept)
        assert unit.session.query(MeasurementRow).count() == 3 * recordings
    with open_store(places, "Ada", PASSPHRASE) as reopened:
        assert reopened.verify_audit().intact
        assert reopened.damaged_pages() == []
