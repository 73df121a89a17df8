"""What a graphics card computes, held against the processor: a model whose answer differs is not run there.

Drivers, libraries and cards are many, and a wrong kernel says nothing: it only paints another map.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfcollab.runtime.contract import ModelContract

#: of full range, in the mean over the output: probabilities, boxes relative to the input, levels of 255
TOLERANCE = 0.005


def probe(size: tuple[int, int]) -> NDArray[np.uint8]:
    """A picture that every net has something to say of, uint8 (1, H, W): rings with a dark disc in the middle, smeared
    in one sector. size: height and width."""
    height, width = size
    y, x = np.mgrid[:height, :width]
    radius = np.hypot(x - width / 2, y - height / 2) / (0.42 * min(size))
    shown = 0.5 + 0.5 * np.sin(2 * np.pi * 11 * radius)
    smeared = (np.arctan2(y - height / 2, x - width / 2) > 2) & (radius > 0.4)
    gray = 70 + 120 * np.where(smeared, 0.5, shown)
    gray[radius > 1] = 60
    gray[radius < 0.1] = 20
    return np.asarray(gray, np.uint8)[np.newaxis]


def difference(contract: ModelContract, session: Any, reference: Any) -> str:
    """Why a session cannot be used, or nothing where it answers as the reference does, within TOLERANCE."""
    given = {contract.input.name: probe(contract.input_size)}
    one, other = (np.asarray(each.run([contract.output.name], given)[0], float) for each in (session, reference))
    full = 255.0 if contract.output.dtype == "uint8" else 1.0
    apart = float(np.abs(one - other).mean()) / full
    # not-a-number is none of both
    return "" if apart <= TOLERANCE else f"its answer is {apart:.2g} from the processor's"
