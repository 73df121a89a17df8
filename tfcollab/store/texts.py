"""Text that people type: kept as it is, and found again however it is spelled."""

import unicodedata

from tfcollab.errors import UserError


def checked_text(value: str, what: str, longest: int = 100_000) -> str:
    """The text unchanged, right-to-left marks, markup and all.

    Raises:
        UserError: too long, or holds what no database keeps (a NUL, half a character).
    """
    if len(value) > longest:
        raise UserError(f"{what} is longer than {longest} characters: shorten it.")
    if "\0" in value or any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise UserError(f"{what} holds characters that cannot be kept: type it again.")
    return value


def search_form(text: str) -> str:
    """Words in lower case without accents, each after one blank: ` muller anna` for `MÜLLER, Anna`.

    Folded and decomposed twice, as letters may only turn into others after the first time (Unicode, definition D146).
    """
    parts = unicodedata.normalize("NFD", text)
    for _ in range(2):
        parts = unicodedata.normalize("NFKD", parts.casefold())
    plain = "".join(
        letter if letter.isalnum() else " "
        for letter in parts
        if not unicodedata.category(letter).startswith(("M", "Cf"))
    )
    return "".join(f" {word}" for word in plain.split())
