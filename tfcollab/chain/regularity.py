"""How regular the rings are, place by place: their local strength and phase, against what they were before.

Rings are a wave along the radius. A quadrature pair of Gabor filters at their period gives its local strength and
phase (Gabor, J Inst Electr Eng 1946;93:429-457; the demodulation of fringe patterns). In a window of about one
and a half periods the wave is then compared with that of the interval's first frames:

    regularity = |sum of z · conj(z0)| / sum of |z0|²

z and z0 being the two complex waves. It is 1 where nothing changed and falls with the local contrast of the rings and
with any scatter of their width and spacing within the window, for then the phases no longer go together; a displacement
of the rings as a whole changes the phase alone, and counts for nothing. That is what TFSQ measures of high-speed
videokeratoscopy look for, coherence of the ring pattern block by block, and a fall of it against the interval's own
level (Iskander and Collins, IEEE Trans Biomed Eng 2005;52:1939-1949; Alonso-Caneiro et al., J Biomed Opt
2011;16:076012), here by other filters.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.unwrap import Floats

#: periods of rings that can be read, in radial steps and as a share of all of them: fewer than four rings are no wave
_FINEST, _COARSEST_SHARE = 3.5, 0.25
#: strength of the strongest period over the mean of all; noise and an iris have about 2
_MIN_PEAK = 4.0
#: side of the windows, in ring periods: sums, and the median that takes away what is no wave
_WINDOW, _GROUND = 1.5, 1.6
_SPECTRUM = 1024


@dataclass(frozen=True, slots=True)
class Wave:
    """The rings as complex wave (even + i odd) and the local brightness; float32, all of the picture's shape."""

    even: Floats
    odd: Floats
    brightness: Floats

    @property
    def energy(self) -> Floats:
        return self.even * self.even + self.odd * self.odd


@dataclass(frozen=True, slots=True)
class WaveFilter:
    """Filters for rings of one period.

    period: in radial steps. window: (radial, azimuth) steps of the sums, odd.
    """

    period: float
    window: tuple[int, int]
    even: Floats
    odd: Floats

    @classmethod
    def of_period(cls, period: float, azimuth_steps_per_radial: float) -> Self:
        spread = 0.5 * period
        reach = int(np.ceil(2.5 * spread))
        x = np.arange(-reach, reach + 1)
        envelope = np.exp(-(x**2) / (2 * spread**2))
        envelope /= envelope.sum()
        even = envelope * np.cos(2 * np.pi * x / period)
        # blind to a plain brightness
        even -= envelope * even.sum()
        odd = envelope * np.sin(2 * np.pi * x / period)
        window = odd_steps(_WINDOW * period), odd_steps(_WINDOW * period * azimuth_steps_per_radial)
        return cls(period, window, (2 * even).astype(np.float32), (2 * odd).astype(np.float32))

    def wave(self, polar: NDArray[np.uint8]) -> Wave:
        """polar: uint8, radius down."""
        level = _without_ground(polar, odd_steps(_GROUND * self.period))
        one = np.ones(1, np.float32)
        return Wave(
            np.asarray(cv2.sepFilter2D(level, cv2.CV_32F, one, self.even), np.float32),
            np.asarray(cv2.sepFilter2D(level, cv2.CV_32F, one, self.odd), np.float32),
            self.mean(polar.astype(np.float32)),
        )

    def mean(self, image: Floats) -> Floats:
        """Over the window, at every place."""
        return np.asarray(cv2.blur(image, (self.window[1], self.window[0])), np.float32)

    def overlap(self, wave: Wave, base: Wave) -> tuple[Floats, Floats]:
        """Mean of wave · conj(base) over the window, real and imaginary part."""
        real = self.mean(wave.even * base.even + wave.odd * base.odd)
        return real, self.mean(wave.odd * base.even - wave.even * base.odd)

    def unsteadiness(self, wave: Wave) -> Floats:
        """Energy of half the wave's change over half a period's length along the rings, mean over the window."""
        lag = max(1, self.window[1] // 3)
        change = sum((part[:, lag:] - part[:, :-lag]) ** 2 for part in (wave.even, wave.odd)) / 2
        before = lag // 2
        return self.mean(np.pad(np.asarray(change, np.float32), ((0, 0), (before, lag - before)), mode="edge"))


def ring_period(polar: NDArray[np.uint8]) -> float | None:
    """The rings' period in radial steps; None where no one period stands out, or too few rings fit in."""
    steps = polar.shape[0]
    level = _without_ground(polar, odd_steps(min(31.0, steps * _COARSEST_SHARE)))
    # every place counts alike, or the edge of a bright iris would drown the rings
    level /= np.sqrt(cv2.blur(level * level, (31, 31))) + 1
    level *= np.hanning(steps).astype(np.float32)[:, None]
    power = (np.abs(np.fft.rfft(level, n=_SPECTRUM, axis=0)) ** 2).mean(1)
    first, last = int(np.ceil(_SPECTRUM / (_COARSEST_SHARE * steps))), int(_SPECTRUM / _FINEST)
    smooth = np.convolve(power, np.ones(5) / 5, "same")[first : last + 1]
    best = int(smooth.argmax())
    if best == 0 or not smooth[best] > _MIN_PEAK * power[first : last + 1].mean():
        return None
    return _SPECTRUM / (first + best)


def odd_steps(length: float) -> int:
    """The odd whole number next to a length, at least 1."""
    return 2 * int(length / 2) + 1


def _without_ground(polar: NDArray[np.uint8], side: int) -> Floats:
    """Less the median of the neighbourhood: the median follows edges of pupil and lid, which are no wave."""
    height, width = polar.shape
    # along the rings little changes, and a median takes its time
    coarse = cv2.resize(polar, (max(1, width // 4), height), interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(coarse, max(3, side)), (width, height), interpolation=cv2.INTER_LINEAR)
    return polar.astype(np.float32) - ground.astype(np.float32)
