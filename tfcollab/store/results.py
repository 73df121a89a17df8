"""Reading results back: every version with who and why, and the program's own document."""

import json
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tfcollab.errors import UserError
from tfcollab.exam.result import BreakupTime, TimeKind
from tfcollab.store.audit import Action
from tfcollab.store.exams import recording_row
from tfcollab.store.models import Change, ResultVersion, Role
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class MeasurementView:
    """One measurement as a version holds it; seconds as in BreakupTime."""

    number: int
    time: BreakupTime
    acceptable: bool
    excluded: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class VersionView:
    """at, author, reason: None for a researcher (free text and dates may say who the patient is)."""

    number: int
    change: Change
    program_version: str
    provider: str
    models: tuple[dict[str, Any], ...]
    measurements: tuple[MeasurementView, ...]
    at: str | None
    author: str | None
    reason: str | None


def versions(store: Store, recording_id: str) -> tuple[VersionView, ...]:
    """Every version of a recording's result, oldest first; the last is the current one."""
    with store.unit() as unit:
        row = recording_row(unit.session, recording_id)
        unit.tell(Action.VIEW, "recording", row.id, new={"versions": len(row.results)})
        return tuple(_view(version, store.user.role is Role.RESEARCHER) for version in row.results)


def result_document(store: Store, recording_id: str, version: int | None = None) -> dict[str, Any]:
    """The document that a version (by default the current one) rests on, as it was saved; see ui/report.

    A researcher gets `recording` for the file's name wherever it occurs, and corrections without who and why.

    Raises:
        UserError: there is no such recording or version, or the document is not the one that was saved.
    """
    with store.unit() as unit:
        row = recording_row(unit.session, recording_id)
        found = [held for held in row.results if version in (None, held.number)]
        if not found:
            raise UserError(f"The result has no version {version}: look at it again.")
        analysis = found[-1].analysis
        text = zlib.decompress(analysis.document)
        if sha256(text).hexdigest() != analysis.document_sha256:
            raise UserError("The result document was altered after it was saved: restore the record from a backup.")
        unit.tell(Action.VIEW, "result", found[-1].id)
        document: dict[str, Any] = json.loads(text)
        if store.user.role is not Role.RESEARCHER:
            return document
        for item in document.get("corrections", {"items": []})["items"]:
            item["who"] = item["why"] = "withheld"
        pseudonymised: dict[str, Any] = _without_name(document, document["source"]["name"])
        return pseudonymised


def _view(row: ResultVersion, pseudonymised: bool) -> VersionView:
    return VersionView(
        number=row.number,
        change=Change(row.change),
        program_version=row.analysis.program_version,
        provider=row.analysis.provider,
        models=tuple(row.analysis.models),
        measurements=tuple(
            MeasurementView(
                held.number,
                BreakupTime(TimeKind(held.kind), held.seconds, held.corrected),
                held.acceptable,
                held.excluded,
                held.corrected,
            )
            for held in row.measurements
        ),
        at=None if pseudonymised else row.at,
        author=None if pseudonymised else row.author.name,
        reason=None if pseudonymised else row.reason,
    )


def _without_name(value: Any, name: str) -> Any:
    """The value with the file's name, and its stem, replaced in every text."""
    if isinstance(value, dict):
        return {key: _without_name(held, name) for key, held in value.items()}
    if isinstance(value, list):
        return [_without_name(held, name) for held in value]
    if isinstance(value, str):
        for part in (name, name.rpartition(".")[0]):
            value = value.replace(part, "recording") if part else value
    return value
