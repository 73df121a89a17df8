"""The ring projector: a lit cone or bowl with rings, and what a ray that meets it sees.

Lengths in millimetres. The projector's axis is the z axis, which points from the corneal apex to the camera.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.synth.noise import Field


@dataclass(frozen=True, slots=True)
class Placido:
    """A Placido cone (or bowl) and the law of its rings.

    rings: number of bright rings. image_radius_mm: radius of the outermost ring's outer edge as seen on the
    reference cornea (sphere of 7.8 mm). disc_share: radius of the dark central disc over image_radius_mm.
    spacing_power: 1 gives rings equally spaced in the image; above 1 they widen outwards.
    duty: bright share of a period. softness: width of the printed edge, in periods.
    falloff: loss of brightness from the first to the last ring, 0-1. tilt_light: left-right unevenness, 0-1,
    towards light_azimuth (radians). seam_half_width: half width of the seam at 12 o'clock (radians; 0 for none).
    rim_mm, rim_z_mm: radius and height of the cone's eye-side rim; hole_mm, hole_z_mm: of its camera-side hole.
    bowl_mm: radius of the sphere that the rings lie on instead of a cone, centred on the apex's side of the rim; 0 for
    a cone. camera_mm: distance of the camera's entrance pupil from the apex.
    dark_rings: dark lines on a lit ground instead of bright ones on a dark one. uneven: standard deviation of the
    rings' brightness from one to the next, 0-1; last_ring: brightness of the outermost over its due; uneven_seed
    chooses among such projectors.
    """

    rings: int = 13
    image_radius_mm: float = 3.5
    disc_share: float = 0.13
    spacing_power: float = 1.0
    duty: float = 0.5
    softness: float = 0.12
    falloff: float = 0.55
    tilt_light: float = 0.1
    light_azimuth: float = 0.0
    seam_half_width: float = 0.01
    rim_mm: float = 60.0
    rim_z_mm: float = 40.0
    hole_mm: float = 6.0
    hole_z_mm: float = 90.0
    bowl_mm: float = 0.0
    camera_mm: float = 150.0
    dark_rings: bool = False
    uneven: float = 0.0
    last_ring: float = 1.0
    uneven_seed: int = 0

    def ring_phase(self, u: Field) -> Field:
        """Ring coordinate of the normalised image radius u: k at the middle of bright ring k = 1…rings."""
        first = self.disc_share
        share = np.clip((u - first) / (1 - first), -0.5, 1.5)
        curved = np.sign(share) * np.abs(share) ** np.float32(1 / self.spacing_power)
        # the disc ends where ring 1 begins, u = 1 is where the last ring ends
        return 1 - self.duty / 2 + curved * (self.rings - 1 + self.duty)

    def pattern(self, u: Field) -> tuple[Field, Field]:
        """Relative luminance 0-1 met at normalised image radius u, and its local mean, which is what a surface that
        scatters leaves of it; azimuth left out."""
        phase = self.ring_phase(u)
        wave = (np.cos(2 * np.pi * phase) - np.float32(np.cos(np.pi * self.duty))) / np.float32(
            2 * self.softness + 0.05
        )
        line = 1 / (1 + np.exp(np.clip(-2 * wave, -30, 30)))
        mean = self.duty
        if self.dark_rings:
            line, mean = 1 - line, 1 - mean
        inner = 1 / (1 + np.exp(np.clip(-(phase - (1 - self.duty)) / self.softness * 2, -30, 30)))
        outer = 1 / (1 + np.exp(np.clip((phase - self.rings - 0.5) / self.softness * 2, -30, 30)))
        lit = inner * outer * (1 - self.falloff * np.clip(u, 0, 1)) * self._ring_gain(phase)
        return (line * lit).astype(np.float32), (mean * lit).astype(np.float32)

    def evenness(self, azimuth: Field) -> Field:
        """Factor on the luminance at an azimuth (radians, 0 to the right, y down): uneven light and the seam."""
        light = 1 + self.tilt_light * np.cos(azimuth - self.light_azimuth)
        if self.seam_half_width > 0:
            off = np.abs((azimuth + 1.5 * np.pi) % (2 * np.pi) - np.pi)
            light = light * (1 - 0.6 * np.exp(-((off / self.seam_half_width) ** 2)))
        return light.astype(np.float32)

    def _ring_gain(self, phase: Field) -> Field | float:
        """Brightness of each point's ring over its due."""
        if self.uneven == 0 and self.last_ring == 1:
            return 1.0
        gains = 1 + self.uneven * np.random.default_rng(self.uneven_seed).standard_normal(self.rings + 2)
        gains[self.rings :] *= self.last_ring
        return np.interp(phase, np.arange(self.rings + 2), np.clip(gains, 0.3, 3)).astype(np.float32)


def over_pixels(table: Field, rows: int, step: int) -> Field:
    """A table's means over pixels of 0, step, 2 step, … entries, float32 (rows, entries): a sensor gathers the light of
    its whole pixel, so that rings finer than its grid turn gray instead of into moiré."""
    return np.stack([table, *(cv2.blur(table[None], (step * k + 1, 1))[0] for k in range(1, rows))])


def meet(device: Placido, point: list[NDArray], ray: list[NDArray]) -> NDArray[np.float64]:
    """Where rays meet the projector, as a coordinate that grows from its camera-side hole to its rim.

    point, ray: lists of x, y, z arrays (mm) of one shape; rays of unit length.
    """
    return meet_bowl(device, point, ray) if device.bowl_mm > 0 else meet_cone(device, point, ray)


def meet_bowl(device: Placido, point: list[NDArray], ray: list[NDArray]) -> NDArray[np.float64]:
    """Angle (radians) from the axis at which rays meet a sphere of bowl_mm about a point a third of it before the
    apex."""
    center_z = device.bowl_mm / 3
    px, py, pz = point[0], point[1], point[2] - center_z
    rx, ry, rz = ray
    b = px * rx + py * ry + pz * rz
    c = px * px + py * py + pz * pz - device.bowl_mm**2
    t = -b + np.sqrt(np.maximum(b * b - c, 0))
    return np.arctan2(np.hypot(px + t * rx, py + t * ry), pz + t * rz)


def meet_cone(device: Placido, point: list[NDArray], ray: list[NDArray]) -> NDArray[np.float64]:
    """Radius (mm) at which rays meet the cone: the coordinate along its generator.

    point, ray: lists of x, y, z arrays of one shape; rays of unit length. Solves
    |p_xy + t r_xy| = rho(p_z + t r_z) with rho linear in z for the first t > 0.
    """
    slope = (device.hole_mm - device.rim_mm) / (device.hole_z_mm - device.rim_z_mm)
    at_zero = device.rim_mm - slope * device.rim_z_mm
    px, py, pz = point
    rx, ry, rz = ray
    base = at_zero + slope * pz
    a = rx * rx + ry * ry - (slope * rz) ** 2
    b = 2 * (px * rx + py * ry - slope * rz * base)
    c = px * px + py * py - base * base
    root = np.sqrt(np.maximum(b * b - 4 * a * c, 0))
    a = np.where(np.abs(a) < 1e-9, 1e-9, a)
    first, second = (-b - root) / (2 * a), (-b + root) / (2 * a)
    low, high = np.minimum(first, second), np.maximum(first, second)
    t = np.where(low > 0, low, high)
    return np.hypot(px + t * rx, py + t * ry)
