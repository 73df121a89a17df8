"""A record on a server gets another address: only for an administrator, only to where this very record is."""

from pathlib import Path

import pytest
from records import ANNA, CHEAP, PASSPHRASE, new_database
from sqlalchemy import create_engine, make_url, text

from tfcollab.errors import UserError
from tfcollab.store.models import Role
from tfcollab.store.opening import create_store, open_store
from tfcollab.store.patients import add_patient, find_patients
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.server_change import change_server


@pytest.fixture
def url(server_url: str, places: Places) -> str:
    """Of a record's database, with a patient and a clinician."""
    made = new_database(server_url)
    with create_store(places, "Ada", PASSPHRASE, CHEAP, made).store as store:
        add_patient(store, ANNA)
        add_user(store, "Rita", Role.CLINICIAN, PASSPHRASE, CHEAP)
    return made


def moved(server_url: str, url: str, name: str) -> str:
    """The address of a copy of the database, and the old one is gone."""
    old = make_url(url).database
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {old} RENAME TO {name}"))
    server.dispose()
    return url.replace(f"/{old}?", f"/{name}?")


def test_the_record_is_used_at_its_new_address_although_the_old_one_is_gone(
    server_url: str, url: str, places: Places
) -> None:
    there = moved(server_url, url, "moved_away")
    with pytest.raises(UserError, match="does not answer"):
        open_store(places, "Ada", PASSPHRASE)
    change_server(places, "Ada", PASSPHRASE, there)
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert len(find_patients(again, "anna")) == 1
        assert again.audit_fault == ""
        assert again.verify_audit().intact
        told = [entry for entry in again.audit_entries() if entry["entity"] == "record" and entry["new"]]
    assert "/moved_away" in told[-1]["new"]
    assert f"/{make_url(url).database}" in told[-1]["old"]
    assert b"moved_away" not in places.server.read_bytes()
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE moved_away WITH (FORCE)"))
    server.dispose()


def test_the_password_does_not_get_into_the_trail(url: str, places: Places) -> None:
    there = make_url(url).set(password="planted-secret").update_query_dict({"application_name": "planted-secret"})
    change_server(places, "Ada", PASSPHRASE, there.render_as_string(hide_password=False))
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert "planted-secret" not in repr(again.audit_entries())
        assert any(f"this computer/{there.database}" in entry["new"] for entry in again.audit_entries())


def test_a_damaged_address_is_put_right(url: str, places: Places) -> None:
    places.server.write_text("{")
    change_server(places, "Ada", PASSPHRASE, url)
    with open_store(places, "Ada", PASSPHRASE) as again:
        assert any("unreadable" in entry["old"] for entry in again.audit_entries())


def test_where_this_record_is_not_the_address_stays(server_url: str, url: str, places: Places, tmp_path: Path) -> None:
    before = places.server.read_bytes()
    other = new_database(server_url)
    create_store(Places(tmp_path / "other"), "Ada", PASSPHRASE, CHEAP, other).store.close()
    empty, bare = new_database(server_url), server_url
    for there in (other, empty, bare, "postgresql://ada:x@127.0.0.1:1/records", "postgresql://clinic.example/records"):
        with pytest.raises(UserError):
            change_server(places, "Ada", PASSPHRASE, there)
        assert places.server.read_bytes() == before
    # an older state of this record: what was entered since is not there
    with open_store(places, "Ada", PASSPHRASE) as store:
        add_patient(store, ANNA.__class__("Born later"))
        sequence = store.audit_entries()[-1]["sequence"]
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        connection.execute(text(f"DELETE FROM audit_entry WHERE sequence >= {sequence}"))
    engine.dispose()
    with pytest.raises(UserError, match=r"not this exam record as it is now \(The trail ends before entry"):
        change_server(places, "Ada", PASSPHRASE, url)
    assert places.server.read_bytes() == before


def test_who_may(url: str, places: Places) -> None:
    before = places.server.read_bytes()
    for name, passphrase, sentence in (
        ("Rita", PASSPHRASE, "A clinician may not"),
        ("Ada", "wrong passphrase", "is wrong"),
        ("Eve", PASSPHRASE, "is wrong"),
    ):
        with pytest.raises(UserError, match=sentence):
            change_server(places, name, passphrase, url)
    assert places.server.read_bytes() == before


def test_a_record_in_a_file_has_no_address(store, places: Places) -> None:
    with pytest.raises(UserError, match="restore it with --server"):
        change_server(places, "Ada", PASSPHRASE, "postgresql://localhost/records")
