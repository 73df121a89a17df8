"""`tfcollab user`, `tfcollab patient` and `tfcollab audit show` on a real record."""

import re
from pathlib import Path

import pytest
from on_record import keyring_in_memory, on_record
from records import CHEAP, PASSPHRASE

from tfcollab.store.opening import create_store, open_store
from tfcollab.store.places import Places

OTHER = "another passphrase"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_store(Places(tmp_path / "records"), "Ada", PASSPHRASE, CHEAP).store.close()
    return tmp_path / "records"


def test_a_user_is_added_shut_out_let_in_again_and_gets_another_role(folder: Path) -> None:
    added = on_record(folder, "user", "add", "Rex", "--role", "researcher", typed=f"{PASSPHRASE}\n{OTHER}")
    assert added.status == 0, added.err
    assert on_record(folder, "user", "list").out == "Ada  administrator\nRex  researcher\n"
    assert "A researcher may not" in on_record(folder, "user", "list", user="Rex", typed=OTHER).err
    assert on_record(folder, "user", "role", "Rex", "--role", "clinician").status == 0
    assert on_record(folder, "patient", "add", "--name", "Anna", user="Rex", typed=OTHER).status == 0
    assert on_record(folder, "user", "disable", "Rex").status == 0
    assert on_record(folder, "user", "list").out.endswith("Rex  clinician  disabled\n")
    assert on_record(folder, "exam", "list", user="Rex", typed=OTHER).status == 2
    assert on_record(folder, "user", "readmit", "Rex", typed=f"{PASSPHRASE}\n{OTHER}!").status == 0
    assert on_record(folder, "exam", "list", user="Rex", typed=f"{OTHER}!").status == 0
    assert "The last administrator stays" in on_record(folder, "user", "disable", "Ada").err
    assert (
        "at least 12 characters"
        in on_record(folder, "user", "add", "Bo", "--role", "clinician", typed=f"{PASSPHRASE}\nshort").err
    )


def test_a_passphrase_is_changed_and_got_back_by_the_recovery_key(folder: Path) -> None:
    wrong = on_record(folder, "user", "passphrase", typed=f"not the old one\n{OTHER}")
    assert wrong.status == 2
    assert on_record(folder, "user", "passphrase", typed=f"{PASSPHRASE}\n{OTHER}").status == 0
    assert on_record(folder, "exam", "list").status == 2
    made = on_record(folder, "user", "recovery-key", typed=OTHER)
    key = re.findall(r"Recovery key: (\S+)", made.out)[0]
    back = on_record(folder, "user", "recover", typed=f"{key}\n{PASSPHRASE}")
    assert back.status == 0, back.err
    fresh = re.findall(r"Recovery key: (\S+)", back.out)[0]
    assert fresh != key
    assert "The recovery key is wrong" in on_record(folder, "user", "recover", typed=f"{key}\n{OTHER}").err
    open_store(Places(folder), "Ada", PASSPHRASE).close()


def test_a_patient_is_added_corrected_and_found(folder: Path) -> None:
    options = ["--born", "1950-02-28", "--sex", "female", "--id", "hospital=4711"]
    added = on_record(folder, "patient", "add", "--name", "Anna\x1b Müller", *options)
    assert added.status == 0, added.err
    pseudonym = added.out.split()[0]
    assert added.out == f"{pseudonym}  female  Anna\\x1b Müller  1950-02-28  hospital=4711\n"
    change = ["patient", "change", pseudonym, "--reason", "misheard"]
    changed = on_record(folder, *change, "--name", "Hanna Müller", "--id", "hospital=", "--id", "eyes=7")
    assert changed.out == f"{pseudonym}  female  Hanna Müller  1950-02-28  eyes=7\n"
    assert on_record(folder, "patient", "list", "han").out == changed.out
    assert on_record(folder, "patient", "list", "anna").out == ""
    assert "YYYY-MM-DD" in on_record(folder, *change, "--born", "28.2.1950").err
    assert "SYSTEM=NUMBER" in on_record(folder, *change, "--id", "7").err
    assert "No patient has the pseudonym" in on_record(folder, "patient", "change", "P-X", "--reason", "x").err


def test_the_trail_is_shown_and_obeys_no_terminal(folder: Path) -> None:
    on_record(folder, "patient", "add", "--name", "\x1b[2JAnna")
    shown = on_record(folder, "audit", "show", "--newest", "2")
    assert shown.status == 0, shown.err
    assert "create  patient" in shown.out
    assert "\x1b" not in shown.out
    assert "\\\\u001b[2JAnna" in shown.out
    assert "there is nothing to accept" in on_record(folder, "audit", "accept", "--reason", "x").err
    Places(folder).anchor.unlink()
    assert "is missing" in on_record(folder, "audit", "verify").err + on_record(folder, "audit", "verify").out
    assert on_record(folder, "audit", "accept", "--reason", "looked into it").status == 0
    assert on_record(folder, "audit", "verify").status == 0
    assert "looked into it" in on_record(folder, "audit", "show").out


def test_the_system_keyring_remembers_and_forgets(folder: Path) -> None:
    with keyring_in_memory():
        assert on_record(folder, "user", "remember").status == 0
        assert on_record(folder, "exam", "list", "--keyring", typed="").status == 0
        assert on_record(folder, "user", "forget", "--keyring", typed="").status == 0
        assert on_record(folder, "exam", "list", "--keyring", typed="").status == 2
