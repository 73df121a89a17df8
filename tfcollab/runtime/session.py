"""One model, opened and warm, that goes on on the CPU when its provider fails."""

from dataclasses import replace
from functools import partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tfcollab.errors import UserError
from tfcollab.exam.provenance import ModelStamp
from tfcollab.runtime import card_check, repository
from tfcollab.runtime.contract import ModelContract, TensorSpec
from tfcollab.runtime.exact_sums import sums_exactly
from tfcollab.runtime.providers import Backend, Form, Forms, Installed, Opened, Provider, first_line, open_session
from tfcollab.runtime.repository import ModelFolder, Precision

_ORT_TYPES = {"uint8": "tensor(uint8)", "float32": "tensor(float)"}


class Session:
    """A model folder ready to run; open it with Session.open. Not thread-safe: one thread owns it."""

    def __init__(self, folder: ModelFolder, model: Forms, backend: Backend, opened: Opened, threads: int) -> None:
        self._folder = folder
        self._model = model
        self._backend = backend
        self._opened = opened
        self._threads = threads
        self._runs = 0

    @classmethod
    def open(
        cls,
        folder: ModelFolder,
        provider: Provider | str = Provider.AUTO,
        *,
        precision: Precision | str = Precision.AUTO,
        threads: int = 2,
        backend: Backend | None = None,
    ) -> Self:
        """Reads, checks and warms up the model.

        provider: auto, cpu, openvino, cuda or tensorrt. precision: auto, fp32, int8 (a form for the processor) or fp16
        (one for CUDA, which a processor runs slowly).
        threads: of the processor, within one operator.
        A graphics card that answers otherwise than the processor is not used.
        Raises UserError where the model is not what its contract says, the provider asked for cannot be used,
        or ONNX Runtime is not installed.
        """
        try:
            wanted = Provider(provider)
        except ValueError as error:
            names = ", ".join(Provider)
            raise UserError(f"There is no provider '{provider}': choose one of {names}.") from error
        form = Precision(precision)
        if form is Precision.INT8 and not (wanted is Provider.AUTO or wanted.on_processor):
            raise UserError(f"int8 is a form for the CPU: choose the provider 'cpu', or 'fp32' for {wanted}.")
        if form is Precision.FP16 and wanted is Provider.TENSORRT:
            raise UserError("fp16 is a form for CUDA: choose the provider 'cuda', or 'fp32' for tensorrt.")
        backend = backend or Installed()
        model = _forms(folder, form, backend)
        opened = open_session(backend, model, wanted, threads, partial(_check_card, folder, model, backend))
        _check_tensors(folder, opened.session)
        session = cls(folder, model, backend, opened, threads)
        session.run(np.zeros(folder.contract.input.shape, np.uint8))
        if wanted is not Provider.AUTO and session.provider != wanted:
            raise UserError(
                f"The provider '{wanted}' does not compute: {session.provider_note} Choose 'auto' or 'cpu'."
            )
        session._runs = 0
        return session

    @property
    def contract(self) -> ModelContract:
        return self._folder.contract

    @property
    def provider(self) -> str:
        """The provider that computes now: cpu, openvino, cuda or tensorrt."""
        return self._opened.provider.value

    @property
    def precision(self) -> Precision:
        """The form that computes now, any but AUTO."""
        return self._opened.precision

    @property
    def provider_note(self) -> str:
        """Why it is not a better one, as a sentence; empty where there is nothing to say."""
        return self._opened.note

    def stamp(self) -> ModelStamp:
        """What goes into a result about this model."""
        return self._folder.stamp(self.precision)

    def run(self, array: NDArray[np.uint8]) -> NDArray[Any]:
        """The model's output for one input, both shaped and typed as the contract says.

        A provider that fails is replaced by the CPU for good, and the same input is run again.
        """
        try:
            output = self._run_once(array)
        except Exception as error:  # a lost device shows as any of many types
            if self._opened.provider is Provider.CPU:
                raise
            failed, runs = self._opened.provider, self._runs
            opened = open_session(self._backend, self._model, Provider.CPU, self._threads)
            note = f"{failed.label} failed after {runs} runs ({first_line(error)}), so the CPU computed from there on."
            self._opened = replace(opened, note=note)
            output = self._run_once(array)
        self._runs += 1
        return output

    def _run_once(self, array: NDArray[np.uint8]) -> NDArray[Any]:
        contract = self.contract
        outputs = self._opened.session.run([contract.output.name], {contract.input.name: array})
        return np.asarray(outputs[0])


def _forms(folder: ModelFolder, precision: Precision, backend: Backend) -> Forms:
    floats = repository.load(folder)

    def loaded(form: Precision) -> Form:
        return form, floats if form is Precision.FP32 else repository.load(folder, form)

    if precision is not Precision.AUTO:
        # asked for by name, it is given wherever it runs: with its hash in the result
        form = loaded(precision)
        return Forms(floats, form, () if precision is Precision.INT8 else (form,))
    int8, has = folder.contract.int8, folder.forms()
    processor = Precision.FP32
    if int8 is not None and (int8.pairs_fit or sums_exactly(backend)):
        processor = Precision.INT8
    on_card = [form for form in (Precision.FP16, Precision.FP32) if form in has]
    return Forms(floats, loaded(processor), tuple(map(loaded, on_card)))


def _check_card(folder: ModelFolder, model: Forms, backend: Backend, session: Any) -> str:
    reference = open_session(backend, Forms(model.fp32), Provider.CPU, 1)
    return card_check.difference(folder.contract, session, reference.session)


def _check_tensors(folder: ModelFolder, session: Any) -> None:
    contract = folder.contract
    for what, real, specs in (
        ("inputs", session.get_inputs(), contract.inputs),
        ("outputs", session.get_outputs(), contract.outputs),
    ):
        found = [(tensor.name, list(tensor.shape), tensor.type) for tensor in real]
        if found != [_as_ort(spec) for spec in specs]:
            shown = "; ".join(f"{name} {kind} {shape}" for name, shape, kind in found)
            raise UserError(
                f"{folder.path / repository.MODEL_FILE} has other {what} ({shown}) than its contract says: "
                "get the model again."
            )


def _as_ort(spec: TensorSpec) -> tuple[str, list[int], str]:
    return spec.name, list(spec.shape), _ORT_TYPES[spec.dtype]
