"""The chain as one writes it first: OpenCV's colour pictures, resizing by area, floats in numpy, PyTorch, and the
overlay blended over the whole frame in floats."""

from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from tfcollab.exam.frame import Box
from tfcollab.nets.build import build
from tfcollab.nets.detector import decode
from tfcollab.report.palette import BREAKUP_RGB
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task

Floats = NDArray[np.float32]

_OPACITY = 0.6


class PlainChain:
    """The nets that ship, in PyTorch, re-parameterised; each frame is looked at once by each of them.

    Their weights are random, which the time does not depend on: so the crop is that of the box given here, not of the
    detector's. There is no smoothing, no witness, no map, no rule, and no second look at the rings.
    """

    def __init__(self, threads: int, rings: Box) -> None:
        torch.manual_seed(0)
        torch.set_num_threads(threads)
        cv2.setNumThreads(threads)
        self._nets = {task: build(task).eval().reparameterise() for task in Task}
        contracts = {task: repository.resolve(task).contract for task in Task}
        self._sizes = {task: contract.input_size for task, contract in contracts.items()}
        side = max(rings.width, rings.height) * contracts[Task.SEGMENT].margin
        x, y = rings.center
        self._crop = Box(round(x - side / 2), round(y - side / 2), round(x + side / 2), round(y + side / 2))

    def run(self, video: Path) -> int:
        """Every frame of a recording; gives how many they were."""
        capture = cv2.VideoCapture(str(video))
        frames = 0
        while True:
            taken, picture = capture.read()
            if not taken:
                capture.release()
                return frames
            self._frame(np.asarray(picture, np.uint8))
            frames += 1

    @torch.inference_mode()
    def _frame(self, picture: NDArray[np.uint8]) -> Floats:
        """uint8 BGR (h, w, 3) -> the frame with its overlay, float32."""
        decode(self._nets[Task.DETECT](self._as_input(picture, Task.DETECT)))
        height, width = picture.shape[:2]
        left, top = max(0, int(self._crop.x0)), max(0, int(self._crop.y0))
        right, bottom = min(width, int(self._crop.x1)), min(height, int(self._crop.y1))
        crop = picture[top:bottom, left:right]
        torch.softmax(self._nets[Task.CLASSIFY](self._as_input(crop, Task.CLASSIFY)), 1)
        logits = self._nets[Task.SEGMENT](self._as_input(crop, Task.SEGMENT))
        probability = torch.softmax(logits, 1)[0, 1].numpy()
        mask = np.zeros((height, width), np.float32)
        mask[top:bottom, left:right] = cv2.resize(probability, (right - left, bottom - top))
        colour = np.array(BREAKUP_RGB[::-1], np.float32)
        share = _OPACITY * mask[..., None]
        return np.asarray(picture.astype(np.float32) * (1 - share) + colour * share, np.float32)

    def _as_input(self, picture: NDArray[np.uint8], task: Task) -> torch.Tensor:
        height, width = self._sizes[task]
        small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
        values = cv2.cvtColor(small, cv2.COLOR_BGR2RGB).astype(np.float32) / 255
        return torch.from_numpy(np.ascontiguousarray(values.transpose(2, 0, 1)[None]))
