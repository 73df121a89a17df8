"""Every number that a clinical rule depends on, in one frozen place that travels with the result."""

from dataclasses import dataclass

from tfcollab.errors import UserError

#: container clocks of one millisecond round each time by half of it; a comparison of two times allows for that
CLOCK_TOLERANCE_S = 0.002


@dataclass(frozen=True, slots=True)
class ClinicalSettings:
    """Thresholds of the rules; docs/clinical.md gives the source of each.

    persistence_s: a break-up counts from its first frame if it is still there this much later.
    time_limit_s: longest measurement.
    min_broken_share: of the sharp frames since a break-up's first one, the share that must show it, 0-1: below 1, a
        single misread frame does not cancel it.
    broken_probability: of a break-up in a sharp frame, from which the frame holds one.
    sure_probability, min_sure_frames: a break-up counts only if as many of its frames hold it with that probability.
    onset_within_s: a break-up began where the first of the cells in which it is confirmed broke, if no more than this
        before the first frame that holds it; 0 lets it begin with that frame.
    earliest_probability, latest_probability: the same for the earliest and the latest plausible first break-up.
    standing_s: what looks broken from the first sharp frame after the opening until so much later is none of this
        film's break-up; 0 lets everything count.
    min_closure_s: a closure (or an opening within one) shorter than this is a misread frame, not a blink.
    min_closed_probability: of class closed, which a closure below 0.1 s must reach in one of its frames, 0-1.
    min_interval_s: an open-eye interval shorter than this (the gap within a double blink) is not a measurement.
    cell_broken_share: broken share of a cell from which the cell has broken, 0-1.
    min_cell_seen_share: share of the sharp frames in which a cell must have been seen to say anything of it, 0-1;
        also the share of a quadrant's cells that must have been seen to call the quadrant stable.
    annuli, sectors: polar grid of the break-up map.
    cutoff_s: break-up times below this are "below the DEWS cut-off".
    cutoff_source: where the cut-off comes from.
    a3f_second_within_s: A3F-BUT wants the second break-up within this time of the first.
    extended_blink_s, super_extended_blink_s: blink durations above these have a name.
    gap_factor: a step between frames longer than this many median steps is a gap.
    max_unseen_s: longest gap between frames, and longest time without a sharp frame right before the first
        break-up, that a good measurement may have.
    witness_area_pct: share of the area judged by the independent witness from which a frame holds a break-up for it.
    min_judged_share: share of a measurement's sharp frames that the witness must have judged to say anything, 0-1.
    disagree_s, disagree_share: the two first break-up times disagree if they differ by more than both disagree_s and
        this share (0-1) of the nets' time.
    max_blur_share, max_decentration, min_coverage, max_dropped_share, min_ring_spacing_px, max_standing_pct: limits of
        the quality verdict (shares 0-1; decentration in half widths of the frame; spacing in pixels of the frame;
        marks that stood from the opening in per cent of the seen ring area).
    """

    persistence_s: float = 0.2
    min_broken_share: float = 0.6
    time_limit_s: float = 24.0
    broken_probability: float = 0.5
    sure_probability: float = 0.7
    min_sure_frames: int = 3
    onset_within_s: float = 1.0
    earliest_probability: float = 0.1
    latest_probability: float = 0.9
    standing_s: float = 0.1
    min_closure_s: float = 0.03
    min_closed_probability: float = 0.8
    min_interval_s: float = 1.0
    cell_broken_share: float = 0.2
    min_cell_seen_share: float = 0.5
    annuli: int = 8
    sectors: int = 24
    cutoff_s: float = 10.0
    cutoff_source: str = "TFOS DEWS II 2017, DEWS III 2025: NIBUT < 10 s"
    a3f_second_within_s: float = 1.0
    extended_blink_s: float = 0.1
    super_extended_blink_s: float = 0.5
    gap_factor: float = 2.5
    max_unseen_s: float = 0.3
    witness_area_pct: float = 0.8
    min_judged_share: float = 0.5
    disagree_s: float = 1.0
    disagree_share: float = 0.2
    max_blur_share: float = 0.3
    max_decentration: float = 0.35
    min_coverage: float = 0.5
    max_dropped_share: float = 0.1
    min_ring_spacing_px: float = 7.0
    max_standing_pct: float = 1.0

    def check(self) -> None:
        """Raises UserError naming the first setting that is outside its range."""
        if not isinstance(self.cutoff_source, str):
            raise UserError(f"Clinical setting cutoff_source must be a text, not {self.cutoff_source!r}.")
        for name, (low, high) in _RANGES.items():
            value: object = getattr(self, name)
            # compared, as a whole number may be too large to become a float
            if isinstance(value, bool) or not isinstance(value, int | float) or not -1e300 < value < 1e300:
                raise UserError(f"Clinical setting {name} must be a number, not {value!r}.")
            if name in _WHOLE and not isinstance(value, int):
                raise UserError(f"Clinical setting {name} must be a whole number, not {value:g}.")
            if not low <= value <= high:
                raise UserError(f"Clinical setting {name} is {value:g}; choose from {low:g} to {high:g}.")
        for smaller, larger in _ORDERED:
            if getattr(self, smaller) > getattr(self, larger):
                raise UserError(f"Clinical setting {smaller} must not be larger than {larger}; change one of them.")


_RANGES: dict[str, tuple[float, float]] = {
    "persistence_s": (0.0, 5.0),
    "min_broken_share": (0.5, 1.0),
    "time_limit_s": (1.0, 600.0),
    "broken_probability": (0.0, 1.0),
    "sure_probability": (0.0, 1.0),
    "min_sure_frames": (0, 100),
    "onset_within_s": (0.0, 5.0),
    "earliest_probability": (0.0, 1.0),
    "latest_probability": (0.0, 1.0),
    "standing_s": (0.0, 2.0),
    "min_closure_s": (0.0, 0.1),
    "min_closed_probability": (0.0, 1.0),
    "min_interval_s": (0.0, 10.0),
    "cell_broken_share": (0.01, 1.0),
    "min_cell_seen_share": (0.0, 1.0),
    "annuli": (1, 64),
    "sectors": (4, 360),
    "cutoff_s": (0.0, 600.0),
    "a3f_second_within_s": (0.0, 60.0),
    "extended_blink_s": (0.0, 10.0),
    "super_extended_blink_s": (0.0, 60.0),
    "gap_factor": (1.5, 100.0),
    "max_unseen_s": (0.01, 60.0),
    "witness_area_pct": (0.0, 100.0),
    "min_judged_share": (0.0, 1.0),
    "disagree_s": (0.0, 600.0),
    "disagree_share": (0.0, 1.0),
    "max_blur_share": (0.0, 1.0),
    "max_decentration": (0.0, 2.0),
    "min_coverage": (0.0, 1.0),
    "max_dropped_share": (0.0, 1.0),
    "min_ring_spacing_px": (0.0, 1000.0),
    "max_standing_pct": (0.0, 100.0),
}
_WHOLE = ("annuli", "sectors", "min_sure_frames")
_ORDERED = (
    ("earliest_probability", "broken_probability"),
    ("broken_probability", "sure_probability"),
    ("sure_probability", "latest_probability"),
    ("persistence_s", "time_limit_s"),
    ("min_interval_s", "time_limit_s"),
    ("extended_blink_s", "super_extended_blink_s"),
)
