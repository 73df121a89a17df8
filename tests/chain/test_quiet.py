"""When a frame may be taken for the one before: where nothing shows, or all is sure, and has been for a while."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tfcollab.chain.quiet import QuietFilm
from tfcollab.exam.confidence import breakup_range
from tfcollab.exam.frame import Box, Breakup, Frame, FrameClass, FrameResult, Irregularity, Rings
from tfcollab.exam.settings import ClinicalSettings

FPS = 60
SETTINGS = ClinicalSettings()
GRAY = np.zeros((4, 4), np.uint8)
BOX = Box(0, 0, 4, 4, 0.9)
SHARP, UNSURE = (0.95, 0.0, 0.05, 0.0), (0.85, 0.04, 0.03, 0.08)
PERHAPS_BROKEN = (0.88, 0.0, 0.12, 0.0)
NOTHING = (0.0, 0.0, 0.04)
ABOUT = (0.0, 0.0, 0.06)
LITTLE = (0.12, 0.0, 0.2)
SURE = (6.0, 4.0, 0.99)


def result(
    index: int,
    shown: tuple[float, float, float] | None = NOTHING,
    probabilities: tuple[float, float, float, float] = SHARP,
    rings: bool = True,
    irregular_pct: float | None = 0.2,
) -> FrameResult:
    """shown: area, strict area and patch of the break-up; None for a frame in which none was looked for.
    irregular_pct: the witness's area; None for a frame that it could not judge."""
    found = None if shown is None else Breakup(BOX, GRAY, GRAY, *shown)
    where = Rings(BOX, None, None) if rings else None
    seen = None if irregular_pct is None else Irregularity(GRAY, irregular_pct)
    return FrameResult(Frame(index, index / FPS, GRAY), FrameClass.CLEAR, probabilities, where, found, seen)


def quiet(*results: FrameResult) -> list[bool]:
    film = QuietFilm(SETTINGS)
    return [film.push(each) for each in results]


@pytest.mark.parametrize(("shown", "probabilities"), [(NOTHING, SHARP), (SURE, SHARP), (SURE, PERHAPS_BROKEN)])
def test_a_film_in_which_nothing_shows_or_all_is_sure_is_quiet(
    shown: tuple[float, float, float], probabilities: tuple[float, float, float, float]
) -> None:
    assert quiet(*(result(index, shown, probabilities) for index in range(5))) == [True] * 5


@pytest.mark.parametrize(
    "doubtful",
    [
        result(1, ABOUT),
        result(1, LITTLE),
        result(1, None),
        result(1, NOTHING, UNSURE),
        result(1, NOTHING, PERHAPS_BROKEN),
        result(1, NOTHING, irregular_pct=None),
        result(1, NOTHING, irregular_pct=SETTINGS.witness_area_pct / 2),
        result(1, NOTHING, rings=False),
        result(1, SURE, UNSURE),
    ],
)
def test_after_a_frame_of_doubt_every_frame_is_read_for_a_quarter_of_a_second(doubtful: FrameResult) -> None:
    found = quiet(result(0), doubtful, *(result(index) for index in range(2, 20)))
    assert found[0]
    assert found[1:16] == [False] * 15
    assert found[16:] == [True] * 4


def test_an_area_between_the_limits_of_the_rules_is_in_doubt_whatever_the_class_says() -> None:
    least, most = breakup_range(*LITTLE)
    assert SETTINGS.earliest_probability < least < most < SETTINGS.broken_probability
    assert not any(quiet(*(result(index, LITTLE) for index in range(40))))


def test_whoever_is_ahead_waits_for_a_frame_that_decides_and_not_after_a_doubt() -> None:
    film = QuietFilm(SETTINGS)
    with film.awaited(), ThreadPoolExecutor(1) as ahead:
        asked = ahead.submit(film.after, 1 / FPS)
        film.push(result(0))
        time.sleep(0.05)
        assert not asked.done()
        film.push(result(1))
        assert asked.result(5)
        film.push(result(2, LITTLE))
        # in doubt until a quarter of a second later, whatever is in the frames between
        assert not ahead.submit(film.after, 10 / FPS).result(5)
        assert not film.may_be_after(10 / FPS)
        assert film.may_be_after(20 / FPS)


def test_nobody_waits_for_what_will_not_be_read() -> None:
    film = QuietFilm(SETTINGS)
    with ThreadPoolExecutor(1) as ahead:
        with film.awaited():
            asked = ahead.submit(film.after, 1 / FPS)
            time.sleep(0.05)
            assert not asked.done()
        assert not asked.result(5)
        assert not film.after(2 / FPS)


def test_only_one_frame_is_taken_for_another() -> None:
    film = QuietFilm(SETTINGS)
    assert film.push(result(0))
    assert not film.push(result(1), is_taken=True)
    assert film.push(result(2))


def test_another_recording_begins_without_doubt() -> None:
    film = QuietFilm(SETTINGS)
    assert not film.push(result(0, LITTLE))
    film.reset()
    assert film.push(result(0))
