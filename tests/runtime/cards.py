"""Graphics cards of several kinds, played by the real processor."""

from typing import Any

import numpy as np

from tfcollab.runtime.providers import OnnxRuntime


class Failing:
    """Real CPU sessions that say they are CUDA's; they fail for good after `good` runs."""

    def __init__(self, good: int, opens: bool = True) -> None:
        self._real = OnnxRuntime()
        self._good = good
        self._opens = opens

    def available(self) -> list[str]:
        return ["CUDAExecutionProvider", "CPUExecutionProvider"]

    def open(self, model: bytes, chain: list[str], threads: int) -> Any:
        session = self._real.open(model, ["CPUExecutionProvider"], threads)
        if chain[0] == "CPUExecutionProvider":
            return session
        return self._card(session) if self._opens else session

    def _card(self, session: Any) -> "_Card":
        return _Card(session, self._good)


class _Card:
    def __init__(self, session: Any, good: int) -> None:
        self._session = session
        self._left = good

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def get_providers(self) -> list[str]:
        return ["CUDAExecutionProvider", "CPUExecutionProvider"]

    def run(self, *arguments: Any) -> Any:
        if self._left == 0:
            raise RuntimeError("CUDA failure 700: an illegal memory access\nmore lines")
        self._left -= 1
        return self._session.run(*arguments)


class Wrong(Failing):
    """One that answers with nothing but noughts."""

    def __init__(self) -> None:
        super().__init__(good=1000)

    def _card(self, session: Any) -> "_Card":
        return _Noughts(session, self._good)


class _Noughts(_Card):
    def run(self, *arguments: Any) -> Any:
        return [np.zeros_like(output) for output in super().run(*arguments)]
