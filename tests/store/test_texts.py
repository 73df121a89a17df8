"""Text is kept as typed, and found however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcollab.errors import UserError
from tfcollab.store.texts import checked_text, search_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("MÜLLER, Anna", " muller anna"),
        ("Straße", " strasse"),
        ("O'Neil", " o neil"),
        ("Ζωή", " ζωη"),
        ("100%_\\", " 100"),
        ("a\u202eb", " ab"),
        ("tab\tand\x07bell", " tab and bell"),
        ("", ""),
    ],
)
def test_search_form(text: str, form: str) -> None:
    assert search_form(text) == form


@given(st.text())
def test_the_search_form_holds_letters_and_digits_alone_and_is_its_own_form(text: str) -> None:
    form = search_form(text)
    assert all(letter.isalnum() or letter == " " for letter in form)
    assert search_form(form) == form


@given(st.text(max_size=50))
def test_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        assert checked_text(text, "The note") is text
    except UserError:
        assert "\0" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)
