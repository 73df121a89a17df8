"""A patient's reports: drafted from the exam record, kept in it, signed, and amended."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tfcollab.errors import UserError
from tfcollab.report.fonts import FontShelf, choose
from tfcollab.report.gathered import Gathered, Progress, gather, no_progress
from tfcollab.report.patient_content import Edition, content, finding
from tfcollab.report.patient_pages import pages
from tfcollab.report.patient_texts import on_page
from tfcollab.report.typesetting import set_pdf
from tfcollab.store.models import new_id
from tfcollab.store.patients import CLINICAL
from tfcollab.store.report_models import ReportState
from tfcollab.store.report_views import ReportView, Subject
from tfcollab.store.reports import (
    STALE,
    MadeReport,
    add_amendment,
    add_draft,
    add_report,
    add_signed,
    checked_amendment,
    report,
    report_content,
)
from tfcollab.store.store import Store

Clock = Callable[[], datetime]


def utc_clock() -> datetime:
    return datetime.now(UTC)


def draft_report(
    store: Store, subject: Subject, shelf: FontShelf, clock: Clock = utc_clock, progress: Progress = no_progress
) -> ReportView:
    """A new report's first draft, kept in the record. progress: as gather; what it raises leaves all as it is.

    Raises:
        UserError: not allowed, nothing to report on, or letters that no font here has (it names the font).
    """
    store.allow(*CLINICAL)
    report_id = new_id()
    edition = _edition(store, report_id, 1, ReportState.DRAFT, clock)
    return add_report(store, report_id, subject, _made(gather(store, subject, progress), edition, shelf))


def redraft_report(
    store: Store,
    report_id: str,
    seen_version: int,
    shelf: FontShelf,
    clock: Clock = utc_clock,
    progress: Progress = no_progress,
) -> ReportView:
    """A draft anew from what the record holds now; as draft_report. Raises UserError where it is signed."""
    last = report(store, report_id).last
    edition = _edition(store, report_id, seen_version + 1, ReportState.DRAFT, clock, last.amends, last.reason)
    return add_draft(store, report_id, seen_version, _made(_gathered(store, report_id, progress), edition, shelf))


def sign_report(
    store: Store,
    report_id: str,
    seen_version: int,
    shelf: FontShelf,
    clock: Clock = utc_clock,
    progress: Progress = no_progress,
) -> ReportView:
    """Signs a draft as the user who is logged in; the signed version says what the draft said, and who and when.

    Raises:
        UserError: as draft_report, or the record says something else by now than the draft does.
    """
    last = report(store, report_id).last
    found = _gathered(store, report_id, progress)
    if last.state is ReportState.DRAFT and not _same(finding(found), report_content(store, report_id, last.number)):
        raise UserError(STALE)
    edition = _edition(store, report_id, seen_version + 1, ReportState.SIGNED, clock, last.amends, last.reason)
    return add_signed(store, report_id, seen_version, _made(found, edition, shelf))


def amend_report(
    store: Store,
    report_id: str,
    seen_version: int,
    reason: str,
    shelf: FontShelf,
    clock: Clock = utc_clock,
    progress: Progress = no_progress,
) -> ReportView:
    """A draft from what the record holds now that amends the signed version, and says so and why on the page.

    Raises:
        UserError: as draft_report, no reason, or the report is not signed.
    """
    held = report(store, report_id)
    checked_amendment(held, reason)
    edition = _edition(store, report_id, seen_version + 1, ReportState.DRAFT, clock, held.last.number, reason)
    return add_amendment(
        store, report_id, seen_version, _made(_gathered(store, report_id, progress), edition, shelf), reason
    )


def _gathered(store: Store, report_id: str, progress: Progress) -> Gathered:
    return gather(store, report(store, report_id).subject, progress)


def _edition(
    store: Store,
    report_id: str,
    number: int,
    state: ReportState,
    clock: Clock,
    amends: int | None = None,
    reason: str = "",
) -> Edition:
    at = clock().replace(microsecond=0)
    return Edition(report_id, number, state, store.user.name, store.user.role, at, amends, reason)


def _made(found: Gathered, edition: Edition, shelf: FontShelf) -> MadeReport:
    said = content(found, edition)
    data, clinic = found.patient.data, found.clinic.clinic
    wanted = [
        ("the patient's name", on_page(data.name if data else "")),
        ("the patient's ids", " ".join(map(on_page, data.external_ids.values())) if data else ""),
        ("the clinic's name", on_page(clinic.name)),
        ("the clinic's address", on_page(clinic.address)),
        ("the user's name", on_page(edition.author)),
        ("the reason", on_page(edition.reason)),
    ]
    shown = pages(found, edition, said)
    also = [held.result.source.name for eye in found.exam.values() for held in eye.recordings]
    fonts = choose(wanted, shelf, clinic.han_forms, also)
    pdf = set_pdf("patient.typ", shown, fonts, edition.at, ("ua-1", "a-3a"))
    return MadeReport(said, pdf, found.result_ids, edition.at)


def _same(now: dict[str, Any], kept: dict[str, Any]) -> bool:
    """Whether the record's part of a kept content is what the record says now."""
    plain = json.loads(json.dumps(now))
    return all(kept.get(name) == value for name, value in plain.items())
