"""How long one waits for another attempt."""

from datetime import UTC, datetime, timedelta

import pytest

from tfcollab.errors import UserError
from tfcollab.store.attempts import Attempts, passed, start_attempt, wait_s

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_s(failures) for failures in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]
    assert wait_s(12) == wait_s(10_000) == 900


def test_an_attempt_is_counted_before_it_is_made_and_forgotten_when_it_passed() -> None:
    attempts: Attempts = {}
    for _ in range(3):
        start_attempt(attempts, "Ada", NOON)
    with pytest.raises(UserError, match="in 2 s"):
        start_attempt(attempts, "Ada", NOON)
    with pytest.raises(UserError, match="in 1 s"):
        start_attempt(attempts, "Ada", NOON + timedelta(seconds=1.5))
    start_attempt(attempts, "Eve", NOON)
    start_attempt(attempts, "Ada", NOON + timedelta(seconds=2))
    assert attempts["Ada"]["failures"] == 4
    passed(attempts, "Ada")
    start_attempt(attempts, "Ada", NOON)
    assert attempts["Ada"]["failures"] == 1


def test_a_clock_set_back_neither_opens_the_door_nor_shuts_it_for_years() -> None:
    attempts: Attempts = {}
    for _ in range(3):
        start_attempt(attempts, "Ada", NOON)
    earlier = NOON - timedelta(days=400)
    with pytest.raises(UserError, match="in 2 s"):
        start_attempt(attempts, "Ada", earlier)
    start_attempt(attempts, "Ada", earlier + timedelta(seconds=2))
