"""Scores as JSON text."""

import json
from typing import Any

import numpy as np


def to_json(scores: dict[str, Any]) -> str:
    """Scores as JSON text; figures that do not exist (NaN) become null."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [plain(item) for item in value]
        return None if isinstance(value, float) and not np.isfinite(value) else value

    return json.dumps(plain(scores), indent=2) + "\n"
