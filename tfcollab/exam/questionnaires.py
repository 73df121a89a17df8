"""Symptom questionnaires: scores and published bands, each with its source. A band is a name, never a diagnosis.

The questions themselves are not printed here: OSDI is a copyrighted form, and a clinic shows the one it has. What is
published and what is not is in docs/clinical.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

#: one answer by question, in the form's order; None where it was left out or does not apply
Answers = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `lowest` on, to the next band."""

    lowest: float
    name: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """highest: largest answer of each question (the smallest is 0). may_lack: whether a score can do without answers.
    source: of the scoring and of the bands."""

    name: str
    highest: tuple[int, ...]
    may_lack: bool
    largest_score: float
    bands: tuple[Band, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Score:
    """score: None where it cannot be told, and then `missing` names the questions (1-based) that lack an answer.

    remark: a sentence on answers that contradict each other, else empty.
    """

    instrument: str
    score: float | None
    band: str | None
    missing: tuple[int, ...]
    remark: str
    source: str


OSDI = Instrument(
    "OSDI",
    (4,) * 12,
    may_lack=True,
    largest_score=100,
    bands=(Band(0, "normal"), Band(13, "mild"), Band(23, "moderate"), Band(33, "severe")),
    source="Schiffman et al., Arch Ophthalmol 2000;118:615 (score); Miller et al., Arch Ophthalmol 2010;128:94 (bands)",
)
OSDI_6 = Instrument(
    "OSDI-6",
    (4,) * 6,
    may_lack=False,
    largest_score=24,
    bands=(Band(0, "below the cut-off"), Band(4, "at or above the cut-off")),
    source="Pult & Wolffsohn, Ocul Surf 2019;17:817 (score); TFOS DEWS III, Am J Ophthalmol 2025 (cut-off ≥ 4)",
)
DEQ_5 = Instrument(
    "DEQ-5",
    # discomfort: how often, how intense late in the day; dryness: the same; watery eyes: how often
    (4, 5, 4, 5, 4),
    may_lack=False,
    largest_score=22,
    bands=(
        Band(0, "not above 6"),
        Band(7, "above 6: suggests dry eye"),
        Band(13, "above 12: suggests Sjögren testing"),
    ),
    source="Chalmers, Begley & Caffery, Cont Lens Anterior Eye 2010;33:55",
)
SPEED = Instrument(
    "SPEED",
    # frequency of four symptoms, then their severity
    (3, 3, 3, 3, 4, 4, 4, 4),
    may_lack=False,
    largest_score=28,
    bands=(Band(0, "no symptoms"), Band(1, "mild to moderate"), Band(10, "severe")),
    source="Ngo et al., Cornea 2013;32:1204 (score); Int J Mol Sci 2020;21:9271, table 2 (bands)",
)
INSTRUMENTS = {instrument.name: instrument for instrument in (OSDI, OSDI_6, DEQ_5, SPEED)}


def score(instrument: Instrument, answers: Answers) -> Score:
    """The score, its band, and what is missing.

    OSDI: sum × 25 over the number of questions answered, 0 to 100; questions that were left out or do not apply (6 to
    12 of the form offer that) do not count. The published bands are whole numbers (0–12, 13–22, 23–32, 33–100), so
    the band is that of the score rounded to the nearest, half up. The others are plain sums that need every answer.

    Raises:
        ValueError: another number of answers than questions, or an answer that the form does not offer.
    """
    if len(answers) != len(instrument.highest):
        raise ValueError(f"{instrument.name} has {len(instrument.highest)} questions, not {len(answers)}.")
    for number, (answer, highest) in enumerate(zip(answers, instrument.highest, strict=True), start=1):
        if answer is not None and (type(answer) is not int or not 0 <= answer <= highest):
            raise ValueError(f"{instrument.name}, question {number}: the answer is a whole number from 0 to {highest}.")
    given = [answer for answer in answers if answer is not None]
    missing = tuple(number for number, answer in enumerate(answers, start=1) if answer is None)
    value: float | None = None
    if instrument.may_lack:
        value = sum(given) * 25 / len(given) if given else None
    elif not missing:
        value = float(sum(given))
    return Score(
        instrument.name,
        value,
        None if value is None else _band(instrument, value),
        missing,
        _contradiction(instrument, answers),
        instrument.source,
    )


def _band(instrument: Instrument, value: float) -> str:
    whole = floor(value + 0.5)
    return [band.name for band in instrument.bands if band.lowest <= whole][-1]


def _contradiction(instrument: Instrument, answers: Answers) -> str:
    """DEQ-5 and SPEED ask how often and how strong: a symptom that never occurs is not felt. In DEQ-5 the weakest
    intensity is "never have it", so that there the reverse holds as well."""
    both_ways = instrument.name == "DEQ-5"
    pairs = {"DEQ-5": ((0, 1), (2, 3)), "SPEED": ((0, 4), (1, 5), (2, 6), (3, 7))}.get(instrument.name, ())
    for frequency, strength in pairs:
        often, strong = answers[frequency], answers[strength]
        if often is None or strong is None:
            continue
        if (often == 0 < strong) or (both_ways and strong == 0 < often):
            return f"Questions {frequency + 1} and {strength + 1} contradict each other: ask the patient again."
    return ""
