"""The model contract, `model.json`: what a model takes and gives, checked before anything runs on it."""

import hashlib
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from tfcollab.errors import UserError

Text = Annotated[str, StringConstraints(min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Task(StrEnum):
    """What a model is for."""

    CLASSIFY = "classify"
    DETECT = "detect"
    SEGMENT = "segment"


class _Strict(BaseModel):
    # built when the first contract is read: to build it takes a tenth of the time in which the window starts
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class TensorSpec(_Strict):
    """One tensor of the graph, with a fixed shape."""

    name: Text
    shape: tuple[Annotated[int, Field(ge=1)], ...]
    dtype: Literal["uint8", "float32"]


class CalibrationSpec(_Strict):
    """What the graph does to its logits before soft-max, × scale + bias, and the data that set it, in words."""

    scale: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    bias: Annotated[float, Field(allow_inf_nan=False)]
    data: Text


class Int8Spec(_Strict):
    """The int8 form of the graph, model.int8.onnx, which the CPU runs: its hash, and in words the pictures that set its
    steps. pairs_fit: no sum of two products leaves 16 bits, so that processors without VNNI compute the same."""

    sha256: Sha256
    data: Text
    pairs_fit: bool | None = None


class Fp16Spec(_Strict):
    """The fp16 form of the graph, model.fp16.onnx, which CUDA runs: its hash."""

    sha256: Sha256


#: per task: input name, output name, output dtype, fixed output shape or None, classes, names of the thresholds
_RULES: dict[Task, tuple[str, str, str, tuple[int, ...] | None, tuple[str, ...], frozenset[str]]] = {
    Task.CLASSIFY: (
        "frame",
        "probabilities",
        "float32",
        (1, 4),
        ("clear", "closed", "broken", "blur"),
        frozenset(),
    ),
    Task.DETECT: (
        "frame",
        "boxes",
        "float32",
        (1, 3, 5),
        ("outside", "middle", "inside"),
        frozenset({"confidence"}),
    ),
    Task.SEGMENT: ("crop", "breakup", "uint8", None, ("background", "breakup"), frozenset({"probability"})),
}


class ModelContract(_Strict):
    """The content of `model.json`; every field but calibration, int8 and fp16 is required there, crop_margin
    for segment alone, and no other is accepted.

    inputs, outputs: one tensor each, as the task's row in docs/architecture.md says.
    classes: of the task, in the order of the output.
    thresholds: 0-1; `confidence` for detect, `probability` for segment, none for classify (the largest wins).
    crop_margin: side of the square crop over the longer side of the outside box, 1-2; of classify, None if it looks at
    whole frames.
    calibration: classify and segment only; None where the probabilities are the net's own.
    int8, fp16: None where the model has no such form.
    training_data: what the weights learned from, in words. metrics: name and value on the test set.
    sha256: of model.onnx, 64 lower-case hexadecimal digits.
    contract_sha256: seal() as it was when the file was written; None in a contract that was not read from one.
    """

    format_version: Literal[1]
    task: Annotated[Task, Field(strict=False)]
    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
    version: Text
    inputs: Annotated[tuple[TensorSpec, ...], Field(min_length=1, max_length=1)]
    outputs: Annotated[tuple[TensorSpec, ...], Field(min_length=1, max_length=1)]
    classes: tuple[Text, ...]
    thresholds: dict[str, Share]
    crop_margin: Annotated[float, Field(ge=1, le=2)] | None = None
    calibration: CalibrationSpec | None = None
    int8: Int8Spec | None = None
    fp16: Fp16Spec | None = None
    training_data: Text
    metrics: dict[str, Annotated[float, Field(allow_inf_nan=False)]]
    sha256: Sha256
    contract_sha256: Sha256 | None = None

    @property
    def input(self) -> TensorSpec:
        return self.inputs[0]

    @property
    def output(self) -> TensorSpec:
        return self.outputs[0]

    @property
    def input_size(self) -> tuple[int, int]:
        """Height and width of the input, pixels."""
        return self.input.shape[1], self.input.shape[2]

    @property
    def breakup_level(self) -> int:
        """Level of a segment model's uint8 map from which a pixel is break-up."""
        # 1 at least, or a threshold of 0 would call everything broken
        return max(1, round(255 * self.thresholds["probability"]))

    @property
    def margin(self) -> float:
        """crop_margin of a segment model."""
        assert self.crop_margin is not None
        return self.crop_margin

    def seal(self) -> str:
        """SHA-256 of everything else that the contract says, as canonical JSON: keys sorted, no spaces, UTF-8.

        It covers what decides a result beside the graph: thresholds and crop margin.
        """
        said = self.model_dump(mode="json", exclude={"contract_sha256"}, exclude_none=True)
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def to_json(self) -> str:
        """The text of `model.json`, fields in fixed order, sealed."""
        sealed = self.model_copy(update={"contract_sha256": self.seal()})
        return sealed.model_dump_json(indent=2, exclude_none=True) + "\n"

    @model_validator(mode="after")
    def _fits_its_task(self) -> Self:
        in_name, out_name, out_dtype, out_shape, classes, thresholds = _RULES[self.task]
        given, gives = self.input, self.output
        if (given.name, given.dtype) != (in_name, "uint8") or len(given.shape) != 3 or given.shape[0] != 1:
            raise ValueError(f"the input of {self.task} must be '{in_name}', uint8 [1, H, W]")
        wrong_shape = gives.shape != out_shape if out_shape else len(gives.shape) != 3 or gives.shape[0] != 1
        if (gives.name, gives.dtype) != (out_name, out_dtype) or wrong_shape:
            shape = list(out_shape) if out_shape else "[1, h, w]"
            raise ValueError(f"the output of {self.task} must be '{out_name}', {out_dtype} {shape}")
        if self.classes != classes:
            raise ValueError(f"the classes of {self.task} must be {', '.join(classes)}")
        if self.thresholds.keys() != thresholds:
            raise ValueError(f"the thresholds of {self.task} must be {', '.join(sorted(thresholds)) or 'empty'}")
        if self.crop_margin is not None and self.task is Task.DETECT:
            raise ValueError(f"crop_margin belongs to classify and segment, not to {self.task}")
        if self.crop_margin is None and self.task is Task.SEGMENT:
            raise ValueError("'crop_margin': Field required for segment")
        if self.calibration is not None and self.task is Task.DETECT:
            raise ValueError("calibration belongs to classify and segment, not to detect")
        return self


def read_contract(path: Path) -> ModelContract:
    """The contract in a `model.json`.

    Raises UserError where the file is missing, unreadable, says anything other than a contract may say, or was altered
    since it was sealed.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): point to a complete model folder.") from error
    try:
        contract = ModelContract.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        what = f"'{where}': {first['msg']}" if where else first["msg"].removeprefix("Value error, ")
        raise UserError(f"{path} is not a valid model contract ({what}): get the model again.") from error
    if contract.contract_sha256 is None:
        raise UserError(f"{path} is not sealed ('contract_sha256' is missing): export or import the model again.")
    if contract.contract_sha256 != contract.seal():
        raise UserError(
            f"{path} was altered after it was written (it does not fit its contract_sha256): get the model again, or "
            "export or import it anew with the values that you want."
        )
    return contract
