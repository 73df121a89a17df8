"""The diffuse eye behind the mirror: pupil, iris, limbus, sclera; in relative luminance 0-1."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field, fractal_noise, smooth_noise, smoothstep


@dataclass(frozen=True, slots=True)
class EyeSpec:
    """Radii in mm, levels in relative luminance 0-1. pupil_x_mm, pupil_y_mm: decentration of the pupil from the apex.
    texture: contrast of iris fibres and crypts. limbus_mm: width of the limbus's soft edge."""

    pupil_mm: float = 2.9
    pupil_x_mm: float = 0.0
    pupil_y_mm: float = 0.0
    pupil_level: float = 0.16
    iris_mm: float = 5.9
    iris_level: float = 0.42
    texture: float = 0.2
    collarette: float = 0.15
    ragged: float = 0.02
    limbus_mm: float = 0.5
    limbus_dark: float = 0.1
    sclera_level: float = 0.5
    vessels: float = 0.03


def _iris_polar(spec: EyeSpec, rng: np.random.Generator) -> Field:
    """Iris texture over (radius share, angle), about zero mean: radial fibres, crypts, collarette."""
    rows, cols = 160, 1024
    fibres: Field = cv2.resize(smooth_noise(rng, (rows // 8, cols), 5), (cols, rows), interpolation=cv2.INTER_LINEAR)
    fibres += 0.6 * cv2.resize(smooth_noise(rng, (rows // 3, cols), 14), (cols, rows), interpolation=cv2.INTER_LINEAR)
    stroma = fractal_noise(rng, (rows, cols), 90, 4, 0.6)
    crypts = smoothstep((fractal_noise(rng, (rows, cols), 44, 2, 0.5) - 1.0) / 0.7)
    share = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    # the collarette: an irregular bright line a third of the way out
    line = 0.28 + 0.05 * smooth_noise(rng, (1, cols), 60) + 0.015 * smooth_noise(rng, (1, cols), 14)
    ridge = np.exp(-(((share - line) / 0.035) ** 2))
    near = np.exp(-share / 0.35)
    texture = spec.texture * (0.32 * fibres * (0.35 + near) + 0.3 * stroma - 0.9 * crypts * (0.2 + near))
    texture += spec.collarette * ridge * (0.6 + 0.4 * smooth_noise(rng, (1, cols), 80))
    # angles wrap: cross-fade the ends
    blend = np.linspace(0, 1, 64, dtype=np.float32)[None]
    texture[:, -64:] = texture[:, -64:] * (1 - blend) + texture[:, :64][:, ::-1] * blend
    return texture.astype(np.float32)


def diffuse_eye(spec: EyeSpec, x_mm: Field, y_mm: Field, px_per_mm: float, rng: np.random.Generator) -> Field:
    """Luminance 0-1 of the bare eye at (x, y) mm from the apex; float32 of the grid's shape."""
    shape = x_mm.shape
    dx, dy = x_mm - np.float32(spec.pupil_x_mm), y_mm - np.float32(spec.pupil_y_mm)
    radius, angle = cv2.cartToPolar(dx, dy)
    columns = angle * np.float32(1023 / (2 * np.pi))
    edge_noise = smooth_noise(rng, (1, 1024), 14) + 0.8 * smooth_noise(rng, (1, 1024), 40)
    pupil_edge = spec.pupil_mm * (
        1 + spec.ragged * cv2.remap(edge_noise, columns, np.zeros_like(columns), cv2.INTER_LINEAR)
    )
    share = np.clip((radius - pupil_edge) / max(0.3, spec.iris_mm - spec.pupil_mm), 0, 1)
    texture = cv2.remap(_iris_polar(spec, rng), columns, share * np.float32(159), cv2.INTER_LINEAR)
    from_apex = np.hypot(x_mm, y_mm)
    iris = spec.iris_level * (1 + texture) * (1 - spec.limbus_dark * smoothstep((from_apex - spec.iris_mm + 1.2) / 1.2))
    sclera = spec.sclera_level * (1 + 0.05 * fractal_noise(rng, shape, 5 * px_per_mm, 2))
    vessel = np.exp(-((smooth_noise(rng, shape, 2.5 * px_per_mm) / 0.06) ** 2))
    sclera -= spec.sclera_level * spec.vessels * vessel
    white = smoothstep((from_apex - spec.iris_mm) / np.float32(spec.limbus_mm) + np.float32(0.5))
    eye = iris * (1 - white) + sclera * white
    soft = 1.2 / px_per_mm + 0.04
    dark = smoothstep((pupil_edge - radius) / np.float32(soft) + np.float32(0.5))
    return (eye * (1 - dark) + spec.pupil_level * dark).astype(np.float32)
