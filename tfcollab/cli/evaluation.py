"""What `tfcollab evaluate` does with each kind of truth; torch is loaded for data sets alone."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.recording import analyse_recording
from tfcollab.cli.outputs import staged
from tfcollab.cli.progress import bar
from tfcollab.datasets.labelled_frames import load, read_labels
from tfcollab.datasets.whole_frame import as_whole_frame
from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye, Frame
from tfcollab.exam.provenance import Looks
from tfcollab.exam.result import RecordingResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.files import write_whole
from tfcollab.report.annotated import AnnotatedVideo
from tfcollab.report.contact_sheet import encode_as, encode_png
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.session import Session
from tfcollab.synth.suite import EXAMS, FRAMES
from tfcollab.training.compared_exams import ComparedExams
from tfcollab.training.exam_metrics import exam_table_lines, read_truth
from tfcollab.training.frame_overlay import draw_frame
from tfcollab.training.frame_scores import frame_lines, overall_lines, score_frame, summarise_frames
from tfcollab.training.robustness import robustness_lines, under_changes
from tfcollab.training.run_differences import compare_runs, difference_lines, summarise_differences
from tfcollab.training.suite_scores import (
    overall,
    presets_of,
    row,
    row_lines,
    several_data_sets,
    several_exams,
)
from tfcollab.training.witness_metrics import witness_table_lines
from tfcollab.video import open_source
from tfcollab.video.hashing import sha256_of

#: a break-up time this far from the truth is worth a look
_WRONG_S = 0.5
#: for recordings that do not announce a rate; only a hint to players
_USUAL_FPS = 30.0


@dataclass(frozen=True, slots=True)
class Nets:
    """Which models, by task, what computes, in which form, and in which frames the class is read."""

    models: dict[str, str]
    provider: str
    precision: str
    looks: str = Looks.ADAPTIVE

    def sessions(self, tasks: Sequence[str] = tuple(Task)) -> dict[str, Session]:
        return {
            str(task): Session.open(
                repository.resolve(Task(task), self.models.get(task)), self.provider, precision=self.precision
            )
            for task in tasks
        }

    def analyzer(self, sessions: dict[str, Session] | None = None) -> Analyzer:
        """The chain over these sessions, or new ones, with the usual settings."""
        opened = sessions or self.sessions()
        three = opened["classify"], opened["detect"], opened["segment"]
        return Analyzer(*three, ClinicalSettings(), looks=Looks(self.looks))


def on_frames(folder: Path, nets: Nets, changes: int, seed: int, overlays: Path | None) -> dict[str, Any]:
    """Scores of labelled frames, each by itself and under changes; overlays as NAME.png."""
    labels = read_labels(folder)
    sessions = nets.sessions()
    level = sessions["segment"].contract.breakup_level
    analyzer = nets.analyzer(sessions)
    scores, wholes = [], []
    with ExitStack() as finishing:
        scratch = None if overlays is None else finishing.enter_context(staged(overlays))
        for label in labels:
            frame = load(label)
            whole, shown = as_whole_frame(frame)
            analyzer.reset()
            result = analyzer.process(Frame(0, 0.0, whole.gray))
            score = score_frame(whole, result, level)
            height, width = frame.gray.shape
            kind = f"{'ready crop' if frame.is_crop else 'whole frame'}, {frame.crop_reason}; {width}x{height}"
            print("\n".join(frame_lines(score, kind)))
            if scratch is not None:
                picture = draw_frame(whole, shown, result, score, level)
                (scratch / f"{frame.name}.png").write_bytes(encode_png(picture))
            scores.append(score)
            wholes.append(whole)
    summary = summarise_frames(scores)
    print("\n".join(overall_lines(summary)))
    if changes:
        with bar(f"{changes} changes of {len(wholes)} frames") as update:
            summary["changes"] = under_changes(wholes, analyzer, level, changes, seed, update)
        print("\n".join(robustness_lines(summary["changes"])))
    return summary


def on_data(folder: Path, split: str, tasks: Sequence[str], nets: Nets) -> dict[str, Any]:
    """Scores of the nets on a data set, and of the chain where all three are wanted; by name where it holds several."""
    from tfcollab.training.evaluate import table_lines

    sets = several_data_sets(folder)
    if sets:
        scores = {path.name: _score_data(path, split, tasks, nets) for path in sets}
        return _table({name: (data, None) for name, data in scores.items()}, [])
    found = _score_data(folder, split, tasks, nets)
    print("\n".join(table_lines(found)))
    return found


def sheet_of_crops(folder: Path, split: str, nets: Nets, out: Path) -> None:
    """A picture of the segmenter's best and worst crops of a data set."""
    from tfcollab.training.crop_sheet import crop_sheet

    segment = nets.sessions([Task.SEGMENT])[Task.SEGMENT]
    write_whole(out, encode_as(crop_sheet(folder, split, segment), out))
    print(out)


def _score_data(folder: Path, split: str, tasks: Sequence[str], nets: Nets) -> dict[str, Any]:
    from tfcollab.training.evaluate import evaluate_dataset

    with bar(f"{folder}, {split}") as update:
        return evaluate_dataset(
            folder, split, **nets.sessions(tasks), progress=lambda _, done, total: update(done / total)
        )


def on_exams(folder: Path, nets: Nets, overlays: Path | None) -> dict[str, Any]:
    """Scores of break-up times, by name where the folder holds several; overlays: a video of each exam not right."""
    folders = several_exams(folder)
    if folders:
        compared = {path.name: _compared(path, nets, overlays and overlays / path.name) for path in folders}
        rows = {name: (None, exams.summary()) for name, exams in compared.items()}
        return _table(rows, list(compared.values()))
    summary = _compared(folder, nets, overlays).summary()
    print("\n".join([*exam_table_lines(summary), *witness_table_lines(summary["witness"])]))
    return summary


def against(folder: Path, nets: Nets, way: str) -> dict[str, Any]:
    """What another way changes in the results of exams. way: every (every frame is looked at), or fp32."""
    other = replace(nets, looks=Looks.EVERY) if way == Looks.EVERY else replace(nets, precision=way)
    videos = [
        path.parent / read_truth(path)["video"]
        for one in several_exams(folder) or [folder]
        for path in sorted(one.glob("*.truth.json"))
    ]
    pair = nets.analyzer(), other.analyzer()
    differences = []
    with bar(f"{folder.name}, against {way}") as update:
        for done, video in enumerate(videos, start=1):
            differences.append(compare_runs(str(video.relative_to(folder)), *(_analysed(video, one) for one in pair)))
            update(done / len(videos))
    summary = summarise_differences(differences)
    print("\n".join([f"against {way}:", *difference_lines(summary)]))
    return summary


def _analysed(video: Path, analyzer: Analyzer) -> RecordingResult | None:
    try:
        with open_source(video) as source:
            return analyse_recording(source, analyzer, Eye.UNKNOWN, analyzer.settings, sha256_of(video))
    except UserError:
        return None


def on_suite(folder: Path, nets: Nets) -> dict[str, Any]:
    """Scores of every preset of a suite: of its frames, of its exams, and a table."""
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    exams: list[ComparedExams] = []
    for name in presets_of(folder):
        data = _score_data(folder / name / FRAMES, "test", tuple(Task), nets)
        compared = _compared(folder / name / EXAMS, nets, None)
        found[name] = data, compared.summary()
        exams.append(compared)
    return _table(found, exams)


def _table(
    found: Mapping[str, tuple[dict[str, Any] | None, dict[str, Any] | None]], exams: list[ComparedExams]
) -> dict[str, Any]:
    """Prints a row for each, and gives rows and full scores by name."""
    rows = {name: row(data, summary) for name, (data, summary) in found.items()}
    summary = sum(exams, ComparedExams()).summary() if exams else None
    rows["all"] = overall(rows, [data for data, _ in found.values()], summary)
    print("\n".join(row_lines(rows)))
    scores = {name: {"data": data, "exams": summary} for name, (data, summary) in found.items()}
    return {"table": rows, "scores": scores}


def _compared(folder: Path, nets: Nets, overlays: Path | None) -> ComparedExams:
    truths = sorted(folder.glob("*.truth.json"))
    if not truths:
        raise UserError(f"{folder} holds no NAME.truth.json: make exams with tfcollab synth exam.")
    analyzer = nets.analyzer()
    compared = ComparedExams()
    with bar(f"{folder.name}, {len(truths)} exams") as update:
        for done, path in enumerate(truths, start=1):
            truth = read_truth(path)
            compared += _compare(folder / truth["video"], truth, analyzer, overlays)
            update(done / len(truths))
    return compared


def _compare(video: Path, truth: dict[str, Any], analyzer: Analyzer, overlays: Path | None) -> ComparedExams:
    settings = ClinicalSettings()
    sha256 = sha256_of(video)
    with ExitStack() as finishing:
        scratch = None if overlays is None else finishing.enter_context(staged(overlays))
        drawn = None if scratch is None else scratch / f"{video.stem}.mp4"
        with open_source(video) as source, ExitStack() as drawing:
            push = None
            if drawn is not None:
                info = source.info
                rate = info.frame_rate or _USUAL_FPS
                push = drawing.enter_context(AnnotatedVideo(drawn, info.width, info.height, rate)).push
            try:
                result = analyse_recording(source, analyzer, Eye(truth["eye"]), settings, sha256, push)
            except UserError as error:
                print(f"{video.name} counts as missed: {error}")
                result = None
        compared = ComparedExams.of(result, truth)
        (score,) = compared.scores
        if drawn is not None and not score.details and all(abs(error) <= _WRONG_S for error in score.errors_s):
            drawn.unlink()
    return compared
