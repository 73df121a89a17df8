"""What is chosen, and what is said where it cannot be: with real sessions that go by another provider's name."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_models import detector, write_folder

from tfcollab.errors import UserError
from tfcollab.runtime import openvino_session
from tfcollab.runtime.providers import Forms, Installed, OnnxRuntime, Provider, open_session
from tfcollab.runtime.repository import Precision, read_folder
from tfcollab.runtime.session import Session

CPU, CUDA, OPENVINO = "CPUExecutionProvider", "CUDAExecutionProvider", openvino_session.NAME
FRAME = np.full((1, 48, 64), 100, np.uint8)


class Having:
    """ONNX Runtime's sessions on the CPU, under the names of these providers. broken: those that do not open."""

    def __init__(self, *names: str, broken: tuple[str, ...] = (), good_runs: int = 1000) -> None:
        self._names = names
        self._broken = broken
        self._good_runs = good_runs
        self._real = OnnxRuntime()

    def available(self) -> list[str]:
        return [*self._names, CPU]

    def open(self, model: bytes, chain: list[str], threads: int) -> Any:
        if chain[0] in self._broken:
            raise RuntimeError("it has not enough of something")
        session = self._real.open(model, [CPU], threads)
        return session if chain[0] == CPU else _Named(session, chain[0], self._good_runs)


class _Named:
    def __init__(self, session: Any, name: str, good_runs: int) -> None:
        self._session, self._name, self._left = session, name, good_runs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def get_providers(self) -> list[str]:
        return [self._name]

    def run(self, *arguments: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise RuntimeError("it has lost its memory")
        return self._session.run(*arguments)


FLOATS = detector().SerializeToString()


@pytest.mark.parametrize(
    ("names", "chosen"),
    [((), "cpu"), ((OPENVINO,), "openvino"), ((CUDA, OPENVINO), "cuda"), ((OPENVINO, CUDA), "cuda"), ((CUDA,), "cuda")],
)
def test_the_best_that_is_there_is_chosen(names: tuple[str, ...], chosen: str) -> None:
    opened = open_session(Having(*names), Forms(FLOATS), Provider.AUTO, 1)
    assert (opened.provider, opened.note) == (chosen, "")


def test_what_does_not_open_is_passed_over_and_named() -> None:
    opened = open_session(Having(CUDA, OPENVINO, broken=(CUDA,)), Forms(FLOATS), Provider.AUTO, 1)
    assert (opened.provider, opened.note) == (
        "openvino",
        "CUDA could not be used (RuntimeError: it has not enough of something), so OpenVINO computes.",
    )
    opened = open_session(Having(CUDA, OPENVINO, broken=(CUDA, OPENVINO)), Forms(FLOATS), Provider.AUTO, 1)
    assert (opened.provider, opened.note) == (
        "cpu",
        "CUDA could not be used (RuntimeError: it has not enough of something); "
        "OpenVINO could not be used (RuntimeError: it has not enough of something), so the CPU computes.",
    )
    with pytest.raises(UserError, match=r"'openvino' cannot be used \(RuntimeError: it has not enough"):
        open_session(Having(OPENVINO, broken=(OPENVINO,)), Forms(FLOATS), Provider.OPENVINO, 1)


def test_whoever_asks_for_integers_gets_no_card() -> None:
    opened = open_session(Having(CUDA, OPENVINO), Forms(FLOATS, card=()), Provider.AUTO, 1)
    assert opened.provider == "openvino"
    opened = open_session(Having(CUDA), Forms(FLOATS, card=()), Provider.AUTO, 1)
    assert opened.provider == "cpu"


def test_a_processor_has_its_form_and_a_card_its_own_by_whatever_they_compute() -> None:
    floats, integers, halves = (Precision.FP32, b"f"), (Precision.INT8, b"i"), (Precision.FP16, b"h")
    forms = Forms(b"f", integers, (halves, floats))
    runs = {provider.value: forms.on(provider) for provider in Provider if provider is not Provider.AUTO}
    assert runs == {
        "cpu": (integers,),
        "openvino": (integers,),
        "cuda": (halves, floats),
        "tensorrt": (floats,),
    }
    assert Forms(b"f").on(Provider.CPU) == Forms(b"f").on(Provider.CUDA) == (floats,)


def test_the_first_form_that_passes_on_a_card_computes_and_the_note_says_why() -> None:
    halves = detector(confidence=0.899).SerializeToString()
    forms = Forms(FLOATS, card=((Precision.FP16, halves), (Precision.FP32, FLOATS)))
    opened = open_session(Having(CUDA), forms, Provider.AUTO, 1)
    assert (opened.provider, opened.precision, opened.note) == ("cuda", "fp16", "")

    asked: list[float] = []

    def check(session: Any) -> str:
        asked.append(float(session.run(None, {"frame": FRAME})[0][0, 0, 4]))
        return "it is somewhere else" if asked[-1] < 0.9 - 1e-6 else ""

    opened = open_session(Having(CUDA), forms, Provider.AUTO, 1, check)
    assert (opened.provider, opened.precision) == ("cuda", "fp32")
    assert opened.note == "The form fp16 could not be used (it is somewhere else), so CUDA runs fp32."
    np.testing.assert_allclose(asked, [0.899, 0.9], atol=1e-6)


def test_a_card_on_which_no_form_passes_is_passed_over_and_refused_where_it_was_asked_for() -> None:
    def check(session: Any) -> str:
        return "it is somewhere else"

    opened = open_session(Having(CUDA, OPENVINO), Forms(FLOATS), Provider.AUTO, 1, check)
    assert (opened.provider, opened.note) == (
        "openvino",
        "CUDA could not be used (it is somewhere else), so OpenVINO computes.",
    )
    with pytest.raises(UserError, match=r"'cuda' cannot be used \(it is somewhere else\)"):
        open_session(Having(CUDA), Forms(FLOATS), Provider.CUDA, 1, check)


def test_openvino_that_fails_in_mid_run_is_replaced_with_the_same_frame(tmp_path: Path) -> None:
    # one run is the warm-up
    session = Session.open(read_folder(write_folder(tmp_path, "detect")), backend=Having(OPENVINO, good_runs=2))
    expected = session.run(FRAME)
    assert session.provider == "openvino"
    np.testing.assert_array_equal(session.run(FRAME), expected)
    assert (session.provider, session.provider_note) == (
        "cpu",
        "OpenVINO failed after 1 runs (RuntimeError: it has lost its memory), so the CPU computed from there on.",
    )


def test_without_the_package_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openvino_session, "find_spec", lambda name: None)
    folder = read_folder(write_folder(tmp_path, "detect"))
    with pytest.raises(UserError) as refused:
        Session.open(folder, "openvino")
    assert str(refused.value) == (
        "The provider 'openvino' cannot be used (the package openvino is not installed): install tfcollab[openvino]."
    )
    assert Session.open(folder).provider != "openvino"


def test_a_broken_package_is_passed_over_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "site" / "openvino"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('libopenvino.so: no such file')\n")
    monkeypatch.delitem(sys.modules, "openvino", raising=False)
    monkeypatch.syspath_prepend(tmp_path / "site")
    opened = open_session(Installed(), Forms(FLOATS, card=()), Provider.AUTO, 1)
    assert (opened.provider, opened.note) == (
        "cpu",
        "OpenVINO could not be used (ImportError: libopenvino.so: no such file), so the CPU computes.",
    )


def test_opening_several_at_a_time_leaves_what_is_printed_alone() -> None:
    printed_to = sys.stdout
    backend = Installed()
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_session(backend, Forms(FLOATS), Provider.CPU, 1), range(64)))
    assert len(opened) == 64
    assert sys.stdout is printed_to
