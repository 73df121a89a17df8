"""Settings that hold for a whole record, beside the database; sealed, so that nobody without its key changes them.

Without the file, or with one that was tampered with, the usual values hold, which are the safe ones.
"""

import hashlib
import hmac
import json

from tfcollab.errors import UserError
from tfcollab.files import write_whole
from tfcollab.store.audit import Action
from tfcollab.store.models import Role
from tfcollab.store.places import Places
from tfcollab.store.store import LOCK_AFTER_S, Store
from tfcollab.store.wrapping import Key

_FORMAT = 1
_LONGEST_LOCK_S = 8 * 3600


def lock_after_s(places: Places, key: Key) -> float:
    """Seconds without use after which the record locks itself."""
    try:
        held = json.loads(places.settings.read_text("utf-8"))
        value = held["lock_after_s"]
        return float(value) if hmac.compare_digest(held["seal"], _seal(key, value)) else LOCK_AFTER_S
    except (OSError, ValueError, KeyError, TypeError):
        return LOCK_AFTER_S


def set_lock_after(store: Store, seconds: int) -> None:
    """Changes it for everybody, from their next login on, and for this Store at once; administrators only.

    Raises:
        UserError: not allowed, or not between 30 s and 8 hours.
    """
    store.allow(Role.ADMINISTRATOR)
    if not 30 <= seconds <= _LONGEST_LOCK_S:
        raise UserError("An exam record locks itself after 30 s at the least, and 8 hours (480 min) at the most.")
    with store.unit() as unit:
        unit.tell(Action.CHANGE, "settings", old={"lock_after_s": store.lock_after_s}, new={"lock_after_s": seconds})
        key = store.access.key
        content = {"format": _FORMAT, "lock_after_s": seconds, "seal": _seal(key, seconds)}
        write_whole(store.access.places.settings, (json.dumps(content) + "\n").encode())
    store.lock_after_s = float(seconds)


def _seal(key: Key, value: object) -> str:
    content = json.dumps([_FORMAT, value]).encode()
    return hmac.new(key.derived("settings").raw, content, hashlib.sha256).hexdigest()
