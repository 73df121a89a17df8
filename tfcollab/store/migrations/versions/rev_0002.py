"""Reports with their versions, and what a clinic sets for them."""

import sqlalchemy as sa
from alembic import op

from tfcollab.store.migrations.triggers import refuse

revision = "0002"
down_revision = "0001"

_FIXED = ("clinic_profile", "repeatability_limit", "report", "report_version", "report_source")


def upgrade() -> None:
    _tables()
    for table in _FIXED:
        refuse("UPDATE", table)


def _tables() -> None:
    op.create_table(
        "clinic_profile",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(length=10), nullable=False),
        sa.Column("han_forms", sa.String(length=10), nullable=True),
        sa.Column("logo_kind", sa.String(length=10), nullable=True),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.CheckConstraint("logo_kind IN ('png', 'jpeg', 'svg')", name=op.f("ck_clinic_profile_logo_kind")),
        sa.CheckConstraint("paper IN ('a4', 'us-letter')", name=op.f("ck_clinic_profile_paper")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_clinic_profile_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic_profile")),
        sa.UniqueConstraint("number", name=op.f("uq_clinic_profile_number")),
    )
    op.create_table(
        "repeatability_limit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_repeats_s", sa.JSON(), nullable=False),
        sa.Column("low_by_repeats_s", sa.JSON(), nullable=False),
        sa.Column("low_below_s", sa.Double(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_repeatability_limit_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repeatability_limit")),
        sa.UniqueConstraint("number", name=op.f("uq_repeatability_limit_number")),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("patient_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("eye", sa.String(length=7), nullable=True),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.CheckConstraint("(kind = 'exam') = (visit_id IS NOT NULL)", name=op.f("ck_report_visit")),
        sa.CheckConstraint("eye IN ('OD', 'OS', 'unknown')", name=op.f("ck_report_eye")),
        sa.CheckConstraint("kind IN ('exam', 'follow-up')", name=op.f("ck_report_kind")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_report_patient_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_report_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_patient_id"), "report", ["patient_id"], unique=False)
    op.create_index(op.f("ix_report_visit_id"), "report", ["visit_id"], unique=False)
    op.create_table(
        "report_version",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("amends_id", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(amends_id IS NULL) = (reason = '')", name=op.f("ck_report_version_amendment")),
        sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f("ck_report_version_state")),
        sa.ForeignKeyConstraint(["amends_id"], ["report_version.id"], name=op.f("fk_report_version_amends_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_report_version_author_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_version_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_version")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_version_report_id_number")),
    )
    op.create_index(op.f("ix_report_version_amends_id"), "report_version", ["amends_id"], unique=False)
    op.create_index(op.f("ix_report_version_pdf_sha256"), "report_version", ["pdf_sha256"], unique=False)
    op.create_index(op.f("ix_report_version_report_id"), "report_version", ["report_id"], unique=False)
    op.create_table(
        "report_source",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("result_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["result_version.id"], name=op.f("fk_report_source_result_id")),
        sa.ForeignKeyConstraint(["version_id"], ["report_version.id"], name=op.f("fk_report_source_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_source")),
        sa.UniqueConstraint("version_id", "result_id", name=op.f("uq_report_source_version_id_result_id")),
    )
    op.create_index(op.f("ix_report_source_result_id"), "report_source", ["result_id"], unique=False)
    op.create_index(op.f("ix_report_source_version_id"), "report_source", ["version_id"], unique=False)
