"""An eye's break-up time over its visits, ready to be painted and listed. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import ChangeKind, Difference, RepeatabilityLimit
from tfcollab.exam.result import Repeats, TimeKind
from tfcollab.store.clinic import repeatability_limit
from tfcollab.store.history import EyeAtVisit, VisitView, eye_history, visits
from tfcollab.store.store import Store


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """visit: place in the row of visits. times: (seconds, whether a lower bound). median_s: None where there is none.

    band_s: (low, high) in which a change against the visit before is none that can be told; high None for open above;
    the whole None at the first visit. beyond: the change is larger than that.
    """

    visit: int
    median_s: float | None
    is_bound: bool
    times: tuple[tuple[float, bool], ...]
    band_s: tuple[float, float | None] | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """labels, days: of the patient's visits, oldest first; days since the first.

    largest_s: the longest time of both eyes, as they stand side by side and are read by one scale.
    """

    labels: tuple[str, ...]
    days: tuple[int, ...]
    points: tuple[TrendPoint, ...]
    largest_s: float


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a patient's eyes over time."""

    visits: tuple[VisitView, ...]
    histories: dict[Eye, tuple[EyeAtVisit, ...]]
    limit: RepeatabilityLimit

    def repeats(self, visit_id: str, eye: Eye) -> Repeats | None:
        """Of an eye at a visit; None where it was not recorded."""
        return next((one.repeats for one in self.histories.get(eye, ()) if one.visit_id == visit_id), None)


def past(store: Store, patient_id: str) -> Past:
    """Raises UserError: there is no such patient."""
    found = visits(store, patient_id)
    eyes = [eye for eye in (Eye.OD, Eye.OS) if any(eye in visit.eyes for visit in found)]
    histories = {eye: eye_history(store, patient_id, eye) for eye in eyes}
    return Past(found, histories, repeatability_limit(store).limit)


def visit_label(visit: VisitView) -> str:
    """Its local date; for a researcher the day."""
    return f"+{visit.day} d" if visit.at is None else visit.at.astimezone().strftime("%Y-%m-%d")


def trend(found: Past, eye: Eye) -> Trend:
    history = found.histories.get(eye, ())
    places = {visit.id: number for number, visit in enumerate(found.visits)}
    befores: Sequence[EyeAtVisit | None] = [None, *history]
    return Trend(
        tuple(map(visit_label, found.visits)),
        tuple(visit.day for visit in found.visits),
        tuple(_point(places[visit.visit_id], before, visit) for before, visit in zip(befores, history, strict=False)),
        max([1.0, *(_largest_s(visit) for of_eye in found.histories.values() for visit in of_eye)]),
    )


def _largest_s(visit: EyeAtVisit) -> float:
    return max([visit.repeats.median_s or 0.0, *(time.seconds or 0.0 for time in visit.times)])


def _point(place: int, before: EyeAtVisit | None, visit: EyeAtVisit) -> TrendPoint:
    change, band_s = visit.change, None
    if before is not None and before.repeats.median_s is not None and change is not None and change.limit_s is not None:
        median_s = before.repeats.median_s
        high_s = None if before.repeats.median_is_bound else median_s + change.limit_s
        band_s = (max(0.0, median_s - change.limit_s), high_s)
    return TrendPoint(
        place,
        visit.repeats.median_s,
        visit.repeats.median_is_bound,
        tuple((time.seconds, time.kind is TimeKind.CENSORED) for time in visit.times if time.seconds is not None),
        band_s,
        change is not None and change.kind in (ChangeKind.LONGER, ChangeKind.SHORTER),
    )


def difference_view(found: Difference) -> dict[str, Any]:
    """kind: "within", "longer", "shorter" or "not known"."""
    return {
        "kind": {ChangeKind.WITHIN: "within", ChangeKind.LONGER: "longer", ChangeKind.SHORTER: "shorter"}.get(
            found.kind, "not known"
        ),
        "seconds": found.difference_s,
        "isBound": found.difference_is_bound,
        "limitS": found.limit_s,
    }


def row_views(found: Past) -> list[dict[str, Any]]:
    """One row a visit, newest first: label, and for each eye its median, times and change."""
    rows = []
    by_visit = {eye: {held.visit_id: held for held in history} for eye, history in found.histories.items()}
    for visit in reversed(found.visits):
        eyes = []
        for eye, held in by_visit.items():
            one = held.get(visit.id)
            if one is not None:
                eyes.append(
                    {
                        "eye": str(eye),
                        "median": {
                            "kind": "censored" if one.repeats.median_is_bound else "measured",
                            "seconds": one.repeats.median_s,
                        },
                        "timed": one.repeats.timed,
                        "change": {} if one.change is None else difference_view(one.change),
                    }
                )
        rows.append({"label": visit_label(visit), "eyes": eyes})
    return rows
