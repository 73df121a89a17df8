"""What is measured in a recording, and where every number came from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tfcollab.exam.corrections import Correction, Decision
from tfcollab.exam.frame import Eye, FrameRecord
from tfcollab.exam.provenance import Provenance, Source
from tfcollab.exam.settings import CLOCK_TOLERANCE_S, ClinicalSettings


def bound_text(seconds: float) -> str:
    """`> 8.4 s`: a lower bound, rounded down to 0.1 s."""
    return f"> {math.floor((seconds + CLOCK_TOLERANCE_S) * 10) / 10:.1f} s"


def seconds_text(seconds: float) -> str:
    """`5.2 s`; halves are decided on the microsecond, not by what is left of subtracting two clock times."""
    return f"{round(seconds, 6):.1f} s"


class TimeKind(StrEnum):
    """MEASURED: break-up seen. CENSORED: none until the interval ended. START_NOT_SEEN: the clock never started."""

    MEASURED = "measured"
    CENSORED = "censored"
    START_NOT_SEEN = "start not seen"


@dataclass(frozen=True, slots=True)
class BreakupTime:
    """A first break-up time that cannot be mistaken: text() is the only way it is shown.

    seconds: time from the start of the measurement to the break-up (MEASURED), or to the last frame
        in which there was none (CENSORED); None for START_NOT_SEEN.
    by_hand: a person put it in place of what the program measured.
    """

    kind: TimeKind
    seconds: float | None = None
    by_hand: bool = False

    def text(self) -> str:
        """`5.2 s`, `> 8.4 s` or `start not seen`, with ` (by hand)` behind a person's time.

        A bound is rounded down, so that it never claims too much.
        """
        if self.seconds is None:
            return str(self.kind)
        text = bound_text(self.seconds) if self.kind is TimeKind.CENSORED else seconds_text(self.seconds)
        return f"{text} (by hand)" if self.by_hand else text


@dataclass(frozen=True, slots=True)
class BreakupInterval:
    """Between which times the first break-up plausibly lies; it always holds the time that was found.

    earliest: MEASURED, or CENSORED where there is no sign of a break-up at all. latest: MEASURED, or CENSORED where the
    break-up that was found, if any, is nowhere sure: it may as well come after the end.
    """

    earliest: BreakupTime
    latest: BreakupTime


class EndReason(StrEnum):
    """Why a measurement ended."""

    BLINK = "blink"
    TIME_LIMIT = "time limit"
    END_OF_RECORDING = "end of recording"


class BlinkKind(StrEnum):
    """By duration; see ClinicalSettings."""

    NORMAL = "normal"
    EXTENDED = "extended"
    SUPER_EXTENDED = "super-extended"


@dataclass(frozen=True, slots=True)
class Blink:
    """One closure, from its first closed frame to the first open one after it (end_s, end_frame), or to the last
    frame of a recording that ends closed.

    duration_s is None where the recording begins or ends closed. complete is None where it cannot be told.
    """

    start_s: float
    end_s: float
    start_frame: int
    end_frame: int
    duration_s: float | None
    kind: BlinkKind | None
    complete: bool | None


@dataclass(frozen=True, slots=True)
class BreakupMap:
    """Time of first break-up per cell of the polar grid.

    times_s: float64 (annuli, sectors); seconds from the start of the measurement, +inf where the cell was
        seen and stayed stable, NaN where it was not seen. Annulus 0 innermost, sector 0 from 12 o'clock, clockwise
        in the image.
    quadrants_s: earliest time of each quadrant (superior, nasal, inferior, temporal; left and right of the
        image where the eye is unknown: `image right`, `image left`), same convention for inf and NaN.
    """

    times_s: NDArray[np.float64]
    quadrants_s: dict[str, float]

    @property
    def broken_cells(self) -> int:
        return int(np.isfinite(self.times_s).sum())

    @property
    def seen_cells(self) -> int:
        return int((~np.isnan(self.times_s)).sum())


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether a measurement can be relied on; reasons is empty exactly when acceptable.

    Shares are 0-1. coverage: median share of the map's cells that were seen. decentration: median distance of
    the rings' centre from the frame's, in half widths of the frame; None where no rings were found. excluded_share: of
    the frames, by a person.
    """

    acceptable: bool
    reasons: tuple[str, ...]
    blur_share: float
    coverage: float
    decentration: float | None
    dropped_share: float
    excluded_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Witness:
    """What the rings' own regularity says of a measurement, without the nets.

    first_breakup, map: by the rules of the nets' ones. judged_from_s: seconds from the start of the measurement to the
        first frame that was judged; None if the start was not seen. disagreement: in words, empty where the two agree
        or cannot be compared.
    """

    first_breakup: BreakupTime
    map: BreakupMap
    judged_from_s: float | None
    disagreement: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One open-eye interval; times in seconds of the recording unless said otherwise.

    number: 1-based. start: the first open frame. end_s: the first closed frame's time, or the time limit, or the last
    frame's time; end_frame: the last open frame within it. preceding_blink: index into the recording's blinks.
    first_breakup: NIF-BUT. average_breakup_s: NIAvg-BUT, mean over the map's broken cells. a3f_s: A3F-BUT.
    Both are seconds from start_s, None where not defined.
    area_*: percent of the seen ring area. growth_pct_per_s: from first break-up to the end.
    below_cutoff: None where the answer is not known (censored below the cut-off, or start not seen).
    breakup_interval: in seconds from start_s, as first_breakup; None where the start was not seen, or the time was set
    by hand. witness: None where it could not judge. decision: a person's, None where nobody decided.
    """

    number: int
    start_s: float
    end_s: float
    start_frame: int
    end_frame: int
    end_reason: EndReason
    first_breakup: BreakupTime
    first_breakup_frame: int | None
    largest_area_frame: int | None
    average_breakup_s: float | None
    a3f_s: float | None
    area_at_first_pct: float | None
    area_at_end_pct: float | None
    growth_pct_per_s: float | None
    map: BreakupMap
    quality: Quality
    below_cutoff: bool | None
    preceding_blink: int | None
    breakup_interval: BreakupInterval | None = None
    witness: Witness | None = None
    decision: Decision | None = None

    def interval_text(self) -> str:
        """`(2.9 to 3.6)`, `(2.9 to > 8.4)`, `possibly from 3.1 s` behind a censored time, or nothing.

        The earliest is rounded down, and the latest up where it is a time.
        """
        found = self.breakup_interval
        if found is None or found.earliest.seconds is None or found.earliest.kind is TimeKind.CENSORED:
            return ""
        earliest = f"{math.floor((found.earliest.seconds + CLOCK_TOLERANCE_S) * 10) / 10:.1f}"
        if self.first_breakup.kind is TimeKind.CENSORED:
            return f"possibly from {earliest} s"
        if found.latest.seconds is None or found.latest.kind is TimeKind.CENSORED:
            return f"({earliest} to {found.latest.text().removesuffix(' s')})"
        return f"({earliest} to {math.ceil((found.latest.seconds - CLOCK_TOLERANCE_S) * 10) / 10:.1f})"

    def breakup_text(self) -> str:
        """`3.2 s (2.9 to 3.6)`, `3.2 s (2.9 to > 8.4)`, `> 8.4 s, possibly from 3.1 s`, `> 8.4 s`, `start not seen`."""
        text, interval = self.first_breakup.text(), self.interval_text()
        return text + ("" if not interval else f" {interval}" if interval.startswith("(") else f", {interval}")

    def witness_text(self) -> str:
        """The witness's first break-up time as BreakupTime.text has it, or `not judged`."""
        return "not judged" if self.witness is None else self.witness.first_breakup.text()


@dataclass(frozen=True, slots=True)
class Repeats:
    """All measurements of one eye together; never the best one.

    median_s: median of the first break-up times with censored ones at their lower bound; median_is_bound says
    that the median falls on a censored value and is therefore shown as `> t`.
    mean_s and spread_s (standard deviation) are given only when nothing is censored.
    acceptable: how many of the timed ones (measured or censored) have an acceptable quality, or were accepted.
    rejected: by a person; counted nowhere else.
    """

    measured: int
    censored: int
    start_not_seen: int
    median_s: float | None
    median_is_bound: bool
    mean_s: float | None
    spread_s: float | None
    acceptable: int = 0
    rejected: int = 0

    @property
    def timed(self) -> int:
        return self.measured + self.censored

    @property
    def fewer_than_three(self) -> bool:
        """Whether there are fewer timed measurements than the three of an eye that the protocol asks for."""
        return self.timed < 3

    def median_text(self) -> str:
        if self.median_s is None:
            return "none"
        return bound_text(self.median_s) if self.median_is_bound else seconds_text(self.median_s)


@dataclass(frozen=True, slots=True)
class RecordingResult:
    """Everything measured in one recording of one eye.

    frames: as the program read them, excluded ones included. corrections: what a person changed, in order; blinks,
    measurements and repeats are with them.
    """

    source: Source
    eye: Eye
    settings: ClinicalSettings
    provenance: Provenance
    frames: Sequence[FrameRecord]
    blinks: tuple[Blink, ...]
    measurements: tuple[Measurement, ...]
    repeats: Repeats
    warnings: tuple[str, ...] = field(default=())
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Patient:
    """Who was examined; every field may be empty (a recording without a patient)."""

    patient_id: str = ""
    name: str = ""
    birth_date: str = ""
