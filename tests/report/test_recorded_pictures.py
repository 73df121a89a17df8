"""Key frames on the reports of the record: the very frames, from the very recording, or a sentence why not."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from filing import INSIDE_ALONE, attached, clock, drafted, pdf_of, text_of
from records import MONDAY, recording

from tfcollab.errors import UserError
from tfcollab.exam.frame import Frame
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.report.document import to_document
from tfcollab.report.filed import sign_report
from tfcollab.report.gathered import gather
from tfcollab.report.recorded_pictures import NOT_READ, NOT_THERE, SOME_NOT_READ, recorded_pictures
from tfcollab.store.exams import add_visit, correct, exclude, save_exam
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.recording_files import master_key, new_recording_path, plain_sha256
from tfcollab.store.recordings import record
from tfcollab.store.report_views import Subject
from tfcollab.video.recorder import RecorderSettings


def seen(index: int) -> np.ndarray:
    """A frame that says its own number: a band of bits above the rings."""
    gray = np.full((360, 480), 90, np.uint8)
    for bit in range(10):
        gray[80:110, 150 + 18 * bit : 168 + 18 * bit] = 220 if index >> bit & 1 else 30
    return gray


def number_of(picture: np.ndarray) -> int:
    """Which frame a key frame is of; its view begins 16 pixels left of and above the rings, at 124 and 64."""
    return sum(1 << bit for bit in range(10) if picture[95 - 64, 150 + 18 * bit + 9 - 124].mean() > 125)


def decoded(jpeg: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)


@pytest.fixture
def reading(reader):
    """Two measurements: 2.0 s and 1.5 s."""
    script = [("closed", 0.2), ("clear", 2.0), ("broken", 1.0), ("closed", 0.2), ("clear", 1.5), ("broken", 1.0)]
    return reader([*script, ("closed", 0.2)])


@pytest.fixture
def filmed(store, reading) -> tuple[Subject, str, Path]:
    """The subject of a report, and its recording, which is there, encrypted; and the recording's file."""
    path, master = new_recording_path(store.access.places), master_key(store)
    with record(path, master, 480, 360, 20, RecorderSettings()) as recorder:
        for one in reading.result.frames:
            while not recorder.put(Frame(one.index, one.time_s, seen(one.index))):
                pass
    sha256 = plain_sha256(path, master)
    anna = add_patient(store, PatientData("Anna"))
    visit = add_visit(store, anna.id, MONDAY)
    result = replace(reading.result, source=replace(reading.result.source, sha256=sha256))
    held = replace(recording(sha256=sha256), file_name=path.name, frame_count=len(result.frames))
    saved = save_exam(store, visit, held, to_document(result))
    return Subject(anna.id, visit), saved.recording_id, path


def test_the_frames_of_first_break_up_and_largest_area_are_shown(store, filmed, reading, tmp_path) -> None:
    subject, _, _ = filmed
    (held,) = [one for eye in gather(store, subject).exam.values() for one in eye.recordings]
    wanted = [
        (one.number, frame)
        for one in reading.result.measurements
        if one.first_breakup.kind is TimeKind.MEASURED
        for frame in (one.first_breakup_frame, one.largest_area_frame)
    ]
    assert len(wanted) == 4
    assert [(number, picture.frame) for number, picture in held.shown.pictures] == wanted
    assert [number_of(decoded(picture.jpeg)) for _, picture in held.shown.pictures] == [frame for _, frame in wanted]
    assert held.shown.missing == ""
    # broken cells are drawn in orange, and there are none right of the centre
    drawn = decoded(held.shown.pictures[1][1].jpeg).astype(int)
    orange = drawn[..., 2] - drawn[..., 0] > 60
    assert 0.01 < orange.mean() < 0.1
    assert not orange[110:122, 180:200].any()

    report = drafted(store, subject)
    pdf = pdf_of(store, report, tmp_path)
    assert sum(len(page.images) for page in pdf.pages) == 4
    text = text_of(pdf)
    assert "Measurement 1, first break-up: 2.0 s after the blink" in text
    assert "Measurement 2, largest area: " in text
    assert "Key frames are not shown" not in text
    assert [(one["measurement"], one["frame"]) for one in attached(pdf)["recordings"][0]["key_frames"]] == wanted
    assert '{"video": true}' in [entry["new"] for entry in store.audit_entries() if entry["entity"] == "recording"]


def test_an_excluded_measurement_has_none_and_a_corrected_one_says_whose_break_up_it_is(
    store, filmed, tmp_path
) -> None:
    subject, recording_id, _ = filmed
    exclude(store, recording_id, 1, 2, "eye moved")
    correct(store, recording_id, 2, 1, BreakupTime(TimeKind.MEASURED, 6.1), "lash")
    pdf = pdf_of(store, drafted(store, subject), tmp_path)
    assert sum(len(page.images) for page in pdf.pages) == 2
    text = text_of(pdf)
    assert "Measurement 1, first break-up as the program read it: 2.0 s after the blink" in text
    assert "Measurement 2, first" not in text


@pytest.mark.parametrize("harm", ["gone", "altered", "another"])
def test_a_recording_that_is_not_there_or_not_the_one_is_told(store, filmed, tmp_path, harm: str) -> None:
    subject, _, path = filmed
    if harm == "gone":
        path.unlink()
    elif harm == "altered":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    else:
        # one of the same record, whole and readable, under the name of this one
        other = new_recording_path(store.access.places)
        with record(other, master_key(store), 480, 360, 20, RecorderSettings()) as recorder:
            recorder.put(Frame(0, 0.0, seen(0)))
        for ending in ("", ".manifest.jsonl"):
            other.with_name(other.name + ending).replace(path.with_name(path.name + ending))
    pdf = pdf_of(store, drafted(store, subject), tmp_path)
    assert sum(len(page.images) for page in pdf.pages) == 0
    assert (NOT_THERE if harm == "gone" else NOT_READ) in text_of(pdf)


def test_a_frame_that_cannot_be_read_is_told(store, filmed, reading) -> None:
    _, recording_id, _ = filmed
    # as where the end of a recording was lost after it was measured
    later = replace(reading.result.measurements[0], largest_area_frame=len(reading.result.frames) - 1)
    *kept, last = reading.result.frames
    log = (*kept, replace(last, time_s=99.0))
    found = recorded_pictures(store, recording_id, replace(reading.result, frames=log), [later])
    assert [picture.frame for _, picture in found.pictures] == [later.first_breakup_frame]
    assert found.missing == SOME_NOT_READ


def test_where_nothing_broke_nothing_is_missed(store, filmed, reading) -> None:
    _, recording_id, path = filmed
    path.unlink()
    bound = BreakupTime(TimeKind.CENSORED, 2.0)
    stable = replace(reading.result.measurements[0], first_breakup=bound, first_breakup_frame=None)
    found = recorded_pictures(store, recording_id, reading.result, [stable])
    assert (found.pictures, found.missing) == ((), "")


def test_a_draft_with_pictures_is_not_signed_once_they_are_gone(store, filmed) -> None:
    subject, _, path = filmed
    report = drafted(store, subject)
    path.rename(path.with_name("away"))
    with pytest.raises(UserError, match="The record has changed since this draft"):
        sign_report(store, report.id, 1, INSIDE_ALONE, clock)
    path.with_name("away").rename(path)
    assert sign_report(store, report.id, 1, INSIDE_ALONE, clock).last.number == 2
