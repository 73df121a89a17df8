"""What lens and sensor make of the light: defocus, motion, vignetting, exposure, noise, eight bits."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.synth.noise import Field


@dataclass(frozen=True, slots=True)
class CameraSpec:
    """gain, offset, gamma: from luminance to gray level / 255. vignette: darkening of the corners 0-1, about
    (vignette_x, vignette_y) in half frames. read_noise, shot_noise: standard deviations in gray levels (shot: at
    full scale). flicker: share of mains flicker at flicker_hz. field_stop: radius of the round field that an adapter
    leaves, in half frame widths, 0 for none. sharpen: amount of sharpening inside the camera. denoise: side of its
    median filter, 0 for none. levels: gray levels that it tells apart (banding). jpeg: quality of a first lossy step
    inside it; 0 none."""

    gain: float = 0.9
    offset: float = 0.02
    gamma: float = 1.0
    vignette: float = 0.2
    vignette_x: float = 0.0
    vignette_y: float = 0.0
    read_noise: float = 0.8
    shot_noise: float = 2.0
    flicker: float = 0.0
    flicker_hz: float = 100.0
    field_stop: float = 0.0
    sharpen: float = 0.0
    denoise: int = 0
    levels: int = 256
    jpeg: int = 0


def motion_kernel(dx_px: float, dy_px: float) -> Field | None:
    """Line kernel of a motion during the exposure; None below half a pixel."""
    length = float(np.hypot(dx_px, dy_px))
    if length < 0.5:
        return None
    size = int(np.ceil(length)) | 1
    size += 2
    kernel = np.zeros((size, size), np.float32)
    middle = (size - 1) / 2
    for t in np.linspace(-0.5, 0.5, 4 * size):
        x, y = middle + dx_px * t, middle + dy_px * t
        ix, iy = int(np.floor(x)), int(np.floor(y))
        fx, fy = x - ix, y - iy
        for jx, wx in ((0, 1 - fx), (1, fx)):
            for jy, wy in ((0, 1 - fy), (1, fy)):
                if 0 <= ix + jx < size and 0 <= iy + jy < size:
                    kernel[iy + jy, ix + jx] += wx * wy
    return kernel / kernel.sum()


def field_of_view(spec: CameraSpec, height: int, width: int) -> Field:
    """How much of each pixel's light the field stop lets through, float32 (height, width), 0-1."""
    x = np.arange(width, dtype=np.float32) / np.float32(width / 2) - 1 - np.float32(spec.vignette_x)
    y = (np.arange(height, dtype=np.float32) / np.float32(height / 2) - 1 - np.float32(spec.vignette_y)) * np.float32(
        height / width
    )
    return np.clip((np.float32(spec.field_stop) - np.hypot(x[None], y[:, None])) * 25, 0, 1)


def expose(
    spec: CameraSpec,
    light: Field,
    time_s: float,
    defocus_px: float,
    motion_px: tuple[float, float],
    rng: np.random.Generator,
) -> NDArray[np.uint8]:
    """One picture, uint8 (h, w), of the luminance `light` (0-1).

    defocus_px: standard deviation of the blur; motion_px: displacement (x, y) during the exposure.
    """
    if defocus_px > 0.2:
        light = cv2.GaussianBlur(light, (0, 0), defocus_px)
    kernel = motion_kernel(*motion_px)
    if kernel is not None:
        light = cv2.filter2D(light, -1, kernel, borderType=cv2.BORDER_REPLICATE)
    height, width = light.shape
    x = (np.arange(width, dtype=np.float32) / np.float32(width / 2) - 1 - np.float32(spec.vignette_x)) ** 2
    y = (np.arange(height, dtype=np.float32) / np.float32(height / 2) - 1 - np.float32(spec.vignette_y)) ** 2
    fall = 1 - np.float32(spec.vignette / 2) * (x[None] + y[:, None])
    if spec.field_stop:
        fall = fall * field_of_view(spec, height, width)
    pulse = 1 + spec.flicker * np.sin(2 * np.pi * spec.flicker_hz * time_s)
    level = np.float32(spec.offset) + np.float32(spec.gain * pulse) * light * fall
    gray = 255 * np.clip(level, 0, None) ** np.float32(spec.gamma)
    noise = rng.standard_normal(light.shape, dtype=np.float32)
    gray += noise * np.sqrt(
        np.float32(spec.read_noise**2) + np.float32(spec.shot_noise**2 / 255) * np.clip(gray, 0, 255)
    )
    image = np.clip(gray + np.float32(0.5), 0, 255).astype(np.uint8)
    if spec.sharpen:
        soft = cv2.GaussianBlur(image, (0, 0), 1.5)
        image = cv2.addWeighted(image, 1 + spec.sharpen, soft, -spec.sharpen, 0)
    if spec.denoise:
        image = cv2.medianBlur(image, spec.denoise)
    if spec.levels < 256:
        step = 256 / spec.levels
        image = np.clip((np.floor(image / step) + 0.5) * step, 0, 255).astype(np.uint8)
    if spec.jpeg:
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, spec.jpeg])
        image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return image
