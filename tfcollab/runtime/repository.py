"""The model repository: the shipped models and those that the user imported, one folder a model.

A task's default model is the first shipped folder, by name, whose contract has that task.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.exam.provenance import ModelStamp
from tfcollab.resources import models_dir, user_models_dir
from tfcollab.runtime.contract import ModelContract, Task, read_contract
from tfcollab.runtime.onnx_bytes import uses_external_data

CONTRACT_FILE = "model.json"
MODEL_FILE = "model.onnx"
INT8_FILE = "model.int8.onnx"
FP16_FILE = "model.fp16.onnx"


class Precision(StrEnum):
    """The forms of a model's graph; AUTO is INT8 on the CPU and FP16 by CUDA where the model has them, else
    FP32."""

    AUTO = "auto"
    FP32 = "fp32"
    INT8 = "int8"
    FP16 = "fp16"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder whose contract was read; its model.onnx is read and hashed by load()."""

    path: Path
    contract: ModelContract

    def forms(self) -> dict[Precision, tuple[str, str]]:
        """The forms that the model has, FP32 first, each with its file's name and hash."""
        contract = self.contract
        found = {Precision.FP32: (MODEL_FILE, contract.sha256)}
        if contract.int8 is not None:
            found[Precision.INT8] = (INT8_FILE, contract.int8.sha256)
        if contract.fp16 is not None:
            found[Precision.FP16] = (FP16_FILE, contract.fp16.sha256)
        return found

    def stamp(self, precision: Precision = Precision.FP32) -> ModelStamp:
        """What goes into a result about this model, in the form that computed."""
        contract = self.contract
        return ModelStamp(
            contract.task.value,
            contract.name,
            contract.version,
            self.forms()[precision][1],
            dict(contract.thresholds),
            contract.crop_margin,
            contract.training_data,
            precision.value,
        )


def read_folder(path: Path) -> ModelFolder:
    """The folder's contract. Raises UserError where there is no folder or no valid contract in it."""
    if not path.is_dir():
        raise UserError(f"The model folder {path} does not exist: check the path.")
    return ModelFolder(path, read_contract(path / CONTRACT_FILE))


def folders() -> list[Path]:
    """All model folders, whether sound or not: shipped ones first, then the user's, each by name."""
    return [*_folders_in(models_dir()), *_folders_in(user_models_dir())]


def place(name_or_folder: str | Path) -> Path:
    """Where a model lies that is told by its name, or by its folder, which need not be there."""
    by_name = [path for path in folders() if path.name == str(name_or_folder)]
    return by_name[0] if by_name else Path(name_or_folder)


def resolve(task: Task | str, name_or_folder: str | Path | None = None) -> ModelFolder:
    """The model to use for a task.

    name_or_folder: a model's name, the path of a model folder, or None for the shipped default.
    Raises UserError where there is no such model, or it is for another task.
    """
    task = Task(task)
    if name_or_folder is None:
        for path in _folders_in(models_dir()):
            folder = read_folder(path)
            if folder.contract.task is task:
                return folder
        raise UserError(f"No model for '{task}' is installed in {models_dir()}: install TF-Collab again.")
    path = place(name_or_folder)
    if not path.is_dir():
        known = ", ".join(path.name for path in folders()) or "none"
        raise UserError(f"There is no model '{name_or_folder}': give a model folder, or one of the names {known}.")
    folder = read_folder(path)
    if folder.contract.task is not task:
        raise UserError(f"The model in {path} is for '{folder.contract.task}', not '{task}': choose another one.")
    return folder


def load(folder: ModelFolder, precision: Precision = Precision.FP32) -> bytes:
    """The bytes of one form of the model, read once; these very bytes matched the contract's hash.

    Raises UserError where the file is missing or altered, or keeps weights in other files, or the model has no such
    form.
    """
    forms = folder.forms()
    if precision not in forms:
        raise UserError(f"The model in {folder.path} has no {precision} form: choose the precision 'fp32' or 'auto'.")
    name, wanted = forms[precision]
    path = folder.path / name
    try:
        model = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): get the model again.") from error
    if hashlib.sha256(model).hexdigest() != wanted:
        raise UserError(f"{path} is not the file that its {CONTRACT_FILE} describes (SHA-256 differs): get it again.")
    try:
        external = uses_external_data(model)
    except ValueError as error:
        raise UserError(f"{path} is not an ONNX file ({error}): get the model again.") from error
    if external:
        raise UserError(f"{path} keeps weights in other files, which no hash covers: export it as a single file.")
    return model


def verify(folder: ModelFolder) -> None:
    """Raises UserError unless load() accepts the folder in every form that it has."""
    for form in folder.forms():
        load(folder, form)


def _folders_in(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if (path / CONTRACT_FILE).is_file() or (path / MODEL_FILE).is_file())
