"""An analysed recording with a person's corrections: measured again from its records by the very rules of the timer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tfcollab.errors import UserError
from tfcollab.exam.corrections import Correction, Decision, ExcludeSpan, Judge, MoveBreakup
from tfcollab.exam.frame import FrameClass, FrameRecord
from tfcollab.exam.repeats import summarise
from tfcollab.exam.result import Measurement, RecordingResult, TimeKind
from tfcollab.exam.timing import BreakupTimer


def corrected(result: RecordingResult, corrections: Sequence[Correction]) -> RecordingResult:
    """The result as these corrections, and no others, leave it; without any it is what the program measured.

    result: its frames with their cells (see FrameLog); its measurements do not matter. corrections: checked, in the
    order in which they were made: of several on one measurement the last one holds. Takes 20 to 30 µs a frame.
    """
    changes = [correction.change for correction in corrections]
    moved = {change.measurement: change.frame for change in changes if isinstance(change, MoveBreakup)}
    decisions = {change.measurement: change.decision for change in changes if isinstance(change, Judge)}
    spans = [change for change in changes if isinstance(change, ExcludeSpan)]
    size = (result.source.width, result.source.height)
    timer = BreakupTimer(result.settings, result.eye, size, frozenset(moved.values()))
    for record in _excluded(result.frames, spans):
        timer.push(record)
    timeline = timer.finish()
    measurements = tuple(replace(found, decision=decisions.get(found.number)) for found in timeline.measurements)
    return replace(
        result,
        blinks=timeline.blinks,
        measurements=measurements,
        repeats=summarise(measurements),
        corrections=tuple(corrections),
    )


def check(result: RecordingResult, correction: Correction) -> None:
    """Raises UserError where the correction cannot be added to those that the result holds so far.

    Of its measurements only what no correction changes is looked at: the numbers, beginnings and ends.
    """
    change = correction.change
    if not correction.why.strip():
        raise UserError("Say why: a result is only changed with a reason, which is kept with it.")
    if isinstance(change, ExcludeSpan):
        _check_span(result, change)
        return
    found = next((one for one in result.measurements if one.number == change.measurement), None)
    if found is None:
        raise UserError(f"The recording has no measurement {change.measurement}: look at it again.")
    if isinstance(change, MoveBreakup):
        _check_move(result, found, change)
    elif change.decision is Decision.ACCEPTED and found.first_breakup.kind is TimeKind.START_NOT_SEEN:
        raise UserError(f"The start of measurement {found.number} was not seen, so there is no time to accept.")


def _check_span(result: RecordingResult, span: ExcludeSpan) -> None:
    last = len(result.frames) - 1
    if not 0 <= span.first_frame <= span.last_frame <= last:
        raise UserError(f"Frames {span.first_frame} to {span.last_frame} are not a span of frames 0 to {last}.")
    changes = [held.change for held in result.corrections]
    moved = {change.measurement: change.frame for change in changes if isinstance(change, MoveBreakup)}
    for number, frame in moved.items():
        if span.holds(frame):
            raise UserError(
                f"The span holds the first break-up of measurement {number} that was set by hand: "
                "undo that first, or choose another span."
            )


def _check_move(result: RecordingResult, found: Measurement, move: MoveBreakup) -> None:
    if found.first_breakup.kind is TimeKind.START_NOT_SEEN:
        raise UserError(f"The start of measurement {found.number} was not seen, so it has no break-up time.")
    if not found.start_frame <= move.frame <= found.end_frame:
        raise UserError(
            f"Frame {move.frame} is not in measurement {found.number}, which goes from frame {found.start_frame} "
            f"to {found.end_frame}: choose a frame of it."
        )
    if result.frames[move.frame].frame_class is FrameClass.CLOSED:
        raise UserError(f"The eye is closed in frame {move.frame}: choose a frame that shows the tear film.")
    spans = [held.change for held in result.corrections if isinstance(held.change, ExcludeSpan)]
    if any(span.holds(move.frame) for span in spans):
        raise UserError(f"Frame {move.frame} is excluded: choose another one, or undo the exclusion first.")


def _excluded(frames: Sequence[FrameRecord], spans: Sequence[ExcludeSpan]) -> Iterator[FrameRecord]:
    for record in frames:
        held = any(span.holds(record.index) for span in spans)
        yield replace(record, excluded=True) if held else record
