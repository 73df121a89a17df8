"""Keys sealed by passphrases and by other keys."""

import base64

import pytest
from records import CHEAP

from tfcollab.store.wrapping import (
    DEFAULT_COST,
    Cost,
    Key,
    new_recovery_key,
    readable,
    unwrap_by_key,
    unwrap_by_passphrase,
    wrap_by_key,
    wrap_by_passphrase,
)

KEY = Key(bytes(range(32)))


@pytest.mark.parametrize("passphrase", ["correct horse", "пароль из слов", "密码短语", "lone \ud800"])
def test_only_the_passphrase_and_the_purpose_open_it(passphrase: str) -> None:
    wrapped = wrap_by_passphrase(KEY, passphrase, "for Ada", CHEAP)
    assert unwrap_by_passphrase(wrapped, passphrase, "for Ada") == KEY
    assert unwrap_by_passphrase(wrapped, passphrase + " ", "for Ada") is None
    assert unwrap_by_passphrase(wrapped, passphrase, "for Eve") is None
    assert wrap_by_passphrase(KEY, passphrase, "for Ada", CHEAP)["sealed"] != wrapped["sealed"]


def test_every_flipped_bit_is_found() -> None:
    wrapped = wrap_by_key(KEY, Key(b"k" * 32), "p")
    assert unwrap_by_key(wrapped, Key(b"k" * 32), "p") == KEY
    for name in ("nonce", "sealed"):
        plain = base64.b64decode(wrapped[name])
        for bit in range(len(plain) * 8):
            flipped = bytearray(plain)
            flipped[bit // 8] ^= 1 << bit % 8
            altered = wrapped | {name: base64.b64encode(flipped).decode()}
            assert unwrap_by_key(altered, Key(b"k" * 32), "p") is None


def test_an_altered_cost_cannot_take_all_memory() -> None:
    wrapped = wrap_by_passphrase(KEY, "correct horse", "p", CHEAP)
    for name, value in (("memory_kib", 2**31), ("passes", 10**9), ("lanes", 1000)):
        assert unwrap_by_passphrase(wrapped | {name: value}, "correct horse", "p") is None


def test_a_guess_costs_what_rfc_9106_recommends() -> None:
    assert Cost(passes=3, memory_kib=65536, lanes=4) == DEFAULT_COST


def test_a_recovery_key_is_long_and_forgives_how_it_is_typed() -> None:
    key = new_recovery_key()
    assert len(key.replace("-", "")) == 32
    assert readable(key.lower().replace("-", "  ")) == key
    assert new_recovery_key() != key


def test_a_derived_key_is_another_one_for_each_purpose_and_no_key_shows_itself() -> None:
    derived = {KEY.derived("recordings").raw, KEY.derived("exports").raw, KEY.raw}
    assert len(derived) == 3
    assert KEY.derived("recordings") == KEY.derived("recordings")
    assert KEY.raw.hex() not in repr(KEY)
    assert repr(KEY.raw) not in repr(KEY)
