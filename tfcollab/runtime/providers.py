"""What computes: TensorRT only if asked for, then CUDA, then OpenVINO where it is there, then plain ONNX Runtime."""

import contextlib
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from tfcollab.errors import UserError
from tfcollab.resources import user_engines_dir
from tfcollab.runtime import openvino_session
from tfcollab.runtime.card import CUDA, TENSORRT, Chain, open_on_card
from tfcollab.runtime.openvino_session import OpenVinoSession


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
        """Whether it runs a model's int8 form."""
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


@dataclass(frozen=True, slots=True)
class Forms:
    """A model's bytes: fp32, and int8 where the processor is to run that form."""

    fp32: bytes
    int8: bytes | None = None

    def on(self, provider: Provider) -> bytes:
        """The form that a provider runs."""
        return self.int8 if self.int8 is not None and provider.on_processor else self.fp32


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the provider that really computes in it. note: why not a better one, or empty."""

    session: Any
    provider: Provider
    note: str


def open_session(
    backend: Backend, model: Forms, provider: Provider, threads: int, *, on_processor: bool = False
) -> Opened:
    """Opens the model on the provider asked for, or for AUTO on the best one that works.

    on_processor: AUTO chooses only among those that run on the processor.
    Raises UserError where the one asked for is not there or does not start.
    """
    if provider is not Provider.AUTO:
        session, why_not = _try(backend, model, provider, threads)
        if session is None:
            raise UserError(f"The provider '{provider}' cannot be used ({why_not}): {_INSTALL[provider]}.")
        return Opened(session, provider, "")
    failed: list[str] = []
    available = backend.available()
    for better in _BEST_FIRST:
        if _CHAINS[better][0] not in available or (on_processor and not better.on_processor):
            continue
        session, why_not = _try(backend, model, better, threads)
        if session is not None:
            return Opened(session, better, _note(failed, better))
        failed.append(f"{better.label} could not be used ({why_not})")
    session, why_not = _try(backend, model, Provider.CPU, threads)
    if session is None:
        raise UserError(f"The model cannot be opened by ONNX Runtime ({why_not}): get the model again.")
    return Opened(session, Provider.CPU, _note(failed, Provider.CPU))


def _note(failed: list[str], chosen: Provider) -> str:
    return (
        f"{'; '.join(failed)}, so {'the CPU' if chosen is Provider.CPU else chosen.label} computes." if failed else ""
    )


def first_line(error: BaseException) -> str:
    """An error in one short line, fit to stand inside a sentence."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:160]}" if lines else type(error).__name__


def _try(backend: Backend, model: Forms, provider: Provider, threads: int) -> tuple[Any, str]:
    chain = _CHAINS[provider]
    available = backend.available()
    if chain[0] not in available:
        if provider is Provider.OPENVINO:
            return None, "the package openvino is not installed"
        return None, f"this ONNX Runtime has only {', '.join(available)}"
    try:
        session = backend.open(model.on(provider), [name for name in chain if name in available], threads)
    except Exception as error:  # many unrelated types are raised here
        return None, first_line(error)
    if chain[0] not in session.get_providers():
        return None, "its libraries or the driver could not be loaded"
    return session, ""


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()):
        yield
