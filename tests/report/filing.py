"""Reports on a real record, drafted and read back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pypdf

from tfcollab.report.filed import draft_report
from tfcollab.report.fonts import FontShelf
from tfcollab.store.report_views import ReportView, Subject
from tfcollab.store.reports import report_pdf
from tfcollab.store.store import Store

INSIDE_ALONE = FontShelf(system=False)


def clock() -> datetime:
    return datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def pdf_of(store: Store, report: ReportView, folder: Path) -> pypdf.PdfReader:
    path = folder / f"{report.id}-{report.last.number}.pdf"
    path.write_bytes(report_pdf(store, report.id, report.last.number))
    return pypdf.PdfReader(path)


def text_of(pdf: pypdf.PdfReader) -> str:
    joined = "\n".join(page.extract_text() for page in pdf.pages)
    return " ".join(joined.replace("\u200b", "").replace("\xa0", " ").split())


def attached(pdf: pypdf.PdfReader) -> dict:
    return json.loads(pdf.attachments["report.json"][0])


def drafted(store: Store, subject: Subject, shelf: FontShelf = INSIDE_ALONE) -> ReportView:
    return draft_report(store, subject, shelf, clock)
