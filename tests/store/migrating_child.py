"""Run as a process of its own that is killed: brings a record to this program's form, as its first opening does.

Arguments: FOLDER KEY_HEX WAY. WAY is a number: says "half" after so many statements, and waits there; `free`: says
"begun" and goes on to the end; or `unsafe`: half way, without the transaction that makes it safe.
"""

import sys
import time
from pathlib import Path

from sqlalchemy import event

from tfcollab.store.migrate import upgrade
from tfcollab.store.places import Places
from tfcollab.store.server import engine_of
from tfcollab.store.wrapping import Key

folder, key, way = Path(sys.argv[1]), Key(bytes.fromhex(sys.argv[2])), sys.argv[3]
engine = engine_of(Places(folder), key)
statements = 0


def halt() -> None:
    print("half", flush=True)
    time.sleep(600)


if way == "unsafe":
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE report (id VARCHAR(32))")
        connection.commit()
    halt()


@event.listens_for(engine, "after_cursor_execute")
def _count(*_: object) -> None:
    global statements
    statements += 1
    if way.isdecimal() and statements == int(way):
        halt()


print("begun", flush=True)
upgrade(engine)
engine.dispose()
print(statements, flush=True)
