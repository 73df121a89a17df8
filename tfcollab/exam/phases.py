"""The transition table of a break-up timer: every phase against every signal."""

from enum import StrEnum

from tfcollab.exam.frame import FrameClass, FrameRecord
from tfcollab.exam.settings import ClinicalSettings


class Phase(StrEnum):
    """WAITING: no frame yet. UNTIMED: eye open since the first frame, so that the start was not seen. CLOSED: lids
    closed. OPEN: clock running, tear film intact. PENDING: break-up seen, not yet for long enough. BROKEN: break-up
    confirmed. OVER_LIMIT: time limit passed, waiting for the next closure.
    """

    WAITING = "waiting"
    UNTIMED = "untimed"
    CLOSED = "closed"
    OPEN = "open"
    PENDING = "pending"
    BROKEN = "broken"
    OVER_LIMIT = "over limit"


class Signal(StrEnum):
    """The first four are read from a frame, BLUR where it says nothing of the tear film; the others are found by the
    timer: the break-up in sight has lasted long enough (PERSISTED) or gone again (LOST), the time limit has passed
    before this frame (LIMIT).
    """

    CLEAR = "clear"
    BROKEN = "broken"
    BLUR = "blur"
    CLOSED = "closed"
    PERSISTED = "persisted"
    LOST = "lost"
    LIMIT = "limit"


class Action(StrEnum):
    """What the timer does on the way. END closes the running interval; CLOSE begins a blink, OPEN ends it."""

    NOTHING = "nothing"
    OPEN_UNTIMED = "begin interval, start not seen"
    OPEN_TIMED = "end blink, begin interval"
    ADD = "add frame to interval"
    CONFIRM = "confirm break-up"
    CLOSE = "begin blink"
    HOLD = "add frame to blink"
    END_AND_CLOSE = "end interval, begin blink"
    END_AT_LIMIT = "end interval at time limit"


_NOTHING = {
    phase: dict.fromkeys((Signal.PERSISTED, Signal.LOST, Signal.LIMIT), (phase, Action.NOTHING)) for phase in Phase
}

#: TABLE[phase][signal] = (next phase, action); complete, and pairs that cannot occur change nothing
TABLE: dict[Phase, dict[Signal, tuple[Phase, Action]]] = {
    Phase.WAITING: _NOTHING[Phase.WAITING]
    | {
        Signal.CLEAR: (Phase.UNTIMED, Action.OPEN_UNTIMED),
        Signal.BROKEN: (Phase.UNTIMED, Action.OPEN_UNTIMED),
        Signal.BLUR: (Phase.UNTIMED, Action.OPEN_UNTIMED),
        Signal.CLOSED: (Phase.CLOSED, Action.CLOSE),
    },
    Phase.UNTIMED: _NOTHING[Phase.UNTIMED]
    | {
        Signal.CLEAR: (Phase.UNTIMED, Action.ADD),
        Signal.BROKEN: (Phase.UNTIMED, Action.ADD),
        Signal.BLUR: (Phase.UNTIMED, Action.ADD),
        Signal.CLOSED: (Phase.CLOSED, Action.END_AND_CLOSE),
        Signal.LIMIT: (Phase.OVER_LIMIT, Action.END_AT_LIMIT),
    },
    Phase.CLOSED: _NOTHING[Phase.CLOSED]
    | {
        Signal.CLEAR: (Phase.OPEN, Action.OPEN_TIMED),
        Signal.BROKEN: (Phase.PENDING, Action.OPEN_TIMED),
        Signal.BLUR: (Phase.OPEN, Action.OPEN_TIMED),
        Signal.CLOSED: (Phase.CLOSED, Action.HOLD),
    },
    Phase.OPEN: _NOTHING[Phase.OPEN]
    | {
        Signal.CLEAR: (Phase.OPEN, Action.ADD),
        Signal.BROKEN: (Phase.PENDING, Action.ADD),
        Signal.BLUR: (Phase.OPEN, Action.ADD),
        Signal.CLOSED: (Phase.CLOSED, Action.END_AND_CLOSE),
        Signal.LIMIT: (Phase.OVER_LIMIT, Action.END_AT_LIMIT),
    },
    Phase.PENDING: {
        Signal.CLEAR: (Phase.PENDING, Action.ADD),
        Signal.BROKEN: (Phase.PENDING, Action.ADD),
        Signal.BLUR: (Phase.PENDING, Action.ADD),
        Signal.CLOSED: (Phase.CLOSED, Action.END_AND_CLOSE),
        Signal.PERSISTED: (Phase.BROKEN, Action.CONFIRM),
        Signal.LOST: (Phase.OPEN, Action.NOTHING),
        Signal.LIMIT: (Phase.OVER_LIMIT, Action.END_AT_LIMIT),
    },
    Phase.BROKEN: _NOTHING[Phase.BROKEN]
    | {
        Signal.CLEAR: (Phase.BROKEN, Action.ADD),
        Signal.BROKEN: (Phase.BROKEN, Action.ADD),
        Signal.BLUR: (Phase.BROKEN, Action.ADD),
        Signal.CLOSED: (Phase.CLOSED, Action.END_AND_CLOSE),
        Signal.LIMIT: (Phase.OVER_LIMIT, Action.END_AT_LIMIT),
    },
    Phase.OVER_LIMIT: _NOTHING[Phase.OVER_LIMIT]
    | {
        Signal.CLEAR: (Phase.OVER_LIMIT, Action.NOTHING),
        Signal.BROKEN: (Phase.OVER_LIMIT, Action.NOTHING),
        Signal.BLUR: (Phase.OVER_LIMIT, Action.NOTHING),
        Signal.CLOSED: (Phase.CLOSED, Action.CLOSE),
    },
}


def frame_signal(record: FrameRecord, settings: ClinicalSettings) -> Signal:
    """What one frame says by itself: CLEAR, BROKEN, BLUR or CLOSED.

    The class decides between closed, blur and sharp. A sharp frame is BROKEN where it holds a break-up with a
    probability of broken_probability, by classifier and segmenter together (exam.confidence), and an area of it: a
    break-up must have a place. So one of class broken in which no area could be read says nothing, as a blurred one
    does. The program's own convention. An excluded frame is taken for a blurred one, but still tells whether the lids
    are closed.
    """
    if record.frame_class is FrameClass.CLOSED:
        return Signal.CLOSED
    if record.excluded or record.frame_class is FrameClass.BLUR:
        return Signal.BLUR
    probability = record.breakup_probability
    if probability is None:
        return Signal.BLUR if record.frame_class is FrameClass.BROKEN else Signal.CLEAR
    return Signal.BROKEN if record.area_pct and probability >= settings.broken_probability else Signal.CLEAR
