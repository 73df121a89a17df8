"""`tfcollab evaluate`: the deployed models against the truth of a data set, of exams, or of both."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from tfcollab.cli.analyze import parse_models
from tfcollab.cli.choices import ProviderChoice, TaskChoice
from tfcollab.errors import UserError


def evaluate(
    data: Annotated[Path | None, typer.Option(help="Data set in TFM's layout.")] = None,
    split: Annotated[str, typer.Option(help="Of the data set: train, val or test.")] = "test",
    exams: Annotated[Path | None, typer.Option(help="Folder of recordings with NAME.truth.json beside them.")] = None,
    task: Annotated[list[TaskChoice] | None, typer.Option(help="Of the data set, only these; may be repeated.")] = None,
    model: Annotated[
        list[str] | None,
        typer.Option(metavar="TASK=MODEL", help="Another model: classify, detect or segment = name or folder."),
    ] = None,
    provider: Annotated[ProviderChoice, typer.Option(help="What computes.")] = ProviderChoice.AUTO,
    out: Annotated[Path | None, typer.Option(help="File for the scores as JSON.")] = None,
) -> None:
    """Print the scores of the three nets on a data set, and of break-up times on exams."""
    models = parse_models(model or [])
    if data is None and exams is None:
        raise UserError("There is nothing to evaluate on: give --data, --exams, or both.")

    from tfcollab.files import write_whole
    from tfcollab.training.evaluate import to_json

    scores: dict[str, Any] = {}
    if data is not None:
        scores["data"] = _on_data(data, split, task or list(TaskChoice), models, provider)
    if exams is not None:
        scores["exams"] = _on_exams(exams, models, provider)
    if out is not None:
        write_whole(out, to_json(scores).encode())
        print(out)


def _on_data(data: Path, split: str, tasks: list[TaskChoice], models: dict[str, str], provider: str) -> dict[str, Any]:
    from tfcollab.chain.analyzer import Analyzer
    from tfcollab.cli.progress import bar
    from tfcollab.exam.settings import ClinicalSettings
    from tfcollab.runtime import repository
    from tfcollab.runtime.session import Session
    from tfcollab.training.chain_scores import evaluate_chain
    from tfcollab.training.evaluate import evaluate_dataset, table_lines

    sessions = {task.value: Session.open(repository.resolve(task, models.get(task)), provider) for task in tasks}
    with bar(f"{data.name}, {split}") as update:
        scores = evaluate_dataset(data, split, **sessions, progress=lambda _, done, total: update(done / total))
    if len(sessions) == len(TaskChoice):
        analyzer = Analyzer(**sessions, settings=ClinicalSettings())
        with bar(f"{data.name}, {split}, whole chain") as update:
            scores["chain"] = evaluate_chain(data, split, analyzer, update)
    print("\n".join(table_lines(scores)))
    return scores


def _on_exams(folder: Path, models: dict[str, str], provider: str) -> dict[str, Any]:
    from tfcollab.chain.analyzer import Analyzer
    from tfcollab.chain.recording import analyse_recording
    from tfcollab.cli.progress import bar
    from tfcollab.exam.frame import Eye
    from tfcollab.exam.settings import ClinicalSettings
    from tfcollab.runtime.contract import Task
    from tfcollab.training.exam_metrics import compare, exam_table_lines, read_truth, summarise
    from tfcollab.training.witness_metrics import compare_witness, summarise_witness, witness_table_lines
    from tfcollab.video import open_source
    from tfcollab.video.hashing import sha256_of

    truths = sorted(folder.glob("*.truth.json"))
    if not truths:
        raise UserError(f"{folder} holds no NAME.truth.json: make exams with tfcollab synth exam.")
    settings = ClinicalSettings()
    analyzer = Analyzer.open(settings, models={Task(task): m for task, m in models.items()}, provider=provider)
    compared, witnessed, results = [], [], []
    with bar(f"{len(truths)} exams") as update:
        for done, path in enumerate(truths, start=1):
            truth = read_truth(path)
            video = folder / truth["video"]
            sha256 = sha256_of(video)
            with open_source(video) as source:
                try:
                    result = analyse_recording(source, analyzer, Eye(truth["eye"]), settings, sha256)
                except UserError as error:
                    print(f"{video.name} counts as missed: {error}")
                    result = None
            compared.append(compare(result, truth))
            witnessed.append(compare_witness(result, truth))
            results.append(None if result is None else replace(result, frames=()))
            update(done / len(truths))
    summary = summarise(compared)
    summary["witness"] = summarise_witness(witnessed, results)
    print("\n".join([*exam_table_lines(summary), *witness_table_lines(summary["witness"])]))
    return summary
