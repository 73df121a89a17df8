"""The tables, but for those of reports (report_models). docs/data-dictionary.md says the same in words.

Times are ISO 8601 in UTC with microseconds (`utc_now`), as text: they sort, and every database keeps them alike.
Analyses, result versions, measurements and audit entries are never changed; triggers refuse it (see the migrations).
"""

import secrets
import uuid
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

ID = String(32)
TIME = String(27)
SHA256 = String(64)
_PSEUDONYM_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    return uuid.uuid4().hex


def new_pseudonym() -> str:
    """Random, so that nothing of the patient is in it; without letters that are mistaken for digits."""
    return "P-" + "".join(secrets.choice(_PSEUDONYM_LETTERS) for _ in range(10))


def utc_text(when: datetime) -> str:
    """A time with its zone as text in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def utc_now() -> str:
    return utc_text(datetime.now(UTC))


class Role(StrEnum):
    """CLINICIAN: patients and exams. RESEARCHER: pseudonymised views. ADMINISTRATOR: a clinician who manages users."""

    CLINICIAN = "clinician"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Change(StrEnum):
    """What made a result version."""

    ANALYSED = "analysed"
    REANALYSED = "reanalysed"
    EXCLUDED = "excluded"
    INCLUDED = "included"
    CORRECTED = "corrected"


class Base(DeclarativeBase):
    type_annotation_map = {float: Double}  # noqa: RUF012
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class User(Base):
    __tablename__ = "person"  # `user` is reserved in PostgreSQL

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    disabled: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Patient(Base):
    __tablename__ = "patient"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    pseudonym: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(Text)
    birth_date: Mapped[date | None]
    sex: Mapped[str] = mapped_column(String(10))
    search_text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(TIME, default=utc_now)
    version: Mapped[int] = mapped_column()
    external_ids: Mapped[list["ExternalId"]] = relationship(
        cascade="all, delete-orphan", order_by="ExternalId.system", lazy="selectin"
    )
    visits: Mapped[list["Visit"]] = relationship(back_populates="patient", order_by="Visit.at")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ExternalId(Base):
    __tablename__ = "external_id"
    __table_args__ = (UniqueConstraint("system", "value"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    system: Mapped[str] = mapped_column(String(100))
    value: Mapped[str] = mapped_column(String(200))


class Visit(Base):
    __tablename__ = "visit"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    at: Mapped[str] = mapped_column(TIME)
    patient: Mapped[Patient] = relationship(back_populates="visits")
    recordings: Mapped[list["Recording"]] = relationship(back_populates="visit", order_by="Recording.created_at")


class Recording(Base):
    """One video of one eye."""

    __tablename__ = "recording"
    __table_args__ = (CheckConstraint("eye IN ('OD', 'OS', 'unknown')", name="eye"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    eye: Mapped[str] = mapped_column(String(7))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(SHA256, index=True)
    frame_count: Mapped[int]
    first_pts_s: Mapped[float]
    last_pts_s: Mapped[float]
    camera: Mapped[str] = mapped_column(Text)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    interrupted: Mapped[bool]
    created_at: Mapped[str] = mapped_column(TIME, default=utc_now)
    visit: Mapped[Visit] = relationship(back_populates="recordings")
    results: Mapped[list["ResultVersion"]] = relationship(back_populates="recording", order_by="ResultVersion.number")


class Analysis(Base):
    """What the program made of a recording: the result document as it was, compressed, and what one asks for by."""

    __tablename__ = "analysis"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recording.id"), index=True)
    created_at: Mapped[str] = mapped_column(TIME, default=utc_now)
    program_version: Mapped[str] = mapped_column(String(50), index=True)
    provider: Mapped[str] = mapped_column(String(100))
    models: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    document_sha256: Mapped[str] = mapped_column(SHA256)


class ResultVersion(Base):
    """What is held to be true of a recording at a time, by whom and why; the highest number is the current one."""

    __tablename__ = "result_version"
    __table_args__ = (UniqueConstraint("recording_id", "number"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recording.id"), index=True)
    analysis_id: Mapped[str] = mapped_column(ForeignKey("analysis.id"), index=True)
    number: Mapped[int]
    change: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(TIME, default=utc_now)
    reason: Mapped[str] = mapped_column(Text)
    recording: Mapped[Recording] = relationship(back_populates="results")
    analysis: Mapped[Analysis] = relationship()
    author: Mapped[User] = relationship()
    measurements: Mapped[list["MeasurementRow"]] = relationship(order_by="MeasurementRow.number", lazy="selectin")


class MeasurementRow(Base):
    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("result_id", "number"),
        CheckConstraint("kind IN ('measured', 'censored', 'start not seen')", name="kind"),
        Index("ix_measurement_kind_seconds", "kind", "seconds"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    result_id: Mapped[str] = mapped_column(ForeignKey("result_version.id"), index=True)
    number: Mapped[int]
    start_s: Mapped[float]
    end_s: Mapped[float]
    kind: Mapped[str] = mapped_column(String(20))
    seconds: Mapped[float | None]
    average_s: Mapped[float | None]
    area_at_end_pct: Mapped[float | None]
    acceptable: Mapped[bool]
    excluded: Mapped[bool]
    corrected: Mapped[bool]


class QuestionnaireRow(Base):
    """One filling-in of one instrument; a corrected one is a new row with the next number and a reason."""

    __tablename__ = "questionnaire"
    __table_args__ = (UniqueConstraint("visit_id", "instrument", "number"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    instrument: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    answers: Mapped[list[int | None]] = mapped_column(JSON)
    score: Mapped[float | None]
    band: Mapped[str | None] = mapped_column(String(60))
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(TIME, default=utc_now)
    reason: Mapped[str] = mapped_column(Text)
    author: Mapped[User] = relationship()


class Note(Base):
    __tablename__ = "note"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(TIME, default=utc_now)
    version: Mapped[int] = mapped_column()
    author: Mapped[User] = relationship()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class AuditEntry(Base):
    """See tfcollab/store/audit.py for how the hash is made."""

    __tablename__ = "audit_entry"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(TIME)
    who: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(20), index=True)
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[str] = mapped_column(ID, index=True)
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(SHA256)
    hash: Mapped[str] = mapped_column(SHA256)


class AuditHead(Base):
    """One row: where the trail ends. Locking it lines up all who write."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int]
    hash: Mapped[str] = mapped_column(SHA256)
