"""What happens in an exam: blinks, the film of each open interval, drifting gaze, loss of focus."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tfcollab.synth.film import FilmSpec, Site
from tfcollab.synth.render import EyeState


@dataclass(frozen=True, slots=True)
class BlinkSpec:
    """One blink: seconds of the start, of closing, of rest, of opening; depth 1 closes the eye, less does not."""

    start_s: float
    closing_s: float
    rest_s: float
    opening_s: float
    depth: float = 1.0

    @property
    def shut_s(self) -> float:
        return self.start_s + self.closing_s

    @property
    def end_s(self) -> float:
        return self.shut_s + self.rest_s + self.opening_s

    def opening(self, time_s: float) -> float:
        """Lid opening 0-1 at a time."""
        into = time_s - self.start_s
        if into <= 0 or time_s >= self.end_s:
            return 1.0
        if into < self.closing_s:
            shut = into / self.closing_s
        elif into < self.closing_s + self.rest_s:
            shut = 1.0
        else:
            shut = 1 - (into - self.closing_s - self.rest_s) / self.opening_s
        return 1 - self.depth * (shut * shut * (3 - 2 * shut))


@dataclass(frozen=True, slots=True)
class Defocus:
    """Focus lost from start_s to end_s, to `amount` ring periods at its worst."""

    start_s: float
    end_s: float
    amount: float

    def at(self, time_s: float) -> float:
        if not self.start_s < time_s < self.end_s:
            return 0.0
        return self.amount * float(np.sin(np.pi * (time_s - self.start_s) / (self.end_s - self.start_s)) ** 0.5)


@dataclass(frozen=True, slots=True)
class ExamScript:
    """duration_s; blinks in order; films, one for each open interval (one more than blinks); defocus episodes and the
    defocus at rest, in ring periods; drift of the gaze: knots (seconds, x mm, y mm) joined smoothly."""

    duration_s: float
    blinks: tuple[BlinkSpec, ...]
    films: tuple[FilmSpec, ...]
    defocus: tuple[Defocus, ...]
    sharp: float
    gaze_s: NDArray[np.float64]
    gaze_mm: NDArray[np.float64]

    def interval(self, time_s: float) -> int:
        """Which film is on the eye: it is renewed when the lids are shut."""
        return sum(time_s >= b.shut_s for b in self.blinks)

    def state(self, time_s: float, exposure_s: float) -> EyeState:
        """The eye at a time; the motion blur is that of the exposure."""
        index = self.interval(time_s)
        renewed = self.blinks[index - 1].end_s - 0.6 * self.blinks[index - 1].opening_s if index else -1.0
        x, y = self._gaze(time_s)
        before = self._gaze(time_s - exposure_s)
        return EyeState(
            time_s=time_s,
            opening=min([1.0, *(b.opening(time_s) for b in self.blinks)]),
            gaze=(x, y),
            defocus=max([self.sharp, *(d.at(time_s) for d in self.defocus)]),
            motion=(x - before[0], y - before[1]),
            since_blink_s=max(0.0, time_s - renewed),
        )

    def _gaze(self, time_s: float) -> tuple[float, float]:
        x, y = (float(np.interp(time_s, self.gaze_s, self.gaze_mm[:, k])) for k in (0, 1))
        return x, y


@dataclass(frozen=True, slots=True)
class SiteKind:
    """Ranges of one manner of breaking: growth in mm/s, final mean radius in mm, long over short axis, and the spread
    (radians) of the long axis about the vertical; None: it lies along the rings as often as across them."""

    share: float
    speed_mm_s: tuple[float, float]
    limit_mm: tuple[float, float]
    elongation: tuple[float, float]
    about_vertical: float | None = None


#: after the classification of Yokoi et al. (Am J Ophthalmol 2017;180:72): spot, line, area, random; a dimple is taken
#: for a short line. Sizes and speeds are ours, wider than what is seen.
SITE_KINDS = (
    SiteKind(0.25, (0.3, 1.2), (0.15, 0.5), (1.0, 1.5)),
    SiteKind(0.2, (0.3, 1.0), (0.22, 0.6), (4.0, 9.0), 0.5),
    SiteKind(0.15, (0.8, 2.5), (0.7, 2.0), (1.0, 2.5)),
    SiteKind(0.4, (0.25, 1.1), (0.22, 1.3), (1.5, 4.5)),
)


def draw_site(rng: np.random.Generator, radius_mm: float, onset_s: float) -> Site:
    """A patch somewhere on the rings, of one of SITE_KINDS."""
    kind = SITE_KINDS[int(rng.choice(len(SITE_KINDS), p=[k.share for k in SITE_KINDS]))]
    distance, angle = radius_mm * np.sqrt(rng.uniform(0.02, 0.9)), rng.uniform(0, 2 * np.pi)
    curvature = rng.normal(0, 0.2)
    if kind.about_vertical is not None:
        direction = np.pi / 2 + rng.normal(0, kind.about_vertical)
    elif rng.random() < 0.5:
        # along the rings, and as bent as they are
        direction = angle + np.pi / 2 + rng.normal(0, 0.2)
        curvature += 1 / max(1.0, distance)
    else:
        direction = rng.uniform(0, np.pi)
    limit = float(np.exp(rng.uniform(*np.log(kind.limit_mm))))
    return Site(
        x_mm=float(distance * np.cos(angle)),
        y_mm=float(distance * np.sin(angle)),
        onset_s=onset_s,
        speed_mm_s=float(rng.uniform(*kind.speed_mm_s)),
        limit_mm=limit,
        elongation=float(rng.uniform(*kind.elongation)),
        direction_rad=float(direction),
        raggedness=float(rng.uniform(0.0, 1.0)),
        rim_mm=float(rng.uniform(0.08, 0.2 + 0.4 * min(1.0, limit))),
        curvature=float(curvature),
    )


def draw_film(rng: np.random.Generator, base: FilmSpec, radius_mm: float, length_s: float, breaks: bool) -> FilmSpec:
    """The film of an interval of length_s; if it breaks, then from a time inside the interval on."""
    if not breaks:
        return replace(base, sites=())
    first = float(rng.uniform(min(0.6, 0.2 * length_s), 0.85 * length_s))
    onsets = [first, *(first + rng.exponential(1.5) for _ in range(int(rng.integers(0, 5))))]
    return replace(base, sites=tuple(draw_site(rng, radius_mm, float(o)) for o in onsets))


def draw_script(rng: np.random.Generator, base: FilmSpec, radius_mm: float, duration_s: float) -> ExamScript:
    """An exam of about duration_s: "blink twice, then keep the eye open", once or more often."""
    blinks: list[BlinkSpec] = []

    def blink(at: float, depth: float = 1.0) -> None:
        times = rng.uniform((0.07, 0.03, 0.12), (0.12, 0.15, 0.25))
        blinks.append(BlinkSpec(at, float(times[0]), float(times[1]), float(times[2]), depth))

    start = float(rng.uniform(0.2, 0.9))
    blink(start)
    if rng.random() < 0.6:
        blink(blinks[-1].end_s + float(rng.uniform(0.25, 0.6)))
    while True:
        length = float(rng.uniform(2.5, max(3.0, 0.8 * duration_s)))
        if blinks[-1].end_s + length > duration_s - 0.5:
            break
        blink(blinks[-1].end_s + length)
    edges = [0.0, *(b.end_s for b in blinks)]
    ends = [*(b.start_s for b in blinks), duration_s]
    films = tuple(
        draw_film(rng, base, radius_mm, end - begin, breaks=index > 0 and end - begin > 1 and rng.random() < 0.75)
        for index, (begin, end) in enumerate(zip(edges, ends, strict=True))
    )
    episodes = []
    for _ in range(int(rng.integers(0, 3))):
        at = float(rng.uniform(0, duration_s))
        episodes.append(Defocus(at, at + float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.3, 0.7))))
    knots = np.arange(0, duration_s + 0.5, 0.25)
    drift = np.cumsum(rng.normal(0, 0.03, (len(knots), 2)), 0)
    jumps = np.cumsum((rng.random((len(knots), 1)) < 0.06) * rng.normal(0, 0.15, (len(knots), 2)), 0)
    gaze = np.clip(drift + jumps - (drift + jumps).mean(0), -0.7, 0.7)
    return ExamScript(duration_s, tuple(blinks), films, tuple(episodes), float(rng.uniform(0.03, 0.13)), knots, gaze)
