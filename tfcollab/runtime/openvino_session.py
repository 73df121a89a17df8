"""OpenVINO behind the part of ONNX Runtime's session that the program uses; the package is loaded on the first use."""

import contextlib
import io
import re
import sys
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tfcollab.runtime import compiled

#: what stands for OpenVINO among the names of ONNX Runtime's providers
NAME = "OpenVINO"
_PROCESSOR = "FULL_DEVICE_NAME", "DEVICE_ARCHITECTURE", "OPTIMIZATION_CAPABILITIES"
_TYPES = {"u8": "tensor(uint8)", "f32": "tensor(float)"}
_SETTING_UP = threading.Lock()
_WHERE = re.compile(r"^(Exception from |Check '.*' failed at )")


class Tensor(NamedTuple):
    """An input or output, in ONNX Runtime's words."""

    name: str
    shape: list[int]
    type: str


def installed() -> bool:
    """Whether the package is there; whether it works shows on opening."""
    return find_spec("openvino") is not None


class OpenVinoSession:
    """A model on the processor. threads: most that one run uses. Raises RuntimeError where it cannot be opened."""

    def __init__(self, model: bytes, threads: int) -> None:
        settings = {
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            # every process would take the same first cores, and several recordings are analysed at the same time
            "ENABLE_CPU_PINNING": False,
            # on processors with bfloat16 that is what it would compute by: its 8 bits do not hold the differences of
            # neighbouring gray levels that local contrast is made of
            "INFERENCE_PRECISION_HINT": "f32",
        }
        try:
            openvino = package()
            ready = _compiled(openvino.Core(), model, settings, openvino.__version__)
        except RuntimeError as error:
            raise RuntimeError(_reason(error)) from error
        self._inputs = [_tensor(port) for port in ready.inputs]
        self._outputs = [_tensor(port) for port in ready.outputs]
        self._request = ready.create_infer_request()

    def get_inputs(self) -> list[Tensor]:
        return self._inputs

    def get_outputs(self) -> list[Tensor]:
        return self._outputs

    def get_providers(self) -> list[str]:
        return [NAME]

    def run(self, names: list[str], given: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """The named outputs for the named inputs; the arrays belong to the caller."""
        try:
            found = self._request.infer(given)
        except RuntimeError as error:
            raise RuntimeError(_reason(error)) from error
        return [np.asarray(found[name]) for name in names]


def _compiled(core: Any, model: bytes, settings: dict[str, Any], version: str) -> Any:
    """The model compiled, from what an earlier start kept of it where that is to be had."""
    from tfcollab.runtime import openvino_graph

    name = None
    with contextlib.suppress(OSError):
        # what is kept holds for one model, one way to write it otherwise, one OpenVINO, one processor and its settings
        name = compiled.name_of(
            (
                *(model, Path(openvino_graph.__file__).read_bytes(), version.encode()),
                *(str(core.get_property("CPU", what)).encode() for what in _PROCESSOR),
                repr(sorted(settings.items())).encode(),
            )
        )
    kept = None if name is None else compiled.load(name)
    if kept is not None:
        with contextlib.suppress(RuntimeError):
            return core.import_model(kept, "CPU", settings)
    graph = core.read_model(model)
    openvino_graph.rewrite(graph)
    fresh = core.compile_model(graph, "CPU", settings)
    if name is not None:
        with contextlib.suppress(RuntimeError):
            exported = io.BytesIO()
            fresh.export_model(exported)
            compiled.keep(name, exported.getvalue())
    return fresh


def package() -> Any:
    """OpenVINO, ready for several threads at the same time.

    It sets up its ties to numpy when they are first used. Two threads that do so at once wait for each other for ever:
    one has Python's lock and waits for the set-up, the other sets up and waits for the lock (one start in sixty, on a
    busy machine). So one thread runs a model of one number first, through all that is used later.
    """
    with _SETTING_UP:
        # it comes along with a package that reports its use to Intel's servers; None counts as not installed, which
        # OpenVINO is made for
        sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
        import openvino

        _set_up()
    return openvino


@cache
def _set_up() -> None:
    import openvino
    from openvino import opset13

    given, factor = opset13.parameter([1], np.uint8), opset13.constant(np.float32(2))
    model = openvino.Model([opset13.multiply(opset13.convert(given, "f32"), factor)], [given])
    request = openvino.Core().compile_model(model, "CPU").create_infer_request()
    np.asarray(request.infer({0: factor.data.astype(np.uint8).reshape(1)})[0])


def _tensor(port: Any) -> Tensor:
    kind = port.element_type.get_type_name()
    return Tensor(port.any_name, list(port.get_partial_shape().to_shape()), _TYPES.get(kind, kind))


def _reason(error: RuntimeError) -> str:
    """The line that says something: before it stands where in OpenVINO's source it happened."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if not _WHERE.match(line)), "no reason given")
