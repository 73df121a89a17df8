"""The diffuse eye behind the mirror: pupil, iris, limbus, sclera; in relative luminance 0-1."""

from dataclasses import dataclass

import cv2
import numpy as np

from tfcollab.synth.noise import Field, fractal_noise, smooth_noise, smoothstep, wide_blur

#: columns of the iris's polar sheet, and by how many it overlaps itself
TURN, SEAM = 2048, 96


@dataclass(frozen=True, slots=True)
class EyeSpec:
    """Radii in mm, levels in relative luminance 0-1. pupil_x_mm, pupil_y_mm: decentration of the pupil from the apex.
    texture: contrast of the iris, of which fibres (radial streaks), network (trabeculae about dark pits between pupil
    and collarette) and crypts (scattered dark pits) each take a share. collarette: brightness of its zigzag line.
    ragged: unevenness of the pupil's edge, as a share of its radius. limbus_mm: width of the limbus's soft edge.
    vessels: darkness of the vessels of the sclera."""

    pupil_mm: float = 2.9
    pupil_x_mm: float = 0.0
    pupil_y_mm: float = 0.0
    pupil_level: float = 0.16
    iris_mm: float = 5.9
    iris_level: float = 0.42
    texture: float = 0.2
    fibres: float = 0.3
    network: float = 0.6
    crypts: float = 0.5
    collarette: float = 0.15
    ragged: float = 0.01
    limbus_mm: float = 0.5
    limbus_dark: float = 0.1
    sclera_level: float = 0.5
    vessels: float = 0.03


def _closed_turn(sheet: Field) -> Field:
    """The first TURN columns, their start blended into what would follow their end, so that angles wrap."""
    share = np.linspace(0, 1, SEAM, dtype=np.float32)[None]
    sheet[:, :SEAM] = sheet[:, :SEAM] * share + sheet[:, TURN:] * (1 - share)
    return np.ascontiguousarray(sheet[:, :TURN])


def _streaks(rng: np.random.Generator, shape: tuple[int, int], wavelength_px: float, stretch: int) -> Field:
    """Smooth noise that is `stretch` times longer along the rows' direction than across."""
    flat = smooth_noise(rng, (shape[0] // stretch + 2, shape[1]), wavelength_px)
    return cv2.resize(flat, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def _iris_polar(spec: EyeSpec, rng: np.random.Generator) -> Field:
    """Iris texture over (radius share, angle), about zero mean, float32 (192, TURN)."""
    shape = (192, TURN + SEAM)
    share = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    # the collarette: a zigzag line a quarter to half of the way out
    line = rng.uniform(0.2, 0.42) + 0.035 * smooth_noise(rng, (1, shape[1]), 260)
    line = line + 0.022 * np.abs(smooth_noise(rng, (1, shape[1]), 110)) + 0.008 * smooth_noise(rng, (1, shape[1]), 30)
    within = 1 - smoothstep((share - line) / np.float32(0.08) + np.float32(0.5))
    fibres = _streaks(rng, shape, 11, 8) + np.float32(0.6) * _streaks(rng, shape, 26, 4)
    # bright trabeculae where a noise crosses zero, pits between them
    mesh = np.exp(-((_streaks(rng, shape, rng.uniform(34, 60), 2) / np.float32(0.45)) ** 2))
    mesh += np.float32(0.6) * np.exp(-((smooth_noise(rng, shape, 24) / np.float32(0.5)) ** 2)) - np.float32(0.75)
    pits = smoothstep((_streaks(rng, shape, rng.uniform(24, 60), 2) - np.float32(1.35)) / np.float32(1.3))
    clouds = cv2.resize(fractal_noise(rng, (shape[0] // 4, shape[1] // 4), 38, 3, 0.6), (shape[1], shape[0]))
    texture = np.float32(0.28 * spec.fibres) * fibres * (0.3 + within) + np.float32(0.16) * clouds
    texture += np.float32(0.75 * spec.network) * mesh * (0.12 + 0.88 * within)
    texture -= np.float32(1.2 * spec.crypts) * pits * (1 - np.float32(0.6) * within)
    texture *= np.float32(spec.texture)
    ridge = np.exp(-(((share - line) / np.float32(0.022)) ** 2))
    breaks = np.clip(0.7 + 0.5 * smooth_noise(rng, (1, shape[1]), 200), 0, 1.4)
    texture += np.float32(spec.collarette) * ridge * breaks
    return _closed_turn(texture)


def _vessels(x_mm: Field, y_mm: Field, px_per_mm: float, limbus_mm: float, rng: np.random.Generator) -> Field:
    """Opacity 0-1 of winding vessels that run towards the limbus and branch."""
    sheet = np.zeros(x_mm.shape, np.uint8)
    origin = np.array([x_mm[0, 0], y_mm[0, 0]])
    for _ in range(int(rng.integers(10, 40))):
        # most lie at the sides, where the sclera is seen
        angle = rng.choice((0.0, np.pi)) + rng.normal(0, 0.45)
        for branch in range(int(rng.integers(1, 4))):
            t = np.linspace(0, 1, 18)
            inner = limbus_mm + rng.uniform(0.2, 2.0)
            radius = 12 + (inner - 12) * t
            wander = np.cumsum(rng.normal(0, 0.022, len(t)))
            turn = angle + wander + (0 if branch == 0 else rng.normal(0, 0.18)) * t
            points = (np.stack([radius * np.cos(turn), radius * np.sin(turn)], 1) - origin) * px_per_mm
            thick = max(1, round(px_per_mm * rng.uniform(0.02, 0.07)))
            ends = [points.round().astype(np.int32).reshape(-1, 1, 2)]
            cv2.polylines(sheet, ends, False, int(rng.uniform(80, 255)), thick, cv2.LINE_AA)
    soft = wide_blur(sheet, max(0.6, rng.uniform(0.02, 0.08) * px_per_mm))
    return soft.astype(np.float32) * np.float32(1 / 255)


def diffuse_eye(spec: EyeSpec, x_mm: Field, y_mm: Field, px_per_mm: float, rng: np.random.Generator) -> Field:
    """Luminance 0-1 of the bare eye at (x, y) mm from the apex; float32 of the grid's shape."""
    height, width = x_mm.shape
    radius, angle = cv2.cartToPolar(x_mm - np.float32(spec.pupil_x_mm), y_mm - np.float32(spec.pupil_y_mm))
    columns = angle * np.float32(TURN / (2 * np.pi))
    beads = smooth_noise(rng, (1, TURN + SEAM), rng.uniform(10, 30)) + 0.4 * smooth_noise(rng, (1, TURN + SEAM), 150)
    edge: Field = np.float32(spec.pupil_mm) * (1 + np.float32(spec.ragged) * _closed_turn(beads)[0])
    pupil_edge = np.append(edge, edge[0])[columns.astype(np.int32)]
    share = np.clip((radius - pupil_edge) * np.float32(191 / max(0.3, spec.iris_mm - spec.pupil_mm)), 0, 191)
    texture = cv2.remap(_iris_polar(spec, rng), columns, share, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    from_apex = cv2.magnitude(x_mm, y_mm)
    rim = smoothstep((from_apex - np.float32(spec.iris_mm - 1.2)) * np.float32(1 / 1.2))
    iris = (1 + texture) * (np.float32(spec.iris_level) * (1 - np.float32(spec.limbus_dark) * rim))
    coarse = fractal_noise(rng, (height // 4 + 1, width // 4 + 1), 1.25 * px_per_mm, 2)
    sclera = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    sclera = 1 + np.float32(0.05) * sclera
    if spec.vessels > 0:
        sclera -= np.float32(3 * spec.vessels) * _vessels(x_mm, y_mm, px_per_mm, spec.iris_mm, rng)
    white = smoothstep((from_apex - np.float32(spec.iris_mm)) * np.float32(1 / spec.limbus_mm) + np.float32(0.5))
    eye = iris + white * (sclera * np.float32(spec.sclera_level) - iris)
    soft = 1.2 / px_per_mm + 0.04
    dark = smoothstep((pupil_edge - radius) * np.float32(1 / soft) + np.float32(0.5))
    return (eye + dark * (np.float32(spec.pupil_level) - eye)).astype(np.float32)
