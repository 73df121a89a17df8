"""When the eye opened."""

from tfcollab.chain.opening import Opening
from tfcollab.exam.settings import ClinicalSettings


def followed(*closed: bool, fps: float = 60) -> Opening:
    opening = Opening(ClinicalSettings())
    for index, is_closed in enumerate(closed):
        opening.push(index / fps, is_closed)
    return opening


def test_an_eye_open_from_the_first_frame_did_not_open() -> None:
    opening = followed(False, False, False)
    assert (opening.since_s, opening.seen) == (0.0, False)


def test_it_opens_with_the_first_open_frame_after_a_closure() -> None:
    opening = followed(*[False] * 6, *[True] * 6, *[False] * 6)
    assert (opening.since_s, opening.seen) == (12 / 60, True)


def test_a_closure_too_short_to_be_one_changes_nothing() -> None:
    opening = followed(*[False] * 6, True, *[False] * 6)
    assert (opening.since_s, opening.seen) == (0.0, False)
    assert followed(*[False] * 6, True, *[False] * 6, fps=25).since_s == 7 / 25


def test_another_recording_begins_with_nothing() -> None:
    opening = followed(True, True, True, False)
    opening.reset()
    assert (opening.since_s, opening.seen) == (None, False)
