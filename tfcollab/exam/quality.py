"""Whether a measurement can be relied on, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tfcollab.exam.result import Quality
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings


@dataclass(slots=True)
class QualityLog:
    """What an interval's frames say about its quality.

    times_s: of its frames and, where known, of the closed frame before and after it.
    excluded: open frames that a person excluded. seen_shares: of the map's cells, per sharp frame. offsets: distance of
        the rings' centre from the frame's, in half widths of the frame, per sharp frame with rings. spacings_px: from
        ring to ring, per sharp frame where it is known.
    standing_pcts: marks that stood from the opening, in per cent of the seen ring area, per sharp frame.
    unseen_s: time without a sharp frame right before the first break-up, None where none was found.
    disagreement: of the independent witness, in words; empty without.
    """

    times_s: list[float] = field(default_factory=list)
    frames: int = 0
    blurred: int = 0
    excluded: int = 0
    seen_shares: list[float] = field(default_factory=list)
    offsets: list[float] = field(default_factory=list)
    spacings_px: list[float] = field(default_factory=list)
    standing_pcts: list[float] = field(default_factory=list)
    unseen_s: float | None = None
    disagreement: str = ""


def assess(log: QualityLog, settings: ClinicalSettings) -> Quality:
    """The verdict; its limits are the program's own convention and settings."""
    blur_share = log.blurred / log.frames if log.frames else 0.0
    excluded_share = log.excluded / log.frames if log.frames else 0.0
    coverage = median(log.seen_shares) if log.seen_shares else 0.0
    decentration = median(log.offsets) if log.offsets else None
    dropped_share, longest_gap_s = dropped(log.times_s, settings.gap_factor)
    reasons = []
    unread_share = blur_share + excluded_share
    if unread_share > settings.max_blur_share:
        blurred = "blurred or excluded" if log.excluded else "blurred"
        reasons.append(f"{unread_share:.0%} of the frames are {blurred} (limit {settings.max_blur_share:.0%})")
    if decentration is None:
        reasons.append("rings not found")
    elif decentration > settings.max_decentration:
        reasons.append(f"rings off centre by {decentration:.2f} half widths (limit {settings.max_decentration:.2f})")
    if decentration is not None and coverage < settings.min_coverage:
        reasons.append(f"only {coverage:.0%} of the ring area is visible (limit {settings.min_coverage:.0%})")
    if log.spacings_px and (spacing_px := median(log.spacings_px)) < settings.min_ring_spacing_px:
        reasons.append(f"rings only {spacing_px:.1f} pixels apart (limit {settings.min_ring_spacing_px:.1f})")
    if log.standing_pcts and (standing_pct := median(log.standing_pcts)) > settings.max_standing_pct:
        reasons.append(
            f"marks on {standing_pct / 100:.1%} of the rings were there when the eye opened and do not count "
            f"(limit {settings.max_standing_pct / 100:.1%})"
        )
    if dropped_share > settings.max_dropped_share:
        reasons.append(f"{dropped_share:.0%} of the frames are missing (limit {settings.max_dropped_share:.0%})")
    step_s = usual_step_s(log.times_s)
    if settings.persistence_s and step_s > settings.persistence_s + CLOCK_TOLERANCE_S:
        reasons.append(
            f"only {1 / step_s:.1f} frames a second: a break-up of {settings.persistence_s:g} s may pass between two"
        )
    if longest_gap_s > settings.max_unseen_s + CLOCK_TOLERANCE_S:
        reasons.append(f"{longest_gap_s:.1f} s of the recording are missing")
    if log.unseen_s is not None and log.unseen_s > settings.max_unseen_s + CLOCK_TOLERANCE_S:
        reasons.append(f"no sharp frame in the {log.unseen_s:.1f} s before the first break-up")
    if log.disagreement:
        reasons.append(log.disagreement)
    return Quality(not reasons, tuple(reasons), blur_share, coverage, decentration, dropped_share, excluded_share)


def usual_step_s(times_s: Sequence[float]) -> float:
    """Median time from one frame to the next, in seconds; 0 of fewer than two."""
    steps = [later - earlier for earlier, later in pairwise(times_s)]
    return median(steps) if steps else 0.0


def dropped(times_s: Sequence[float], gap_factor: float) -> tuple[float, float]:
    """Share of the frames that should lie between the first and the last time and do not (0-1), and the longest gap.

    A gap is a step longer than gap_factor median steps; it counts as the frames that median steps would have put
    into it. The longest gap is in seconds, 0 where there is none.
    """
    steps = [later - earlier for earlier, later in pairwise(times_s)]
    if not steps:
        return 0.0, 0.0
    usual_s = usual_step_s(times_s)
    gaps = [step for step in steps if step > gap_factor * usual_s]
    missing = sum(round(step / usual_s) - 1 for step in gaps) if usual_s > 0 else 0
    return missing / (len(times_s) + missing), max(gaps, default=0.0)
