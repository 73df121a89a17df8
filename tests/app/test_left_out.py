"""A live exam analyses what it can and records all: every number and picture is of the frame that it was read in."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from scenes import FPS, HEIGHT, WIDTH, picture
from stored import breaks_after, new_record

from tfcollab.app.review_open import open_stored, stored_exam
from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import RecordingRun
from tfcollab.exam.frame import Eye, Frame
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.report.document import to_document
from tfcollab.report.filed import draft_report
from tfcollab.report.fonts import FontShelf
from tfcollab.report.recorded_pictures import recorded_pictures
from tfcollab.runtime.contract import Task
from tfcollab.store.exams import NewRecording, add_visit, save_exam
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.recording_files import master_key, new_recording_path, plain_sha256
from tfcollab.store.recordings import record
from tfcollab.store.report_views import Subject
from tfcollab.video.recorder import RecorderSettings
from tfcollab.video.source import DecodeReport, SourceInfo

SETTINGS = ClinicalSettings()


@pytest.mark.parametrize("analysed_of", [2, 3])
def test_the_frame_of_a_break_up_is_found_again_where_only_some_were_analysed(
    models: dict[Task, str], tmp_path: Path, analysed_of: int
) -> None:
    with new_record(tmp_path / "records") as store:
        patient = add_patient(store, PatientData("Bo")).id
        visit = add_visit(store, patient, datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
        path, master = new_recording_path(store.access.places), master_key(store)
        kinds = [kind for kind, seconds in breaks_after(1.5) for _ in range(round(seconds * FPS))]
        run = RecordingRun(Analyzer.open(SETTINGS, models=models), Eye.OD, SETTINGS, (WIDTH, HEIGHT))
        with record(path, master, WIDTH, HEIGHT, FPS, RecorderSettings("ffv1")) as recorder:
            for index, kind in enumerate(kinds):
                frame = Frame(index, index / FPS, picture(kind))
                assert recorder.put(frame)
                if index % analysed_of == 0:
                    run.push(frame)
        info = SourceInfo("camera", WIDTH, HEIGHT, "camera", FPS, None, None)
        sha256 = plain_sha256(path, master)
        result = run.finish(info, DecodeReport(len(kinds), 0, (), ()), sha256)
        new = NewRecording("OD", path.name, sha256, len(kinds), 0.0, result.frames[-1].time_s, "camera")
        saved = save_exam(store, visit, new, to_document(result))

        opened = open_stored(stored_exam(store, saved.recording_id))
        (found,) = [one for one in opened.result.measurements if one.first_breakup_frame is not None]
        first = found.first_breakup_frame
        assert first is not None
        assert opened.result.frames[first].index == first
        with opened.open_video() as video:
            for frame_number, kind in ((first - 1, "clear"), (first, "broken")):
                assert np.array_equal(video.frame(frame_number), picture(kind))
            last = len(opened.result.frames) - 1
            assert np.array_equal(video.frame(last), picture(kinds[last * analysed_of]))
        shown = recorded_pictures(store, saved.recording_id, result, [found])
        assert shown.missing == ""
        assert shown.pictures[0][1].time_s == pytest.approx(opened.result.frames[first].time_s)
        assert draft_report(store, Subject(patient, visit), FontShelf(None)).last.number == 1
