"""Undo and redo of corrections."""

from tfcollab.exam.corrections import Correction, Decision, ExcludeSpan, History, Judge, MoveBreakup, SpanLabel

MOVE = Correction(MoveBreakup(2, 131), "Ada", "earlier at 5 o'clock")
SPAN = Correction(ExcludeSpan(40, 60, SpanLabel.LASH), "Ada", "lash")
REJECT = Correction(Judge(1, Decision.REJECTED), "Ada", "moved")


def test_undo_takes_back_the_last_and_redo_brings_it_again() -> None:
    history = History().add(MOVE).add(SPAN)
    assert history.undo().done == (MOVE,)
    assert history.undo().undo().undone == (SPAN, MOVE)
    assert history.undo().undo().redo() == History((MOVE,), (SPAN,))
    assert history.undo().undo().redo().redo() == history


def test_a_new_correction_ends_redoing() -> None:
    assert History().add(MOVE).undo().add(REJECT) == History((REJECT,))


def test_nothing_to_undo_or_redo_changes_nothing() -> None:
    assert History().undo() == History().redo() == History()
    assert History((MOVE,)).redo() == History((MOVE,))


def test_a_correction_says_in_words_what_it_does() -> None:
    assert MOVE.change.text() == "first break-up of measurement 2 set to frame 131"
    assert REJECT.change.text() == "measurement 1 rejected"
    assert SPAN.change.text() == "frames 40 to 60 excluded (lash)"


def test_a_span_holds_both_its_ends() -> None:
    span = ExcludeSpan(40, 60, SpanLabel.GAZE)
    assert [frame for frame in range(100) if span.holds(frame)] == list(range(40, 61))
