"""Run as a process of its own that is killed: records a patient's eye in an exam record, and says when it has begun.

Arguments: FOLDER KEY_HEX USER_ID PATIENT_ID.
"""

import sys
import time
from pathlib import Path

from recorded import SIZE, frame
from records import MONDAY

from tfcollab.exam.frame import Eye
from tfcollab.store.interrupted import Begun, being_made
from tfcollab.store.models import Role
from tfcollab.store.places import Places
from tfcollab.store.recording_files import master_key, new_recording_path
from tfcollab.store.recordings import record
from tfcollab.store.server import engine_of
from tfcollab.store.store import Access, CurrentUser, Store
from tfcollab.store.wrapping import Key
from tfcollab.video.recorder import RecorderSettings

places, key = Places(Path(sys.argv[1])), Key(bytes.fromhex(sys.argv[2]))
user = CurrentUser(sys.argv[3], "Ada", Role.ADMINISTRATOR)
store = Store(engine_of(places, key), user, places.anchor, Access(places, key))
path = new_recording_path(places)
with being_made(store, path, Begun(sys.argv[4], None, Eye.OS, "Camera 1", MONDAY)):
    recorder = record(path, master_key(store), *SIZE, 60, RecorderSettings("ffv1"))
    for index in range(60):
        recorder.put(frame(index))
        time.sleep(1 / 60)
    print(path.name, flush=True)
    time.sleep(600)
