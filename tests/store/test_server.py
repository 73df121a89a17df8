"""A record on a real PostgreSQL server: opened by passphrase from a shared folder; its address is never to be read."""

import json
import sys
from pathlib import Path

import pytest
from records import ANNA, CHEAP, PASSPHRASE, new_database

from tfcollab.errors import UserError
from tfcollab.store.models import Role
from tfcollab.store.opening import create_store, open_store
from tfcollab.store.patients import add_patient, patient
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.server import checked_url


def test_two_rooms_share_a_record_by_its_folder(server_url: str, places: Places) -> None:
    url = new_database(server_url)
    with create_store(places, "Ada", PASSPHRASE, CHEAP, url).store as ada:
        add_user(ada, "Rita", Role.CLINICIAN, "another passphrase", CHEAP)
        anna = add_patient(ada, ANNA)
        with open_store(places, "Rita", "another passphrase") as rita:
            assert patient(rita, anna.id).data == ANNA
            assert rita.verify_audit().intact
            assert rita.damaged_pages() == []
            assert rita.derived_key("recordings").raw == ada.derived_key("recordings").raw
    assert not places.database.exists()
    kept = b"".join(path.read_bytes() for path in places.folder.iterdir())
    assert b"postgres" not in kept
    assert new_name(url).encode() not in kept


def new_name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def test_a_database_that_holds_a_record_is_not_taken_for_another(server_url: str, tmp_path: Path) -> None:
    url = new_database(server_url)
    create_store(Places(tmp_path / "one"), "Ada", PASSPHRASE, CHEAP, url).store.close()
    with pytest.raises(UserError, match="holds an exam record already"):
        create_store(Places(tmp_path / "two"), "Eve", PASSPHRASE, CHEAP, url)
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_server_that_does_not_answer_is_one_sentence_without_the_password(places: Places) -> None:
    with pytest.raises(UserError, match="does not answer") as refused:
        create_store(places, "Ada", PASSPHRASE, CHEAP, "postgresql://ada:planted-secret@127.0.0.1:1/records")
    assert "planted-secret" not in str(refused.value)
    assert list(places.folder.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "no address of a PostgreSQL"),
        ("sqlite:///exams.db", "no address of a PostgreSQL"),
        ("nonsense", "no address of a PostgreSQL"),
        ("postgresql://ada:x@clinic.example/records", "must be encrypted"),
        ("postgresql://ada:x@clinic.example/records?sslmode=require", "must be encrypted"),
        ("postgresql://ada:x@/records?host=10.0.0.7", "must be encrypted"),
        ("postgresql://ada:x@localhost/records?host=10.0.0.7", "must be encrypted"),
        ("postgresql://ada:x@localhost/records?hostaddr=10.0.0.7", "must be encrypted"),
    ],
)
def test_a_way_to_the_server_that_is_not_safe_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        checked_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:x@clinic.example/records?sslmode=verify-full",
        "postgresql+psycopg://ada@localhost/records",
        "postgresql://postgres:@/records?host=/run/postgresql",
    ],
)
def test_a_safe_way_is_taken(url: str) -> None:
    assert checked_url(url).drivername == "postgresql+psycopg"


def test_a_damaged_address_and_a_missing_driver_are_sentences(
    server_url: str, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_store(places, "Ada", PASSPHRASE, CHEAP, new_database(server_url)).store.close()
    whole = places.server.read_text()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "psycopg", None)
        with pytest.raises(UserError, match=r"tfcollab\[server\]"):
            open_store(places, "Ada", PASSPHRASE)
    for content, sentence in (
        ("{", "is damaged"),
        (json.dumps(json.loads(whole) | {"format": 2}), "newer TF-Collab"),
        (json.dumps(json.loads(whole) | {"sealed": "AAAA" + json.loads(whole)["sealed"][4:]}), "is damaged"),
    ):
        places.server.write_text(content)
        with pytest.raises(UserError, match=sentence):
            open_store(places, "Ada", PASSPHRASE)
