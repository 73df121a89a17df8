"""The exam record on its encrypted file, against the same tables and functions on plain SQLite with the same safety."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from benchmarks.interleave import medians_s
from tfcollab.exam.frame import Eye
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.exams import NewRecording, add_visit, save_exam
from tfcollab.store.history import eye_history
from tfcollab.store.migrate import upgrade
from tfcollab.store.models import Role, User
from tfcollab.store.patients import PatientData, add_patient, patient
from tfcollab.store.store import CurrentUser, Store
from tfcollab.store.visit_recordings import visit_recordings
from tfcollab.store.wrapping import Key

EXAMS = 200
_ROUNDS = 30
_FRAMES = 450
_SHA256 = "ab" * 32


def measure(folder: Path) -> dict[str, Any]:
    """Milliseconds of saving an exam of 450 frames, of an eye's history of 200 exams, of opening that patient; ratios.

    Opening: visits with their recordings and current results, and the history of both eyes.
    """
    engines = {"encrypted": encrypted_engine(folder / "exams.db", Key.new()), "plain": _plain(folder / "plain.db")}
    stores = {name: _store(engine, folder / f"{name}.audit.json") for name, engine in engines.items()}
    patients = {name: _filled(store) for name, store in stores.items()}
    saved = medians_s({name: partial(_save, stores[name], patients[name]) for name in stores}, _ROUNDS)
    seen = medians_s({name: partial(eye_history, stores[name], patients[name][0], Eye.OD) for name in stores}, _ROUNDS)
    opened = medians_s({name: partial(_open, stores[name], patients[name][0]) for name in stores}, _ROUNDS)
    for store in stores.values():
        store.close()
    return {
        "save_ms": {name: 1000 * s for name, s in saved.items()},
        "save_encrypted_over_plain": saved["encrypted"] / saved["plain"],
        "history_of_200_ms": {name: 1000 * s for name, s in seen.items()},
        "history_encrypted_over_plain": seen["encrypted"] / seen["plain"],
        "open_of_200_ms": {name: 1000 * s for name, s in opened.items()},
        "open_encrypted_over_plain": opened["encrypted"] / opened["plain"],
    }


def _open(store: Store, patient_id: str) -> None:
    patient(store, patient_id)
    visit_recordings(store, patient_id)
    for eye in (Eye.OD, Eye.OS):
        eye_history(store, patient_id, eye)


def _plain(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None})

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _: object) -> None:
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _store(engine: Engine, anchor: Path) -> Store:
    upgrade(engine)
    with Session(engine) as session, session.begin():
        row = User(name="Ada", role=Role.CLINICIAN)
        session.add(row)
        session.flush()
        user = CurrentUser(row.id, row.name, Role.CLINICIAN)
    return Store(engine, user, anchor)


def _filled(store: Store) -> tuple[str, str]:
    patient = add_patient(store, PatientData("Anna")).id
    for day in range(EXAMS):
        visit = add_visit(store, patient, datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day))
        _save(store, (patient, visit))
    # saving goes on for another patient, so that the history measured afterwards has 200 visits
    return patient, add_visit(store, add_patient(store, PatientData("Berta")).id, datetime(2021, 1, 1, tzinfo=UTC))


def _save(store: Store, ids: tuple[str, str]) -> None:
    save_exam(store, ids[1], NewRecording("OD", "a.tfv", _SHA256, _FRAMES, 0.0, 15.0), DOCUMENT)


def _document() -> dict[str, Any]:
    """As large as a real one of 15 s at 30 frames a second."""
    box = [401.123456, 200.654321, 801.987654, 600.456789, 0.987654]
    frame = {
        "class": "clear",
        "probabilities": {"clear": 0.912345, "closed": 0.012345, "broken": 0.054321, "blur": 0.020989},
        "rings": {"outside": box, "middle": box, "inside": box},
        "irregular_pct": 1.234567,
    }
    time = {"kind": "measured", "seconds": 5.25, "text": "5.2 s"}
    measurement = {"average_breakup_s": 6.5, "area_at_end_pct": 2.5, "quality": {"acceptable": True}}
    return {
        "version": 1,
        "source": {"name": "a.mkv", "sha256": _SHA256},
        "eye": "OD",
        "provenance": {"program_version": "0.1.0", "provider": "CPUExecutionProvider", "models": []},
        "measurements": [
            measurement | {"number": number, "start_s": 5.0 * number, "end_s": 5.0 * number + 4, "first_breakup": time}
            for number in (1, 2, 3)
        ],
        "frames": [
            frame | {"index": index, "time_s": index / 30, "area_pct": index * 0.012345} for index in range(_FRAMES)
        ],
    }


DOCUMENT = _document()
