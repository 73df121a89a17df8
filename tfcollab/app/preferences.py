"""The settings file: one versioned JSON file, written whole.

What concerns the window falls back, value by value, to the usual one. What decides a clinical number never falls back:
where it cannot be read or is out of its range, `clinical()` and `protocol()` raise, and no exam starts.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tfcollab.errors import UserError
from tfcollab.exam.named_settings import with_named
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.settings import ClinicalSettings
from tfcollab.files import write_whole

VERSION = 1


class _Section(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Interface(_Section):
    """text_scale: of all sizes, beside the system's own. overlay_opacity: of the break-up layer, 0-1.

    sounds: whether the exam prompts by tones as well.
    """

    theme: Literal["dark", "light"] = "dark"
    language: Literal["system", "en", "zh_CN"] = "system"
    text_scale: float = Field(1.0, ge=0.8, le=2.0)
    overlay_opacity: float = Field(0.6, ge=0.0, le=1.0)
    overlay_shown: bool = True
    aids_shown: bool = True
    sounds: bool = False


class Capture(_Section):
    """camera: name of the device, empty for the first one. exposure: the camera's own number, None for automatic."""

    camera: str = ""
    width: int = Field(1920, ge=64, le=8192)
    height: int = Field(1080, ge=64, le=8192)
    fps: float = Field(30.0, gt=0, le=1000)
    exposure: float | None = None
    provider: Literal["auto", "cpu", "openvino", "cuda", "tensorrt"] = "auto"


S = TypeVar("S", bound=_Section)
R = TypeVar("R", ClinicalSettings, Protocol)


class Preferences:
    """What the settings file says, and the file itself.

    notes: a sentence for each value of the window that fell back.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        self._fault = ""
        held = self._read()
        self.interface = self._section(Interface, held, "interface")
        self.capture = self._section(Capture, held, "capture")
        shortcuts = held.get("shortcuts")
        self.shortcuts = {
            action: key
            for action, key in (shortcuts.items() if isinstance(shortcuts, dict) else ())
            if isinstance(key, str)
        }
        self._clinical: Any = held.get("clinical", {})
        self._protocol: Any = held.get("protocol", {})

    def clinical(self) -> ClinicalSettings:
        """Raises UserError where a threshold is unknown, not readable or out of its range."""
        return self._strict(ClinicalSettings(), self._clinical, "clinical")

    def protocol(self) -> Protocol:
        """Raises UserError as clinical does."""
        return self._strict(Protocol(), self._protocol, "protocol")

    def change(self, **sections: Mapping[str, Any]) -> None:
        """Changes some values and writes the file: change(interface={"theme": "light"}, clinical={"cutoff_s": 5}).

        Raises UserError, and changes nothing, where a value is out of its range or the file cannot be written.
        """
        kept = self.interface, self.capture, self.shortcuts, self._clinical, self._protocol
        try:
            for name, values in sections.items():
                self._change(name, values)
            # a file that could not be read stays as it is: written anew, it would say the usual thresholds
            if not self._fault:
                self._write()
        except BaseException:
            self.interface, self.capture, self.shortcuts, self._clinical, self._protocol = kept
            raise

    def reset_clinical(self) -> None:
        """The usual thresholds and protocol again, whatever the file says."""
        if self._fault and self.path.exists():
            # what could not be read may be worth repairing
            self.path.replace(self.path.with_suffix(".unreadable.json"))
        self._clinical, self._protocol, self._fault = {}, {}, ""
        self._write()

    def _change(self, name: str, values: Mapping[str, Any]) -> None:
        if name == "interface":
            self.interface = _validated(self.interface, values)
        elif name == "capture":
            self.capture = _validated(self.capture, values)
        elif name == "shortcuts":
            self.shortcuts = dict(values)
        elif name == "clinical":
            self._clinical = {**self._clinical, **values}
            self.clinical()
        elif name == "protocol":
            self._protocol = {**self._protocol, **values}
            self.protocol()

    def _read(self) -> dict[str, Any]:
        try:
            held = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            held = None
        if not isinstance(held, dict) or held.get("version") != VERSION:
            self._fault = (
                f"The settings {self.path} cannot be read, or are of another program version, so that the clinical "
                "thresholds are not known: put the usual ones back in Settings, or restore the file."
            )
            self.notes.append("The settings could not be read; the usual ones are used for the window.")
            return {}
        return held

    def _section(self, kind: type[S], held: Mapping[str, Any], name: str) -> S:
        values = held.get(name, {})
        if not isinstance(values, dict):
            self.notes.append(f"The settings of {name} could not be read; the usual ones are used.")
            return kind()
        try:
            return kind.model_validate(values)
        except ValidationError as error:
            wrong = {str(found["loc"][0]) for found in error.errors()}
            self.notes += [f"The setting {name}.{key} could not be read; the usual one is used." for key in wrong]
            return kind.model_validate({key: value for key, value in values.items() if key not in wrong})

    def _strict(self, usual: R, changes: Any, name: str) -> R:
        if self._fault:
            raise UserError(self._fault)
        if not isinstance(changes, dict):
            raise UserError(
                f"The {name} settings in {self.path} are not readable: put the usual ones back in Settings."
            )
        return with_named(usual, changes, f"The {name} settings in {self.path}")

    def _write(self) -> None:
        held = {
            "version": VERSION,
            "interface": self.interface.model_dump(),
            "capture": self.capture.model_dump(),
            "shortcuts": self.shortcuts,
            "clinical": self._clinical,
            "protocol": self._protocol,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, json.dumps(held, indent=1, ensure_ascii=False).encode())


def _validated(section: S, values: Mapping[str, Any]) -> S:
    try:
        return type(section).model_validate({**section.model_dump(), **values})
    except ValidationError as error:
        found = error.errors()[0]
        raise UserError(f"The setting {found['loc'][0]} cannot be {found['input']!r}: {found['msg']}.") from None
