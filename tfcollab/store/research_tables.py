"""The tables of a research export: which columns they have, and what is in them. No name, date or free text is.

A person's ids come by HMAC-SHA-256 from a key of the record's own and the name of the project: the same in every export
for the project, others for every other project, and found back by nobody without the record.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tfcollab.csv_cells import Value
from tfcollab.store.models import Patient, QuestionnaireRow, Recording, Visit
from tfcollab.store.overview import days_between
from tfcollab.store.wrapping import Key

#: from here on an age may say who somebody is: 90 stands for 90 and more
OLDEST_AGE = 90

#: table -> column -> type, in order; docs/data-dictionary.md says what they mean
TABLES: Mapping[str, Mapping[str, type]] = {
    "subjects": {"subject": str, "sex": str, "visits": int},
    "visits": {"subject": str, "visit": str, "day": int, "age_years": int},
    "recordings": {
        "subject": str,
        "visit": str,
        "recording": str,
        "eye": str,
        "frames": int,
        "duration_s": float,
        "interrupted": bool,
        "result_version": int,
        "change": str,
        "program_version": str,
        "models": str,
        "video": str,
    },
    "measurements": {
        "subject": str,
        "visit": str,
        "recording": str,
        "eye": str,
        "measurement": int,
        "start_s": float,
        "end_s": float,
        "nif_but_kind": str,
        "nif_but_s": float,
        "nif_but_censored_at_s": float,
        "niavg_but_s": float,
        "area_at_end_pct": float,
        "acceptable": bool,
        "excluded": bool,
        "corrected": bool,
    },
    "questionnaires": {
        "subject": str,
        "visit": str,
        "instrument": str,
        "number": int,
        "answers": str,
        "score": float,
        "band": str,
    },
}

Row = list[Value]


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Ids for one project."""

    key: Key

    def of(self, kind: str, record_id: str) -> str:
        """`S-` and 16 letters and digits (80 bits) for the subject of this id; visits V, recordings R."""
        digest = hmac.new(self.key.raw, f"{kind} {record_id}".encode(), hashlib.sha256).digest()
        return f"{kind}-{base64.b32encode(digest[:10]).decode()}"


def age_years(birth_date: date | None, at: str) -> int | None:
    """Full years at a time of the record, 90 for more; None where nobody knows."""
    if birth_date is None:
        return None
    then = date.fromisoformat(at[:10])
    return min(OLDEST_AGE, then.year - birth_date.year - ((then.month, then.day) < (birth_date.month, birth_date.day)))


def collect(session: Session, ids: Pseudonyms, with_video: bool) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """The rows of every table, and for each recording's file its name in the export; current results only."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    videos: dict[str, str] = {}
    for patient in session.scalars(select(Patient)):
        subject = ids.of("S", patient.id)
        visits = patient.visits
        rows["subjects"].append([subject, patient.sex, len(visits)])
        for visit in visits:
            of_visit = [subject, ids.of("V", visit.id)]
            day = days_between(visits[0].at, visit.at)
            rows["visits"].append([*of_visit, day, age_years(patient.birth_date, visit.at)])
            rows["questionnaires"] += _questionnaires(session, visit, of_visit)
            for recording in visit.recordings:
                name = f"{ids.of('R', recording.id)}.mkv" if with_video else ""
                if with_video:
                    videos[recording.file_name] = name
                found, measurements = _recording(recording, [*of_visit, ids.of("R", recording.id)], name)
                rows["recordings"].append(found)
                rows["measurements"] += measurements
    for table in rows.values():
        # the order of the record would say who came first
        table.sort(key=lambda row: [str(value) for value in row[:3]])
    return rows, videos


def _questionnaires(session: Session, visit: Visit, of_visit: Sequence[str]) -> Iterator[Row]:
    query = select(QuestionnaireRow).where(QuestionnaireRow.visit_id == visit.id)
    for row in session.scalars(query.order_by(QuestionnaireRow.instrument, QuestionnaireRow.number)):
        answers = " ".join("." if answer is None else str(answer) for answer in row.answers)
        yield [*of_visit, row.instrument, row.number, answers, row.score, row.band]


def _recording(row: Recording, ids: Sequence[str], video: str) -> tuple[Row, list[Row]]:
    current = row.results[-1]
    models = ", ".join(f"{model['task']}={model['name']} {model['version']}" for model in current.analysis.models)
    found: Row = [
        *ids,
        row.eye,
        row.frame_count,
        row.last_pts_s - row.first_pts_s,
        row.interrupted,
        current.number,
        current.change,
        current.analysis.program_version,
        models,
        video,
    ]
    measurements: list[Row] = [
        [
            *ids,
            row.eye,
            held.number,
            held.start_s,
            held.end_s,
            held.kind,
            held.seconds if held.kind == "measured" else None,
            held.seconds if held.kind == "censored" else None,
            held.average_s,
            held.area_at_end_pct,
            held.acceptable,
            held.excluded,
            held.corrected,
        ]
        for held in current.measurements
    ]
    return found, measurements
