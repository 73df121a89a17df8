"""The installed models with their cards, and whether each is what its contract describes: `app.models` in QML."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.jobs import Jobs
from tfcollab.errors import UserError
from tfcollab.resources import models_dir
from tfcollab.runtime import repository
from tfcollab.runtime.contract import Task

_CARD_FILE = "README.md"


@dataclass(frozen=True, slots=True)
class Installed:
    """A model folder. folder: None where its contract is not valid. fault: why it cannot be used, or empty."""

    path: Path
    folder: repository.ModelFolder | None
    fault: str
    card: str


class ModelsModel(QObject):
    """state: "none" (not looked at), "busy" or "ready". found: see model_view."""

    changed = Signal()

    def __init__(self, jobs: Jobs, used: Mapping[Task, str], parent: QObject) -> None:
        """used: names or folders of the models that are not the shipped ones."""
        super().__init__(parent)
        self._jobs = jobs
        self._used = dict(used)
        self._state = "none"
        self._stop = threading.Event()
        self._found: tuple[dict[str, Any], ...] = ()

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property("QVariantList", notify=changed)
    def found(self) -> list[dict[str, Any]]:
        return list(self._found)

    @Slot()
    def look(self) -> None:
        """Reads and hashes every model anew."""
        if self._state == "busy":
            return
        self._state = "busy"
        self.changed.emit()
        self._jobs.run(lambda: _look(self._used, self._stop), self._show, lambda _: self._show(()))

    def close(self) -> None:
        """Gives up what is being hashed."""
        self._stop.set()

    def _show(self, found: tuple[dict[str, Any], ...]) -> None:
        self._found, self._state = found, "ready"
        self.changed.emit()


def model_view(one: Installed, used: frozenset[Path]) -> dict[str, Any]:
    """good: hash and contract fit. used: by the exams of this window. shipped: or imported. sha256: of each form."""
    contract = None if one.folder is None else one.folder.contract
    return {
        "name": one.path.name if contract is None else contract.name,
        "task": "" if contract is None else str(contract.task),
        "version": "" if contract is None else contract.version,
        "size": "" if contract is None else "×".join(str(side) for side in reversed(contract.input_size)),
        "sha256": "" if contract is None else contract.sha256,
        "int8": "" if contract is None or contract.int8 is None else contract.int8.sha256,
        "fp16": "" if contract is None or contract.fp16 is None else contract.fp16.sha256,
        "trainingData": "" if contract is None else contract.training_data,
        "path": str(one.path),
        "shipped": one.path.parent == models_dir(),
        "used": one.path in used,
        "good": not one.fault,
        "fault": one.fault,
        "card": one.card,
    }


def installed(path: Path) -> Installed:
    """A model folder, read and hashed."""
    folder, fault = None, ""
    try:
        folder = repository.read_folder(path)
        repository.verify(folder)
    except UserError as error:
        fault = str(error)
    try:
        # a card names no picture, which could be fetched from anywhere
        card = (path / _CARD_FILE).read_text("utf-8", errors="replace").replace("![", "[")
    except OSError:
        card = ""
    return Installed(path, folder, fault, card)


def _look(used: Mapping[Task, str], stop: threading.Event) -> tuple[dict[str, Any], ...]:
    chosen = []
    for task in Task:
        try:
            chosen.append(repository.resolve(task, used.get(task)).path)
        except UserError:
            # what is wrong with it stands beside it in the list
            continue
    # one that was named by its folder may lie anywhere
    paths = dict.fromkeys((*repository.folders(), *chosen))
    return tuple(model_view(installed(path), frozenset(chosen)) for path in paths if not stop.is_set())
