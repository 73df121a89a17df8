"""What computes: TensorRT only if asked for, then CUDA, then OpenVINO where it is there, then plain ONNX Runtime."""

import contextlib
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from tfcollab.errors import UserError
from tfcollab.resources import user_engines_dir
from tfcollab.runtime import openvino_session
from tfcollab.runtime.card import CUDA, TENSORRT, Chain, open_on_card
from tfcollab.runtime.openvino_session import OpenVinoSession
from tfcollab.runtime.repository import Precision


class Provider(StrEnum):
    """What can be asked for; AUTO is CUDA where it works, else OpenVINO where it is installed, else CPU.

    CPU is ONNX Runtime on the processor; OPENVINO computes on the processor too.
    """

    AUTO = "auto"
    CPU = "cpu"
    OPENVINO = "openvino"
    CUDA = "cuda"
    TENSORRT = "tensorrt"

    @property
    def label(self) -> str:
        """As it is written in a sentence."""
        return _LABELS.get(self, self.upper())

    @property
    def on_processor(self) -> bool:
        """Whether it computes on the processor, and not on a graphics card."""
        return self in (Provider.CPU, Provider.OPENVINO)


_LABELS = {Provider.CPU: "the CPU", Provider.OPENVINO: "OpenVINO", Provider.TENSORRT: "TensorRT"}
_BEST_FIRST = (Provider.CUDA, Provider.OPENVINO)
#: ONNX Runtime's names, with what a provider hands on the nodes to that it cannot compute
_CHAINS = {
    Provider.CPU: ["CPUExecutionProvider"],
    Provider.OPENVINO: [openvino_session.NAME],
    Provider.CUDA: [CUDA, "CPUExecutionProvider"],
    Provider.TENSORRT: [TENSORRT, CUDA, "CPUExecutionProvider"],
}
_INSTALL = {
    Provider.CPU: "install tfcollab[cpu]",
    Provider.OPENVINO: "install tfcollab[openvino]",
    Provider.CUDA: "install tfcollab[cuda] in place of tfcollab[cpu] on a machine with an NVIDIA driver",
    Provider.TENSORRT: "install tfcollab[cuda] in place of tfcollab[cpu], and the tensorrt package of the same CUDA",
}
_FATAL_ONLY = 4
#: what is printed is caught by a setting of the whole process
_OPENING = threading.Lock()


class Backend(Protocol):
    """What makes sessions: all that is installed, unless somebody says otherwise."""

    def available(self) -> list[str]: ...

    def open(self, model: bytes, chain: list[str], threads: int) -> Any: ...


class OnnxRuntime:
    """The installed ONNX Runtime. Raises UserError where none is."""

    def __init__(self) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise UserError(
                "ONNX Runtime is not installed: install tfcollab[cpu], or tfcollab[cuda] for an NVIDIA card."
            ) from error
        self._ort = onnxruntime
        onnxruntime.set_default_logger_severity(_FATAL_ONLY)

    def available(self) -> list[str]:
        """Names of the providers that this ONNX Runtime was built with; whether they work shows on opening."""
        return list(self._ort.get_available_providers())

    def open(self, model: bytes, chain: list[str], threads: int) -> Any:
        """A session over the model's bytes; any failure is raised, nothing is printed and nothing falls back."""
        options = self._ort.SessionOptions()
        options.graph_optimization_level = self._ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = _FATAL_ONLY
        # waiting threads that spin take the core that decoding and the other sessions need
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")

        def make(chain_with_options: Chain) -> Any:
            session = self._ort.InferenceSession(model, options, providers=chain_with_options, enable_fallback=0)
            session.disable_fallback()
            return session

        with _OPENING, _quiet():
            if chain == _CHAINS[Provider.CPU]:
                return make(list(chain))
            if hasattr(self._ort, "preload_dlls"):
                # the CUDA and cuDNN wheels lie where the system's loader does not look
                self._ort.preload_dlls()
            return open_on_card(self._ort, make, chain, model, user_engines_dir())


class Installed:
    """The installed ONNX Runtime, and OpenVINO where it is. Raises UserError where there is no ONNX Runtime."""

    def __init__(self) -> None:
        self._onnx_runtime = OnnxRuntime()

    def available(self) -> list[str]:
        """Names of providers, as OnnxRuntime.available."""
        names = self._onnx_runtime.available()
        return [*names, openvino_session.NAME] if openvino_session.installed() else names

    def open(self, model: bytes, chain: list[str], threads: int) -> Any:
        """As OnnxRuntime.open."""
        if chain == _CHAINS[Provider.OPENVINO]:
            return OpenVinoSession(model, threads)
        return self._onnx_runtime.open(model, chain, threads)


def load_packages() -> None:
    """Loads what the nets are computed by; for a program with a window, before that is there.

    The system loads their libraries while Python's lock is held: a tenth of a second in which nothing would be painted.
    Where something is missing nothing is said: opening a model does that.
    """
    with contextlib.suppress(UserError, ImportError, RuntimeError):
        if openvino_session.NAME in Installed().available():
            openvino_session.package()


Form = tuple[Precision, bytes]


@dataclass(frozen=True, slots=True)
class Forms:
    """A model's graph in its forms. processor: the one that a processor runs, fp32 unless given. card: those that CUDA
    runs, the better ones first, fp32 alone unless given; none where the model is not to run on a card."""

    fp32: bytes
    processor: Form | None = None
    card: tuple[Form, ...] | None = None

    def on(self, provider: Provider) -> tuple[Form, ...]:
        """The forms that a provider runs, the better ones first."""
        floats = (Precision.FP32, self.fp32)
        if provider.on_processor:
            return (self.processor or floats,)
        card = (floats,) if self.card is None else self.card
        # told of half floats, TensorRT takes them wherever it likes
        return card if provider is Provider.CUDA else tuple(form for form in card if form == floats)


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the provider that really computes in it, and the form. note: why not a better one, or empty."""

    session: Any
    provider: Provider
    precision: Precision
    note: str


Check = Callable[[Any], str]


def open_session(
    backend: Backend, model: Forms, provider: Provider, threads: int, check: Check = lambda session: ""
) -> Opened:
    """Opens the model on the provider asked for, or for AUTO on the best one that works.

    check: says of a session on a graphics card why it cannot be used, or nothing.
    Raises UserError where the one asked for is not there or does not start.
    """
    if provider is not Provider.AUTO:
        opened = _try(backend, model, provider, threads, check)
        if isinstance(opened, str):
            raise UserError(f"The provider '{provider}' cannot be used ({opened}): {_INSTALL[provider]}.")
        return opened
    failed: list[str] = []
    available = backend.available()
    for better in _BEST_FIRST:
        if _CHAINS[better][0] not in available or not model.on(better):
            continue
        opened = _try(backend, model, better, threads, check)
        if not isinstance(opened, str):
            return _noted(opened, failed)
        failed.append(f"{better.label} could not be used ({opened})")
    opened = _try(backend, model, Provider.CPU, threads, check)
    if isinstance(opened, str):
        raise UserError(f"The model cannot be opened by ONNX Runtime ({opened}): get the model again.")
    return _noted(opened, failed)


def _noted(opened: Opened, failed: list[str]) -> Opened:
    if not failed:
        return opened
    note = f"{'; '.join(failed)}, so {opened.provider.label} computes. {opened.note}".strip()
    return replace(opened, note=note)


def first_line(error: BaseException) -> str:
    """An error in one short line, fit to stand inside a sentence."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:160]}" if lines else type(error).__name__


def _try(backend: Backend, model: Forms, provider: Provider, threads: int, check: Check) -> Opened | str:
    """The first of the provider's forms that works; else why it does not."""
    chain = _CHAINS[provider]
    available = backend.available()
    if chain[0] not in available:
        if provider is Provider.OPENVINO:
            return "the package openvino is not installed"
        return f"this ONNX Runtime has only {', '.join(available)}"
    failed: list[str] = []
    for precision, graph in model.on(provider):
        try:
            session = backend.open(graph, [name for name in chain if name in available], threads)
            if chain[0] not in session.get_providers():
                return "its libraries or the driver could not be loaded"
            why_not = "" if provider.on_processor else check(session)
        except Exception as error:  # many unrelated types are raised here
            why_not = first_line(error)
        if not why_not:
            note = f"The form {failed[0]}, so {provider.label} runs {precision}." if failed else ""
            return Opened(session, provider, precision, note)
        failed.append(f"{precision} could not be used ({why_not})")
    return why_not


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()):
        yield
