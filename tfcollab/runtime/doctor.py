"""What `tfcollab doctor` says about this installation."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tfcollab.errors import UserError
from tfcollab.resources import user_models_dir
from tfcollab.runtime import openvino_session, repository
from tfcollab.runtime.contract import Task
from tfcollab.runtime.providers import Installed, Provider
from tfcollab.runtime.session import Session

_PACKAGES = ("numpy", "opencv-python-headless", "av", "pydantic", "typst")
_ENCODERS = ("libx264", "ffv1", "mjpeg")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what was looked at, whether it will do, and what was found."""

    name: str
    ok: bool
    text: str


def facts(provider: Provider | str = Provider.AUTO) -> list[Fact]:
    """Everything that a run depends on; never raises for something that is missing. provider: to be tried."""
    return [
        Fact("TF-Collab", True, f"{_version('tfcollab')} on Python {platform.python_version()}, {platform.platform()}"),
        Fact("packages", True, ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)),
        *_onnx_runtime(provider),
        *_mixed_onnx_runtimes(),
        *_models(),
        _encoders(),
        _user_folder(),
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _onnx_runtime(provider: Provider | str) -> list[Fact]:
    try:
        backend = Installed()
    except UserError as error:
        return [Fact("ONNX Runtime", False, str(error))]
    import onnxruntime

    own = ", ".join(name for name in backend.available() if name != openvino_session.NAME)
    found = [Fact("ONNX Runtime", True, f"{onnxruntime.__version__} with {own}"), _openvino()]
    try:
        session = Session.open(repository.resolve(Task.CLASSIFY), provider, backend=backend)
    except UserError as error:
        return [*found, Fact("provider", False, str(error))]
    why = session.provider_note or _why(session.provider, Provider(provider))
    return [*found, Fact("provider", True, f"{session.provider}: {why}")]


def _openvino() -> Fact:
    if openvino_session.installed():
        return Fact("OpenVINO", True, _version("openvino"))
    return Fact("OpenVINO", True, "not installed; tfcollab[openvino] brings it, which is faster on the processor.")


def _mixed_onnx_runtimes() -> list[Fact]:
    if "missing" in (_version("onnxruntime"), _version("onnxruntime-gpu")):
        return []
    text = (
        "onnxruntime and onnxruntime-gpu are installed together and overwrite each other's files: uninstall both, "
        "then install one of tfcollab[cpu] and tfcollab[cuda]."
    )
    return [Fact("ONNX Runtime packages", False, text)]


def _why(chosen: str, wanted: Provider) -> str:
    if wanted is not Provider.AUTO:
        return "asked for, and it works."
    if chosen in (Provider.CPU, Provider.OPENVINO):
        return "this ONNX Runtime has no CUDA; tfcollab[cuda] brings it for an NVIDIA card."
    return "CUDA works; TensorRT is used only when asked for."


def _models() -> list[Fact]:
    return [_model(path) for path in repository.folders()] or [Fact("models", False, "none is installed.")]


def _model(path: Path) -> Fact:
    name = f"model {path.name}"
    try:
        folder = repository.read_folder(path)
        repository.verify(folder)
    except UserError as error:
        return Fact(name, False, str(error))
    contract = folder.contract
    return Fact(name, True, f"{contract.task}, version {contract.version}, SHA-256 {contract.sha256[:12]}… fits")


def _encoders() -> Fact:
    import av

    ffmpeg = ".".join(str(part) for part in av.library_versions["libavcodec"])
    missing = [name for name in _ENCODERS if name not in av.codecs_available]
    text = f"PyAV {_version('av')}, libavcodec {ffmpeg}"
    if missing:
        return Fact("video", False, f"{text}, but without {', '.join(missing)}: install the av wheel from PyPI.")
    return Fact("video", True, f"{text}, with {', '.join(_ENCODERS)}")


def _user_folder() -> Fact:
    folder = user_models_dir()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if os.access(existing, os.W_OK | os.X_OK):
        return Fact("user folder", True, f"{folder} can be written")
    return Fact("user folder", False, f"{folder} cannot be written: give this user the right to write in {existing}.")
