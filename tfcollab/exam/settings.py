"""Every number that a clinical rule depends on, in one frozen place that travels with the result."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClinicalSettings:
    """Thresholds of the rules; docs/clinical.md gives the source of each.

    persistence_s: a break-up counts from its first frame if it is still there this much later.
    time_limit_s: longest measurement.
    min_area_pct: broken share of the seen ring area from which a frame holds a break-up.
    cell_broken_share: broken share of a cell from which the cell has broken, 0-1.
    annuli, sectors: polar grid of the break-up map.
    cutoff_s: break-up times below this are "below the DEWS cut-off".
    cutoff_source: where the cut-off comes from.
    a3f_second_within_s: A3F-BUT wants the second break-up within this time of the first.
    extended_blink_s, super_extended_blink_s: blink durations above these have a name.
    gap_factor: a step between frames longer than this many median steps is a gap.
    max_blur_share, max_decentration, min_coverage, max_dropped_share: limits of the quality verdict (shares 0-1;
        decentration in half widths of the frame).
    """

    persistence_s: float = 0.2
    time_limit_s: float = 24.0
    min_area_pct: float = 0.1
    cell_broken_share: float = 0.2
    annuli: int = 8
    sectors: int = 24
    cutoff_s: float = 10.0
    cutoff_source: str = "TFOS DEWS II 2017, DEWS III 2025: NIBUT < 10 s"
    a3f_second_within_s: float = 1.0
    extended_blink_s: float = 0.1
    super_extended_blink_s: float = 0.5
    gap_factor: float = 2.5
    max_blur_share: float = 0.3
    max_decentration: float = 0.35
    min_coverage: float = 0.5
    max_dropped_share: float = 0.1
