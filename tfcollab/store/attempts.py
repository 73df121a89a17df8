"""How often one may try: after three failures each further attempt waits, 2 s and twice as long each time, to 15 min.

Kept in the key file, and counted before the passphrase is tried, so that neither a restart nor a kill starts anew.
Somebody who holds a copy of the files is not slowed by this, only by argon2id and a good passphrase.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from tfcollab.errors import UserError

FREE_ATTEMPTS = 3
LONGEST_WAIT_S = 900

Attempts = dict[str, dict[str, Any]]


def wait_s(failures: int) -> int:
    """Seconds to wait after that many failures in a row."""
    return 0 if failures < FREE_ATTEMPTS else min(2 ** min(failures - FREE_ATTEMPTS + 1, 20), LONGEST_WAIT_S)


def start_attempt(attempts: Attempts, name: str, now: datetime) -> None:
    """Counts an attempt as failed, until `passed` says otherwise.

    Raises:
        UserError: it is too early for another one.
    """
    held = attempts.get(name, {"failures": 0, "last": now.isoformat()})
    last = datetime.fromisoformat(held["last"])
    wait = timedelta(seconds=wait_s(held["failures"]))
    # a clock that was set back must not open the door, nor keep it shut for longer than the wait
    left = wait if now < last else last + wait - now
    if left > timedelta(0):
        if now < last:
            attempts[name] = {"failures": held["failures"], "last": now.isoformat()}
        raise UserError(f"Too many wrong passphrases: try again in {-(-left // timedelta(seconds=1))} s.")
    attempts[name] = {"failures": held["failures"] + 1, "last": now.isoformat()}


def passed(attempts: Attempts, name: str) -> None:
    """Forgets the failures."""
    attempts.pop(name, None)


def now_utc() -> datetime:
    return datetime.now(UTC)
