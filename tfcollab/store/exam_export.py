"""One exam as files that anybody can read, for the patient or another clinic. It says who the patient is."""

import hashlib
import json
from pathlib import Path
from typing import Any

from tfcollab.errors import UserError
from tfcollab.store.exams import recording_row
from tfcollab.store.leaving import leaving_folder
from tfcollab.store.overview import ExamView, RecordingView, exam
from tfcollab.store.patients import CLINICAL, patient
from tfcollab.store.recording_files import master_key, recording_path
from tfcollab.store.recordings import open_plain
from tfcollab.store.results import result_document, versions
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import notes, questionnaires

FORMAT = 1
_CHUNK_BYTES = 1 << 20


def export_exam(store: Store, visit: str, folder: Path, with_video: bool = False) -> tuple[str, ...]:
    """Writes a new folder, whole or not at all, and gives the names of its files; the trail tells of it first.

    `exam.json`: patient, questionnaires, notes and every version of every result. `OD-1.json`: the program's result
    document of the first recording of the right eye, as it was saved. with_video: `OD-1.mkv`, the recording itself.
    No name of a file comes from what somebody typed.

    Raises:
        UserError: not allowed, no such exam, the folder is not empty or cannot be written, a recording is missing or is
            not the one that was measured.
    """
    store.allow(*CLINICAL)
    seen = exam(store, visit)
    store.tell_export("visit", seen.visit_id, "exam with video" if with_video else "exam")
    with store.kept_open(), leaving_folder(store, folder) as scratch:
        _write(scratch / "exam.json", _everything(store, seen))
        for name, recording in _named(seen):
            _write(scratch / f"{name}.json", result_document(store, recording.id))
            if with_video:
                _write_video(store, recording.id, scratch, name)
        return tuple(sorted(path.name for path in scratch.iterdir()))


def _named(seen: ExamView) -> list[tuple[str, RecordingView]]:
    counts: dict[str, int] = {}
    named = []
    for recording in seen.recordings:
        counts[recording.eye] = counts.get(recording.eye, 0) + 1
        named.append((f"{recording.eye}-{counts[recording.eye]}", recording))
    return named


def _everything(store: Store, seen: ExamView) -> dict[str, Any]:
    data = patient(store, seen.patient_id).data
    assert data is not None
    assert seen.at is not None
    return {
        "format": FORMAT,
        "intended_use": "Research use and decision support; not a cleared medical device.",
        "exam": seen.visit_id,
        "at": seen.at.isoformat(),
        "patient": {
            "name": data.name,
            "birth_date": None if data.birth_date is None else data.birth_date.isoformat(),
            "sex": data.sex,
            "external_ids": dict(data.external_ids),
        },
        "recordings": [
            {"name": name, "eye": recording.eye, "frames": recording.frames, "versions": _versions(store, recording.id)}
            for name, recording in _named(seen)
        ],
        "questionnaires": [
            {"instrument": held.instrument, "number": held.number, "answers": list(held.answers)}
            | {"score": held.score.score, "band": held.score.band, "reason": held.reason}
            for held in questionnaires(store, seen.visit_id)
        ],
        "notes": [{"text": held.text, "author": held.author, "at": held.at} for held in notes(store, seen.visit_id)],
    }


def _versions(store: Store, recording_id: str) -> list[dict[str, Any]]:
    return [
        {
            "number": held.number,
            "change": held.change,
            "at": held.at,
            "author": held.author,
            "reason": held.reason,
            "program_version": held.program_version,
            "models": list(held.models),
            "measurements": [
                {"number": row.number, "kind": row.time.kind, "seconds": row.time.seconds, "text": row.time.text()}
                | {"acceptable": row.acceptable, "excluded": row.excluded, "corrected": row.corrected}
                for row in held.measurements
            ],
        }
        for held in versions(store, recording_id)
    ]


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n", "utf-8")


def _write_video(store: Store, recording_id: str, scratch: Path, name: str) -> None:
    with store.unit() as unit:
        row = recording_row(unit.session, recording_id)
        file_name, wanted = row.file_name, row.sha256
    path = recording_path(store.access.places, file_name)
    if not path.exists():
        raise UserError(f"The recording {file_name} is missing, so nothing was exported: restore it from a backup.")
    digest = hashlib.sha256()
    with open_plain(path, master_key(store)) as content:
        head = content.read(12)
        content.seek(0)
        with (scratch / f"{name}{_ending(head)}").open("xb") as file:
            while chunk := content.read(_CHUNK_BYTES):
                digest.update(chunk)
                file.write(chunk)
    if digest.hexdigest() != wanted:
        raise UserError(f"{file_name} is not the recording that was measured; nothing was exported: use a backup.")


def _ending(head: bytes) -> str:
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return ".mkv"
    return ".avi" if head.startswith(b"RIFF") else ".mp4"
