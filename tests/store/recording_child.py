"""Records at a camera's pace until it is killed, and prints the time of each frame that it gives.

python recording_child.py FILE plain|encrypted
"""

import sys
import time

from recorded import SIZE, picture

from tfcollab.exam.frame import Frame
from tfcollab.store.recordings import record
from tfcollab.video.recorder import RecorderSettings, record_plain

FPS = 60
path, kind = sys.argv[1:]
pictures = [picture(index) for index in range(30)]
if kind == "plain":
    recorder = record_plain(path, *SIZE, FPS, RecorderSettings())
else:
    recorder = record(path, bytes(range(32)), *SIZE, FPS)
start_s = time.monotonic()
index = 0
while True:
    recorder.put(Frame(index, index / FPS, pictures[index % len(pictures)]))
    print(index / FPS, flush=True)
    index += 1
    time.sleep(max(0.0, index / FPS - (time.monotonic() - start_s)))
