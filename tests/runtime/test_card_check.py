"""What a card computes against the processor: with the shipped models, whose forms stand for a card's answers."""

from typing import Any

import numpy as np
import pytest

from tfcollab.runtime import card_check, repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.repository import Precision
from tfcollab.runtime.session import Session

MODELS = [path.name for path in repository.folders() if path.parent == repository.models_dir()]


class Ort:
    """A session in the way of ONNX Runtime, its answer moved by so much of full range."""

    def __init__(self, session: Session, moved: float = 0.0) -> None:
        self._session, self._moved = session, moved

    def run(self, names: list[str], given: dict[str, Any]) -> list[Any]:
        output = self._session.run(next(iter(given.values())))
        full = 255 if output.dtype == np.uint8 else 1
        return [output + full * self._moved]


def session(name: str, precision: Precision) -> Session:
    return Session.open(repository.read_folder(repository.place(name)), "cpu", precision=precision)


@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_half_float_forms_pass_and_a_moved_answer_does_not(name: str) -> None:
    floats, halves = session(name, Precision.FP32), session(name, Precision.FP16)
    reference = Ort(floats)
    assert card_check.difference(floats.contract, Ort(halves), reference) == ""
    said = card_check.difference(floats.contract, Ort(floats, 2 * card_check.TOLERANCE), reference)
    assert said == "its answer is 0.01 from the processor's"
    assert card_check.difference(floats.contract, Ort(floats, np.nan), reference) != ""


@pytest.mark.parametrize("name", MODELS)
def test_every_net_has_something_to_say_of_the_probe(name: str) -> None:
    floats = session(name, Precision.FP32)
    answer = floats.run(card_check.probe(floats.contract.input_size))
    if floats.contract.task is Task.CLASSIFY:
        assert answer[0, 2] > 0.9
    elif floats.contract.task is Task.DETECT:
        assert answer[0, :, 4].min() > 0.5
    else:
        assert 0.02 < (answer > 127).mean() < 0.3
