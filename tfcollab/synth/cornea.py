"""Mirror optics of the cornea: which part of the ring projector each image point sees.

The front of the tear film is the mirror. Its shape is a toric conicoid, z = r²/R / (1 + sqrt(1 - (1+Q) r²/R²)) with R
varying with the meridian, plus a keratoconus's bump (a Gaussian, as in Schwiegerling, JOSA A 1997;14:2783: simplified),
plus the film's small relief, whose slopes enter to first order through the
numerical derivative of the mapping.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.synth.device import Placido, meet
from tfcollab.synth.noise import Field

REFERENCE_RADIUS_MM = 7.8
_SLOPE_STEP = 2e-3
#: on a grid of pixels one point in so many, each way, is traced
_TRACED = 4


@dataclass(frozen=True, slots=True)
class Cornea:
    """radius_mm: apical radius; asphericity: Q; toricity_mm: difference of the principal radii; axis_rad: flat axis;
    tilt_x, tilt_y: tilt of the eye against the projector's axis, radians. cone_um: height of a keratoconus's bump, 0
    for none; cone_mm: its standard deviation; cone_x, cone_y: its place, mm."""

    radius_mm: float = 7.8
    asphericity: float = -0.2
    toricity_mm: float = 0.1
    axis_rad: float = 0.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    cone_um: float = 0.0
    cone_mm: float = 1.2
    cone_x: float = 0.3
    cone_y: float = 1.0

    def sag_and_slopes(self, x: NDArray, y: NDArray) -> tuple[NDArray, NDArray, NDArray]:
        """Sagitta (mm) and its slopes along x and y at (x, y) mm from the apex."""
        cos, sin = np.cos(self.axis_rad), np.sin(self.axis_rad)
        along, across = x * cos + y * sin, -x * sin + y * cos
        cx, cy = 1 / (self.radius_mm + self.toricity_mm / 2), 1 / (self.radius_mm - self.toricity_mm / 2)
        quad = cx * along**2 + cy * across**2
        bend = np.sqrt(np.maximum(1 - (1 + self.asphericity) * (cx**2 * along**2 + cy**2 * across**2), 0.05))
        sag = quad / (1 + bend)
        along_slope, across_slope = cx * along / bend, cy * across / bend
        sx = along_slope * cos - across_slope * sin + self.tilt_x
        sy = along_slope * sin + across_slope * cos + self.tilt_y
        if self.cone_um:
            dx, dy = x - self.cone_x, y - self.cone_y
            bump = 1e-3 * self.cone_um * np.exp(-(dx**2 + dy**2) / (2 * self.cone_mm**2))
            sag = sag - bump
            sx, sy = sx + bump * dx / self.cone_mm**2, sy + bump * dy / self.cone_mm**2
        return sag, sx, sy


@dataclass(frozen=True, slots=True)
class RingField:
    """What each point of the cornea sees, float32 (h, w): u is the ring coordinate (1 at the outer edge), u_x and
    u_y its change per unit of film slope along x and y, azimuth the direction on the projector (radians)."""

    u: Field
    u_x: Field
    u_y: Field
    azimuth: Field


def _seen(device: Placido, cornea_point: list[NDArray], sx: NDArray, sy: NDArray) -> NDArray:
    px, py, pz = cornea_point
    view = [px, py, pz - device.camera_mm]
    length = np.sqrt(view[0] ** 2 + view[1] ** 2 + view[2] ** 2)
    view = [v / length for v in view]
    norm = np.sqrt(sx * sx + sy * sy + 1)
    normal = [sx / norm, sy / norm, 1 / norm]
    dot = sum(v * n for v, n in zip(view, normal, strict=True))
    ray = [v - 2 * dot * n for v, n in zip(view, normal, strict=True)]
    return meet(device, cornea_point, ray)


def _generator_to_u(device: Placido) -> tuple[NDArray, NDArray]:
    """Table from radius on the cone to normalised image radius on the reference sphere."""
    r = np.linspace(0, 1.45 * device.image_radius_mm, 600)
    zero = np.zeros_like(r)
    sag, sx, sy = Cornea(REFERENCE_RADIUS_MM, 0.0, 0.0).sag_and_slopes(r, zero)
    rho = _seen(device, [r, zero, -sag], sx, sy)
    rho = np.maximum.accumulate(rho)
    return rho, r / device.image_radius_mm


def ring_field(device: Placido, cornea: Cornea, x_mm: NDArray, y_mm: NDArray) -> RingField:
    """Trace every point (x, y) mm from the apex to the projector."""
    x, y = x_mm.astype(np.float64), y_mm.astype(np.float64)
    sag, sx, sy = cornea.sag_and_slopes(x, y)
    point = [x, y, -sag]
    rho_table, u_table = _generator_to_u(device)

    def ring_coordinate(slope_x: NDArray, slope_y: NDArray) -> NDArray:
        return np.interp(_seen(device, point, slope_x, slope_y), rho_table, u_table)

    # far out the rays pass under the rim of the cone and would meet its far side: no rings there
    miss = np.hypot(x, y) > 1.25 * device.image_radius_mm
    u = np.where(miss, 1.4, ring_coordinate(sx, sy))
    u_x = np.where(miss, 0, ring_coordinate(sx + _SLOPE_STEP, sy) - u) / _SLOPE_STEP
    u_y = np.where(miss, 0, ring_coordinate(sx, sy + _SLOPE_STEP) - u) / _SLOPE_STEP
    azimuth = np.arctan2(sy, sx)
    return RingField(*(np.ascontiguousarray(v, np.float32) for v in (u, u_x, u_y, azimuth)))


def ring_field_on_grid(device: Placido, cornea: Cornea, x_mm: Field, y_mm: Field) -> RingField:
    """As ring_field, for a regular grid of pixels: every fourth is traced and the rest interpolated linearly, as the
    optics are smooth but at the very apex, which lies in the dark disc."""
    height, width = x_mm.shape
    step = np.float32(x_mm[0, 1] - x_mm[0, 0])
    x = x_mm[0, 0] + step * np.arange(0, width + _TRACED, _TRACED, dtype=np.float32)
    y = y_mm[0, 0] + step * np.arange(0, height + _TRACED, _TRACED, dtype=np.float32)
    coarse = ring_field(device, cornea, *np.meshgrid(x, y))
    scale = np.array([[1 / _TRACED, 0, 0], [0, 1 / _TRACED, 0]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # angles do not interpolate where they wrap
    parts = (coarse.u, coarse.u_x, coarse.u_y, np.cos(coarse.azimuth), np.sin(coarse.azimuth))
    u, u_x, u_y, cos, sin = (
        cv2.warpAffine(p, scale, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE) for p in parts
    )
    return RingField(u, u_x, u_y, np.arctan2(sin, cos))
