"""Saving what a person corrected in a result, as a new version of it."""

from collections.abc import Mapping
from typing import Any

from tfcollab.errors import UserError
from tfcollab.store.exams import Saved, add_analysis, add_version, measurements_of, row_for_change
from tfcollab.store.models import Change
from tfcollab.store.patients import CLINICAL
from tfcollab.store.store import Store


def save_corrections(
    store: Store, recording_id: str, seen_version: int, document: Mapping[str, Any], reason: str
) -> Saved:
    """A new version from the same analysis with a person's corrections; document: the corrected result's, whole.

    Times set by hand are marked as corrected, and rejected measurements as excluded. Exclusions and corrections that
    were made without a document are not carried over.

    Raises:
        UserError: as save_reanalysis, or the document comes from other models than the current version.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = row_for_change(unit.session, recording_id, seen_version, reason)
        analysis = add_analysis(unit.session, row, document)
        before = row.results[-1].analysis
        if (analysis.program_version, analysis.models) != (before.program_version, before.models):
            raise UserError("The corrections belong to another analysis: open the recording again.")
        return add_version(store, unit, row, analysis, Change.CORRECTED, reason, measurements_of(document))
