"""`tfcollab record` and getting in: passphrases never come from the command line."""

import re
from pathlib import Path

import pytest
from on_record import keyring_in_memory, on_record
from records import PASSPHRASE

from tfcollab.cli.login import legible
from tfcollab.store.opening import open_store, recover
from tfcollab.store.places import Places
from tfcollab.store.system_keyring import remember


def test_a_record_is_created_opened_and_recovered(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    made = on_record(folder, "record", "create")
    assert made.status == 0, made.err
    recovery_key = re.findall(r"Recovery key: (\S+)", made.out)[0]
    assert on_record(folder, "exam", "list").out == "0 exams\n"
    wrong = on_record(folder, "exam", "list", typed="not this passphrase")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err == "tfcollab: The name or the passphrase is wrong: check it, and try again.\n"
    recover(Places(folder), "Ada", recovery_key, "another passphrase").store.close()
    assert on_record(folder, "exam", "list", typed="another passphrase").status == 0
    again = on_record(folder, "record", "create")
    assert again.status == 2
    assert "is not empty" in again.err


def test_there_is_no_option_for_a_passphrase_or_an_address(tmp_path: Path) -> None:
    for option in ("--passphrase", "--password"):
        assert on_record(tmp_path / "records", "exam", "list", option, "x").status == 2
    on_server = on_record(tmp_path / "records", "record", "create", "--server", typed=f"{PASSPHRASE}\nmysql://x/y")
    assert on_server.status == 2
    assert "no address of a PostgreSQL database" in on_server.err
    assert list(tmp_path.iterdir()) == []


def test_a_record_in_a_file_has_no_address_of_a_server(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    on_record(folder, "record", "create")
    refused = on_record(folder, "record", "server", typed=f"{PASSPHRASE}\npostgresql://localhost/records")
    assert (refused.status, refused.out) == (2, "")
    assert "is an encrypted file, not on a server" in refused.err


def test_the_record_locks_itself_when_it_was_told_to(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    on_record(folder, "record", "create")
    assert on_record(folder, "record", "lock-after", "3").status == 0
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        assert store.lock_after_s == 180
    assert "8 hours" in on_record(folder, "record", "lock-after", "9999").err


def test_the_system_keyring_lets_in_without_a_passphrase(tmp_path: Path) -> None:
    with keyring_in_memory():
        folder = tmp_path / "records"
        on_record(folder, "record", "create")
        refused = on_record(folder, "exam", "list", "--keyring", typed="")
        assert "holds nothing for this user" in refused.err
        with open_store(Places(folder), "Ada", PASSPHRASE) as store:
            remember(store)
        assert on_record(folder, "exam", "list", "--keyring", typed="").out == "0 exams\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Müller-山田 שרה", "Anna Müller-山田 שרה"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (r"back\slash", r"back\\slash"),
        ("[bold]<b>", "[bold]<b>"),
    ],
)
def test_nothing_that_steers_a_terminal_is_printed_and_nothing_is_lost(text: str, shown: str) -> None:
    assert legible(text) == shown
