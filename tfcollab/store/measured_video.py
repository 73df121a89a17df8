"""The very video that a result was measured in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tfcollab.errors import UserError
from tfcollab.store.audit import Action
from tfcollab.store.exams import recording_row
from tfcollab.store.patients import CLINICAL
from tfcollab.store.recording_files import master_key, plain_sha256, recording_path
from tfcollab.store.recordings import open_plain
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class MeasuredVideo:
    """path: of the encrypted recording. content: gives its plain bytes, as often as asked for."""

    path: Path
    content: Callable[[], BinaryIO]


def measured_video(store: Store, recording_id: str) -> MeasuredVideo | None:
    """The recording's video, read once from end to end and found to be what was measured; None where it is not there.

    Clinicians and administrators; the trail tells of it.

    Raises:
        UserError: not allowed, no such recording, it cannot be read, was altered, or is another one.
    """
    store.allow(*CLINICAL)
    with store.unit() as unit:
        row = recording_row(unit.session, recording_id)
        file_name, wanted = row.file_name, row.sha256
        unit.tell(Action.VIEW, "recording", recording_id, new={"video": True})
    path, master = recording_path(store.access.places, file_name), master_key(store)
    if not path.exists():
        return None
    if plain_sha256(path, master) != wanted:
        raise UserError(f"{file_name} is not the recording that was measured: restore it from a backup.")
    return MeasuredVideo(path, lambda: cast(BinaryIO, open_plain(path, master)))
