"""Run as a process of its own that is killed: takes folders out of a record, or patients, and says what is done.

Arguments: FOLDER OUT WHAT WAY. WHAT is exam, research, backup or erase. WAY is `free` (until it is killed at any
moment), `half` (says "half" in the middle and waits there), or `unsafe`: the same, without what makes it safe.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from records import PASSPHRASE

from tfcollab.store import backup, exam_export, pending, research
from tfcollab.store.erasure import erase_patient
from tfcollab.store.opening import open_store
from tfcollab.store.patients import find_patients
from tfcollab.store.places import Places
from tfcollab.store.store import Store


def halting(real: Callable[..., Any]) -> Callable[..., Any]:
    """Does it once, says so, and waits to be killed."""

    def called(*arguments: Any) -> Any:
        real(*arguments)
        print("half", flush=True)
        time.sleep(600)

    return called


@contextmanager
def in_place(_: Store, folder: Path) -> Iterator[Path]:
    """A folder that is filled where it is looked for."""
    folder.mkdir(parents=True)
    yield folder


@contextmanager
def unnoted(*_: object) -> Iterator[None]:
    yield
    print("half", flush=True)
    time.sleep(600)


def prepare(what: str, way: str) -> None:
    if way == "free":
        return
    if way == "unsafe":
        for module in (exam_export, research, backup):
            module.leaving_folder = in_place
    exam_export._write_video = halting(exam_export._write_video)
    research.write_bare = halting(research.write_bare)
    backup._copy_recordings = halting(lambda places, copy, progress: next(iter(real(places, copy, progress))))
    # the rows are gone when it is decided what becomes of the recordings
    pending._decide = halting(lambda *_: None)
    if way == "unsafe" and what == "erase":
        import tfcollab.store.erasure as erasure

        erasure.provisional = unnoted


real = backup._copy_recordings


def take_out(store: Store, what: str, target: Path) -> None:
    if what == "exam":
        visit = next(iter(exams(store)))
        exam_export.export_exam(store, visit, target, with_video=True)
    elif what == "research":
        research.export_research(store, target, "A", with_video=True)
    else:
        backup.create_backup(store, target)


def exams(store: Store) -> list[str]:
    from tfcollab.store.overview import exams as seen

    return [found.visit_id for found in seen(store, "") if found.recordings]


def main(folder: Path, out: Path, what: str, way: str) -> None:
    prepare(what, way)
    with open_store(Places(folder), "Ada", PASSPHRASE) as store:
        if what == "erase":
            for seen in find_patients(store, ""):
                print("begun", flush=True)
                erase_patient(store, seen.id, "asked for it")
                print(seen.id, flush=True)
            return
        for number in range(10**6):
            print("begun", flush=True)
            take_out(store, what, out / str(number))
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
