"""Exams beside their truth, read by the nets and by the independent witness."""

from dataclasses import dataclass, replace
from typing import Any, Self

from tfcollab.exam.result import RecordingResult
from tfcollab.training.exam_metrics import ExamScore, compare, summarise
from tfcollab.training.witness_metrics import compare_witness, summarise_witness


@dataclass(frozen=True, slots=True)
class ComparedExams:
    """scores: of the nets; witness: of the rings alone; results: without frames, None for a refused recording."""

    scores: tuple[ExamScore, ...] = ()
    witness: tuple[ExamScore, ...] = ()
    results: tuple[RecordingResult | None, ...] = ()

    @classmethod
    def of(cls, result: RecordingResult | None, truth: dict[str, Any]) -> Self:
        kept = None if result is None else replace(result, frames=())
        return cls((compare(result, truth),), (compare_witness(result, truth),), (kept,))

    def __add__(self, other: "ComparedExams") -> "ComparedExams":
        return ComparedExams(self.scores + other.scores, self.witness + other.witness, self.results + other.results)

    def summary(self) -> dict[str, Any]:
        """As exam_metrics.summarise, with the witness's beside it under `witness`."""
        return summarise(list(self.scores)) | {"witness": summarise_witness(list(self.witness), list(self.results))}
