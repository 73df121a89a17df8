"""The usual settings, but for those that a file names."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from tfcollab.errors import UserError
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.settings import ClinicalSettings

S = TypeVar("S", ClinicalSettings, Protocol)


def with_named(usual: S, changes: Mapping[str, Any], told: str) -> S:
    """The usual settings with these changes, checked. told: which settings they are, to begin a sentence with.

    Raises:
        UserError: a name is none of theirs, or a value is out of its range.
    """
    names = [field.name for field in fields(usual)]
    for name in changes:
        if name not in names:
            raise UserError(f"{told} name {name}, which is none of {', '.join(names)}.")
    found = replace(usual, **changes)
    found.check()
    return found
