"""`tfcollab exam`: what is in the exam record, into it and out of it."""

from pathlib import Path
from typing import Annotated

import typer

from tfcollab.cli.choices import (
    ModelOption,
    PrecisionChoice,
    PrecisionOption,
    ProviderChoice,
    ProviderOption,
    parse_models,
)
from tfcollab.cli.exam_again import interrupted_lines, recompute, recover
from tfcollab.cli.exam_texts import note, questionnaire
from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, legible, logged_in
from tfcollab.errors import UserError

app = typer.Typer(no_args_is_help=True, help="List, show, import, export and delete what is in the exam record.")
app.command("recompute")(recompute)
app.command("recover")(recover)
app.command("note")(note)
app.command("questionnaire")(questionnaire)

_Exam = Annotated[str, typer.Argument(help="Number of the exam, or its first 6 characters, as `exam list` shows it.")]
_Out = Annotated[Path, typer.Option(help="A new folder.", file_okay=False)]


@app.command("list")
def list_exams(
    user: UserOption,
    patient: Annotated[str, typer.Option(help="Beginnings of a name, a number or a pseudonym.")] = "",
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """One line an exam: number, time, pseudonym, name, recordings; then recordings that a crash broke off.

    A researcher sees days, and no names.
    """
    from tfcollab.store.interrupted import interrupted
    from tfcollab.store.models import Role
    from tfcollab.store.overview import exams

    with logged_in(user, folder, keyring) as store:
        found = exams(store, patient)
        broken_off = () if store.user.role is Role.RESEARCHER else interrupted(store)
    for seen in found:
        when = f"day {seen.day}" if seen.at is None else f"{seen.at.astimezone():%Y-%m-%d %H:%M}"
        eyes = " ".join(recording.eye for recording in seen.recordings) or "–"
        print("  ".join([seen.visit_id[:12], when, seen.pseudonym, legible(seen.name or "–"), eyes]))
    print(f"{len(found)} exams")
    for line in interrupted_lines(broken_off):
        print(line)


@app.command()
def show(exam: _Exam, user: UserOption, folder: FolderOption = None, keyring: KeyringOption = False) -> None:
    """One exam: its recordings, every version of their results, questionnaires and notes."""
    from tfcollab.cli.exam_page import lines
    from tfcollab.store.overview import exam as seen_exam

    with logged_in(user, folder, keyring) as store:
        for line in lines(store, seen_exam(store, exam)):
            print(line)


@app.command()
def export(
    exam: Annotated[str, typer.Argument(help="Number of one exam; not with --research.")] = "",
    *,
    out: _Out,
    user: UserOption,
    research: Annotated[
        str, typer.Option(metavar="PROJECT", help="Export everything, pseudonymised, for the project of this name.")
    ] = "",
    video: Annotated[bool, typer.Option("--video", help="The recordings too.")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="With --research: tables as Parquet as well.")] = False,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Write one exam, or with --research all of them without names, into a new folder, in plain.

    The files of one exam say who the patient is. Video of an eye is itself identifying, also without a name.
    """
    from tfcollab.cli.progress import bar
    from tfcollab.store.exam_export import export_exam
    from tfcollab.store.research import VIDEO_WARNING, export_research

    if bool(exam) == bool(research) or (parquet and not research):
        raise UserError("Name one exam, or --research PROJECT (and with that --parquet, if wanted).")
    with logged_in(user, folder, keyring) as store, bar("export") as update:
        if exam:
            names = export_exam(store, exam, out, video)
            said = "These files are not encrypted, and say who the patient is."
        else:
            made = export_research(store, out, research, video, parquet, lambda done, total: update(done / total))
            names = made.files
            said = f"{made.subjects} subjects, {made.recordings} recordings. These files are not encrypted."
            said += f" {made.missing} recordings were not there." if made.missing else ""
    for name in names:
        print(out / name)
    print(said)
    if video:
        print(VIDEO_WARNING)


@app.command("import")
def import_folder(
    recordings: Annotated[
        Path, typer.Argument(help="Folder of recordings with exams.csv, which says whose they are.", file_okay=False)
    ],
    user: UserOption,
    provider: ProviderOption = ProviderChoice.AUTO,
    precision: PrecisionOption = PrecisionChoice.AUTO,
    model: ModelOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Measure the recordings of a folder and keep them as exams: all of them or none; says what is left out, and why.

    exams.csv has a row a recording, and the columns file and patient (the clinic's number); as wanted also eye (OD or
    OS), at (2026-03-02T09:30), name, birth_date (1970-02-03), sex and sha256, which is checked.
    """
    from tfcollab.cli.exam_import import measure
    from tfcollab.cli.recording import Wanted, prepare
    from tfcollab.exam.frame import Eye
    from tfcollab.store.import_list import LIST_NAME, read_list
    from tfcollab.store.importing import carry_out, plan_import

    models = parse_models(model or [])
    rows = read_list(recordings / LIST_NAME)
    with logged_in(user, folder, keyring) as store:
        plan = plan_import(store, recordings, rows)
        job = prepare(models, provider.value, precision.value, Wanted(json=False), Eye.UNKNOWN)
        with store.kept_open():
            measured, unmeasured = measure(plan.recordings, job)
            made = carry_out(store, measured)
    for left_out in (*plan.skipped, *unmeasured):
        print(f"skipped  {legible(left_out.name)}: {legible(left_out.why)}")
    print(f"imported {made.recordings} recordings in {made.visits} exams; {made.patients} new patients")


@app.command()
def delete(
    what: Annotated[str, typer.Argument(help="Pseudonym of a patient, or number of one exam; see `exam list`.")],
    user: UserOption,
    reason: Annotated[str, typer.Option(help="Why, without naming the patient; it stays in the trail.", prompt=True)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Erase a patient with all exams and recordings, or one exam, for good; administrators only.

    With an exam go the reports that it is in. The audit trail keeps that it was done, under the pseudonym.
    """
    from tfcollab.store.erasure import erase_exam, erase_patient
    from tfcollab.store.overview import exam as seen_exam
    from tfcollab.store.patients import find_patients

    with logged_in(user, folder, keyring) as store:
        is_patient = what.startswith("P-")
        found = [seen.id for seen in find_patients(store, what) if seen.pseudonym == what] if is_patient else []
        if is_patient and not found:
            raise UserError(f"No patient has the pseudonym {legible(what)}: `tfcollab exam list` shows them.")
        visit_id = "" if is_patient else seen_exam(store, what).visit_id
        if not yes and not typer.confirm(f"Erase {what} for good? This cannot be taken back.", err=True):
            raise UserError("Nothing was erased.")
        erased = erase_patient(store, found[0], reason) if is_patient else erase_exam(store, visit_id, reason)
    counts = f"{erased.visits} exams, {erased.recordings} recordings and {erased.reports} reports"
    print(f"{erased.pseudonym}: {counts} are erased.")
    print(f"In the audit trail the contents of {erased.entries} entries are erased; who did what when stays.")
    still = "this patient" if is_patient else "this exam"
    print(f"Backups and exports that were made before still hold {still}: destroy them, or make new ones.")
