"""Reports are kept as they were made: drafts, signed ones, amendments."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from records import ANNA, MONDAY, document, filled, recording
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.store.erasure import erase_exam, erase_patient
from tfcollab.store.exams import add_visit, exclude, save_exam
from tfcollab.store.history import eye_history
from tfcollab.store.models import Role, new_id
from tfcollab.store.patients import add_patient
from tfcollab.store.report_models import ReportState
from tfcollab.store.report_views import ReportView, Subject
from tfcollab.store.reports import (
    MadeReport,
    add_amendment,
    add_draft,
    add_report,
    add_signed,
    exam_subject,
    report,
    report_content,
    report_pdf,
    reports,
)
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import add_note

AT = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def subject_of(store: Store, visit: str) -> Subject:
    return exam_subject(store, visit[:8])


def made(store: Store, subject: Subject, says: str = "one") -> MadeReport:
    results = eye_history(store, subject.patient_id, Eye.OD)[-1].result_ids
    return MadeReport({"says": says}, f"%PDF {says}".encode(), results, AT)


def drafted(store: Store) -> tuple[Subject, ReportView]:
    visit, _ = filled(store)
    subject = subject_of(store, visit)
    return subject, add_report(store, new_id(), subject, made(store, subject))


def test_a_report_is_drafted_signed_and_amended_and_every_version_stays(station) -> None:
    store = station(Role.CLINICIAN)
    subject, draft = drafted(store)
    add_draft(store, draft.id, 1, made(store, subject, "two"))
    add_signed(store, draft.id, 2, made(store, subject, "signed"))
    add_amendment(store, draft.id, 3, made(store, subject, "amended"), "wrong eye")
    add_draft(store, draft.id, 4, made(store, subject, "again"))
    final = add_signed(station(Role.CLINICIAN), draft.id, 5, made(store, subject, "signed again"))
    assert [(v.number, v.state, v.amends, v.reason) for v in final.versions] == [
        (1, ReportState.DRAFT, None, ""),
        (2, ReportState.DRAFT, None, ""),
        (3, ReportState.SIGNED, None, ""),
        (4, ReportState.DRAFT, 3, "wrong eye"),
        (5, ReportState.DRAFT, 3, "wrong eye"),
        (6, ReportState.SIGNED, 3, "wrong eye"),
    ]
    assert report_pdf(store, draft.id, 3) == b"%PDF signed"
    assert report_content(store, draft.id, 1) == {"says": "one"}
    assert final.versions[2].pdf_sha256 == sha256(b"%PDF signed").hexdigest()
    assert final.versions[2].author == store.user.name != final.last.author
    assert final.versions[2].at == "2026-03-04T10:00:00.000000Z"
    assert len(final.last.result_ids) == 1
    assert reports(store, subject.patient_id) == (report(store, draft.id[:6]),) == (final,)


def test_a_signed_report_is_only_changed_by_an_amendment_with_a_reason(station) -> None:
    store = station(Role.CLINICIAN)
    subject, draft = drafted(store)
    new = made(store, subject)
    with pytest.raises(UserError, match="not signed: make a new draft"):
        add_amendment(store, draft.id, 1, new, "why")
    add_signed(store, draft.id, 1, new)
    with pytest.raises(UserError, match="amend it, and say why"):
        add_draft(store, draft.id, 2, new)
    with pytest.raises(UserError, match="signed already"):
        add_signed(store, draft.id, 2, new)
    with pytest.raises(UserError, match="only amended with a reason"):
        add_amendment(store, draft.id, 2, new, "  ")
    assert len(report(store, draft.id).versions) == 2


@pytest.mark.parametrize("table", ["report", "report_version", "report_source"])
def test_the_database_refuses_to_change_a_report(station, table: str) -> None:
    store = station(Role.CLINICIAN)
    subject, draft = drafted(store)
    add_signed(store, draft.id, 1, made(store, subject))
    with store._engine.connect() as connection, pytest.raises(DBAPIError, match=f"{table} is never changed"):
        connection.execute(text(f"UPDATE {table} SET id = id"))


def test_two_who_sign_or_draft_at_a_time_do_not_overwrite_each_other(station) -> None:
    one, other = station(Role.CLINICIAN), station(Role.CLINICIAN)
    subject, draft = drafted(one)
    add_draft(other, draft.id, 1, made(other, subject, "theirs"))
    with pytest.raises(UserError, match="Somebody else changed this"):
        add_signed(one, draft.id, 1, made(one, subject, "mine"))
    assert report(one, draft.id).last.state is ReportState.DRAFT


def test_a_result_that_was_changed_since_is_neither_drafted_nor_signed(station) -> None:
    store = station(Role.CLINICIAN)
    visit, saved = filled(store)
    subject = subject_of(store, visit)
    old = made(store, subject)
    draft = add_report(store, new_id(), subject, old)
    exclude(store, saved.recording_id, 1, 3, "eye moved")
    for keep in (lambda: add_report(store, new_id(), subject, old), lambda: add_signed(store, draft.id, 1, old)):
        with pytest.raises(UserError, match="changed since this draft"):
            keep()
    with pytest.raises(UserError, match="changed since this draft"):
        add_signed(store, draft.id, 1, made(store, subject))


def test_reports_are_for_clinicians(station) -> None:
    subject, draft = drafted(station(Role.CLINICIAN))
    researcher = station(Role.RESEARCHER)
    for look in (
        lambda: report(researcher, draft.id),
        lambda: reports(researcher, subject.patient_id),
        lambda: report_pdf(researcher, draft.id, 1),
        lambda: report_content(researcher, draft.id, 1),
        lambda: add_report(researcher, new_id(), subject, MadeReport({}, b"", (), AT)),
    ):
        with pytest.raises(UserError, match="researcher may not"):
            look()


def test_making_and_handing_out_is_in_the_trail_without_what_is_in_it(station) -> None:
    administrator = station(Role.ADMINISTRATOR)
    subject, draft = drafted(administrator)
    add_signed(administrator, draft.id, 1, made(administrator, subject, "Müster"))
    report_pdf(administrator, draft.id, 2)
    entries = [entry for entry in administrator.audit_entries() if entry["entity"] == "report"]
    assert [(entry["action"], entry["entity_id"]) for entry in entries] == [
        ("create", draft.id),
        ("change", draft.id),
        ("export", draft.id),
    ]
    assert '"state": "signed"' in entries[1]["new"]
    assert sha256("%PDF Müster".encode()).hexdigest() in entries[2]["new"]
    assert "ster" not in "".join(entry["new"] for entry in entries)
    assert administrator.verify_audit().intact


def test_an_altered_report_is_not_handed_out(station) -> None:
    store = station(Role.CLINICIAN)
    _, draft = drafted(store)
    with store._engine.begin() as connection:
        trigger = "no_update_of_report_version"
        on = " ON report_version" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {trigger}{on}"))
        connection.execute(text("UPDATE report_version SET pdf = content, content = pdf"))
    with pytest.raises(UserError, match="altered after it was kept"):
        report_pdf(store, draft.id, 1)


def test_a_report_belongs_to_the_visit_s_patient_and_its_number_is_found(station) -> None:
    store = station(Role.CLINICIAN)
    visit, _ = filled(store)
    other = add_patient(store, type(ANNA)("Bert"))
    with pytest.raises(UserError, match="another patient's"):
        add_report(store, new_id(), Subject(other.id, visit), MadeReport({}, b"", (), AT))
    for number, message in (("abc", "first 6 characters"), ("0" * 8, "No report of this number"), ("%" * 8, "first 6")):
        with pytest.raises(UserError, match=message):
            report(store, number)
    with pytest.raises(UserError, match="No exam of this number"):
        exam_subject(store, "0" * 32)


def test_a_follow_up_is_of_no_single_visit(station) -> None:
    store = station(Role.CLINICIAN)
    patient = add_patient(store, ANNA)
    save_exam(store, add_visit(store, patient.id, MONDAY), recording(), document(("measured", 5.0)))
    subject = Subject(patient.id, eye=Eye.OD)
    kept = add_report(store, new_id(), subject, made(store, subject))
    assert kept.subject == subject
    assert kept.subject.kind == "follow-up"
    with pytest.raises(UserError, match="has no version 2"):
        report_pdf(store, kept.id, 2)


def test_reports_of_an_erased_patient_are_gone(station) -> None:
    store = station(Role.ADMINISTRATOR)
    clinician = station(Role.CLINICIAN)
    subject, draft = drafted(clinician)
    add_signed(clinician, draft.id, 1, made(clinician, subject))
    add_amendment(clinician, draft.id, 2, made(clinician, subject, "amended"), "planted reason")
    erase_patient(store, subject.patient_id, "asked for it in writing")
    with store.unit() as unit:
        for table in ("report", "report_version", "report_source"):
            assert unit.session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
    assert store.verify_audit().intact


def test_with_an_erased_exam_go_the_reports_that_it_is_in_and_no_others(station) -> None:
    store = station(Role.ADMINISTRATOR)
    clinician = station(Role.CLINICIAN)
    subject, of_first = drafted(clinician)
    assert subject.visit_id is not None
    (first,) = eye_history(clinician, subject.patient_id, Eye.OD)
    second = add_visit(clinician, subject.patient_id, MONDAY + timedelta(days=30))
    save_exam(clinician, second, recording(), document(("measured", 4.0)))
    newest = eye_history(clinician, subject.patient_id, Eye.OD)[-1].result_ids
    of_second = add_report(
        clinician, new_id(), subject_of(clinician, second), MadeReport({"says": 2}, b"%PDF 2", newest, AT)
    )
    both = Subject(subject.patient_id)
    follow_up = add_report(
        clinician, new_id(), both, MadeReport({"says": 3}, b"%PDF 3", (*first.result_ids, *newest), AT)
    )
    # one that names it, and rests on no result of it
    naming = add_report(clinician, new_id(), both, MadeReport({"visits": [subject.visit_id]}, b"%PDF 4", newest, AT))
    add_note(clinician, subject.visit_id, "planted note")
    erased = erase_exam(store, subject.visit_id, "filed under the wrong patient")
    assert (erased.visits, erased.recordings, erased.reports) == (1, 1, 3)
    assert [kept.id for kept in reports(clinician, subject.patient_id)] == [of_second.id]
    for gone in (of_first, follow_up, naming):
        with pytest.raises(UserError, match="No report of this number"):
            report(clinician, gone.id)
    (left,) = eye_history(clinician, subject.patient_id, Eye.OD)
    assert left.visit_id == second
    assert store.verify_audit().intact
    assert "planted note" not in repr(store.audit_entries())
    last = next(entry for entry in store.audit_entries() if entry["action"] == "erase")
    assert (last["entity_id"], last["reason"]) == (subject.visit_id, "filed under the wrong patient")
    for refused in (lambda: erase_exam(clinician, second, "why"), lambda: erase_exam(store, second, " ")):
        with pytest.raises(UserError):
            refused()
