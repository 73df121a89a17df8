"""What cameras do to gray values, as albumentations transforms of gray uint8 pictures; never the polarity."""

import os
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

os.environ.setdefault("NO_ALBUMENTATIONS_UPDATE", "1")  # else it asks the network for its newest version on import
import albumentations as A

__all__ = ["A", "Levels", "SensorNoise", "Shading", "camera"]


class Levels(A.ImageOnlyTransform):
    """Gain, offset and gamma by one table: the picture's 1st and 99th percentile land on random gray levels.

    Real frames fill little of the range (rings over the iris between 40 and 130), so spans are drawn down to 40 levels.
    """

    def __init__(self, black: tuple[float, float] = (0, 90), span: tuple[float, float] = (40, 250), p: float = 0.9):
        super().__init__(p=p)
        self.black, self.span = black, span

    def get_params_dependent_on_data(self, params: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        low, high = np.percentile(data["image"][::4, ::4], (1, 99))
        black = self.py_random.uniform(*self.black)
        span = np.exp(self.py_random.uniform(*np.log(self.span)))
        gamma = np.exp(self.py_random.uniform(-0.5, 0.5))
        # at most five-fold gain: a featureless frame stays featureless
        unit = (np.arange(256) - low) / max(high - low, span / 5, 1)
        shaped = np.where(unit > 0, np.abs(unit) ** gamma, unit)
        return {"table": np.clip(black + span * shaped, 0, 255).astype(np.uint8)}

    def apply(self, img: NDArray[np.uint8], table: NDArray[np.uint8], **params: Any) -> NDArray[np.uint8]:
        return np.asarray(cv2.LUT(img, table), np.uint8).reshape(img.shape)


class Shading(A.ImageOnlyTransform):
    """Uneven light: the picture times a smooth random field of a few bumps, 1 +- strength."""

    def __init__(self, strength: float = 0.4, p: float = 0.5):
        super().__init__(p=p)
        self.strength = strength

    def get_params(self) -> dict[str, Any]:
        coarse = self.random_generator.uniform(-1, 1, (3, 4)).astype(np.float32)
        return {"coarse": 1 + self.py_random.uniform(0, self.strength) * coarse}

    def apply(self, img: NDArray[np.uint8], coarse: NDArray[np.float32], **params: Any) -> NDArray[np.uint8]:
        field = cv2.resize(coarse, (img.shape[1], img.shape[0]), interpolation=cv2.INTER_CUBIC)
        return np.asarray(cv2.multiply(img, field, dtype=cv2.CV_8U), np.uint8).reshape(img.shape)


class SensorNoise(A.ImageOnlyTransform):
    """Additive Gaussian noise of a random strength, in gray levels."""

    def __init__(self, sigma: tuple[float, float] = (0.5, 8), p: float = 0.5):
        super().__init__(p=p)
        self.sigma = sigma

    def get_params(self) -> dict[str, Any]:
        return {
            "sigma": np.exp(self.py_random.uniform(*np.log(self.sigma))),
            "seed": self.py_random.randrange(2**31),
        }

    def apply(self, img: NDArray[np.uint8], sigma: float, seed: int, **params: Any) -> NDArray[np.uint8]:
        noise = np.empty(img.shape, np.int16)
        cv2.setRNGSeed(seed)
        cv2.randn(noise, np.zeros(1), np.full(1, sigma))
        return np.asarray(cv2.add(img, noise, dtype=cv2.CV_8U), np.uint8).reshape(img.shape)


def camera(blur: float, jpeg: bool = True) -> list[A.BasicTransform | A.BaseCompose]:
    """Focus, motion, light, sensor and compression; `blur` is the largest Gaussian sigma in pixels."""
    motion = max(3, int(4 * blur) | 1)
    soften = [
        A.GaussianBlur(blur_limit=0, sigma_limit=(0.3, blur), p=1),
        A.MotionBlur(blur_limit=(3, motion), p=0.5),
        A.Sharpen(alpha=(0.1, 0.4), p=1),
    ]
    chain: list[A.BasicTransform | A.BaseCompose] = [A.OneOf(soften, p=0.5), Shading(), Levels(), SensorNoise()]
    if jpeg:
        still = A.ImageCompression(compression_type="jpeg", quality_range=(40, 95), p=0.4)
        # WebP is coded as a video's key frames are: faint rings melt away block by block, here and there
        film = A.ImageCompression(compression_type="webp", quality_range=(20, 80), p=0.6)
        chain.append(A.OneOf([still, film], p=0.5))
    return chain
