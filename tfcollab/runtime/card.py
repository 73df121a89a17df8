"""Sessions on a graphics card: input and output keep their places in its memory, and the kernels are replayed as one
CUDA graph, as the nets' shapes are fixed."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CUDA, TENSORRT = "CUDAExecutionProvider", "TensorrtExecutionProvider"

Options = dict[str, str]
Chain = list[str | tuple[str, Options]]

#: 10 bits of TF32 are too few for the differences of gray levels that local contrast hands on
_EXACT = {"use_tf32": "0", "cudnn_conv_algo_search": "EXHAUSTIVE"}
_AS_A_GRAPH = {"enable_cuda_graph": "1"}
_TYPES = {"tensor(uint8)": np.uint8, "tensor(float)": np.float32}


class BoundSession:
    """An ONNX Runtime session whose one input and one output stay where they are: a run copies the one there, and the
    other back. device: ONNX Runtime's name of it, cuda or cpu. Its other methods are the session's."""

    def __init__(self, onnxruntime: Any, session: Any, device: str) -> None:
        self._session = session
        (given,), (gives,) = session.get_inputs(), session.get_outputs()
        self._names = given.name, gives.name
        make = onnxruntime.OrtValue
        self._input = make.ortvalue_from_numpy(np.zeros(given.shape, _TYPES[given.type]), device, 0)
        self._output = make.ortvalue_from_shape_and_type(gives.shape, _TYPES[gives.type], device, 0)
        self._binding = session.io_binding()
        self._binding.bind_ortvalue_input(given.name, self._input)
        self._binding.bind_ortvalue_output(gives.name, self._output)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def run(self, names: list[str], given: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """The output for the input, by their names; the array belongs to the caller."""
        array = np.ascontiguousarray(given[self._names[0]])
        if names != [self._names[1]] or list(array.shape) != self._input.shape():
            # whatever is wrong with it, the session says so
            return list(self._session.run(names, given))
        self._input.update_inplace(array)
        self._session.run_with_iobinding(self._binding)
        return [np.array(self._output.numpy())]


def open_on_card(
    onnxruntime: Any,
    make: Callable[[Chain], Any],
    chain: list[str],
    model: bytes,
    engines: Path,
    device: str = "cuda",
) -> Any:
    """A session of the chain's first provider, in the fastest way that works here.

    make: opens a session by a chain with options. engines: folder for what TensorRT builds, which takes minutes and is
    kept for the next start; one folder in it for each model. Raises what the last and plainest way raises.
    """
    for options, is_bound in _ways(chain[0], model, engines):
        is_last = not options
        try:
            session = make([(chain[0], options), *chain[1:]] if options else list(chain))
            if not is_bound or chain[0] not in session.get_providers():
                return session
            bound = BoundSession(onnxruntime, session, device)
            name = bound.get_inputs()[0].name
            # the first run records a graph, the second one replays it
            for _ in range(2):
                bound.run([bound.get_outputs()[0].name], {name: np.zeros(bound.get_inputs()[0].shape, np.uint8)})
        except Exception:  # many unrelated types are raised here
            if is_last:
                raise
            continue
        return bound
    raise AssertionError("the last way returns or raises")


def _ways(provider: str, model: bytes, engines: Path) -> Iterator[tuple[Options, bool]]:
    """Options of the provider, and whether input and output are bound; fastest first, the last one plain."""
    if provider == TENSORRT:
        folder = engines / hashlib.sha256(model).hexdigest()[:32]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            pass
        else:
            yield {"trt_engine_cache_enable": "1", "trt_engine_cache_path": str(folder)}, True
    elif provider == CUDA:
        yield _EXACT | _AS_A_GRAPH, True
        yield _EXACT, True
    yield {}, False
