"""Several data sets and folders of exams side by side: one row for each device, and one for all."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tfcollab.errors import UserError
from tfcollab.synth.suite import EXAMS, FRAMES
from tfcollab.training.reliability import Reliability

#: column: heading, decimals
COLUMNS = {
    "macro_f1": ("macro-F1", 3),
    "map50": ("mAP50", 3),
    "miou": ("mIoU", 3),
    "median_error_s": ("BUT med. s", 2),
    "p95_error_s": ("p95 s", 2),
    "measured": ("times", 0),
    "missed": ("missed", 0),
    "invented": ("invented", 0),
    "censored": ("> t right", 0),
    "truth_censored": ("of", 0),
    "ece": ("class ECE", 3),
    "ece_by_chance": ("by chance", 3),
    "witness_error_s": ("rings med. s", 2),
}
_MEANS = ("macro_f1", "map50", "miou")
_CALIBRATION = ("ece", "ece_by_chance")
_WITNESS_COLUMN = "witness_error_s"


def presets_of(folder: Path) -> list[str]:
    """The names of a suite's presets; UserError where the folder holds none."""
    names = [path.parent.name for path in sorted(folder.glob(f"*/{FRAMES}")) if (path.parent / EXAMS).is_dir()]
    if not names:
        raise UserError(f"{folder} holds no PRESET/{FRAMES} and PRESET/{EXAMS}: make it with tfcollab synth suite.")
    return names


def several_data_sets(folder: Path) -> list[Path]:
    """The data sets in a folder that is none itself; empty where it is one, or holds none."""
    if any((folder / name).is_dir() for name in ("images", "labels", "TF-Crop")):
        return []
    return sorted(path.parent for path in folder.glob("*/images") if path.is_dir())


def several_exams(folder: Path) -> list[Path]:
    """The folders of exams in a folder that holds no exam itself; empty where it does, or there is none."""
    if any(folder.glob("*.truth.json")):
        return []
    return sorted({path.parent for path in folder.glob("*/*.truth.json")})


def row(data: Mapping[str, Any] | None, exams: Mapping[str, Any] | None) -> dict[str, float | None]:
    """One row of the table, COLUMNS as far as they are known.

    data: scores of evaluate_dataset; macro_f1 is of the classes as the chain settles them, as is ece, miou the
    mean over both classes in crops with break-up; ece_by_chance: see Reliability. exams: of ComparedExams.summary.
    """
    found: dict[str, float | None] = dict.fromkeys(COLUMNS)
    if data is not None:
        with_breakup = data.get("segment", {}).get("with_breakup", {})
        found["macro_f1"] = _known(data.get("chain", {}).get("macro_f1"))
        found["map50"] = _known(data.get("detect", {}).get("map50"))
        found |= {name: _known(data.get("chain", {}).get(name)) for name in _CALIBRATION}
        found["miou"] = _known(with_breakup.get("mean", {}).get("iou"))
    if exams is not None:
        of_frames = (*_MEANS, *_CALIBRATION, _WITNESS_COLUMN)
        found |= {name: exams[name] for name in COLUMNS if name not in of_frames}
        found[_WITNESS_COLUMN] = exams.get("witness", {}).get("median_error_s")
    return found


def overall(
    rows: Mapping[str, Mapping[str, float | None]],
    data: Sequence[Mapping[str, Any] | None],
    exams: Mapping[str, Any] | None,
) -> dict[str, float | None]:
    """The row of all: means of the rows' frame figures, the calibration of all their frames together, and the summary
    of the exams of all of them together.

    data: the scores that the rows were made of.
    """
    together = row(None, exams)
    for name in _MEANS:
        known = [value for r in rows.values() if (value := r[name]) is not None]
        together[name] = float(np.mean(known)) if known else None
    found = [Reliability.of_lists(one["chain"]["reliability"]) for one in data if one is not None and "chain" in one]
    if found:
        all_frames = sum(found[1:], found[0])
        together["ece"], together["ece_by_chance"] = all_frames.error(), all_frames.error_by_chance()
    return together


def row_lines(rows: Mapping[str, Mapping[str, float | None]]) -> list[str]:
    """The table as plain lines of text, without the columns that no row has."""
    shown = [name for name in COLUMNS if any(r[name] is not None for r in rows.values())]
    wide = max(12, *(len(name) for name in rows))
    lines = [" " * wide + "".join(f"{COLUMNS[name][0]:>12}" for name in shown)]
    for label, r in rows.items():
        values = ("-" if (v := r[name]) is None else f"{v:.{COLUMNS[name][1]}f}" for name in shown)
        lines.append(label.ljust(wide) + "".join(f"{value:>12}" for value in values))
    return lines


def _known(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)
