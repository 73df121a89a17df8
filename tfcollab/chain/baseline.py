"""The rings of an interval's first sharp frames, and later frames compared with them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.regularity import Wave, WaveFilter, ring_period
from tfcollab.chain.unwrap import Floats, PolarSize, RingGeometry, View
from tfcollab.exam.frame import Rings
from tfcollab.exam.settings import CLOCK_TOLERANCE_S

Bools = NDArray[np.bool_]

#: what is left of the rings' regularity where they count as broken
_BROKEN_BELOW = 0.55
#: the baseline is gathered for so long, and from so many frames at least
_GATHERED_S, _GATHERED_FRAMES = 0.3, 3
#: a place can be judged if its rings have this share of the strength of the strongest tenth's, ...
_MIN_OF_STRONGEST = 0.12
#: ... this contrast against the brightness there (plus a little, which keeps it finite in black), ...
_MIN_CONTRAST, _DARK_GRAY = 0.012, 10.0
#: ... this many times the strength of what trembles from frame to frame, ...
_MIN_OVER_NOISE = 3.0
#: ... and a wave that changes no more than this along the rings: lashes and edges of lids run across them
_MAX_UNSTEADINESS = 0.15
#: a place whose brightness changed by more, against the others, is hidden now, by lid or lash
_MAX_BRIGHTNESS_CHANGE = 0.25
#: a frame with rings so much weaker all over is out of focus; with so much stronger ones, the baseline was
_BLURRED, _SHARPER = 0.6, 1.5
#: a frame does not belong to the others if its rings lie further from their box, in radii, or differ more in size
_MAX_SHIFT, _MAX_GROWTH = 0.2, 0.15


class Baseline:
    """Begun with one sharp frame; the next ones are added to it until it is complete.

    geometry: of the first frame's rings, kept for all others. spacing_px: from ring to ring, in pixels of the frame;
    None where no one period stands out. outdone: no rings can be judged by it, or the frame just
    compared is so much sharper that a new one should begin with that.
    """

    def __init__(self, view: View, rings: Rings, time_s: float, size: PolarSize) -> None:
        self.geometry = RingGeometry.of(rings)
        self.outdone = False
        self._size = size
        self._since_s = time_s
        self._inner = (slice(None), slice(size.margin, size.margin + size.azimuth))
        self._patch = self.geometry.patch(view, rings.center)
        polar = self.geometry.unwrap(view, rings.center, size)
        period = ring_period(polar[self._inner])
        self._filter: WaveFilter | None = None
        self.spacing_px: float | None = None
        if period is None:
            self.outdone = True
            return
        self.spacing_px = period * self.geometry.radius * (1 - self.geometry.disc) / size.radial
        # where most of the area lies, at 0.6 of the radius, a window is as long as it is wide
        azimuth_steps = (1 - self.geometry.disc) / size.radial * size.azimuth / (2 * np.pi * 0.6)
        self._filter = WaveFilter.of_period(period, azimuth_steps)
        self._wave = self._filter.wave(polar)
        self._frames = 1
        self._scatter = np.zeros_like(self._wave.even)
        self._energy: Floats | None = None

    def compare(self, view: View, rings: Rings, time_s: float) -> tuple[Bools, Bools] | None:
        """Which places can be judged and which of them are broken, bool (radial, azimuth).

        None where none can, and while the baseline is gathered.
        """
        center = self._center(view, rings)
        if self._filter is None or center is None:
            return None
        wave = self._filter.wave(self.geometry.unwrap(view, center, self._size))
        real, imaginary = self._filter.overlap(wave, self._wave)
        overlap = cv2.magnitude(real, imaginary)
        if self._energy is None:
            self._gather(wave, real / (overlap + 1e-6), imaginary / (overlap + 1e-6), self._filter)
            if time_s >= self._since_s + _GATHERED_S - CLOCK_TOLERANCE_S and self._frames >= _GATHERED_FRAMES:
                self._complete(self._filter)
            return None
        regularity = overlap[self._inner] / self._energy
        usual = self._median(regularity)
        self.outdone = usual > _SHARPER
        if not _BLURRED < usual <= _SHARPER:
            return None
        change = wave.brightness[self._inner] / (self._wave.brightness[self._inner] + 1)
        change /= max(self._median(change), 1e-6)
        judged = self._usable & (np.abs(change - 1) < _MAX_BRIGHTNESS_CHANGE)
        return judged, judged & (regularity < _BROKEN_BELOW * usual)

    def _median(self, values: Floats) -> float:
        """Over the places that can be judged; neighbours say the same, so that every other one is enough."""
        some = values.ravel()[self._some]
        below, above = (len(some) - 1) // 2, len(some) // 2
        # as np.median, which takes twice as long
        return float(np.partition(some, (below, above))[below : above + 1].mean())

    def _center(self, view: View, rings: Rings) -> tuple[float, float] | None:
        """Of the dark disc, in pixels of the frame, by comparison with the first frame; None if they do not belong."""
        radius = self.geometry.radius
        if abs(float(np.log(sum(rings.radii) / 2 / radius))) > _MAX_GROWTH:
            return None
        step = self.geometry.patch_step
        (right, down), _ = cv2.phaseCorrelate(self._patch, self.geometry.patch(view, rings.center))
        if np.hypot(right, down) * step > _MAX_SHIFT * radius:
            return None
        return rings.center[0] + right * step, rings.center[1] + down * step

    def _gather(self, wave: Wave, cos: Floats, sin: Floats, filters: WaveFilter) -> None:
        """One more frame: running mean and scatter of the waves, each turned back by its phase against the mean."""
        if float(np.median(filters.mean(wave.energy) / (filters.mean(self._wave.energy) + 1e-6))) > _SHARPER**2:
            self.outdone = True
            return
        more_even = wave.even * cos + wave.odd * sin - self._wave.even
        more_odd = wave.odd * cos - wave.even * sin - self._wave.odd
        self._frames += 1
        self._scatter += more_even * more_even + more_odd * more_odd
        part = np.float32(1 / self._frames)
        self._wave = Wave(
            self._wave.even + more_even * part,
            self._wave.odd + more_odd * part,
            self._wave.brightness + (wave.brightness - self._wave.brightness) * part,
        )

    def _complete(self, filters: WaveFilter) -> None:
        """Which places can be judged from now on."""
        energy = filters.mean(self._wave.energy) + np.float32(1e-6)
        noise = filters.mean(self._scatter) / (2 * (self._frames - 1))
        strength = np.sqrt(energy)
        usable = strength > _MIN_OF_STRONGEST * float(np.percentile(strength[self._inner], 90))
        usable &= strength > _MIN_CONTRAST * (self._wave.brightness + _DARK_GRAY)
        usable &= energy > _MIN_OVER_NOISE**2 * noise
        usable &= filters.unsteadiness(self._wave) < _MAX_UNSTEADINESS * energy
        # a window at the edge of what can be judged reaches beyond it
        around = np.ones(tuple(int(side / 1.5) | 1 for side in filters.window), np.uint8)
        usable = cv2.erode(usable.astype(np.uint8), around, borderType=cv2.BORDER_CONSTANT, borderValue=1) > 0
        self._usable = usable[self._inner]
        self._energy = energy[self._inner]
        every_other = np.zeros_like(self._usable)
        every_other[::2, ::2] = self._usable[::2, ::2]
        self._some = np.flatnonzero(every_other)
        self.outdone = not self._some.size
