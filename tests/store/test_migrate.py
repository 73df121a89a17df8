"""Migrations lead from nothing to what the models say, all or nothing."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from old_forms import VERSION, make_first_form, rows_of
from records import CHEAP, PASSPHRASE, filled, new_database, recorded
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from tfcollab.errors import UserError
from tfcollab.exam.clinic import Clinic
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.store import migrate
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.clinic import set_clinic
from tfcollab.store.exams import correct, exclude
from tfcollab.store.history import eye_history
from tfcollab.store.models import Role
from tfcollab.store.opening import open_store
from tfcollab.store.patients import find_patients
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key
from tfcollab.store.recordings import open_recording
from tfcollab.store.report_models import Report
from tfcollab.store.results import result_document
from tfcollab.store.server import engine_of, keep_url
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import add_note, save_questionnaire
from tfcollab.store.wrapping import Key


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return encrypted_engine(tmp_path / "exams.db", Key.new())


def test_migrations_from_empty_give_the_tables_of_the_models(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(found, Report.metadata) == []
        assert set(Report.metadata.tables) == set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_a_record_of_a_newer_program_is_refused_and_left_alone(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError, match="newer TF-Collab"):
        migrate.upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_a_migration_that_fails_half_way_leaves_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE visit (id TEXT)"))
    with pytest.raises(DBAPIError):
        migrate.upgrade(engine)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["visit"]


@pytest.mark.parametrize("where", ["encrypted file", "postgresql"])
def test_a_record_of_the_first_form_is_brought_to_this_one_with_all_that_is_in_it(
    where: str, store: Store, places: Places, request: pytest.FixtureRequest
) -> None:
    visit, saved = filled(store)
    path, made = recorded(store, visit, eye="OS")
    exclude(store, saved.recording_id, 1, 2, "eye moved")
    correct(store, saved.recording_id, 2, 1, BreakupTime(TimeKind.MEASURED, 6.1), "lash")
    add_note(store, visit, "a note of דוד")
    save_questionnaire(store, visit, "OSDI", [2, 1, 3, None, 2, 1, 0, None, 2, 1, 1, 0])
    add_user(store, "Rita", Role.ADMINISTRATOR, PASSPHRASE, CHEAP)
    find_patients(store, "anna")
    anna = find_patients(store, "anna")[0]
    history = eye_history(store, anna.id, "OD")
    key = store.access.key
    store.close()
    now = encrypted_engine(places.database, key)
    before = rows_of(now)
    now.dispose()
    for file in places.folder.glob("exams.db*"):
        file.unlink()
    if where == "postgresql":
        url = new_database(request.getfixturevalue("server_url"), with_tables=False)
        keep_url(places, key, url)
    older = engine_of(places, key)
    make_first_form(older, before)
    first = rows_of(older)
    older.dispose()
    empty = {"clinic_profile", "repeatability_limit", "report", "report_version", "report_source"}
    assert set(before) - set(first) == empty
    assert all(first[name] == before[name] for name in first)
    assert all(first[name] for name in first)

    # as the newer program does it: whoever opens it first
    with open_store(places, "Rita", PASSPHRASE) as rita:
        with rita.snapshot() as connection:
            assert set(inspect(connection).get_table_names()) - {VERSION} == set(before)
        assert eye_history(rita, anna.id, "OD") == history
        assert rita.verify_audit().intact
        with open_recording(path, master_key(rita)) as source:
            assert len(list(source)) == 12
        assert result_document(rita, made.recording_id)["eye"] == "OS"
        set_clinic(rita, 0, Clinic("Eyes"))
    upgraded = engine_of(places, key)
    after = rows_of(upgraded)
    upgraded.dispose()
    # nothing but what Rita did was added
    for name in set(first) - {"audit_entry", "audit_head"}:
        assert after[name] == before[name]
    assert [row for row in before["audit_entry"] if row not in after["audit_entry"]] == []
    assert len(after["clinic_profile"]) == 1


def test_migrations_give_the_same_on_postgresql(server_url: str) -> None:
    engine = create_engine(server_url.replace("/postgres?", "/template1?"))
    with engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(found, Report.metadata) == []
    engine.dispose()
