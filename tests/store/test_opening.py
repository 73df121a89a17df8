"""Creating a record and getting in."""

import contextlib
import json
import logging
import random

import pytest
from records import ANNA, CHEAP, PASSPHRASE, filled

from tfcollab.errors import UserError
from tfcollab.store.opening import Created, create_store, open_store, recover, try_key
from tfcollab.store.patients import add_patient, patient
from tfcollab.store.people import change_passphrase
from tfcollab.store.places import Places, default_places
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import add_note


def test_what_is_kept_is_there_after_closing(store: Store, places: Places) -> None:
    anna = add_patient(store, ANNA)
    store.close()
    with open_store(places, " Ada ", PASSPHRASE) as reopened:
        assert patient(reopened, anna.id).data == ANNA


def test_the_usual_place_is_in_the_users_data_folder() -> None:
    assert default_places().folder.parts[-2:] == ("tfcollab", "records")


@pytest.mark.parametrize(
    ("name", "passphrase", "sentence"),
    [
        ("Ada", "too short", "at least 12 characters"),
        ("ada lovelace!", "ADA Lovelace!", "is not the name"),
        ("", PASSPHRASE, "1 to 200 readable"),
        ("a\nb", PASSPHRASE, "1 to 200 readable"),
        ("x" * 201, PASSPHRASE, "1 to 200 readable"),
    ],
)
def test_a_bad_first_user_is_refused_and_nothing_is_left(
    places: Places, name: str, passphrase: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        create_store(places, name, passphrase, CHEAP)
    assert list(places.folder.parent.iterdir()) == []


def test_a_record_is_never_created_over_anything(store: Store, places: Places) -> None:
    before = places.database.read_bytes()
    with pytest.raises(UserError, match="is not empty"):
        create_store(places, "Eve", PASSPHRASE, CHEAP)
    assert places.database.read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise UserError("the disk is full")

    monkeypatch.setattr("tfcollab.store.opening.set_anchor", full)
    with pytest.raises(UserError, match="full"):
        create_store(places, "Ada", PASSPHRASE, CHEAP)
    assert list(places.folder.parent.iterdir()) == []


def test_a_wrong_passphrase_and_an_unknown_user_are_told_alike(created: Created, places: Places) -> None:
    told = []
    for name, passphrase in (("Ada", "not this passphrase"), ("Eve", PASSPHRASE), ("Ada", "")):
        with pytest.raises(UserError) as refused:
            open_store(places, name, passphrase)
        told.append(str(refused.value))
    assert set(told) == {"The name or the passphrase is wrong: check it, and try again."}


def test_many_wrong_attempts_have_to_wait_also_after_a_restart_and_the_right_one_too(
    created: Created, places: Places
) -> None:
    for _ in range(3):
        with pytest.raises(UserError, match="is wrong"):
            open_store(places, "Ada", "not this passphrase")
    with pytest.raises(UserError, match=r"try again in \d s"):
        open_store(places, "Ada", PASSPHRASE)
    held = json.loads(places.keys.read_text())
    held["attempts"]["Ada"]["last"] = "2020-01-01T00:00:00+00:00"
    places.keys.write_text(json.dumps(held))
    open_store(places, "Ada", PASSPHRASE).close()
    assert json.loads(places.keys.read_text())["attempts"] == {}


def test_the_recovery_key_gives_a_new_passphrase_once(created: Created, places: Places) -> None:
    anna = add_patient(created.store, ANNA)
    with pytest.raises(UserError, match="The recovery key is wrong"):
        recover(places, "Ada", "AAAA-BBBB", "another passphrase", CHEAP)
    typed = created.recovery_key.lower().replace("-", " ")
    again = recover(places, "Ada", typed, "another passphrase", CHEAP)
    assert patient(again.store, anna.id).data == ANNA
    again.store.close()
    assert again.recovery_key != created.recovery_key
    with pytest.raises(UserError, match="The recovery key is wrong"):
        recover(places, "Ada", created.recovery_key, "third passphrase", CHEAP)
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, "Ada", PASSPHRASE)
    open_store(places, "Ada", "another passphrase").close()
    with pytest.raises(UserError, match="no access to this exam record"):
        recover(places, "Eve", again.recovery_key, "third passphrase", CHEAP)


def test_another_passphrase_does_not_touch_the_data(store: Store, places: Places) -> None:
    filled(store)
    store._engine.dispose()
    first_page = places.database.read_bytes()[:4096]
    change_passphrase(store, PASSPHRASE, "a new passphrase", CHEAP)
    with pytest.raises(UserError, match="is wrong"):
        change_passphrase(store, PASSPHRASE, "yet another one", CHEAP)
    store.close()
    # the salt at the file's start would be another one after encrypting anew
    assert places.database.read_bytes()[:16] == first_page[:16]
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, "Ada", PASSPHRASE)
    open_store(places, "Ada", "a new passphrase").close()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda places: places.keys.unlink(), "There is no exam record"),
        (lambda places: places.keys.write_text("{"), "is not a key file"),
        (lambda places: places.keys.write_text("[]"), "is not a key file"),
        (lambda places: places.database.unlink(), "exams.db is missing"),
        (lambda places: places.database.write_bytes(b"x" * 8192), "cannot be decrypted"),
        (lambda places: changed(places, "format", 2), "newer TF-Collab"),
        (lambda places: changed(places, "users", {"Ada": {"kdf": "argon2id"}}), "is damaged"),
        (lambda places: changed(places, "record_id", "0" * 32), "is wrong"),
    ],
)
def test_damage_is_told_in_a_sentence_and_creates_nothing(
    store: Store, places: Places, damage: object, sentence: str
) -> None:
    store.close()
    damage(places)  # type: ignore[operator]
    before = places.database.read_bytes() if places.database.exists() else None
    with pytest.raises(UserError, match=sentence):
        open_store(places, "Ada", PASSPHRASE)
    assert (places.database.read_bytes() if places.database.exists() else None) == before


def changed(places: Places, name: str, value: object) -> None:
    held = json.loads(places.keys.read_text())
    places.keys.write_text(json.dumps(held | {name: value}))


def test_nothing_that_was_typed_is_to_be_read_in_any_file_or_log(
    created: Created, places: Places, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = created.store
    visit, _ = filled(store)
    planted = [f"planted{number:02}" for number in range(18)]
    for word in planted:
        add_note(store, visit, f"{word} " * 50)
    with pytest.raises(UserError):
        add_note(store, "nowhere", "planted99")
    # a passphrase in the wrong field
    with pytest.raises(UserError):
        open_store(places, "planted77 horse battery", "Ada")
    planted += [
        "planted99",
        "planted77",
        "Müster",
        "H-4711",
        "Muster_Anna",
        PASSPHRASE,
        created.recovery_key,
        store.access.key.raw.hex(),
    ]
    seen = [path.read_bytes() for path in sorted(places.folder.parent.rglob("*")) if path.is_file()]
    assert any(path.name.endswith("-wal") for path in places.folder.iterdir())
    store.close()
    seen += [path.read_bytes() for path in sorted(places.folder.parent.rglob("*")) if path.is_file()]
    seen += [caplog.text.encode(), *(text.encode() for text in capfd.readouterr())]
    hits = [
        word for word in planted for content in seen for code in ("utf-8", "utf-16-le") if word.encode(code) in content
    ]
    assert hits == []
    # the search itself finds what is there
    assert any(b"argon2id" in content for content in seen)
    assert store.access.key.raw.hex() not in repr(store.access)


def test_one_flipped_bit_anywhere_in_the_key_file_opens_or_is_told_in_a_sentence(
    created: Created, places: Places
) -> None:
    with pytest.raises(UserError, match="is wrong"):
        open_store(places, "Ada", "not this passphrase")
    whole, key = places.keys.read_bytes(), created.store.access.key
    draw, opened = random.Random(8), 0
    for position in draw.sample(range(8 * len(whole)), 400):
        flipped = bytearray(whole)
        flipped[position // 8] ^= 1 << position % 8
        places.keys.write_bytes(flipped)
        # whatever is no sentence fails the test
        with contextlib.suppress(UserError):
            assert try_key(places, "Ada", lambda file: file.open_for_user("Ada", PASSPHRASE)) == key
            opened += 1
    # of the recovery key, of failures, of blanks: what does not matter for this passphrase
    assert 0 < opened < 350
