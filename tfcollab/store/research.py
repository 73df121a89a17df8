"""A pseudonymised export for research: tables as CSV and Parquet, and recordings with nothing but their pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tfcollab.csv_cells import csv_lines
from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.store.audit import Action
from tfcollab.store.leaving import leaving_folder
from tfcollab.store.models import Role
from tfcollab.store.recording_files import master_key, recording_path
from tfcollab.store.recordings import open_plain
from tfcollab.store.research_tables import TABLES, Pseudonyms, Row, collect
from tfcollab.store.store import Store
from tfcollab.store.texts import checked_text
from tfcollab.video.bare import write_bare

VIDEO_WARNING = (
    "Video of an eye is itself identifying: iris, vessels and lids are as much a person's own as a face. Without names "
    "these recordings are not anonymous."
)
_README = """TF-Collab research export, pseudonymised, project: {project}

These data are pseudonymous, not anonymous: the clinic that made the export can find the persons again. Ids are the same
in every export for this project, and others in any other project. There are no names, birth dates, dates of visits,
external ids, notes, file names or hashes of original recordings. `day` counts from a subject's first visit; `age_years`
is in full years, 90 for 90 and more. Rare combinations (an age, a sex, a certain course) can still say who somebody is.

{video}

Tables (CSV in UTF-8; docs/data-dictionary.md of TF-Collab describes every column): {tables}.
A text in a CSV table that begins with ' has one ' in front that keeps spreadsheets from taking it for a formula.
A censored time (no break-up until then) is in nif_but_censored_at_s and never in nif_but_s: leaving these rows out, or
taking them for measured ones, biases every mean. Rows with `excluded` were left out of medians by a clinician.

Research use and decision support; not a cleared medical device.
"""


@dataclass(frozen=True, slots=True)
class ResearchExport:
    """files: names in the folder. subjects, recordings: how many. missing: recordings that were not there."""

    files: tuple[str, ...]
    subjects: int
    recordings: int
    missing: int


def export_research(
    store: Store,
    folder: Path,
    project: str,
    with_video: bool = False,
    with_parquet: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ResearchExport:
    """Writes a new folder, whole or not at all; researchers and administrators, with_video administrators alone.

    progress: recordings done, and there are.

    Raises:
        UserError: not allowed, no project, the folder is not empty or cannot be written, a recording was altered, or
            Parquet is wanted and pyarrow is not installed.
    """
    store.allow(*((Role.ADMINISTRATOR,) if with_video else (Role.ADMINISTRATOR, Role.RESEARCHER)))
    project = checked_text(project.strip(), "The project's name", 200)
    if not project.isprintable() or not project:
        raise UserError("Name the project that the data are for: its ids are made of that name.")
    if with_parquet:
        _pyarrow()
    ids = Pseudonyms(store.derived_key(f"research export {project}"))
    with store.kept_open(), leaving_folder(store, folder) as scratch:
        with store.unit() as unit:
            unit.tell(Action.EXPORT, "record", new={"research": project, "video": with_video})
            rows, videos = collect(unit.session, ids, with_video)
        missing = _write_videos(store, scratch, videos, progress or (lambda _done, _all: None)) if with_video else set()
        for row in rows["recordings"]:
            row[-1] = None if row[-1] in missing else row[-1]
        for name, table in rows.items():
            write_whole(scratch / f"{name}.csv", csv_lines(tuple(TABLES[name]), table))
            if with_parquet:
                _write_parquet(scratch / f"{name}.parquet", name, table)
        video = VIDEO_WARNING if with_video else "There is no video in this export."
        write_whole(
            scratch / "README.txt", _README.format(project=project, video=video, tables=", ".join(TABLES)).encode()
        )
        names = tuple(sorted(path.relative_to(scratch).as_posix() for path in scratch.rglob("*") if path.is_file()))
    return ResearchExport(names, len(rows["subjects"]), len(videos) - len(missing), len(missing))


def _write_videos(
    store: Store, scratch: Path, videos: dict[str, str], progress: Callable[[int, int], None]
) -> set[str]:
    missing = set()
    (scratch / "videos").mkdir()
    for done, (file_name, name) in enumerate(sorted(videos.items()), start=1):
        path = recording_path(store.access.places, file_name)
        if path.exists():
            content = cast(BinaryIO, open_plain(path, master_key(store)))
            write_bare(content, path, scratch / "videos" / name)
        else:
            missing.add(name)
        progress(done, len(videos))
    return missing


def _pyarrow() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UserError("Parquet needs pyarrow: pip install 'tfcollab[research]', or go on with CSV alone.") from error


def _write_parquet(path: Path, name: str, rows: Sequence[Row]) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    columns = TABLES[name]
    schema = pyarrow.schema([(column, types[kind]) for column, kind in columns.items()])
    values = [[row[place] for row in rows] for place in range(len(columns))]
    arrays = [pyarrow.array(held, types[kind]) for held, kind in zip(values, columns.values(), strict=True)]
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), path)
