"""What a person changes in an analysed recording, as data: each change with who made it and why."""

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """On a whole measurement. A rejected one stays on record and has no part in the repeats."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class SpanLabel(StrEnum):
    """What was taken for tear film in an excluded span, or hid it."""

    LASH = "lash"
    GAZE = "gaze"
    BLINK = "blink"
    DEBRIS = "debris"


@dataclass(frozen=True, slots=True)
class MoveBreakup:
    """The first break-up of a measurement (1-based number) is in this frame."""

    measurement: int
    frame: int

    def text(self) -> str:
        return f"first break-up of measurement {self.measurement} set to frame {self.frame}"


@dataclass(frozen=True, slots=True)
class Judge:
    """A measurement (1-based number) is accepted or rejected as a whole."""

    measurement: int
    decision: Decision

    def text(self) -> str:
        return f"measurement {self.measurement} {self.decision}"


@dataclass(frozen=True, slots=True)
class ExcludeSpan:
    """Frames first_frame to last_frame, both included, do not show the tear film.

    They neither confirm nor cancel a break-up, as blurred frames. What they say of the lids still holds, so that an
    exclusion never moves the beginning or the end of a measurement, nor its number.
    """

    first_frame: int
    last_frame: int
    label: SpanLabel

    def text(self) -> str:
        return f"frames {self.first_frame} to {self.last_frame} excluded ({self.label})"

    def holds(self, frame: int) -> bool:
        return self.first_frame <= frame <= self.last_frame


Change = MoveBreakup | Judge | ExcludeSpan


@dataclass(frozen=True, slots=True)
class Correction:
    """who: as the record or the computer knows the person; may be empty. why: in words; never blank."""

    change: Change
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class History:
    """Corrections in the order in which they were made, and those that were undone, the next to redo last."""

    done: tuple[Correction, ...] = ()
    undone: tuple[Correction, ...] = ()

    def add(self, correction: Correction) -> "History":
        """With one more; what was undone can no longer be redone."""
        return History((*self.done, correction))

    def undo(self) -> "History":
        """Without the last one; itself where there is none."""
        return self if not self.done else History(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> "History":
        """With the one undone last; itself where there is none."""
        return self if not self.undone else History((*self.done, self.undone[-1]), self.undone[:-1])
