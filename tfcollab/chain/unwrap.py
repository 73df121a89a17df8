"""The rings as a straight picture: radius down, azimuth along, in the very coordinates of the break-up map's grid.

Within an open-eye interval the rings keep their size on the picture and move with the eye. So the geometry of one frame
serves for the whole interval, and only its place is found anew in every frame, by phase correlation (Kuglin and Hines,
Proc IEEE Conf Cybernetics and Society 1975:163-165) of the pictures themselves: a detector's box trembles by half
a ring, which would be read as a change of the rings.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.polar import DISC_SHARE
from tfcollab.exam.frame import Box, Rings

Floats = NDArray[np.float32]

#: about as fine as the rings lie in a crop of 384 px
_RADIAL_STEPS, _AZIMUTH_STEPS = 144, 384
_PATCH_PX = 192
#: half width of the patch over the radius of the outermost ring
_PATCH_REACH = 1.1


@dataclass(frozen=True, slots=True)
class View:
    """A picture of the rings and how it lies in the frame. crop: uint8 (h, w). window: its place in the frame."""

    crop: NDArray[np.uint8]
    window: Box

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels of the crop in one of the frame, along x and y."""
        return self.crop.shape[1] / self.window.width, self.crop.shape[0] / self.window.height


@dataclass(frozen=True, slots=True)
class PolarSize:
    """Steps of the straight picture; whole numbers of them make a cell of the map.

    margin: columns repeated beyond 12 o'clock at either side, so that filters can run over it.
    """

    radial: int
    azimuth: int
    margin: int

    @classmethod
    def of_grid(cls, annuli: int, sectors: int) -> Self:
        azimuth = sectors * max(1, round(_AZIMUTH_STEPS / sectors))
        return cls(annuli * max(1, round(_RADIAL_STEPS / annuli)), azimuth, azimuth // 12)


@dataclass(frozen=True, slots=True)
class RingGeometry:
    """Size and form of a ring system in pixels of the frame, without its place.

    radius_x, radius_y: of the outermost ring; shift: of its centre from that of the dark disc; disc: share of the
    radius that the disc takes.
    """

    radius_x: float
    radius_y: float
    shift: tuple[float, float]
    disc: float

    @classmethod
    def of(cls, rings: Rings) -> Self:
        (x, y), (inner_x, inner_y) = rings.outside.center, rings.center
        disc = DISC_SHARE if rings.inside is None else min(0.5, rings.inside.width / rings.outside.width)
        return cls(*rings.radii, (x - inner_x, y - inner_y), disc)

    @property
    def radius(self) -> float:
        return (self.radius_x + self.radius_y) / 2

    def unwrap(self, view: View, center: tuple[float, float], size: PolarSize) -> NDArray[np.uint8]:
        """The rings around center (of the dark disc, pixels of the frame), uint8 (radial, azimuth + 2 margins).

        First row next to the disc, last one within the outermost ring; after the margin the first column lies clockwise
        of 12 o'clock. The exact inverse of polar.ring_map. 0 outside of the crop.
        """
        scale_x, scale_y = view.scale
        x, y = _around_disc(self, view.scale, size)
        x = x + np.float32((center[0] - view.window.x0) * scale_x - 0.5)
        y = y + np.float32((center[1] - view.window.y0) * scale_y - 0.5)
        return np.asarray(cv2.remap(view.crop, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), np.uint8)

    def patch(self, view: View, center: tuple[float, float]) -> Floats:
        """The rings around center at a size of their own, without mean, faded out at their edge; float32."""
        step = self.patch_step
        scale_x, scale_y = view.scale
        left, top = center[0] - _PATCH_REACH * self.radius, center[1] - _PATCH_REACH * self.radius
        # middle of a patch's pixel -> middle of the crop's
        matrix = np.array(
            [
                [step * scale_x, 0, (left + 0.5 * step - view.window.x0) * scale_x - 0.5],
                [0, step * scale_y, (top + 0.5 * step - view.window.y0) * scale_y - 0.5],
            ]
        )
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        patch = cv2.warpAffine(view.crop, matrix, (_PATCH_PX, _PATCH_PX), flags=how).astype(np.float32)
        return np.asarray((patch - patch.mean()) * _fade(), np.float32)

    @property
    def patch_step(self) -> float:
        """Pixels of the frame in one of the patch."""
        return 2 * _PATCH_REACH * self.radius / _PATCH_PX


@lru_cache(maxsize=4)
def _around_disc(geometry: RingGeometry, scale: tuple[float, float], size: PolarSize) -> tuple[Floats, Floats]:
    """Where the straight picture's samples lie, in pixels of the crop from the dark disc's centre: x and y, float32."""
    outward = ((np.arange(size.radial, dtype=np.float32) + 0.5) / size.radial)[:, None]
    right, down = _directions(size)
    # away from an ellipse's centre the ray meets it at this distance
    length = 1 / np.hypot(right / (geometry.radius_x * scale[0]), down / (geometry.radius_y * scale[1]))
    share = geometry.disc + outward * (1 - geometry.disc)
    x = geometry.shift[0] * outward * scale[0] + share * (right * length)
    y = geometry.shift[1] * outward * scale[1] + share * (down * length)
    return x.astype(np.float32), y.astype(np.float32)


@lru_cache(maxsize=4)
def _directions(size: PolarSize) -> tuple[Floats, Floats]:
    """Unit vectors of the columns, right and down, float32 (1, columns)."""
    columns = np.arange(-size.margin, size.azimuth + size.margin) + 0.5
    angle = columns[None, :] * (2 * np.pi / size.azimuth)
    return np.sin(angle).astype(np.float32), -np.cos(angle).astype(np.float32)


@lru_cache(maxsize=1)
def _fade() -> Floats:
    from_middle = (np.arange(_PATCH_PX, dtype=np.float32) + 0.5) / (_PATCH_PX / 2) - 1
    distance = np.hypot(from_middle[:, None], from_middle[None, :])
    return np.asarray(np.clip(2.3 * (1 - distance), 0, 1), np.float32)
