"""Whole frames of a data set, each read once for everything that is scored on it: classes, chain, boxes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.analyzer import Analyzer
from tfcollab.chain.geometry import Pyramid, class_view
from tfcollab.chain.locate import locate, look_twice
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.tfm import CLASS_NAMES, RING_NAMES, classification, detection
from tfcollab.exam.confidence import evidence
from tfcollab.exam.frame import Frame, FrameRecord, FrameResult
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.runtime.session import Session
from tfcollab.training.box_metrics import box_scores
from tfcollab.training.class_metrics import class_scores
from tfcollab.training.likelihood import evidence_line
from tfcollab.training.reliability import Reliability

_NO_FRAME = Frame(0, 0.0, np.zeros((1, 1), np.uint8))


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
    results: list[FrameResult] = []
    predicted: list[NDArray[np.float32]] = []
    wanted: list[NDArray[np.float32]] = []
    images = list(classes | boxes)
    for done, image in enumerate(images, start=1):
        gray = read_gray(image)
        if image in classes:
            assert classify is not None
            if analyzer is None:
                contract = classify.contract
                view = classifier_input(gray, detect, contract.crop_margin, contract.input_size)
                probabilities.append(classify.run(view[None])[0])
            else:
                analyzer.reset()
                result = analyzer.process(Frame(0, 0.0, gray))
                probabilities.append(np.array(result.probabilities, np.float32))
                # its pixels are not needed again
                results.append(replace(result, frame=_NO_FRAME))
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
        scores["classify"] = _class_scores(truth, np.array(probabilities))
    if detect is not None:
        found = box_scores(np.array(predicted), np.array(wanted), detect.contract.thresholds["confidence"])
        scores["detect"] = {"frames": len(boxes), "boxes": list(RING_NAMES), **found}
    if analyzer is not None:
        scores["chain"] = _chain_scores(truth, results)
    return scores


def _class_scores(truth: NDArray[np.int64], probabilities: NDArray[np.float32]) -> dict[str, Any]:
    scores = class_scores(truth, probabilities.argmax(1), CLASS_NAMES)
    return scores | _calibration(probabilities.astype(float), truth)


def _chain_scores(truth: NDArray[np.int64], results: list[FrameResult]) -> dict[str, Any]:
    """Of the settled classes and their probabilities. evidence_line: the likeliest line for exam.confidence."""
    settled = np.array([CLASS_NAMES.index(result.frame_class) for result in results], np.int64)
    probabilities = np.array([result.settled_probabilities for result in results])
    return (
        class_scores(truth, settled, CLASS_NAMES)
        | _calibration(probabilities, truth)
        | {"evidence_line": evidence_line(np.array([_evidence(result.record()) for result in results]), truth)}
    )


def _calibration(probabilities: NDArray[np.float64], truth: NDArray[np.int64]) -> dict[str, Any]:
    """reliability: as Reliability.lists gives it, for several data sets together."""
    found = Reliability.of_winners(probabilities, truth)
    return {"ece": found.error(), "ece_by_chance": found.error_by_chance(), "reliability": found.lists()}


def _evidence(record: FrameRecord) -> tuple[float, ...]:
    if record.area_pct is None:
        return (np.nan,) * 3
    return evidence(record.probabilities, record.area_pct, record.strict_area_pct, record.patch_probability)


def classifier_input(
    gray: NDArray[np.uint8], detect: Session | None, margin: float | None, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """A frame, uint8 (h, w), as the chain would show it to the classifier, uint8 size.

    detect: finds the rings that a classifier with a crop margin looks at; without it, it is shown whole frames.
    """
    pyramid = Pyramid(gray)
    rings = None if detect is None else locate(detect, pyramid)
    return class_view(pyramid, rings, margin, size)


def detected(gray: NDArray[np.uint8], session: Session) -> NDArray[np.float32]:
    """The detector's boxes as the chain finds them, whatever their confidence: float32 (3, 5), x0 y0 x1 y1 confidence,
    in pixels of the frame.

    They end at the frame's edge, as labels do.
    """
    rows = look_twice(session, Pyramid(gray))
    h, w = gray.shape
    rows[:, 0:4:2] = rows[:, 0:4:2].clip(0, w)
    rows[:, 1:4:2] = rows[:, 1:4:2].clip(0, h)
    return rows
