"""The window's own work: `python -m benchmarks.ui_turns`.

The most processor time that its thread takes from one rest to the next, up to each screen of the walk and of a patient
with a long history; what the walk itself takes to look and to click is in it.
"""

import json
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QAbstractEventDispatcher

from benchmarks.records import DOCUMENT
from benchmarks.tour import Guide, walk
from tfcollab.app.window import Window, make_application
from tfcollab.store.exams import NewRecording, add_visit, save_exam
from tfcollab.store.patients import PatientData, add_patient

VISITS = 200


def measure() -> dict[str, float]:
    """Milliseconds, by screen: the longest turn since the screen before."""
    found: dict[str, float] = {}
    turns_s: list[float] = [0.0]
    rested_s = 0.0

    def rest() -> None:
        nonlocal rested_s
        turns_s.append(time.thread_time() - rested_s)
        rested_s = time.thread_time()

    def show(window: Window, screen: str) -> None:
        nonlocal rested_s
        found[screen] = 1000 * max(turns_s)
        turns_s[:] = [0.0]
        rested_s = time.thread_time()

    make_application()
    QAbstractEventDispatcher.instance().aboutToBlock.connect(rest)
    rested_s = time.thread_time()
    with tempfile.TemporaryDirectory(prefix="clinic-") as home:
        walk(Path(home), show, also=[_long_history])
    return found


def _long_history(guide: Guide) -> None:
    app = guide.app
    store = app.record.store
    assert store is not None
    patient_id = add_patient(store, PatientData("Many")).id
    for number in range(VISITS):
        visit = add_visit(store, patient_id, datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=5 * number))
        for eye in ("OD", "OS"):
            new = NewRecording(eye, f"a{number}{eye}.tfv", "ab" * 32, 450, 0.0, 15.0)
            save_exam(store, visit, new, DOCUMENT | {"eye": eye})
    guide.show("(filled)")
    for page in ("Patient", "Report", "Compare"):
        app.open_patient(patient_id, "Many", page)
        guide.idle()
        guide.run(0.5)
        guide.show(f"{page.lower()}, {VISITS} visits")
    guide.compare(2)
    guide.show(f"compare-trend, {VISITS} visits")


if __name__ == "__main__":
    taken = measure()
    del taken["(filled)"]
    print(json.dumps({"longest_turn_ms": max(taken.values()), "by_screen_ms": taken}, indent=2))
