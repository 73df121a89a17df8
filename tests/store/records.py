"""A patient, a visit and results, to fill real records with."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from tfcollab.store.exams import NewRecording, Saved, add_visit, save_exam
from tfcollab.store.models import new_id
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.recording_files import master_key, new_recording_path, plain_sha256
from tfcollab.store.recordings import record
from tfcollab.store.store import Store
from tfcollab.store.wrapping import Cost
from tfcollab.video.recorder import RecorderSettings

#: argon2id that takes no time; what it costs for real is the default of the program
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
ADMINISTRATOR, PASSPHRASE = "Ada", "correct horse battery"
SHA256 = "ab" * 32


def measurement(number: int, kind: str, seconds: float | None, acceptable: bool = True) -> dict[str, Any]:
    return {
        "number": number,
        "start_s": 10.0 * number,
        "end_s": 10.0 * number + 9,
        "first_breakup": {"kind": kind, "seconds": seconds, "text": ""},
        "average_breakup_s": None,
        "area_at_end_pct": 1.5,
        "quality": {"acceptable": acceptable},
    }


def document(*times: tuple[str, float | None], eye: str = "OD", sha256: str = SHA256) -> dict[str, Any]:
    """The parts of a result document that the store takes apart, in the document's own form."""
    return {
        "version": 1,
        "source": {"name": "Muster_Anna.mkv", "sha256": sha256},
        "eye": eye,
        "settings": {"persistence_s": 0.2},
        "provenance": {
            "program_version": "0.1.0",
            "provider": "CPUExecutionProvider",
            "provider_note": "",
            "models": [{"task": "segment", "name": "s0", "version": "1", "sha256": "1" * 64, "thresholds": {}}],
        },
        "measurements": [measurement(number, kind, s) for number, (kind, s) in enumerate(times, start=1)],
        "warnings": ["Muster_Anna.mkv has a gap."],
    }


def recording(eye: str = "OD", sha256: str = SHA256) -> NewRecording:
    return NewRecording(eye, "rec-1.tfv", sha256, 450, 0.0, 14.967, "Camera 1", {"exposure_ms": 8})


ANNA = PatientData("Anna Müster-山田", date(1970, 2, 3), external_ids={"hospital": "H-4711"})
THREE = (("measured", 5.0), ("measured", 7.0), ("censored", 9.0))
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def filled(store: Store) -> tuple[str, Saved]:
    """A visit of Anna's, and the result of its one recording: 5 s, 7 s, > 9 s."""
    visit = add_visit(store, add_patient(store, ANNA).id, MONDAY)
    return visit, save_exam(store, visit, recording(), document(*THREE))


def recorded(store: Store, visit: str, frames: int = 12, eye: str = "OD") -> tuple[Path, Saved]:
    """A real, encrypted recording of a few frames, and its result: 5 s, 7 s, > 9 s."""
    from recorded import SIZE, frame

    path, master = new_recording_path(store.access.places), master_key(store)
    with record(path, master, *SIZE, 60, RecorderSettings("ffv1")) as recorder:
        for index in range(frames):
            assert recorder.put(frame(index))
    sha256 = plain_sha256(path, master)
    made = replace(recording(eye, sha256), file_name=path.name, frame_count=frames)
    return path, save_exam(store, visit, made, document(*THREE, eye=eye, sha256=sha256))


def new_database(url: str, with_tables: bool = True) -> str:
    """Address of a new database on the server, with empty tables or none."""
    name = f"records_{new_id()}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {'template1' if with_tables else 'template0'}"))
    server.dispose()
    return url.replace("/postgres?", f"/{name}?")
