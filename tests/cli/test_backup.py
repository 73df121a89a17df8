"""`tfcollab backup` from making to restoring, on a real record."""

from pathlib import Path

import pytest
from on_record import on_record
from records import CHEAP, PASSPHRASE, filled, recorded

from tfcollab.store.opening import create_store
from tfcollab.store.places import Places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create_store(Places(tmp_path / "records"), "Ada", PASSPHRASE, CHEAP).store as store:
        visit, _ = filled(store)
        recorded(store, visit)
    return tmp_path / "records"


def backup(folder: Path, *arguments: str | Path, typed: str = PASSPHRASE):
    return on_record(folder, "backup", *arguments, typed=typed)


def verify(folder: Path, target: Path, typed: str = PASSPHRASE):
    from clips import tfcollab

    with pytest.MonkeyPatch.context() as patch:
        import io
        import sys

        patch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        return tfcollab("backup", "verify", target, "--user", "Ada", cwd=folder.parent)


def test_made_checked_damaged_and_restored(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    made = backup(folder, "create", target)
    assert made.status == 0, made.err
    assert "audit trail up to entry" in made.out
    assert "note  the recording rec-1.tfv is named in the record and was not there" in made.out
    good = verify(folder, target)
    assert good.status == 0, good.err
    assert "2 results and 1 recordings are as they were saved" in good.out

    refused = backup(folder, "restore", target)
    assert refused.status == 2
    assert "--replace" in refused.err
    restored = backup(folder, "restore", target, "--replace")
    assert restored.status == 0, restored.err
    assert "erase them again" in restored.out
    (aside,) = tmp_path.glob("records.replaced-*")
    assert str(aside) in restored.out
    assert on_record(folder, "exam", "list").out.endswith("1 exams\n")
    assert on_record(folder, "audit", "verify").status == 0

    (vault,) = target.glob("recordings/*.vault")
    vault.write_bytes(vault.read_bytes()[:-1])
    bad = verify(folder, target)
    assert bad.status == 2
    assert f"BAD   recordings/{vault.name} is not as it was backed up." in bad.out
    assert verify(folder, target, "not this passphrase").status == 2
