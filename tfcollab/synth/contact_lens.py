"""A soft contact lens on the eye: its edge, the step in brightness, the bend of the rings there, engraved dots."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field, smoothstep


@dataclass(frozen=True, slots=True)
class ContactLensSpec:
    """worn: 1 with a lens, 0 without. radius_mm: of its edge (soft lenses: 6.5 to 7.2); x_mm, y_mm: decentration.
    edge: luminance of the edge's bright line, edge_mm wide, brighter on one side; shade: luminance lost beside it.
    step: change of luminance under the lens, as a share. bend: slope (radians) of the film at the edge's meniscus.
    dots: engraved marks in a row near the edge."""

    worn: int = 0
    radius_mm: float = 6.9
    x_mm: float = 0.0
    y_mm: float = 0.0
    edge: float = 0.1
    edge_mm: float = 0.06
    shade: float = 0.06
    step: float = 0.04
    bend: float = 0.006
    dots: int = 0


def lay_lens(spec: ContactLensSpec, eye: Field, x_mm: Field, y_mm: Field, rng: np.random.Generator) -> Field:
    """The bare eye (luminance 0-1) with the lens on it, at (x, y) mm from the apex."""
    if not spec.worn:
        return eye
    radius, angle = cv2.cartToPolar(x_mm - np.float32(spec.x_mm), y_mm - np.float32(spec.y_mm))
    inward = np.float32(spec.radius_mm) - radius
    lit = np.cos(angle - np.float32(rng.uniform(0, 2 * np.pi)))
    width = np.float32(max(0.02, spec.edge_mm))
    eye = eye * (1 + np.float32(spec.step) * smoothstep(inward / np.float32(0.1) + np.float32(0.5)))
    eye += np.float32(spec.edge) * (0.55 + 0.45 * lit) * np.exp(-((inward / width) ** 2))
    eye -= np.float32(spec.shade) * (0.55 - 0.45 * lit) * np.exp(-(((inward - 2 * width) / (1.5 * width)) ** 2))
    start = rng.uniform(0, 2 * np.pi)
    for k in range(spec.dots):
        turn = start + 0.08 * k
        dot_x, dot_y = (spec.radius_mm - 0.6) * np.cos(turn), (spec.radius_mm - 0.6) * np.sin(turn)
        away = np.hypot(x_mm - np.float32(spec.x_mm + dot_x), y_mm - np.float32(spec.y_mm + dot_y))
        eye *= 1 - 0.4 * smoothstep((0.09 - away) / 0.05)
    return np.maximum(eye, 0).astype(np.float32)


def lens_slopes(spec: ContactLensSpec, x_mm: Field, y_mm: Field) -> tuple[Field, Field] | None:
    """Slopes (radians) along x and y that the lens's edge gives the film; None without a lens."""
    if not spec.worn:
        return None
    dx, dy = x_mm - np.float32(spec.x_mm), y_mm - np.float32(spec.y_mm)
    radius = np.maximum(np.hypot(dx, dy), np.float32(1e-3))
    fall = np.float32(spec.bend) * np.exp(-(((radius - np.float32(spec.radius_mm)) / np.float32(0.15)) ** 2))
    return fall * dx / radius, fall * dy / radius
