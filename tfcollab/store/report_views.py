"""What the other rooms see of a report: no row, no document."""

from dataclasses import dataclass

from tfcollab.exam.frame import Eye
from tfcollab.store.report_models import Report, ReportKind, ReportState


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is on: one visit (visit_id) or all of them (None), one eye or all that were recorded (None)."""

    patient_id: str
    visit_id: str | None = None
    eye: Eye | None = None

    @property
    def kind(self) -> ReportKind:
        return ReportKind.FOLLOW_UP if self.visit_id is None else ReportKind.EXAM


@dataclass(frozen=True, slots=True)
class ReportVersionView:
    """amends: number of the version that this one amends, for this reason; None and empty for no amendment."""

    number: int
    state: ReportState
    author: str
    at: str
    amends: int | None
    reason: str
    pdf_sha256: str
    result_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """versions: oldest first, at least one; hand the last one's number back with a change."""

    id: str
    subject: Subject
    versions: tuple[ReportVersionView, ...]

    @property
    def last(self) -> ReportVersionView:
        return self.versions[-1]


def view_of(row: Report) -> ReportView:
    """A report with all its versions, in a transaction that is open."""
    versions = tuple(
        ReportVersionView(
            held.number,
            ReportState(held.state),
            held.author.name,
            held.at,
            None if held.amends is None else held.amends.number,
            held.reason,
            held.pdf_sha256,
            tuple(source.result_id for source in held.sources),
        )
        for held in row.versions
    )
    return ReportView(
        row.id, Subject(row.patient_id, row.visit_id, None if row.eye is None else Eye(row.eye)), versions
    )
