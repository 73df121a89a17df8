"""Scores and bands as published."""

import pytest

from tfcollab.exam.questionnaires import DEQ_5, INSTRUMENTS, OSDI, OSDI_6, SPEED, Instrument, score


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda instrument: instrument.name)
def test_the_scale_goes_from_nothing_to_the_largest_score(instrument: Instrument) -> None:
    assert score(instrument, [0] * len(instrument.highest)).score == 0
    assert score(instrument, instrument.highest).score == instrument.largest_score
    assert instrument.source


@pytest.mark.parametrize(
    ("answers", "expected", "band"),
    [
        # Schiffman et al. 2000: sum × 25 / questions answered
        ([1] * 12, 25.0, "moderate"),
        ([4, 4] + [None] * 10, 100.0, "severe"),
        ([1, 0, 2, 0, 1] + [None] * 7, 20.0, "mild"),
        ([3, 1, 1, 1] + [0] * 8, 12.5, "mild"),
        ([2, 1, 1, 1] + [0] * 8, 10.416667, "normal"),
        ([1, 1, 1, 1, 1, 1, None, None, None, 0, 0, 0], 16.666667, "mild"),
    ],
)
def test_osdi_counts_the_questions_that_were_answered(answers: list[int | None], expected: float, band: str) -> None:
    found = score(OSDI, answers)
    assert found.score == pytest.approx(expected, abs=1e-6)
    assert found.band == band


@pytest.mark.parametrize(
    ("whole", "band"), [(12, "normal"), (13, "mild"), (22, "mild"), (23, "moderate"), (32, "moderate"), (33, "severe")]
)
def test_osdi_bands_begin_and_end_where_miller_has_them(whole: int, band: str) -> None:
    assert [held.name for held in OSDI.bands if held.lowest <= whole][-1] == band


def test_osdi_without_any_answer_has_no_score() -> None:
    found = score(OSDI, [None] * 12)
    assert (found.score, found.band, found.missing) == (None, None, tuple(range(1, 13)))


@pytest.mark.parametrize(
    ("instrument", "answers", "band"),
    [
        (OSDI_6, [1, 1, 1, 0, 0, 0], "below the cut-off"),
        (OSDI_6, [1, 1, 1, 1, 0, 0], "at or above the cut-off"),
        (DEQ_5, [2, 2, 1, 1, 0], "not above 6"),
        (DEQ_5, [2, 2, 1, 1, 1], "above 6: suggests dry eye"),
        (DEQ_5, [4, 4, 2, 2, 0], "above 6: suggests dry eye"),
        (DEQ_5, [4, 4, 2, 2, 1], "above 12: suggests Sjögren testing"),
        (SPEED, [0] * 8, "no symptoms"),
        (SPEED, [1, 0, 0, 0, 0, 0, 0, 0], "mild to moderate"),
        (SPEED, [3, 1, 0, 0, 4, 1, 0, 0], "mild to moderate"),
        (SPEED, [3, 1, 0, 0, 4, 2, 0, 0], "severe"),
    ],
)
def test_bands_begin_where_they_were_published(instrument: Instrument, answers: list[int], band: str) -> None:
    found = score(instrument, answers)
    assert (found.score, found.band) == (sum(answers), band)


@pytest.mark.parametrize("instrument", [OSDI_6, DEQ_5, SPEED], ids=lambda instrument: instrument.name)
def test_a_sum_that_lacks_an_answer_has_no_score_and_says_which(instrument: Instrument) -> None:
    answers: list[int | None] = [0] * len(instrument.highest)
    answers[2] = None
    found = score(instrument, answers)
    assert (found.score, found.band, found.missing) == (None, None, (3,))


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda instrument: instrument.name)
def test_answers_that_the_form_does_not_offer_are_refused(instrument: Instrument) -> None:
    right: list[int | None] = [0] * len(instrument.highest)
    for wrong in (-1, max(instrument.highest) + 1, True, 1.5, "1"):
        with pytest.raises(ValueError, match="question 1: the answer is a whole number from 0 to"):
            score(instrument, [wrong, *right[1:]])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="questions, not"):
        score(instrument, right[1:])


def test_answers_that_contradict_each_other_are_remarked() -> None:
    assert "1 and 2 contradict" in score(DEQ_5, [0, 3, 1, 1, 0]).remark
    assert "3 and 4 contradict" in score(DEQ_5, [1, 1, 2, 0, 0]).remark
    assert "4 and 8 contradict" in score(SPEED, [0, 0, 0, 0, 0, 0, 0, 1]).remark
    # a symptom that occurs and is no problem is an answer like others
    assert score(SPEED, [1, 0, 0, 0, 0, 0, 0, 0]).remark == ""
    assert score(OSDI, [0] * 12).remark == ""
