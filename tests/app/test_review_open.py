"""Opening and keeping what the review screen shows."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from recordings import Analysed, shortened

from tfcollab.app.review_open import (
    Stopped,
    StoredExam,
    open_recording,
    open_stored,
    result_file,
    save,
)
from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.errors import UserError
from tfcollab.exam.corrections import Correction, ExcludeSpan, MoveBreakup, SpanLabel
from tfcollab.exam.corrections_apply import corrected
from tfcollab.exam.frame import Eye
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.document import to_document
from tfcollab.store.exams import NewRecording, add_visit, save_exam
from tfcollab.store.opening import create_store
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.places import Places
from tfcollab.store.recordings import open_recording as open_encrypted
from tfcollab.store.recordings import record
from tfcollab.store.results import versions
from tfcollab.store.wrapping import Cost
from tfcollab.video import open_source

SETTINGS = ClinicalSettings()


def opened(path: Path, stopped=lambda: False, **options):
    return open_recording(path, Eye.OD, SETTINGS, "cpu", lambda share: None, stopped, **options)


def test_measuring_again_without_corrections_gives_what_the_chain_measured(analysed: Analysed) -> None:
    again = corrected(analysed.result, ())
    assert repr(again.measurements) == repr(analysed.result.measurements)
    assert again.blinks == analysed.result.blinks
    assert [one.first_breakup.kind for one in again.measurements][-1] == "measured"


def test_a_recording_that_was_analysed_before_opens_with_its_kept_result(analysed: Analysed, tmp_path: Path) -> None:
    path = analysed.copied(tmp_path)
    # it would be stopped at the first frame, were it analysed
    assert [one.first_breakup.text() for one in opened(path, lambda: True).result.measurements] == [
        one.first_breakup.text() for one in analysed.result.measurements
    ]
    with pytest.raises(Stopped):
        opened(path, lambda: True, anew=True)


@pytest.mark.parametrize("damage", ["other recording", "cut", "not there"])
def test_a_kept_result_that_is_not_of_these_bytes_is_not_used(analysed: Analysed, tmp_path: Path, damage: str) -> None:
    path = analysed.copied(tmp_path)
    kept = result_file(path)
    if damage == "other recording":
        kept.write_text(kept.read_text("utf-8").replace(analysed.result.source.sha256, "0" * 64), "utf-8")
    elif damage == "cut":
        kept.write_bytes(kept.read_bytes()[:-100])
    else:
        kept.unlink()
    with pytest.raises(Stopped):
        opened(path, lambda: True)


def test_corrections_are_kept_beside_the_recording(analysed: Analysed, tmp_path: Path) -> None:
    found = opened(analysed.copied(tmp_path))
    done = (Correction(ExcludeSpan(60, 70, SpanLabel.LASH), found.who, "lash"),)
    save(type(found)(found.path, corrected(found.result, done), found.title), done)
    assert opened(found.path).result.corrections == done


def test_what_is_no_recording_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_bytes(b"no video at all")
    with pytest.raises(UserError, match="not a video"):
        opened(tmp_path / "a.mkv")


def test_an_exam_of_the_record_opens_from_its_encrypted_video_and_keeps_a_new_version(tmp_path: Path) -> None:
    store = create_store(Places(tmp_path / "records"), "Ada", "correct horse battery", Cost(1, 64, 1)).store
    master = b"m" * 32
    video = tmp_path / "rec-1.tfv"
    with open_source(shortened(tmp_path / "plain.mkv", 60)) as source, store:
        recorder = record(video, master, source.info.width, source.info.height, 25.0)
        for frame in source:
            recorder.put(frame)
        recorder.close()
        with open_encrypted(video, master) as encrypted:
            analyzer = Analyzer.open(SETTINGS, provider="cpu")
            result = analyse_recording(encrypted, analyzer, Eye.OD, SETTINGS, "ab" * 32)
        visit = add_visit(store, add_patient(store, PatientData("Anna")).id, datetime(2026, 3, 2, tzinfo=UTC))
        new = NewRecording("OD", video.name, "ab" * 32, len(result.frames), 0.0, result.frames[-1].time_s)
        saved = save_exam(store, visit, new, to_document(result))

        found = open_stored(StoredExam(store, saved.recording_id, video, master, "Anna"))
        assert (found.title, found.version, found.who) == ("Anna", 1, "Ada")
        with found.open_video() as seekable, open_encrypted(video, master) as encrypted:
            shown = seekable.frame(40)
            assert shown is not None
            assert np.array_equal(shown, list(encrypted)[40].gray)

        number = found.result.measurements[-1].number
        done = (Correction(MoveBreakup(number, 50), found.who, "earlier"),)
        kept = save(type(found)(video, corrected(found.result, done), "Anna", None, found.exam, 1), done)
        assert kept.version == 2
        again = open_stored(StoredExam(store, saved.recording_id, video, master))
        assert again.result.corrections == done
        newest = versions(store, saved.recording_id)[-1]
        assert newest.author == "Ada"
        assert newest.reason == f"first break-up of measurement {number} set to frame 50: earlier"
        assert newest.measurements[-1].corrected
