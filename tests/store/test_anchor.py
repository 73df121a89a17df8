"""The end of the audit trail, outside the database."""

from pathlib import Path

import pytest

from tfcollab.errors import UserError
from tfcollab.store.anchor import Head, advance_anchor, read_anchor, set_anchor


def test_an_anchor_only_ever_moves_forward_unless_it_is_set(tmp_path: Path) -> None:
    path = tmp_path / "anchor.json"
    assert read_anchor(path) is None
    for sequence in (1, 5, 3, 5):
        advance_anchor(path, Head(sequence, f"{sequence}" * 64))
    assert read_anchor(path) == Head(5, "5" * 64)
    set_anchor(path, Head(2, "2" * 64))
    assert read_anchor(path) == Head(2, "2" * 64)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"sequence": "x", "hash": ""}', b"\xff"])
def test_what_is_no_anchor_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "anchor.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match="does not hold the end of an audit trail"):
        read_anchor(path)
