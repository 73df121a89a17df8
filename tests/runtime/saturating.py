"""A processor without VNNI, as far as integer sums go."""

from typing import Any

import numpy as np

from tfcollab.runtime.providers import OnnxRuntime


class Saturating:
    """The real CPU, whose integer sums are cut."""

    def available(self) -> list[str]:
        return ["CPUExecutionProvider"]

    def open(self, model: bytes, chain: list[str], threads: int) -> Any:
        session = OnnxRuntime().open(model, chain, threads)
        return _Cut(session) if session.get_outputs()[0].name == "sum" else session


class _Cut:
    def __init__(self, session: Any) -> None:
        self._session = session

    def get_providers(self) -> list[str]:
        return ["CPUExecutionProvider"]

    def run(self, *arguments: Any) -> Any:
        return [np.minimum(sums, 1_048_544) for sums in self._session.run(*arguments)]
