"""Augmentation per task: the window that is looked at, then albumentations on picture, labels and boxes together.

Each policy takes a stored gray picture (a little larger than the net's input) and a seed, and gives the net's input;
the same seed gives the same pixels.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tfcollab.datasets.geometry import Window, cut, into_window
from tfcollab.datasets.photometric import A, camera

#: share of the frame's width that TFM's outside box takes, for frames whose box is not known
USUAL_WIDTH = 0.42


def ring_window(
    box: NDArray[np.float32] | None, height: int, width: int, widths: tuple[float, float], rng: np.random.Generator
) -> Window:
    """A window of the frame's aspect in which the ring system takes a random share (`widths`) of the width.

    box: x0 y0 x1 y1 in pixels, or None for the usual place. The rings' centre lies at random as long as they stay
    inside; a ring system larger than the window is centred with a little play.
    """
    if box is None or np.isnan(box[0]):
        side = USUAL_WIDTH * width / 2
        box = np.array([width / 2 - side, height / 2 - side, width / 2 + side, height / 2 + side], np.float32)
    share = np.exp(rng.uniform(*np.log(widths)))
    ring = max(float(box[2] - box[0]), float(box[3] - box[1]) * 0.8, 0.1 * width)
    w = ring / share
    h = w * height / width
    cx, cy = float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2
    play_x, play_y = max((w - ring) / 2, 0.05 * w), max((h - ring) / 2, 0.05 * h)
    # most eyes are near the middle: a triangular draw
    cx += rng.triangular(-play_x, 0, play_x)
    cy += rng.triangular(-play_y, 0, play_y)
    return cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2


def _beyond(gray: NDArray[np.uint8], rng: np.random.Generator) -> int | None:
    """What lies beyond the frame's edge: nothing, a plain ground, or (None) more of the same, as a camera further away
    would see it."""
    return (0, int(np.median(gray[::8, ::8])), None)[int(rng.integers(3))]


class FramePolicy:
    """Whole frames, for the classifier and the detector.

    size: (height, width) of the net's input. widths: the ring system's share of the frame's width, smallest and
    largest. blur: largest Gaussian sigma in pixels; kept small for the classifier, as blur makes a frame `blur`.
    """

    def __init__(self, size: tuple[int, int], widths: tuple[float, float] = (0.25, 1.0), blur: float = 0.8):
        self.size, self.widths = size, widths
        geometry = [
            A.HorizontalFlip(p=0.5),
            A.VerticalFlip(p=0.05),
            A.Affine(rotate=(-15, 15), shear=(-3, 3), rotate_method="ellipse", border_mode=cv2.BORDER_REPLICATE, p=0.6),
        ]
        boxes = A.BboxParams(format="albumentations", label_fields=["rings"], clip=True, min_area=4)
        self.transform = A.Compose([*geometry, *camera(blur)], bbox_params=boxes)

    def __call__(
        self, gray: NDArray[np.uint8], boxes: NDArray[np.float32], seed: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """gray: uint8 letterboxed (H, W) of the input's aspect; boxes: float32 (3, 4) relative to it, NaN absent.

        Gives uint8 (height, width) and float32 (3, 4), boxes clipped to the picture and NaN where outside it.
        """
        rng = np.random.default_rng(seed)
        height, width = gray.shape
        pixels = boxes * np.array([width, height, width, height], np.float32)
        window = (0.0, 0.0, float(width), float(height))
        if rng.random() < 0.85:
            window = ring_window(pixels[0], height, width, self.widths, rng)
        picture = cut(gray, window, self.size, fill=_beyond(gray, rng))
        relative = np.clip(into_window(pixels, window), 0, 1)
        area = (relative[:, 2] - relative[:, 0]) * (relative[:, 3] - relative[:, 1])
        rings = [ring for ring in range(3) if area[ring] > 0]
        self.transform.set_random_seed(seed)
        result = self.transform(image=picture, bboxes=relative[rings], rings=np.array(rings, np.float32))
        out = np.full((3, 4), np.nan, np.float32)
        for box, ring in zip(result["bboxes"], result["rings"], strict=True):
            out[int(ring)] = box[:4]
        return np.asarray(result["image"], np.uint8), out


class CropPolicy:
    """Crops with label maps, for the segmenter.

    side: of the net's square input. reach: side of the stored crop in windows of the segmenter; the window drawn
    is 1 / scale of the segmenter's, moved by up to `shift` of it. With view < 1 the net sees a random part of that
    window at full detail (side is then view times the deployed input), which makes training steps cheaper.
    """

    def __init__(
        self,
        side: int,
        reach: float = 1.0,
        scale: tuple[float, float] = (0.7, 1.4),
        shift: float = 0.12,
        view: float = 1.0,
        blur: float = 1.2,
    ):
        self.side, self.reach, self.scale, self.shift, self.view = side, reach, scale, shift, view
        geometry = [A.HorizontalFlip(p=0.5), A.VerticalFlip(p=0.1), A.Affine(rotate=(-15, 15), shear=(-4, 4), p=0.6)]
        self.transform = A.Compose([*geometry, *camera(blur)])

    def __call__(
        self, gray: NDArray[np.uint8], labels: NDArray[np.uint8], seed: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """gray and labels: uint8 (S, S), the stored crop; gives both as uint8 (side, side)."""
        rng = np.random.default_rng(seed)
        stored = gray.shape[0]
        whole = stored / self.reach
        half = whole / np.exp(rng.uniform(*np.log(self.scale))) / 2
        play = self.shift * whole + (1 - self.view) * half
        cx, cy = stored / 2 + rng.uniform(-play, play), stored / 2 + rng.uniform(-play, play)
        half *= self.view
        window = (cx - half, cy - half, cx + half, cy + half)
        size = (self.side, self.side)
        fill = 0 if rng.random() < 0.5 else int(np.median(gray[::8, ::8]))
        self.transform.set_random_seed(seed)
        result = self.transform(
            image=cut(gray, window, size, fill=fill), mask=cut(labels, window, size, cv2.INTER_NEAREST)
        )
        return np.asarray(result["image"], np.uint8), np.asarray(result["mask"], np.uint8)
