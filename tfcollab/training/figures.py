"""From the nested scores of an evaluation to the flat figures of a contract."""

import json
import math
from pathlib import Path
from typing import Any

from tfcollab.errors import UserError
from tfcollab.runtime.repository import Precision


def flat_figures(scores: dict[str, Any]) -> dict[str, float]:
    """Every number of nested scores, named by its path: `{"f1": {"clear": 0.9}}` becomes `f1_clear`.

    Lists (the confusion matrix) and figures that do not exist (None, NaN) are left out.
    """
    found: dict[str, float] = {}
    for name, value in scores.items():
        if isinstance(value, dict):
            found |= {f"{name}_{inner}": number for inner, number in flat_figures(value).items()}
        elif isinstance(value, int | float) and math.isfinite(value):
            found[name] = float(value)
    return found


def prefix_of(form: Precision) -> str:
    """What the names of a form's figures begin with in a contract, where those of the floats have their plain names."""
    return "" if form is Precision.FP32 else f"{form}_"


def measured_on(scores: dict[str, Any]) -> str:
    """Name and split of the data set that the scores of evaluate_dataset are about."""
    return f"{scores['data']}, {scores['split']}"


def read_figures(path: Path, task: str) -> tuple[dict[str, float], str]:
    """The task's figures from a JSON file, and the data they were measured on, "" where the file does not say.

    The file holds names and numbers, or what `tfcollab evaluate --out` writes. UserError where it holds neither, or
    nothing about the task.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
        if not isinstance(document.get("data"), dict):
            return {str(name): float(value) for name, value in document.items()}, ""
        scores = document["data"]
        where = measured_on(scores)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise UserError(
            f"{path} holds no figures ({error}): give what tfcollab evaluate --data DIR --out FILE wrote, "
            "or a JSON file of names and numbers."
        ) from None
    if not isinstance(scores.get(task), dict):
        raise UserError(f"{path} holds no scores of {task}: evaluate that model, or leave --metrics away.")
    return flat_figures(scores[task]), where
