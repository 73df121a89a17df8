"""`evaluate_dataset`: the deployed models on a data set of TFM's layout, prepared as the chain prepares them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.chain.geometry import ring_crop
from tfcollab.datasets.crops import CropSample, shrink_labels, tf_crop
from tfcollab.datasets.geometry import cut, letterbox_window
from tfcollab.datasets.layout import read_gray
from tfcollab.datasets.masks import IGNORED, read_label
from tfcollab.exam.frame import Box
from tfcollab.runtime.session import Session
from tfcollab.training.frame_pass import evaluate_frames
from tfcollab.training.mask_metrics import CLASSES, DISTANCES, OVERLAPS, MaskTable
from tfcollab.training.reliability import PixelReliability

Progress = Callable[[str, int, int], None]


def evaluate_dataset(
    data: Path,
    split: str = "test",
    classify: Session | None = None,
    detect: Session | None = None,
    segment: Session | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Scores of the models given, by task, on a split: plain numbers, lists and dictionaries.

    With all three models also `chain`: the classes as classifier and segmenter come to them together.
    progress(what, done, total) is called after each picture. UserError where the data set does not fit.
    """
    report = progress or (lambda task, done, total: None)
    scores: dict[str, Any] = {"data": data.name, "split": split}
    if classify is not None or detect is not None:
        scores |= evaluate_frames(data, split, classify, detect, segment, report)
    if segment is not None:
        scores["segment"] = evaluate_segmenter(data, split, segment, report)
    return scores


def evaluate_segmenter(data: Path, split: str, session: Session, progress: Progress) -> dict[str, Any]:
    """The published table's columns, at the size of the net's input; distances in pixels of it.

    Over all crops, and under `with_breakup` over those with break-up alone, as the published table has them; with the
    calibration error of the pixels' probabilities.
    """
    samples = tf_crop(data, split)
    size = session.contract.input_size
    table, reliability = MaskTable(), PixelReliability()
    for i, sample in enumerate(samples):
        crop, labels = segmenter_input(sample, size, session.contract.margin)
        probability = upsample(session.run(crop[None])[0], size)
        judged = labels != IGNORED
        table.add(probability >= session.contract.breakup_level, labels == 1, judged)
        reliability.add(probability, labels == 1, judged)
        progress("segment", i + 1, len(samples))
    return reliability.scores() | table.scores()


def segmenter_input(
    sample: CropSample, size: tuple[int, int], margin: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Picture and labels, uint8 size, as the chain would cut them; a ready crop is filled up to a square with 0."""
    gray = read_gray(sample.image)
    height, width = gray.shape
    labels = read_label(sample.label, height, width)
    if sample.box is None:
        window = letterbox_window(height, width, size)
        return cut(gray, window, size), shrink_labels(labels, window, size)
    x0, y0, x1, y1 = (float(v) for v in sample.box * np.array([width, height, width, height], np.float32))
    crop, box = ring_crop(gray, Box(x0, y0, x1, y1), margin, size)
    return crop, shrink_labels(labels, (box.x0, box.y0, box.x1, box.y1), size)


def upsample(probability: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The net's half-size map at the size of its input, bilinear."""
    height, width = probability.shape
    return cut(probability, (0, 0, width, height), size)


def table_lines(scores: dict[str, Any]) -> list[str]:
    """The scores of evaluate_dataset as plain lines of text."""
    lines = [f"{scores['data']}, {scores['split']}"]
    for name, what in (("classify", "frames, classifier alone"), ("chain", "frames, as the chain settles them")):
        if name in scores:
            lines += _class_lines(scores[name], what)
    if (s := scores.get("detect")) is not None:
        lines += ["", f"boxes of {s['frames']} frames: mAP50 {s['map50']:.4f}   mAP50-95 {s['map50_95']:.4f}"]
        lines.append(f"mean IoU {s['mean_iou']:.4f}   found {s['found']:.4f}   false {s['false']:.4f}")
        for name, ap, iou in zip(s["boxes"], s["ap50"], s["iou"], strict=True):
            lines.append(f"{name:<12} AP50 {ap:.4f}   IoU {iou:.4f}")
    if (s := scores.get("segment")) is not None:
        lines += _mask_lines(s, "crops")
        lines += _mask_lines(s["with_breakup"], "crops with break-up")
        lines.append(
            f"calibration error of the pixels {s['ece']:.4f}   of those with at least 1/15 {s['ece_in_question']:.4f}"
        )
    return lines


def _class_lines(s: dict[str, Any], what: str) -> list[str]:
    lines = ["", f"{what}: {s['frames']}   macro-F1 {s['macro_f1']:.4f}   accuracy {s['accuracy']:.4f}"]
    if "ece" in s:
        chance = f"perfect probabilities of as many frames: {s['ece_by_chance']:.4f}"
        lines.append(f"calibration error of the winning class {s['ece']:.4f} ({chance})")
    if (line := s.get("evidence_line")) is not None:
        weights = ", ".join(f"{weight:.3f}" for weight in line["weights"])
        lines.append(
            f"log-odds of broken by areas and classifier: likeliest weights {weights}, bias {line['bias']:.3f}"
        )
    lines.append("truth \\ predicted" + "".join(f"{name:>9}" for name in s["classes"]) + "       F1")
    for name, row in zip(s["classes"], s["confusion"], strict=True):
        lines.append(f"{name:<17}" + "".join(f"{count:9d}" for count in row) + f"{s['f1'][name]:9.4f}")
    return lines


def _mask_lines(table: dict[str, Any], what: str) -> list[str]:
    columns = OVERLAPS + DISTANCES
    lines = ["", f"{table['images']} {what}".ljust(26) + "".join(f"{column:>9}" for column in columns)]
    for name in (*CLASSES, "mean"):
        lines.append(f"{name:<26}" + "".join(f"{table[name][column]:9.4f}" for column in columns))
    skipped = ", ".join(f"{name} {count}" for name, count in table["distances_skipped"].items())
    return [*lines, f"images without distances: {skipped}"]
