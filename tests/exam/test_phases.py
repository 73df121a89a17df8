"""The transition table: every phase against every signal, and the real timer driven into every one of them."""

import pytest

from tfcollab.exam.frame import Eye, FrameClass, FrameRecord
from tfcollab.exam.phases import TABLE, Action, Phase, Signal, frame_signal
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.exam.timing import BreakupTimer

SETTINGS = ClinicalSettings(min_closure_s=0.0)
SIGNALS = [
    Signal.CLEAR, Signal.BROKEN, Signal.BLUR, Signal.CLOSED, Signal.PERSISTED, Signal.LOST, Signal.LIMIT,
]  # fmt: skip
#: next phase for SIGNALS in that order, by its first two letters
NEXT = {
    Phase.WAITING:    "un un un cl wa wa wa",
    Phase.UNTIMED:    "un un un cl un un ov",
    Phase.CLOSED:     "op pe op cl cl cl cl",
    Phase.OPEN:       "op pe op cl op op ov",
    Phase.PENDING:    "pe pe pe cl br op ov",
    Phase.BROKEN:     "br br br cl br br ov",
    Phase.OVER_LIMIT: "ov ov ov cl ov ov ov",
}  # fmt: skip
PAIRS = [(phase, signal) for phase in Phase for signal in Signal]


@pytest.mark.parametrize(("phase", "signal"), PAIRS)
def test_every_phase_answers_every_signal(phase: Phase, signal: Signal) -> None:
    after, action = TABLE[phase][signal]
    assert after.value[:2] == NEXT[phase].split()[SIGNALS.index(signal)]
    interval_before = phase in (Phase.UNTIMED, Phase.OPEN, Phase.PENDING, Phase.BROKEN)
    interval_after = after in (Phase.UNTIMED, Phase.OPEN, Phase.PENDING, Phase.BROKEN)
    assert (action in (Action.OPEN_TIMED, Action.OPEN_UNTIMED)) == (interval_after and not interval_before)
    assert (action in (Action.END_AND_CLOSE, Action.END_AT_LIMIT)) == (interval_before and not interval_after)
    assert (action in (Action.CLOSE, Action.END_AND_CLOSE)) == (after is Phase.CLOSED and phase is not Phase.CLOSED)
    if signal in (Signal.CLEAR, Signal.BROKEN, Signal.BLUR) and interval_before:
        assert action is Action.ADD


#: script that leads to each phase at 10 frames a second, one letter a frame
WAYS = {
    Phase.WAITING: "",
    Phase.UNTIMED: "ccc",
    Phase.CLOSED: "xx",
    Phase.OPEN: "xxcc",
    Phase.PENDING: "xxccb",
    Phase.BROKEN: "xxccbbb",
    Phase.OVER_LIMIT: "xx" + 242 * "c",
}
LETTERS = {"c": FrameClass.CLEAR, "b": FrameClass.BROKEN, "u": FrameClass.BLUR, "x": FrameClass.CLOSED}


def drive(script: str) -> BreakupTimer:
    timer = BreakupTimer(SETTINGS, Eye.OD, (640, 480))
    for index, letter in enumerate(script):
        area_pct = 2.0 if letter == "b" else None
        timer.push(FrameRecord(index, index / 10, LETTERS[letter], (1.0, 0.0, 0.0, 0.0), area_pct=area_pct))
    return timer


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("phase", Phase)
def test_the_timer_walks_the_table_from_every_phase_on_every_kind_of_frame(phase: Phase, letter: str) -> None:
    assert drive(WAYS[phase]).phase is phase
    # a closed frame is held back until the next one shows that it lasted
    after = drive(WAYS[phase] + letter + ("x" if letter == "x" else "")).phase
    expected = TABLE[phase][Signal(LETTERS[letter].value)][0]
    if phase is Phase.PENDING and letter == "c":
        expected = TABLE[phase][Signal.LOST][0]
    assert after is expected


@pytest.mark.parametrize("phase", [Phase.UNTIMED, Phase.OPEN, Phase.PENDING, Phase.BROKEN])
def test_the_time_limit_ends_every_running_phase(phase: Phase) -> None:
    timer = drive(WAYS[phase])
    timer.push(FrameRecord(999, 60.0, FrameClass.CLEAR, (1.0, 0.0, 0.0, 0.0)))
    assert timer.phase is Phase.OVER_LIMIT


@pytest.mark.parametrize(
    ("frame_class", "area_pct", "signal"),
    [
        (FrameClass.CLOSED, 50.0, Signal.CLOSED),
        (FrameClass.BLUR, 50.0, Signal.BLUR),
        (FrameClass.CLEAR, None, Signal.CLEAR),
        (FrameClass.CLEAR, 0.0, Signal.CLEAR),
        (FrameClass.CLEAR, 5.0, Signal.BROKEN),
        (FrameClass.BROKEN, None, Signal.BLUR),
        (FrameClass.BROKEN, 0.0, Signal.CLEAR),
        (FrameClass.BROKEN, 5.0, Signal.BROKEN),
    ],
)
def test_a_sharp_frame_holds_what_is_probable_enough(
    frame_class: FrameClass, area_pct: float | None, signal: Signal
) -> None:
    record = FrameRecord(0, 0.0, frame_class, (0.25, 0.25, 0.25, 0.25), area_pct=area_pct)
    assert frame_signal(record, ClinicalSettings()) is signal


@pytest.mark.parametrize("area_pct", [0.05, 0.3, 1.0])
def test_the_probability_that_counts_is_a_setting(area_pct: float) -> None:
    record = FrameRecord(0, 0.0, FrameClass.CLEAR, (0.3, 0.0, 0.7, 0.0), area_pct=area_pct)
    probability = record.breakup_probability
    assert probability is not None
    for limit in (0.5, 0.7, 0.9, 1.0):
        settings = ClinicalSettings(broken_probability=limit, latest_probability=1.0)
        assert (frame_signal(record, settings) is Signal.BROKEN) == (probability >= limit)


def test_a_break_up_without_a_place_is_none() -> None:
    sure = FrameRecord(
        0, 0.0, FrameClass.BROKEN, (0.0, 0.0, 1.0, 0.0), area_pct=0.0, strict_area_pct=0.0, patch_probability=1.0
    )
    assert (sure.breakup_probability or 0.0) > 0.5
    assert frame_signal(sure, ClinicalSettings()) is Signal.CLEAR
