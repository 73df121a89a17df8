"""What is tried on a graphics card, and what is left where that fails: with real sessions, which compute on the CPU
here; no card is needed."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from tiny_models import BOXES, detector

from tfcollab.runtime.card import CUDA, TENSORRT, BoundSession, Chain, open_on_card
from tfcollab.runtime.providers import Forms, OnnxRuntime, Provider, open_session

CPU = "CPUExecutionProvider"
MODEL = detector().SerializeToString()
FRAME, DARK = np.full((1, 48, 64), 100, np.uint8), np.zeros((1, 48, 64), np.uint8)


class Driver:
    """Opens real sessions that say they are a card's. refuses: options with which none opens."""

    def __init__(self, refuses: tuple[str, ...] = (), broken: bool = False) -> None:
        self._refuses = refuses
        self._broken = broken
        self.asked: list[dict[str, str]] = []

    def make(self, chain: Chain) -> Any:
        first = chain[0]
        options = first[1] if isinstance(first, tuple) else {}
        self.asked.append(options)
        if any(name in options for name in self._refuses):
            raise RuntimeError("this option is not known here")
        session = onnxruntime.InferenceSession(MODEL, providers=[CPU])
        return _Named(session, first[0] if isinstance(first, tuple) else first, self._broken)


class _Named:
    def __init__(self, session: Any, name: str, broken: bool) -> None:
        self._session, self._name, self._broken = session, name, broken

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def get_providers(self) -> list[str]:
        return [self._name, CPU]

    def run_with_iobinding(self, binding: Any) -> None:
        if self._broken:
            raise RuntimeError("the graph cannot be replayed")
        self._session.run_with_iobinding(binding)


def opened(driver: Driver, engines: Path, provider: str = CUDA) -> Any:
    return open_on_card(onnxruntime, driver.make, [provider, CPU], MODEL, engines, "cpu")


def test_a_bound_session_gives_what_the_model_computes_and_its_answers_stay() -> None:
    session = BoundSession(onnxruntime, onnxruntime.InferenceSession(MODEL, providers=[CPU]), "cpu")
    (boxes,) = session.run(["boxes"], {"frame": FRAME})
    np.testing.assert_allclose(boxes[0, :, :4], BOXES, atol=1e-7)
    np.testing.assert_allclose(boxes[0, :, 4], 0.9, atol=1e-7)
    (dark,) = session.run(["boxes"], {"frame": DARK})
    assert dark[0, :, 4].max() == 0
    assert boxes[0, :, 4].min() > 0.8


def test_an_input_of_another_shape_is_refused_as_by_the_session_itself() -> None:
    session = BoundSession(onnxruntime, onnxruntime.InferenceSession(MODEL, providers=[CPU]), "cpu")
    with pytest.raises(Exception, match=r"(?i)invalid"):
        session.run(["boxes"], {"frame": FRAME[:, :20]})


def test_on_cuda_a_graph_of_exact_kernels_is_tried_first(tmp_path: Path) -> None:
    driver = Driver()
    session = opened(driver, tmp_path)
    assert isinstance(session, BoundSession)
    assert [(one.get("enable_cuda_graph"), one.get("use_tf32")) for one in driver.asked] == [("1", "0")]
    np.testing.assert_allclose(session.run(["boxes"], {"frame": FRAME})[0][0, :, :4], BOXES, atol=1e-7)
    assert session.get_providers()[0] == CUDA


def test_without_graphs_the_places_are_kept_and_without_that_the_plain_session(tmp_path: Path) -> None:
    driver = Driver(refuses=("enable_cuda_graph",))
    assert isinstance(opened(driver, tmp_path), BoundSession)
    assert "enable_cuda_graph" not in driver.asked[-1]
    assert len(driver.asked) == 2
    driver = Driver(broken=True)
    session = opened(driver, tmp_path)
    assert not isinstance(session, BoundSession)
    assert driver.asked[-1] == {}
    assert len(driver.asked) == 3
    np.testing.assert_allclose(session.run(["boxes"], {"frame": FRAME})[0][0, :, :4], BOXES, atol=1e-7)


def test_the_error_of_the_plainest_way_is_raised(tmp_path: Path) -> None:
    def make(chain: Chain) -> Any:
        raise RuntimeError(f"no driver for {'options' if isinstance(chain[0], tuple) else 'the plain way'}")

    with pytest.raises(RuntimeError, match="no driver for the plain way"):
        open_on_card(onnxruntime, make, [CUDA, CPU], MODEL, tmp_path)


def test_tensorrt_keeps_what_it_built_in_a_folder_of_the_very_model(tmp_path: Path) -> None:
    driver = Driver()
    opened(driver, tmp_path / "engines", TENSORRT)
    (asked,) = driver.asked
    folder = Path(asked["trt_engine_cache_path"])
    assert asked["trt_engine_cache_enable"] == "1"
    assert folder.is_dir()
    other = Driver()
    open_on_card(onnxruntime, other.make, [TENSORRT, CPU], MODEL + b"\0", tmp_path / "engines", "cpu")
    assert other.asked[0]["trt_engine_cache_path"] != str(folder)


def test_where_nothing_can_be_kept_tensorrt_builds_anew(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    driver = Driver()
    opened(driver, tmp_path / "a file" / "engines", TENSORRT)
    assert driver.asked == [{}]


def test_a_provider_that_silently_did_not_start_is_handed_back_as_it_is(tmp_path: Path) -> None:
    def make(chain: Chain) -> Any:
        return onnxruntime.InferenceSession(MODEL, providers=[CPU])

    session = open_on_card(onnxruntime, make, [CUDA, CPU], MODEL, tmp_path)
    assert session.get_providers() == [CPU]


@pytest.mark.skipif(CUDA in onnxruntime.get_available_providers(), reason="this ONNX Runtime has CUDA")
def test_without_a_card_nothing_of_it_is_asked_for() -> None:
    found = open_session(OnnxRuntime(), Forms(MODEL), Provider.AUTO, 1)
    assert (found.provider, found.note) == (Provider.CPU, "")
    assert not isinstance(found.session, BoundSession)
