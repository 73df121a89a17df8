"""Whether this processor sums products of 8-bit integers exactly.

x86 processors without VNNI add pairs of uint8 × int8 products in 16 bits, which saturate (ONNX Runtime, "Quantize ONNX
models"): there an int8 model may answer otherwise than where it was measured. Asked is a graph of one matrix product
of the largest factors."""

import base64
import zlib

import numpy as np

from tfcollab.runtime.providers import Backend, Forms, Provider, open_session

_ROWS, _DEPTH, _LARGEST_U8, _LARGEST_S8 = 16, 64, 255, 127
#: an ONNX graph: `sum` int32 [16, 16] = MatMulInteger of `a` uint8 [16, 64] and a constant int8 [64, 16] of 127
_PRODUCT = zlib.decompress(
    base64.b64decode(
        b"eNrj4LC6xcElxcWYyMVYLsRcXJqrxOubWOJbmuOZV5KanlokxFig1cPB4cAhIMDsxFju1cBRPwpGwSgYsSBKGFhaCPFx8XAwCXFw"
        b"MXEIALFDkigXqPAAC7PBhQWcWLgYBAQBbjoM7w=="
    )
)


def sums_exactly(backend: Backend) -> bool:
    """Whether the CPU's integer products are exact; takes about a millisecond."""
    session = open_session(backend, Forms(_PRODUCT), Provider.CPU, 1).session
    sums = session.run(["sum"], {"a": np.full((_ROWS, _DEPTH), _LARGEST_U8, np.uint8)})[0]
    return bool((np.asarray(sums) == _DEPTH * _LARGEST_U8 * _LARGEST_S8).all())
