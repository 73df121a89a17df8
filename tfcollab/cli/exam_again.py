"""`tfcollab exam recompute` and `tfcollab exam recover`: measuring what lies in the exam record."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfcollab.cli.choices import (
    EyeChoice,
    ModelOption,
    PrecisionChoice,
    PrecisionOption,
    ProviderChoice,
    ProviderOption,
    parse_models,
)
from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, legible, logged_in
from tfcollab.errors import UserError

if TYPE_CHECKING:
    from tfcollab.chain.analyzer import Analyzer
    from tfcollab.exam.settings import ClinicalSettings
    from tfcollab.report.remeasured import Again
    from tfcollab.store.interrupted import Begun, Interrupted
    from tfcollab.store.results import VersionView
    from tfcollab.store.store import Store

_Exams = Annotated[list[str] | None, typer.Argument(help="Numbers of exams, as `exam list` shows them.")]


def recompute(
    exams: _Exams = None,
    *,
    user: UserOption,
    reason: Annotated[str, typer.Option(help="Why; it is kept with the new result.", prompt=True)],
    everything: Annotated[bool, typer.Option("--all", help="All exams of the record.")] = False,
    settings: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Other clinical settings than those of the old result.")
    ] = None,
    provider: ProviderOption = ProviderChoice.AUTO,
    precision: PrecisionOption = PrecisionChoice.AUTO,
    model: ModelOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Measure exams again with other models, as a new result beside the old ones, which stay; show both.

    A result that these very models and settings gave is left alone. Corrections are not carried over: other models find
    other measurements.
    """
    from tfcollab.cli.progress import bar, share
    from tfcollab.cli.recording import read_settings
    from tfcollab.report.remeasured import measure_again
    from tfcollab.store.overview import exam
    from tfcollab.store.overview import exams as all_exams

    if bool(exams) == everything:
        raise UserError("Name exams, or say --all.")
    nets = _Nets(parse_models(model or []), provider.value, precision.value)
    chosen = None if settings is None else read_settings(settings)
    failed: list[str] = []
    with logged_in(user, folder, keyring) as store:
        seen = all_exams(store) if everything else [exam(store, number) for number in exams or ()]
        for one in seen:
            for recording in one.recordings:
                name = f"{one.visit_id[:12]} {recording.eye}"
                try:
                    with bar(name) as update:
                        again = measure_again(store, recording.id, nets, reason, chosen, share(update))
                except UserError as error:
                    failed.append(f"{name}: {legible(str(error))}")
                    continue
                for line in _both(name, again):
                    print(line)
    if failed:
        raise UserError("\n  ".join([f"{len(failed)} recordings were not measured again:", *failed]))


def recover(
    recording: Annotated[
        str, typer.Argument(help="Number of the recording, or its first 6 characters; all of them if not given.")
    ] = "",
    *,
    user: UserOption,
    discard: Annotated[str, typer.Option(metavar="WHY", help="Remove the recording for good instead.")] = "",
    patient: Annotated[str, typer.Option(help="Pseudonym, where nobody can say whose the recording is.")] = "",
    eye: Annotated[EyeChoice, typer.Option(help="With --patient.")] = EyeChoice.UNKNOWN,
    provider: ProviderOption = ProviderChoice.AUTO,
    precision: PrecisionOption = PrecisionChoice.AUTO,
    model: ModelOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Measure recordings that a crash broke off, and keep them as exams; or remove one of them, with a reason."""
    from tfcollab.store.interrupted import discard_interrupted, interrupted

    if (discard or patient) and not recording:
        raise UserError("Name one recording, by its number: `tfcollab exam list` shows them.")
    models = parse_models(model or [])
    failed: list[str] = []
    with logged_in(user, folder, keyring) as store:
        found = _chosen(interrupted(store), recording)
        if discard:
            discard_interrupted(store, found[0], discard)
            print(f"{found[0].file_name[:12]} is removed.")
            return
        given = _patient(store, patient) if patient else ""
        nets = _Nets(models, provider.value, precision.value)
        for seen in found:
            begun = seen.begun or (_given(given, eye.value) if given else None)
            try:
                _keep(store, seen, begun, nets, given)
            except UserError as error:
                failed.append(f"{seen.file_name[:12]}: {legible(str(error))}")
    print(f"{len(found) - len(failed)} recordings are kept as exams")
    if failed:
        raise UserError("\n  ".join([f"{len(failed)} recordings could not be kept; they stay:", *failed]))


def interrupted_lines(found: "Sequence[Interrupted]") -> Iterator[str]:
    """What a list of exams says of recordings that broke off."""
    for seen in found:
        whose = f"{seen.pseudonym}  {legible(seen.name)}  {seen.begun.eye}" if seen.begun else "nobody knows whose"
        when = f"{seen.begun.at.astimezone():%Y-%m-%d %H:%M}  " if seen.begun else ""
        length = "nothing can be read" if seen.last_s is None else f"{seen.frames} frames, {seen.last_s:.1f} s"
        yield f"broke off  {seen.file_name[:12]}  {when}{whose}  {length}"
        yield from (f"  {legible(problem)}" for problem in seen.problems)
    if found:
        yield "Keep what was recorded, or remove it: tfcollab exam recover"


class _Nets:
    """Opens the nets once for each settings that are asked for."""

    def __init__(self, models: dict[str, str], provider: str, precision: str) -> None:
        self._how = (models, provider, precision)
        self._opened: dict[ClinicalSettings, Analyzer] = {}

    def __call__(self, settings: "ClinicalSettings") -> "Analyzer":
        from tfcollab.chain.analyzer import Analyzer
        from tfcollab.runtime.contract import Task

        if settings not in self._opened:
            models, provider, precision = self._how
            chosen = {Task(task): model for task, model in models.items()}
            opened = Analyzer.open(settings, models=chosen, provider=provider, precision=precision, threads=2)
            self._opened = {settings: opened}
        return self._opened[settings]


def _both(name: str, again: "Again") -> Iterator[str]:
    if not again.is_new:
        yield f"{name}: version {again.before.number} is of these models and settings already"
        return
    for version in (again.before, again.after):
        yield f"{name}: {version_line(version)}"
        for held in version.measurements:
            mark = " (excluded)" if held.excluded else ""
            yield f"    {held.number}: {held.time.text()}{mark}"


def version_line(version: "VersionView") -> str:
    """A version's number, and what it was measured by."""
    models = ", ".join(f"{model['task']} {model['name']} {model['version']}" for model in version.models)
    return f"version {version.number}, {version.change}: TF-Collab {version.program_version}, {models}"


def _chosen(found: "Sequence[Interrupted]", number: str) -> "Sequence[Interrupted]":
    if number and len(number) < 6:
        raise UserError("Give the first 6 characters of the recording's number or more, as `tfcollab exam list` shows.")
    chosen = [seen for seen in found if seen.file_name.startswith(number)]
    if number and len(chosen) != 1:
        raise UserError("No recording that broke off has this number: `tfcollab exam list` shows them.")
    return chosen


def _patient(store: "Store", pseudonym: str) -> str:
    from tfcollab.store.patients import find_patients

    for seen in find_patients(store, pseudonym):
        if seen.pseudonym == pseudonym:
            return seen.id
    raise UserError(f"No patient has the pseudonym {legible(pseudonym)}: `tfcollab exam list` shows them.")


def _given(patient_id: str, eye: str) -> "Begun":
    from datetime import datetime

    from tfcollab.exam.frame import Eye
    from tfcollab.store.interrupted import Begun

    return Begun(patient_id, None, Eye(eye), "", datetime.now().astimezone())


def _keep(store: "Store", seen: "Interrupted", begun: "Begun | None", nets: _Nets, patient_id: str) -> None:
    from tfcollab.cli.progress import bar, share
    from tfcollab.exam.settings import ClinicalSettings
    from tfcollab.report.remeasured import keep_part, measure_part
    from tfcollab.store.recording_files import master_key, recording_path

    if begun is None:
        raise UserError("nobody knows whose it is: name its --patient and --eye, or --discard it.")
    settings = ClinicalSettings()
    path = recording_path(store.access.places, seen.file_name)
    with store.kept_open(), bar(seen.file_name[:12]) as update:
        part = measure_part(path, master_key(store), begun, nets(settings), settings, share(update))
        keep_part(store, seen, part, patient_id)
