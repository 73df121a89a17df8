"""Measuring the recordings that are to be imported."""

from collections.abc import Sequence

from tfcollab.chain.recording import analyse_recording
from tfcollab.cli.progress import bar, share
from tfcollab.cli.recording import Job
from tfcollab.errors import UserError
from tfcollab.report.document import to_document
from tfcollab.store.importing import Measured, Planned, Skipped
from tfcollab.video import open_source


def measure(recordings: Sequence[Planned], job: Job) -> tuple[list[Measured], list[Skipped]]:
    """Every recording with its result, and those in which nothing can be measured, with the reason."""
    measured: list[Measured] = []
    skipped: list[Skipped] = []
    for planned in recordings:
        with open_source(planned.path) as source, bar(planned.path.name) as update:
            try:
                result = analyse_recording(
                    source, job.analyzer, planned.listed.eye, job.settings, planned.sha256, progress=share(update)
                )
            except UserError as error:
                skipped.append(Skipped(planned.path.name, str(error)))
                continue
        measured.append(Measured.of(planned, to_document(result)))
    return measured, skipped
