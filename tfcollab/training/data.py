"""Torch data sets over TFM's layout: every picture is decoded once, kept small in memory, and augmented from there."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from tfcollab.chain.geometry import CROP_MARGIN, letterbox, ring_crop
from tfcollab.datasets.crops import CropSample, tf_crop
from tfcollab.datasets.geometry import into_window
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.policies import CropPolicy, FramePolicy
from tfcollab.datasets.tfm import FrameSample, classification, detection
from tfcollab.exam.frame import Box

#: pictures are kept in memory up to this; beyond it they are read again each time
MEMORY_LIMIT_BYTES = 6 * 1024**3
#: stored pictures have this many pixels for one of the net's input, so that zooming in shows detail
FRAME_DETAIL = 2.0
CROP_DETAIL = 1.25
#: crops cut from whole frames keep this much of the surroundings, for scale and shift
CROP_REACH = 1.4

Item = TypeVar("Item")
Loaded = TypeVar("Loaded")


class Cache(Sequence[Loaded]):
    """load(item) for each item, kept if all fit in memory (judged by the first)."""

    def __init__(self, items: Sequence[Item], load: Callable[[Item], Loaded], bytes_of: Callable[[Loaded], int]):
        self._items, self._load = items, load
        self._kept: list[Loaded] | None = None
        if bytes_of(load(items[0])) * len(items) <= MEMORY_LIMIT_BYTES:
            with ThreadPoolExecutor(2) as pool:
                self._kept = list(pool.map(load, items))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index):
        return self._kept[index] if self._kept is not None else self._load(self._items[index])


class FrameSet(Dataset[tuple[Tensor, int, Tensor]]):
    """Frames: uint8 [H, W], class index, boxes float32 [3, 4] relative to the letterboxed input (NaN absent).

    margin: without a policy, frames whose rings are known are shown as the chain cuts them for the classifier (and
    their boxes are then of no use).
    """

    def __init__(
        self,
        samples: Sequence[FrameSample],
        size: tuple[int, int],
        policy: FramePolicy | None,
        margin: float | None = None,
    ):
        self.samples, self.policy, self._margin = samples, policy, margin
        detail = 1.0 if policy is None else FRAME_DETAIL
        self._size = (round(size[0] * detail), round(size[1] * detail))
        self._pictures: Cache[tuple[NDArray[np.uint8], NDArray[np.float32]]] = Cache(
            samples, self._read, lambda loaded: loaded[0].nbytes
        )

    def _read(self, sample: FrameSample) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        gray = read_gray(sample.image)
        height, width = gray.shape
        pixels = sample.boxes * np.array([width, height, width, height], np.float32)
        if self._margin is not None and not np.isnan(pixels[0, 0]):
            outside = Box(*(float(v) for v in pixels[0]))
            return ring_crop(gray, outside, self._margin, self._size)[0], sample.boxes
        boxed, mapping = letterbox(gray, self._size)
        seen = mapping.to_frame(Box(0, 0, self._size[1], self._size[0]))
        return boxed, into_window(pixels, (seen.x0, seen.y0, seen.x1, seen.y1))

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, index: int) -> tuple[Tensor, int, Tensor]:
        gray, boxes = self._pictures[index]
        if self.policy is not None:
            gray, boxes = self.policy(gray, boxes, _seed())
        return torch.from_numpy(gray), self.samples[index].label, torch.from_numpy(boxes)


class CropSet(Dataset[tuple[Tensor, Tensor]]):
    """Crops: uint8 [S, S] and labels uint8 [S, S] of 0, 1 and IGNORED."""

    def __init__(self, samples: Sequence[CropSample], side: int, policy: CropPolicy | None, view: float = 1.0):
        self.samples, self.policy = samples, policy
        if policy is None:
            stored, reach = side, 1.0
        else:
            stored, reach = round(side / view * CROP_DETAIL), policy.reach
        self._pictures: Cache[tuple[NDArray[np.uint8], NDArray[np.uint8]]] = Cache(
            samples, lambda sample: sample.load(stored, reach), lambda loaded: 2 * loaded[0].nbytes
        )

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        gray, labels = self._pictures[index]
        if self.policy is not None:
            gray, labels = self.policy(gray, labels, _seed())
        return torch.from_numpy(gray), torch.from_numpy(labels)


def frame_set(task: str, root: Path, split: str, size: tuple[int, int], augment: bool) -> FrameSet:
    """The frames of a split for `classify` or `detect`."""
    samples = classification(root, split) if task == "classify" else detection(root, split)
    if not augment:
        return FrameSet(samples, size, None, CROP_MARGIN if task == "classify" else None)
    if task == "classify":
        # mostly the window that the chain cuts around the rings, not always well placed
        return FrameSet(samples, size, FramePolicy(size, widths=(0.4, 1.05), blur=0.6))
    return FrameSet(samples, size, FramePolicy(size, blur=2.0))


def crop_set(root: Path, split: str, side: int, augment: bool, view: float = 1.0) -> CropSet:
    """The crops of a split for `segment`; side: of the deployed input. With view < 1, training sees parts of it."""
    samples = tf_crop(root, split)
    if not augment:
        return CropSet(samples, side, None)
    reach = 1.0 if samples[0].box is None else CROP_REACH
    seen = round(side * view / 16) * 16
    return CropSet(samples, seen, CropPolicy(seen, reach, view=seen / side), view=seen / side)


def _seed() -> int:
    """A seed from torch's generator, which Lightning seeds per run and the loader per worker and epoch."""
    return int(torch.randint(2**31 - 1, (1,)))
