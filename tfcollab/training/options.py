"""What can be chosen about a training run; written to the run folder as recipe.yaml."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from tfcollab.errors import UserError

TASKS = ("classify", "detect", "segment")
#: (height, width) of the deployed input unless chosen
DEFAULT_SIZES = {"classify": (384, 384), "detect": (288, 384), "segment": (384, 384)}
DEFAULT_LR = {"classify": 2e-3, "detect": 2e-3, "segment": 3e-3}
DEFAULT_EPOCHS = 30
#: what may differ in a resumed run: how long, and on what
MAY_CHANGE = ("start_from", "epochs", "max_minutes", "devices", "accelerator", "threads", "workers", "validate_every")


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """Options of a run; None takes the task's default.

    size: (height, width) of the deployed input in pixels, multiples of 16. epochs: None with max_minutes trains until
    the time is over. max_minutes: of wall clock, over all resumed parts of the run. variant: of TF-Net, s0 to s6.
    start_from: checkpoint of an earlier run, or model by folder or name, whose weights training begins with.
    view: part of the segmenter's window that a training sample shows, 0.3-1, at full detail. ema: decay of the
    averaged weights, which are the ones validated and kept. precision, devices: as Lightning takes them.
    threads: of torch, None leaves its choice. workers: loader processes. validate_every: in epochs.
    """

    size: tuple[int, int] | None = None
    epochs: int | None = None
    max_minutes: float | None = None
    batch_size: int = 16
    lr: float | None = None
    weight_decay: float = 0.02
    ema: float = 0.995
    variant: str = "s0"
    start_from: str | None = None
    view: float = 1.0
    seed: int = 1
    precision: str = "32-true"
    devices: str = "auto"
    accelerator: str = "auto"
    threads: int | None = None
    workers: int = 1
    validate_every: int = 1

    def checked(self, task: str) -> "TrainOptions":
        """With the task's defaults filled in; UserError on what cannot be trained."""
        if task not in TASKS:
            raise UserError(f"There is no task '{task}': choose one of {', '.join(TASKS)}.")
        size = self.size or DEFAULT_SIZES[task]
        if any(side < 32 or side % 16 for side in size):
            raise UserError(f"The size {size[1]}x{size[0]} cannot be used: both sides must be multiples of 16 from 32.")
        if task == "segment" and size[0] != size[1]:
            raise UserError(
                f"The size {size[1]}x{size[0]} is not square, as the segmenter's window is: give for example 384x384."
            )
        epochs = self.epochs or (1_000_000 if self.max_minutes else DEFAULT_EPOCHS)
        checks = {
            "--epochs": epochs > 0,
            "--max-minutes": self.max_minutes is None or self.max_minutes > 0,
            "--batch-size": self.batch_size > 1,
            "--lr": self.lr is None or 0 < self.lr < 1,
            "--view": 0.3 <= self.view <= 1,
            "--ema": 0 <= self.ema < 1,
            "--workers": self.workers >= 0,
        }
        if wrong := [name for name, good in checks.items() if not good]:
            raise UserError(f"The value of {wrong[0]} is out of range: see tfcollab train --help.")
        values = asdict(self) | {"size": size, "epochs": epochs, "lr": self.lr or DEFAULT_LR[task]}
        return TrainOptions(**values)


def write_recipe(path: Path, task: str, options: TrainOptions, extra: dict[str, Any]) -> None:
    """The recipe as YAML: task, every option, and what else is worth knowing (counts of the data)."""
    values = asdict(options)
    values["size"] = list(options.size or ())
    values["start_from"] = options.start_from and _folder_name(Path(options.start_from).resolve())
    text = yaml.safe_dump({"task": task, **extra, "options": values}, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def _folder_name(source: Path) -> str:
    return source.parent.name if source.is_file() else source.name


def check_same_run(out: Path, task: str, options: TrainOptions, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of the run in `out`, if task, options (but for MAY_CHANGE) and these facts are those of its recipe.

    What an older recipe does not say is not compared. UserError that names what differs.
    """
    recipe = read_recipe(out / "recipe.yaml")
    was = {key: value for key, value in recipe.items() if key != "options"} | recipe["options"]
    now = {"task": task, **facts, **asdict(options), "size": list(options.size or ())}
    changed = [key for key in now if key in was and key not in MAY_CHANGE and was[key] != now[key]]
    if changed:
        what = ", ".join(f"{key} {was[key]}, now {now[key]}" for key in changed)
        raise UserError(
            f"{out} holds a run that began otherwise ({what}): go on as it began, choose another folder, or --restart."
        )
    return {key: value for key, value in recipe.items() if key not in ("task", "options")}


def read_recipe(path: Path) -> dict[str, Any]:
    """A recipe as written; UserError where it is not one."""
    try:
        recipe = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise UserError(f"The recipe {path} cannot be read: {error}.") from None
    if not isinstance(recipe, dict) or "task" not in recipe or not isinstance(recipe.get("options"), dict):
        raise UserError(f"{path} is not a recipe of a training run.")
    return recipe
