"""Run as a process of its own, with failing_calls in front of the system's: saves exams on a disk that fails.

At the first call of the first one, at the second of the second …, until none of its calls is left to fail.

Arguments: FOLDER VISIT ERRNO. Prints a line for each: `kept` or `refused`, and what was said of it; then how many
exams, results and measurements there are, faults of the trail and damaged pages.
"""

import ctypes
import sys
from pathlib import Path

from records import PASSPHRASE, THREE, document, recording

from tfcollab.errors import UserError
from tfcollab.store.exams import save_exam
from tfcollab.store.models import MeasurementRow, Recording, ResultVersion
from tfcollab.store.opening import open_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store

fail_at = ctypes.CDLL(None).tfcollab_fail_at
fail_at.restype, fail_at.argtypes = ctypes.c_long, (ctypes.c_long, ctypes.c_int)


def looked_at(store: Store) -> str:
    with store.unit() as unit:
        counts = [unit.session.query(table).count() for table in (Recording, ResultVersion, MeasurementRow)]
    return f"{counts} {list(store.verify_audit().faults)} {store.damaged_pages()}"


with open_store(Places(Path(sys.argv[1])), "Ada", PASSPHRASE) as store:
    n = 0
    while True:
        n += 1
        fail_at(n, int(sys.argv[3]))
        try:
            save_exam(store, sys.argv[2], recording(), document(*THREE))
            said = "kept"
        except UserError as error:
            said = f"refused {error}"
        calls = fail_at(0, 0)
        print(f"{said}|{looked_at(store)}", flush=True)
        if calls < n:
            break
