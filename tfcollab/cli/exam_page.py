"""What a person reads of one exam on the terminal."""

from collections.abc import Iterator

from tfcollab.cli.exam_again import version_line
from tfcollab.cli.login import legible
from tfcollab.store.models import Role
from tfcollab.store.overview import ExamView
from tfcollab.store.patients import patient
from tfcollab.store.results import MeasurementView, versions
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import notes, questionnaires


def lines(store: Store, seen: ExamView) -> Iterator[str]:
    """Lines without anything that a terminal would obey. A researcher's have no names, dates and free texts."""
    is_hidden = store.user.role is Role.RESEARCHER
    yield f"Exam {seen.visit_id}"
    yield f"Patient {seen.pseudonym}, day {seen.day} since the first exam"
    data = patient(store, seen.patient_id).data
    if data is not None and seen.at is not None:
        yield f"  name {legible(data.name)}"
        yield f"  birth date {data.birth_date or 'not known'}, sex {data.sex}"
        yield from (f"  {legible(system)} {legible(value)}" for system, value in data.external_ids.items())
        yield f"  at {seen.at.astimezone():%Y-%m-%d %H:%M}"
    for recording in seen.recordings:
        broke_off = ", broke off" if recording.interrupted else ""
        length_s = recording.last_s - recording.first_s
        yield f"Recording {recording.id[:12]}: {recording.eye}, {recording.frames} frames, {length_s:.1f} s{broke_off}"
        for version in versions(store, recording.id):
            who = "" if version.author is None else f"; by {legible(version.author)}, {version.at}"
            why = f": {legible(version.reason)}" if version.reason else ""
            yield f"  {legible(version_line(version))}{who}{why}"
            yield from (f"    {_measurement(held)}" for held in version.measurements)
    if is_hidden:
        return
    for filled in questionnaires(store, seen.visit_id):
        found = "no score" if filled.score.score is None else f"{filled.score.score:g}, {filled.score.band}"
        yield f"{filled.instrument} ({filled.number}): {found}"
    for note in notes(store, seen.visit_id):
        yield f"Note by {legible(note.author)}, {note.at}: {legible(note.text)}"


def _measurement(held: MeasurementView) -> str:
    marks = [
        word
        for word, is_so in (
            ("not acceptable", not held.acceptable),
            ("excluded", held.excluded),
            ("corrected", held.corrected),
        )
        if is_so
    ]
    return f"{held.number}: {held.time.text()}" + (f" ({', '.join(marks)})" if marks else "")
