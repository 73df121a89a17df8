"""How far an exam has come: the measurements of both eyes with the clinician's verdicts."""

from dataclasses import dataclass, replace
from enum import StrEnum

from tfcollab.app.exam_keeping import Kept
from tfcollab.exam.frame import Eye
from tfcollab.exam.protocol import Protocol


class Verdict(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Taken:
    """One measurement of the exam. reason: why it was rejected."""

    eye: Eye
    kept: Kept
    verdict: Verdict = Verdict.OPEN
    reason: str = ""


class ExamFlow:
    """Counts what was accepted of each eye, and knows which eye comes next."""

    def __init__(self, protocol: Protocol, first: Eye) -> None:
        self.protocol = protocol
        self.eye = first
        self.taken: list[Taken] = []

    def add(self, kept: Kept) -> None:
        self.taken.append(Taken(self.eye, kept))

    def judge(self, verdict: Verdict, reason: str = "") -> Taken:
        """Settles the newest measurement."""
        self.taken[-1] = replace(self.taken[-1], verdict=verdict, reason=reason)
        return self.taken[-1]

    def accepted(self, eye: Eye) -> int:
        return sum(taken.eye is eye and taken.verdict is Verdict.ACCEPTED for taken in self.taken)

    def complete(self, eye: Eye) -> bool:
        return self.accepted(eye) >= self.protocol.measurements

    @property
    def finished(self) -> bool:
        return self.complete(Eye.OD) and self.complete(Eye.OS)

    def other_eye(self) -> None:
        self.eye = Eye.OS if self.eye is Eye.OD else Eye.OD
