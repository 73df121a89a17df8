"""Reports that were made: drafts, signed ones, and amendments, each a version that is never changed.

draft → draft … → signed → amendment (a draft that names the version it amends, and why) → signed …
Clinicians only: a report carries the patient's name. The room tfcollab.report makes what is kept here.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.store.audit import Action
from tfcollab.store.exams import visit_row
from tfcollab.store.models import ResultVersion, Visit, utc_text
from tfcollab.store.patients import CLINICAL, patient_row
from tfcollab.store.report_models import Report, ReportSource, ReportState, ReportVersion
from tfcollab.store.report_views import ReportView, Subject, view_of
from tfcollab.store.starts import by_start
from tfcollab.store.store import Store, Unit
from tfcollab.store.texts import checked_text

STALE = "The record has changed since this draft: make a new draft, look at it, then sign that."
_LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class MadeReport:
    """content: what the PDF says, as plain data. result_ids: of the result versions that it was made from."""

    content: Mapping[str, Any]
    pdf: bytes
    result_ids: Sequence[str]
    at: datetime


def add_report(store: Store, report_id: str, subject: Subject, made: MadeReport) -> ReportView:
    """Keeps a new report's first draft. report_id: a new one, as the draft says it too.

    Raises:
        UserError: not allowed, no such patient or visit, or a result was changed while the draft was made.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        patient_row(unit.session, subject.patient_id)
        if subject.visit_id is not None and visit_row(unit.session, subject.visit_id).patient_id != subject.patient_id:
            raise UserError("This visit is another patient's: open the patient again.")
        row = Report(
            id=report_id,
            patient_id=subject.patient_id,
            visit_id=subject.visit_id,
            kind=subject.kind,
            eye=subject.eye,
            versions=[],
        )
        unit.session.add(row)
        unit.session.flush()
        _add_version(store, unit, row, made, ReportState.DRAFT, None, "")
        return view_of(row)


def add_draft(store: Store, report_id: str, seen_version: int, made: MadeReport) -> ReportView:
    """A new draft in place of the one before; as add_report. Raises UserError where the report is signed."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = _row_for_change(unit.session, report_id, seen_version)
        last = row.versions[-1]
        if last.state == ReportState.SIGNED:
            raise UserError("This report is signed and is not changed any more: amend it, and say why.")
        _add_version(store, unit, row, made, ReportState.DRAFT, last.amends, last.reason)
        return view_of(row)


def add_signed(store: Store, report_id: str, seen_version: int, made: MadeReport) -> ReportView:
    """The draft, signed by who is logged in; made: of the very results of the draft.

    Raises:
        UserError: not allowed, signed already, somebody made another draft, or a result was changed since this one.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = _row_for_change(unit.session, report_id, seen_version)
        last = row.versions[-1]
        if last.state == ReportState.SIGNED:
            raise UserError("This report is signed already: to change it, amend it, and say why.")
        if {source.result_id for source in last.sources} != set(made.result_ids):
            raise UserError(STALE)
        _add_version(store, unit, row, made, ReportState.SIGNED, last.amends, last.reason)
        return view_of(row)


def add_amendment(store: Store, report_id: str, seen_version: int, made: MadeReport, reason: str) -> ReportView:
    """A draft that amends the signed version, which stays as it is; as add_draft.

    Raises:
        UserError: as add_draft, no reason, or there is no signed version to amend.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = _row_for_change(unit.session, report_id, seen_version)
        checked_amendment(view_of(row), reason)
        _add_version(store, unit, row, made, ReportState.DRAFT, row.versions[-1], reason)
        return view_of(row)


def checked_amendment(report: ReportView, reason: str) -> None:
    """Raises UserError: the last version is no signed one, or there is no reason."""
    if report.last.state is not ReportState.SIGNED:
        raise UserError("This report is not signed: make a new draft of it instead of an amendment.")
    if not reason.strip():
        raise UserError("Say why: a signed report is only amended with a reason, which is printed on it.")
    checked_text(reason, "The reason", _LONGEST_REASON)


def exam_subject(store: Store, exam: str, eye: Eye | None = None) -> Subject:
    """A report's subject by an exam's number, or the first characters of it; raises UserError: there is none."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        visit = by_start(unit.session, Visit, exam, "exam")
        unit.tell(Action.VIEW, "visit", visit.id)
        return Subject(visit.patient_id, visit.id, eye)


def report(store: Store, number: str) -> ReportView:
    """A report by its id, or the first characters of it; raises UserError: not allowed, or there is none."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = by_start(unit.session, Report, number, "report")
        unit.tell(Action.VIEW, "report", row.id, new={"versions": len(row.versions)})
        return view_of(row)


def reports(store: Store, patient_id: str) -> tuple[ReportView, ...]:
    """All reports on a patient, oldest first. Raises UserError: not allowed, or there is no such patient."""
    store.allow(*CLINICAL)
    with store.unit() as unit:
        patient = patient_row(unit.session, patient_id)
        rows = unit.session.scalars(
            select(Report).where(Report.patient_id == patient.id).order_by(Report.created_at, Report.id)
        ).all()
        unit.tell(Action.VIEW, "patient", patient.id, new={"reports": len(rows)})
        return tuple(view_of(row) for row in rows)


def report_content(store: Store, report_id: str, version: int) -> dict[str, Any]:
    """What a version says, as plain data. Raises UserError: as report_pdf."""
    row, content, _ = _documents(store, report_id, version, Action.VIEW)
    text = zlib.decompress(content)
    _check(text, row.content_sha256)
    content_read: dict[str, Any] = json.loads(text)
    return content_read


def report_pdf(store: Store, report_id: str, version: int, action: Action = Action.EXPORT) -> bytes:
    """A version's PDF, byte for byte as it was made; the audit trail tells of it.

    action: VIEW where it is only shown, and does not leave the program.

    Raises:
        UserError: not allowed, there is no such report or version, or it is not the one that was kept.
    """
    row, _, pdf = _documents(store, report_id, version, action)
    _check(pdf, row.pdf_sha256)
    return pdf


def _documents(store: Store, report_id: str, version: int, action: Action) -> tuple[ReportVersion, bytes, bytes]:
    store.allow(*CLINICAL)
    with store.unit() as unit:
        found = [held for held in _row(unit.session, report_id).versions if held.number == version]
        if not found:
            raise UserError(f"The report has no version {version}: look at it again.")
        held = found[0]
        unit.tell(action, "report", report_id, new={"version": version, "pdf_sha256": held.pdf_sha256})
        return held, held.content, held.pdf


def _check(data: bytes, expected: str) -> None:
    if sha256(data).hexdigest() != expected:
        raise UserError("The report was altered after it was kept: restore the record from a backup.")


def _row(session: Session, report_id: str) -> Report:
    row = session.get(Report, report_id)
    if row is None:
        raise UserError("This report is not in the exam record: look at the patient's reports again.")
    return row


def _row_for_change(session: Session, report_id: str, seen_version: int) -> Report:
    row = _row(session, report_id)
    if row.versions[-1].number != seen_version:
        raise StaleDataError
    return row


def _add_version(
    store: Store,
    unit: Unit,
    row: Report,
    made: MadeReport,
    state: ReportState,
    amends: ReportVersion | None,
    reason: str,
) -> None:
    _check_current(unit.session, made.result_ids)
    before = row.versions[-1] if row.versions else None
    text = json.dumps(made.content, ensure_ascii=False, allow_nan=False, sort_keys=True).encode()
    version = ReportVersion(
        report_id=row.id,
        number=1 if before is None else before.number + 1,
        state=state,
        author_id=store.user.id,
        at=utc_text(made.at),
        amends=amends,
        reason=reason,
        content=zlib.compress(text),
        content_sha256=sha256(text).hexdigest(),
        pdf=made.pdf,
        pdf_sha256=sha256(made.pdf).hexdigest(),
        sources=[ReportSource(result_id=result_id) for result_id in sorted(made.result_ids)],
        author=store.current(unit.session),
    )
    row.versions.append(version)
    unit.session.flush()
    unit.tell(
        Action.CREATE if before is None else Action.CHANGE,
        "report",
        row.id,
        old=None if before is None else _told(before),
        new=_told(version),
        reason=reason,
    )


def _check_current(session: Session, result_ids: Sequence[str]) -> None:
    """Raises UserError unless each is the current version of its recording's result."""
    newest = select(func.max(ResultVersion.number)).group_by(ResultVersion.recording_id)
    for result_id in result_ids:
        row = session.get_one(ResultVersion, result_id)
        if session.scalars(newest.where(ResultVersion.recording_id == row.recording_id)).one() != row.number:
            raise UserError(STALE)


def _told(version: ReportVersion) -> dict[str, Any]:
    return {
        "version": version.number,
        "state": version.state,
        "pdf_sha256": version.pdf_sha256,
        "content_sha256": version.content_sha256,
        "results": [source.result_id for source in version.sources],
        "amends": None if version.amends is None else version.amends.number,
    }
