"""The tables of reports, and of what a clinic sets for them. docs/data-dictionary.md says the same in words.

Their rows are never changed; triggers refuse it (see the migrations).
"""

from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tfcollab.store.models import ID, SHA256, TIME, Base, User, new_id, utc_now


class ReportKind(StrEnum):
    EXAM = "exam"
    FOLLOW_UP = "follow-up"


class ReportState(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"


class ClinicProfile(Base):
    """What the clinic puts on its reports; the highest number holds."""

    __tablename__ = "clinic_profile"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("paper IN ('a4', 'us-letter')", name="paper"),
        CheckConstraint("logo_kind IN ('png', 'jpeg', 'svg')", name="logo_kind"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    paper: Mapped[str] = mapped_column(String(10))
    han_forms: Mapped[str | None] = mapped_column(String(10))
    logo_kind: Mapped[str | None] = mapped_column(String(10))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(TIME, default=utc_now)


class RepeatabilityRow(Base):
    """A repeatability limit of the clinic's own; the highest number holds."""

    __tablename__ = "repeatability_limit"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    number: Mapped[int]
    by_repeats_s: Mapped[list[float]] = mapped_column(JSON)
    low_by_repeats_s: Mapped[list[float]] = mapped_column(JSON)
    low_below_s: Mapped[float]
    source: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(TIME, default=utc_now)
    reason: Mapped[str] = mapped_column(Text)
    author: Mapped[User] = relationship()


class Report(Base):
    """A document on one patient: of one visit, or of all of them."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("kind IN ('exam', 'follow-up')", name="kind"),
        CheckConstraint("(kind = 'exam') = (visit_id IS NOT NULL)", name="visit"),
        CheckConstraint("eye IN ('OD', 'OS', 'unknown')", name="eye"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    eye: Mapped[str | None] = mapped_column(String(7))
    created_at: Mapped[str] = mapped_column(TIME, default=utc_now)
    versions: Mapped[list["ReportVersion"]] = relationship(back_populates="report", order_by="ReportVersion.number")


class ReportVersion(Base):
    """One state of a report: its PDF, what is in it, and what it was made from."""

    __tablename__ = "report_version"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        CheckConstraint("state IN ('draft', 'signed')", name="state"),
        CheckConstraint("(amends_id IS NULL) = (reason = '')", name="amendment"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(TIME)
    amends_id: Mapped[str | None] = mapped_column(ForeignKey("report_version.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    content_sha256: Mapped[str] = mapped_column(SHA256)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(SHA256, index=True)
    report: Mapped[Report] = relationship(back_populates="versions")
    author: Mapped[User] = relationship()
    amends: Mapped["ReportVersion | None"] = relationship(remote_side="ReportVersion.id")
    sources: Mapped[list["ReportSource"]] = relationship(order_by="ReportSource.result_id", lazy="selectin")


class ReportSource(Base):
    """A result version that a report version was made from."""

    __tablename__ = "report_source"
    __table_args__ = (UniqueConstraint("version_id", "result_id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    version_id: Mapped[str] = mapped_column(ForeignKey("report_version.id"), index=True)
    result_id: Mapped[str] = mapped_column(ForeignKey("result_version.id"), index=True)
