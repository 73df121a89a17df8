"""`tfcollab report`: reports on patients of the exam record, drafted, signed and amended."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfcollab.cli.choices import EyeChoice, FontsOption, LettersChoice, PaperChoice
from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, legible, logged_in
from tfcollab.errors import UserError

if TYPE_CHECKING:
    from tfcollab.store.report_views import ReportView
    from tfcollab.store.store import Store

app = typer.Typer(no_args_is_help=True, help="Make, sign, amend and list reports on patients of the exam record.")

_Report = Annotated[
    str, typer.Argument(help="Number of the report, or its first 6 characters, as `report list` has it.")
]
_Version = Annotated[int, typer.Argument(help="The version that you have read; the newest one.")]
_Out = Annotated[Path | None, typer.Option(help="A new PDF file for it.", dir_okay=False)]
_Three = tuple[float, float, float]


@app.command("exam")
def exam_report(
    exam: Annotated[str, typer.Argument(help="Number of the exam (visit), or its first 6 characters.")],
    user: UserOption,
    eye: Annotated[
        EyeChoice | None, typer.Option(case_sensitive=False, help="One eye; OD beside OS if not given.")
    ] = None,
    out: _Out = None,
    fonts: FontsOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Draft a report on one exam, and keep it in the exam record."""
    from tfcollab.exam.frame import Eye
    from tfcollab.report.filed import draft_report
    from tfcollab.report.fonts import FontShelf
    from tfcollab.store.reports import exam_subject

    _check_new(out)
    with logged_in(user, folder, keyring) as store:
        subject = exam_subject(store, exam, None if eye is None else Eye(eye.value))
        _tell(store, draft_report(store, subject, FontShelf(fonts)), out)


@app.command()
def follow_up(
    patient: Annotated[str, typer.Argument(help="The patient's pseudonym, number or name.")],
    user: UserOption,
    eye: Annotated[EyeChoice | None, typer.Option(case_sensitive=False, help="One eye; both if not given.")] = None,
    out: _Out = None,
    fonts: FontsOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Draft a report on all visits of a patient: the trend of each eye, judged by the repeatability limit."""
    from tfcollab.exam.frame import Eye
    from tfcollab.report.filed import draft_report
    from tfcollab.report.fonts import FontShelf
    from tfcollab.store.report_views import Subject

    _check_new(out)
    with logged_in(user, folder, keyring) as store:
        subject = Subject(_patient_id(store, patient), eye=None if eye is None else Eye(eye.value))
        _tell(store, draft_report(store, subject, FontShelf(fonts)), out)


@app.command()
def redraft(
    report: _Report,
    version: _Version,
    user: UserOption,
    out: _Out = None,
    fonts: FontsOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Make a draft anew from what the exam record holds now."""
    from tfcollab.report.filed import redraft_report
    from tfcollab.report.fonts import FontShelf
    from tfcollab.store.reports import report as held

    _check_new(out)
    with logged_in(user, folder, keyring) as store:
        _tell(store, redraft_report(store, held(store, report).id, version, FontShelf(fonts)), out)


@app.command()
def sign(
    report: _Report,
    version: _Version,
    user: UserOption,
    out: _Out = None,
    fonts: FontsOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Sign a draft, as who logs in. It is never changed afterwards; see amend."""
    from tfcollab.report.filed import sign_report
    from tfcollab.report.fonts import FontShelf
    from tfcollab.store.reports import report as held

    _check_new(out)
    with logged_in(user, folder, keyring) as store:
        _tell(store, sign_report(store, held(store, report).id, version, FontShelf(fonts)), out)


@app.command()
def amend(
    report: _Report,
    version: _Version,
    user: UserOption,
    reason: Annotated[str, typer.Option(help="Why; it is printed on the report.", prompt=True)],
    out: _Out = None,
    fonts: FontsOption = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Draft a new version that amends the signed one, which stays as it is."""
    from tfcollab.report.filed import amend_report
    from tfcollab.report.fonts import FontShelf
    from tfcollab.store.reports import report as held

    _check_new(out)
    with logged_in(user, folder, keyring) as store:
        _tell(store, amend_report(store, held(store, report).id, version, reason, FontShelf(fonts)), out)


@app.command("list")
def list_reports(
    patient: Annotated[str, typer.Argument(help="The patient's pseudonym, number or name.")],
    user: UserOption,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """One line a version of each report on a patient."""
    from tfcollab.store.reports import reports

    with logged_in(user, folder, keyring) as store:
        found = reports(store, _patient_id(store, patient))
    for report in found:
        what = f"{report.subject.kind} {report.subject.eye or ''}".strip()
        for version in report.versions:
            amends = "" if version.amends is None else f"  amends {version.amends}: {legible(version.reason)}"
            told = [report.id[:12], what, f"version {version.number}", str(version.state), version.at[:16]]
            print("  ".join([*told, legible(version.author)]) + amends)
    print(f"{len(found)} reports")


@app.command()
def save(
    report: _Report,
    user: UserOption,
    out: Annotated[Path, typer.Option(help="A new PDF file.", dir_okay=False)],
    version: Annotated[int | None, typer.Option(help="Which version; the newest if not given.")] = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Write a report's PDF, byte for byte as it was made, into a file; the file is not encrypted."""
    from tfcollab.store.reports import report as held

    _check_new(out)
    with logged_in(user, folder, keyring) as store:
        found = held(store, report)
        _save(store, found, found.last.number if version is None else version, out)


@app.command()
def clinic(
    user: UserOption,
    name: Annotated[str | None, typer.Option(help="Name of the clinic; empty for none.")] = None,
    address: Annotated[str | None, typer.Option(help="Address line; empty for none.")] = None,
    logo: Annotated[Path | None, typer.Option(help="PNG, JPEG or SVG file.", exists=True, dir_okay=False)] = None,
    no_logo: Annotated[bool, typer.Option("--no-logo", help="Take the logo away.")] = False,
    paper: Annotated[PaperChoice | None, typer.Option(help="Of all reports from now on.")] = None,
    letters: Annotated[
        LettersChoice | None, typer.Option(help="Forms of Chinese letters where a name does not tell.")
    ] = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Say what the clinic puts on its reports, and change what is named (administrators)."""
    from dataclasses import replace

    from tfcollab.exam.clinic import HanForms, Paper
    from tfcollab.report.logo import checked_logo
    from tfcollab.store.clinic import clinic as held
    from tfcollab.store.clinic import set_clinic

    with logged_in(user, folder, keyring) as store:
        seen = held(store)
        new = seen.clinic
        new = replace(new, name=new.name if name is None else name, address=new.address if address is None else address)
        if paper is not None:
            new = replace(new, paper=Paper(paper.value))
        if letters is not None:
            new = replace(new, han_forms=HanForms(letters.value))
        if logo is not None or no_logo:
            new = replace(new, logo=None if logo is None else checked_logo(logo.read_bytes()))
        if new != seen.clinic:
            new = set_clinic(store, seen.number, new).clinic
    print(f"name     {legible(new.name) or '–'}\naddress  {legible(new.address) or '–'}\npaper    {new.paper}")
    print(f"letters  {new.han_forms or '–'}\nlogo     {'–' if new.logo is None else new.logo.kind}")


@app.command()
def limit(
    user: UserOption,
    by_repeats: Annotated[
        _Three | None, typer.Option(metavar="S S S", help="Seconds with one, two, three or more measurements.")
    ] = None,
    low_by_repeats: Annotated[
        _Three | None, typer.Option(metavar="S S S", help="The same where both values are low.")
    ] = None,
    low_below: Annotated[float | None, typer.Option(help="Low is below so many seconds.")] = None,
    source: Annotated[str, typer.Option(help="Where the numbers come from; asked for with any change.")] = "",
    reason: Annotated[str, typer.Option(help="Why they are changed; asked for with any change.")] = "",
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Say by which repeatability limit changes between visits are judged, and set the clinic's own."""
    from tfcollab.exam.repeatability import RepeatabilityLimit
    from tfcollab.store.clinic import repeatability_limit, set_repeatability_limit

    with logged_in(user, folder, keyring) as store:
        held = repeatability_limit(store)
        old = held.limit
        if by_repeats or low_by_repeats or low_below is not None or source or reason:
            try:
                new = RepeatabilityLimit(
                    by_repeats or old.by_repeats_s,
                    low_by_repeats or old.low_by_repeats_s,
                    old.low_below_s if low_below is None else low_below,
                    source,
                )
            except ValueError as error:
                raise UserError(str(error)) from error
            held = set_repeatability_limit(store, held.number, new, reason)
    print(f"limit    {'the program’s own' if held.number == 0 else f'no. {held.number}, by {legible(held.author)}'}")
    print("seconds  " + ", ".join(f"{value:g}" for value in held.limit.by_repeats_s))
    low = ", ".join(f"{value:g}" for value in held.limit.low_by_repeats_s)
    print(f"low      {low} where both are below {held.limit.low_below_s:g} s\nsource   {legible(held.limit.source)}")


def _patient_id(store: "Store", typed: str) -> str:
    from tfcollab.store.patients import find_patients

    found = find_patients(store, typed)
    if len(found) != 1:
        many = "No patient" if not found else "More than one patient"
        raise UserError(f"{many} is found by that: give the pseudonym.")
    return found[0].id


def _check_new(out: Path | None) -> None:
    if out is not None and out.exists():
        raise UserError(f"{out} is there already: choose another file with --out.")


def _tell(store: "Store", report: "ReportView", out: Path | None) -> None:
    last = report.last
    print(f"report {report.id[:12]}  version {last.number}  {last.state}  SHA-256 {last.pdf_sha256}")
    if out is not None:
        _save(store, report, last.number, out)


def _save(store: "Store", report: "ReportView", version: int, out: Path) -> None:
    from tfcollab.files import write_whole
    from tfcollab.store.reports import report_pdf

    write_whole(out, report_pdf(store, report.id, version))
    print(out)
