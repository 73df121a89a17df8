"""Run as a process of its own that is killed: saves exams for ever, and says which are on the disk.

Arguments: FOLDER KEY_HEX WAY USER_ID VISIT_ID. WAY is `record` (the real store), or `buffered`, a control that must
lose something: a plain file whose lines are told as kept before they are written through.
"""

import sys
from pathlib import Path

from records import THREE, document, recording

from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.exams import save_exam
from tfcollab.store.models import Role
from tfcollab.store.places import Places
from tfcollab.store.store import Access, CurrentUser, Store
from tfcollab.store.wrapping import Key


def main(folder: Path, key: Key, way: str, user_id: str, visit_id: str) -> None:
    places = Places(folder)
    store = Store(
        encrypted_engine(places.database, key),
        CurrentUser(user_id, "Ada", Role.ADMINISTRATOR),
        places.anchor,
        Access(places, key),
    )
    with (folder / "plain.txt").open("a") as plain:
        number = 0
        while True:
            number += 1
            if way == "buffered":
                plain.write(f"{number}\n")
                print(number, flush=True)
            else:
                saved = save_exam(store, visit_id, recording(), document(*THREE))
                print(saved.recording_id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Key(bytes.fromhex(sys.argv[2])), *sys.argv[3:])
