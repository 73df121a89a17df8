"""Whole frames of a data set, each read once for everything that is scored on it: classes, chain, boxes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.geometry import letterbox
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.tfm import CLASS_NAMES, RING_NAMES, classification, detection
from tfcollab.exam.frame import Box, Frame
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.session import Session
from tfcollab.training.box_metrics import box_scores
from tfcollab.training.class_metrics import class_scores


def evaluate_frames(
    data: Path,
    split: str,
    classify: Session | None,
    detect: Session | None,
    segment: Session | None,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """Scores of the models given on single frames of a split; UserError where the data set does not fit.

    classify: class_scores of the classifier alone. chain: of the classes as the chain settles them, where all three
    models are given. detect: box_scores, in pixels of the full frames.
    """
    classes = {} if classify is None else {sample.image: sample.label for sample in classification(data, split)}
    boxes = {} if detect is None else {sample.image: sample.boxes for sample in detection(data, split)}
    analyzer = None
    if classify is not None and detect is not None and segment is not None:
        analyzer = Analyzer(classify, detect, segment, ClinicalSettings())
    probabilities: list[NDArray[np.float32]] = []
    settled: list[int] = []
    predicted: list[NDArray[np.float32]] = []
    wanted: list[NDArray[np.float32]] = []
    images = list(classes | boxes)
    for done, image in enumerate(images, start=1):
        gray = read_gray(image)
        if image in classes:
            assert classify is not None
            if analyzer is None:
                probabilities.append(classify.run(letterbox(gray, classify.contract.input_size)[0][None])[0])
            else:
                analyzer.reset()
                result = analyzer.process(Frame(0, 0.0, gray))
                probabilities.append(np.array(result.probabilities, np.float32))
                settled.append(CLASS_NAMES.index(result.frame_class))
        if image in boxes:
            assert detect is not None
            # again, as the chain tells of no box below the detector's threshold
            predicted.append(detected(gray, detect))
            height, width = gray.shape
            wanted.append(boxes[image] * np.array([width, height, width, height], np.float32))
        progress("frames", done, len(images))
    scores: dict[str, Any] = {}
    truth = np.array(list(classes.values()), np.int64)
    if classify is not None:
        scores["classify"] = class_scores(truth, np.array(probabilities).argmax(1), CLASS_NAMES)
    if detect is not None:
        found = box_scores(np.array(predicted), np.array(wanted), detect.contract.thresholds["confidence"])
        scores["detect"] = {"frames": len(boxes), "boxes": list(RING_NAMES), **found}
    if analyzer is not None:
        scores["chain"] = class_scores(truth, np.array(settled, np.int64), CLASS_NAMES)
    return scores


def detected(gray: NDArray[np.uint8], session: Session) -> NDArray[np.float32]:
    """The detector's boxes, whatever their confidence: float32 (3, 5), x0 y0 x1 y1 confidence, in pixels of the frame.

    They end at the frame's edge, as labels do.
    """
    height, width = session.contract.input_size
    frame, mapping = letterbox(gray, (height, width))
    rows = np.empty((len(RING_NAMES), 5), np.float32)
    for row, (x0, y0, x1, y1, confidence) in zip(rows, session.run(frame[None])[0], strict=True):
        box = mapping.to_frame(Box(x0 * width, y0 * height, x1 * width, y1 * height))
        row[:] = box.x0, box.y0, box.x1, box.y1, confidence
    h, w = gray.shape
    rows[:, 0:4:2] = rows[:, 0:4:2].clip(0, w)
    rows[:, 1:4:2] = rows[:, 1:4:2].clip(0, h)
    return rows
